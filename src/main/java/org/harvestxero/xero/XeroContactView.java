package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;
import org.harvestxero.http.JsonFields;

/** Which fields of a contact people or we have filled in. @param address a street or a city */
public record XeroContactView(boolean person, boolean email, boolean address) {
    public static XeroContactView of(XeroElement element) {
        JsonNode contact = element.tree();
        return new XeroContactView(
                has(contact, "FirstName") || has(contact, "LastName"),
                has(contact, "EmailAddress"),
                StreamSupport.stream(JsonFields.field(contact, "Addresses").spliterator(), false)
                        .anyMatch(address -> has(address, "AddressLine1") || has(address, "City")));
    }

    private static boolean has(JsonNode node, String field) {
        return JsonFields.text(node, field) != null;
    }
}
