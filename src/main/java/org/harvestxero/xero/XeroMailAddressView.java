package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.http.JsonFields;

/**
 * Whom Xero mails a contact's invoices to: its address and those of its people that are included in mails.
 *
 * @param id Xero's id of the contact
 * @param active false for a contact that is archived
 */
public record XeroMailAddressView(String id, boolean active, List<String> addresses) {
    public XeroMailAddressView {
        addresses = List.copyOf(addresses);
    }

    public static XeroMailAddressView of(XeroElement element) {
        JsonNode contact = element.tree();
        List<String> addresses = new ArrayList<>();
        add(addresses, contact);
        for (JsonNode person : JsonFields.field(contact, "ContactPersons")) {
            if (JsonFields.flag(person, "IncludeInEmails")) {
                add(addresses, person);
            }
        }
        return new XeroMailAddressView(element.id(), !element.status().equals("ARCHIVED"), addresses);
    }

    private static void add(List<String> addresses, JsonNode of) {
        String address = JsonFields.text(of, "EmailAddress");
        if (address != null && !addresses.contains(address.strip())) {
            addresses.add(address.strip());
        }
    }
}
