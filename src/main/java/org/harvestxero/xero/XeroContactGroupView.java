package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.http.JsonFields;

/**
 * A group of contacts as Xero shows it.
 *
 * @param members Xero's ids of its contacts; shown only where one group is asked for
 */
public record XeroContactGroupView(String id, String name, List<String> members) {
    public XeroContactGroupView {
        members = List.copyOf(members);
    }

    static List<XeroContactGroupView> listIn(JsonNode answer) {
        List<XeroContactGroupView> groups = new ArrayList<>();
        for (JsonNode group : JsonFields.field(answer, "ContactGroups")) {
            List<String> members = new ArrayList<>();
            JsonFields.field(group, "Contacts")
                    .forEach(contact -> members.add(XeroFields.needed(contact, "ContactID")));
            String id = JsonFields.text(group, "ContactGroupID");
            String name = JsonFields.text(group, "Name");
            if (id != null && name != null) {
                groups.add(new XeroContactGroupView(id, name, members));
            }
        }
        return groups;
    }
}
