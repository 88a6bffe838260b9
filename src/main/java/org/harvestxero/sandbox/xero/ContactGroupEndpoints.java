package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /ContactGroups}: a list names the groups, a single read their contacts, too. */
final class ContactGroupEndpoints {
    private static final String SCOPE = "accounting.contacts";
    private static final String GROUPS = "ContactGroups";
    private static final int MOST = 100;

    private final Books books;
    private final Envelope envelope;

    ContactGroupEndpoints(Books books, Envelope envelope) {
        this.books = books;
        this.envelope = envelope;
    }

    void addTo(Router router) {
        String one = "/ContactGroups/{id}";
        router.add("GET", "/ContactGroups", SCOPE, (call, values) -> list(call));
        router.add("PUT", "/ContactGroups", SCOPE, (call, values) -> create(call));
        router.add("GET", one, SCOPE, (call, values) -> withContacts(find(values.get(0))));
        router.add("POST", one, SCOPE, (call, values) -> change(call, find(values.get(0))));
        router.add("PUT", one + "/Contacts", SCOPE, (call, values) -> add(call, find(values.get(0))));
        router.add("DELETE", one + "/Contacts", SCOPE, (call, values) -> empty(find(values.get(0))));
        router.add(
                "DELETE",
                one + "/Contacts/{contact}",
                SCOPE,
                (call, values) -> take(find(values.get(0)), values.get(1)));
    }

    private Answer list(Call call) {
        return envelope.of(
                GROUPS,
                ListSelection.small(call, books.activeGroups(), Properties.contactGroups(), null).stream()
                        .map(ContactGroup::toJson)
                        .toList());
    }

    private ContactGroup find(String id) {
        UUID groupId = Fields.idOrNull(id);
        return books.activeGroups().stream()
                .filter(group -> group.id.equals(groupId))
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    private Answer withContacts(ContactGroup group) {
        ObjectNode json = group.toJson();
        ArrayNode contacts = json.putArray("Contacts");
        for (UUID member : group.members) {
            Contact contact = books.contacts.get(member);
            if (contact != null) {
                contacts.add(ContactJson.shortForm(contact));
            }
        }
        return envelope.of(GROUPS, List.of(json));
    }

    private Answer create(Call call) {
        String name = name(SettingsEndpoints.first(call.elements(GROUPS)), null);
        if (books.activeGroups().size() >= MOST) {
            throw Refusal.invalid("You've reached the limit of 100 contact groups.");
        }
        ContactGroup group = new ContactGroup(books.newId(), name);
        books.groups.add(group);
        return envelope.of(GROUPS, List.of(group.toJson()));
    }

    private String name(JsonNode in, @Nullable ContactGroup self) {
        String name = Fields.text(in, "Name");
        if (name == null || name.isBlank()) {
            throw Refusal.invalid("Contact group name is required.");
        }
        boolean taken = books.activeGroups().stream()
                .anyMatch(group -> group != self && group.name.equalsIgnoreCase(name.strip()));
        if (taken) {
            throw Refusal.invalid("A contact group with the name '" + name.strip() + "' already exists.");
        }
        return name.strip();
    }

    private Answer change(Call call, ContactGroup group) {
        JsonNode in = SettingsEndpoints.first(call.elements(GROUPS));
        if (in.has("Name")) {
            group.name = name(in, group);
        }
        group.deleted = "DELETED".equals(Fields.text(in, "Status"));
        return envelope.of(GROUPS, List.of(group.toJson()));
    }

    /** Whoever is in it already stays. */
    private Answer add(Call call, ContactGroup group) {
        List<Contact> added = new ArrayList<>();
        for (JsonNode in : call.elements("Contacts")) {
            UUID id = Fields.id(in, "ContactID");
            Contact contact = id == null ? null : books.contacts.get(id);
            if (contact == null) {
                throw Refusal.notFound();
            }
            added.add(contact);
        }
        added.forEach(contact -> books.join(group, contact));
        return envelope.of(
                "Contacts", added.stream().map(ContactJson::shortForm).toList());
    }

    private static Answer empty(ContactGroup group) {
        group.members.clear();
        return Answer.empty(204);
    }

    private static Answer take(ContactGroup group, String contact) {
        if (!group.members.remove(Fields.idOrNull(contact))) {
            throw Refusal.notFound();
        }
        return Answer.empty(204);
    }
}
