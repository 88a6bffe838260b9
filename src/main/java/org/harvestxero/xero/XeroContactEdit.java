package org.harvestxero.xero;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.http.JsonFields;
import org.harvestxero.mapping.contact.AddressLines;
import org.harvestxero.mapping.contact.ContactCard;
import org.harvestxero.mapping.contact.ContactCard.Person;
import org.harvestxero.mapping.contact.ContactCard.Phones;
import org.harvestxero.mapping.contact.ContactField;
import org.harvestxero.mapping.document.Texts;
import org.jspecify.annotations.Nullable;

/** The JSON text of changes to a contact: only the fields that cross are named in it, and an empty text empties one. */
public final class XeroContactEdit {
    /** Xero's limit beside the contact's own person. */
    public static final int MOST_PEOPLE = 5;

    private static final int PHONE = 50;
    private static final int PERSON = 255;

    private XeroContactEdit() {}

    /** @param place of the contact's address in Xero now: its parts stay where the new address ends in the same lines */
    public static String of(String contactId, Set<ContactField> fields, ContactCard card, Map<String, String> place) {
        ObjectNode json = JsonFields.object().put("ContactID", contactId);
        if (fields.contains(ContactField.NAME)) {
            json.put("Name", card.name());
        }
        if (fields.contains(ContactField.PEOPLE)) {
            people(json, card.people());
        }
        if (fields.contains(ContactField.EMAIL)) {
            json.put("EmailAddress", XeroFields.orEmpty(card.email()));
        }
        if (fields.contains(ContactField.ADDRESS)) {
            address(json, card.address(), place);
        }
        if (fields.contains(ContactField.PHONES)) {
            phones(json, card.phones());
        }
        if (fields.contains(ContactField.ACTIVE) && !card.active()) {
            json.put("ContactStatus", "ARCHIVED");
        }
        return JsonFields.write(json);
    }

    /** Gives a contact of Xero's own the mark by which it is found again. */
    public static String mark(String contactId, String contactNumber) {
        return JsonFields.write(JsonFields.object().put("ContactID", contactId).put("ContactNumber", contactNumber));
    }

    private static void people(ObjectNode json, List<Person> people) {
        Person main = people.get(0);
        json.put("FirstName", name(main.first()));
        json.put("LastName", name(main.last()));
        others(json, people.subList(1, people.size()));
    }

    /** @param people at most five are sent */
    static void others(ObjectNode json, List<Person> people) {
        ArrayNode list = json.putArray("ContactPersons");
        people.stream().limit(MOST_PEOPLE).forEach(person -> {
            ObjectNode each = list.addObject();
            each.put("FirstName", name(person.first()));
            each.put("LastName", name(person.last()));
            each.put("EmailAddress", XeroFields.orEmpty(person.email()));
            each.put("IncludeInEmails", person.mailed() && person.email() != null);
        });
    }

    private static String name(@Nullable String name) {
        return Texts.cut(XeroFields.orEmpty(name), PERSON);
    }

    private static void address(ObjectNode json, List<String> lines, Map<String, String> place) {
        List<String> ending = List.copyOf(place.values());
        boolean same = lines.size() >= ending.size()
                && lines.subList(lines.size() - ending.size(), lines.size()).equals(ending);
        List<String> above = same ? lines.subList(0, lines.size() - ending.size()) : lines;
        List<String> fitted = AddressLines.fitted(above);
        ObjectNode address = json.putArray("Addresses").addObject().put("AddressType", "POBOX");
        for (int line = 1; line <= AddressLines.MOST; line++) {
            address.put("AddressLine" + line, line <= fitted.size() ? fitted.get(line - 1) : "");
        }
        XeroContactCard.PLACE.forEach(part -> address.put(part, same ? place.getOrDefault(part, "") : ""));
    }

    static void phones(ObjectNode json, Phones phones) {
        ArrayNode list = json.putArray("Phones");
        phone(list, "DEFAULT", phones.office());
        phone(list, "MOBILE", phones.mobile());
        phone(list, "FAX", phones.fax());
    }

    private static void phone(ArrayNode list, String type, @Nullable String number) {
        list.addObject()
                .put("PhoneType", type)
                .put("PhoneNumber", Texts.cut(XeroFields.orEmpty(number), PHONE))
                .put("PhoneAreaCode", "")
                .put("PhoneCountryCode", "");
    }
}
