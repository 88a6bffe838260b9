package org.harvestxero.xero;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.harvestxero.http.JsonFields;
import org.harvestxero.mapping.document.ContactExtras;
import org.harvestxero.mapping.document.TargetContact;
import org.harvestxero.mapping.document.XeroSettings.PaymentTerms;

/** The JSON text of contacts we create and edit in Xero; as {@link XeroJson} has it, the same values give the same text. */
public final class XeroContactJson {
    private static final int ADDRESS_LINES = 4;

    private XeroContactJson() {}

    /** A contact to create, with the mark by which a search finds it. */
    public static String contact(TargetContact contact) {
        ObjectNode json = JsonFields.object();
        json.put("Name", contact.name());
        json.put("ContactNumber", contact.contactNumber());
        XeroJson.put(json, "DefaultCurrency", contact.currency());
        people(json, contact);
        ContactExtras given = contact.extras();
        if (given != null) {
            defaults(json, given);
        }
        return JsonFields.write(json);
    }

    private static void defaults(ObjectNode json, ContactExtras given) {
        XeroJson.put(json, "SalesDefaultAccountCode", given.salesAccount());
        XeroJson.put(json, "AccountsReceivableTaxType", given.salesTaxType());
        PaymentTerms terms = given.terms();
        if (terms != null) {
            json.putObject("PaymentTerms")
                    .putObject("Sales")
                    .put("Day", terms.day())
                    .put("Type", terms.type());
        }
    }

    private static void people(ObjectNode json, TargetContact contact) {
        XeroJson.put(json, "FirstName", contact.firstName());
        XeroJson.put(json, "LastName", contact.lastName());
        XeroJson.put(json, "EmailAddress", contact.email());
        List<String> lines = contact.addressLines();
        if (!lines.isEmpty()) {
            ObjectNode address = json.putArray("Addresses").addObject().put("AddressType", "POBOX");
            for (int i = 0; i < Math.min(lines.size(), ADDRESS_LINES); i++) {
                boolean last = i == ADDRESS_LINES - 1;
                address.put(
                        "AddressLine" + (i + 1),
                        last ? String.join(", ", lines.subList(i, lines.size())) : lines.get(i));
            }
        }
    }

    /** Contacts that are put into a group, by Xero's ids. */
    public static String members(List<String> contacts) {
        ObjectNode json = JsonFields.object();
        ArrayNode members = json.putArray("Contacts");
        contacts.forEach(contact -> members.addObject().put("ContactID", contact));
        return JsonFields.write(json);
    }

    /** Changes to an existing contact: fields that are null stay as they are in Xero, and so do its name and mark. */
    public static String contactEdit(String contactId, TargetContact contact) {
        ObjectNode json = JsonFields.object();
        json.put("ContactID", contactId);
        people(json, contact);
        return JsonFields.write(json);
    }
}
