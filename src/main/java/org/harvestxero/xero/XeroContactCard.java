package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.harvestxero.http.JsonFields;
import org.harvestxero.mapping.contact.AddressLines;
import org.harvestxero.mapping.contact.ContactCard;
import org.harvestxero.mapping.contact.ContactCard.Person;
import org.harvestxero.mapping.contact.ContactCard.Phones;
import org.jspecify.annotations.Nullable;

/**
 * A contact as Xero shows it, in the form both sides share.
 *
 * @param place city, region, postal code and country of its postal address, by Xero's names; what is empty is left out
 * @param groups names of the contact groups it is in
 * @param currency what it is billed in by default
 * @param updated when it was changed last; null when Xero doesn't say
 */
public record XeroContactCard(
        ContactCard card,
        Map<String, String> place,
        List<String> groups,
        @Nullable String currency,
        @Nullable Instant updated) {
    static final List<String> PLACE = List.of("City", "Region", "PostalCode", "Country");

    public XeroContactCard {
        place = new LinkedHashMap<>(place);
        groups = List.copyOf(groups);
    }

    public static XeroContactCard of(XeroElement element) {
        JsonNode contact = element.tree();
        JsonNode address = slot(contact, "Addresses", "AddressType", "POBOX");
        Map<String, String> place = new LinkedHashMap<>();
        PLACE.forEach(part -> {
            String text = text(address, part);
            if (text != null) {
                place.put(part, text);
            }
        });
        String status = element.status();
        ContactCard card = new ContactCard(
                XeroFields.needed(contact, "Name"),
                text(contact, "EmailAddress"),
                lines(address, place),
                new Phones(phone(contact, "DEFAULT"), phone(contact, "MOBILE"), phone(contact, "FAX")),
                people(contact),
                status.isEmpty() || status.equalsIgnoreCase("ACTIVE"));
        return new XeroContactCard(
                card,
                place,
                XeroFields.all(contact, "ContactGroups", each -> XeroFields.orEmpty(text(each, "Name"))),
                text(contact, "DefaultCurrency"),
                XeroDates.updated(contact).orElse(null));
    }

    private static List<String> lines(JsonNode address, Map<String, String> place) {
        List<String> lines = new ArrayList<>();
        for (int line = 1; line <= AddressLines.MOST; line++) {
            String text = text(address, "AddressLine" + line);
            if (text != null) {
                lines.add(text);
            }
        }
        lines.addAll(place.values());
        return lines;
    }

    private static List<Person> people(JsonNode contact) {
        List<Person> people = new ArrayList<>();
        people.add(new Person(text(contact, "FirstName"), text(contact, "LastName"), null, true));
        people.addAll(XeroFields.all(
                contact,
                "ContactPersons",
                person -> new Person(
                        text(person, "FirstName"),
                        text(person, "LastName"),
                        text(person, "EmailAddress"),
                        JsonFields.flag(person, "IncludeInEmails"))));
        return people;
    }

    private static @Nullable String phone(JsonNode contact, String type) {
        JsonNode slot = slot(contact, "Phones", "PhoneType", type);
        String number = Stream.of("PhoneCountryCode", "PhoneAreaCode", "PhoneNumber")
                .map(part -> text(slot, part))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return number.isEmpty() ? null : number;
    }

    private static JsonNode slot(JsonNode contact, String list, String typeField, String type) {
        return StreamSupport.stream(JsonFields.field(contact, list).spliterator(), false)
                .filter(each -> type.equals(JsonFields.text(each, typeField)))
                .findFirst()
                .orElseGet(JsonFields::object);
    }

    private static @Nullable String text(JsonNode node, String field) {
        String text = JsonFields.text(node, field);
        return text == null ? null : text.strip();
    }
}
