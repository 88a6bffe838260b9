package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /Contacts}. */
final class ContactEndpoints {
    private static final String SCOPE = "accounting.contacts";
    private static final List<String> SEARCHED = List.of("FirstName", "LastName", "CompanyNumber", "EmailAddress");

    private final Books books;
    private final Envelope envelope;
    private final ContactWriter writer;
    private final ContactJson json;
    private final Property.Table<Contact> properties = Properties.contacts();

    ContactEndpoints(Books books, Envelope envelope, ContactWriter writer, ContactJson json) {
        this.books = books;
        this.envelope = envelope;
        this.writer = writer;
        this.json = json;
    }

    void addTo(Router router) {
        router.add("GET", "/Contacts", SCOPE, (call, values) -> list(call));
        router.add("GET", "/Contacts/{id}", SCOPE, (call, values) -> one(values.get(0)));
        router.add("PUT", "/Contacts", SCOPE, (call, values) -> write(call, writer::create));
        router.add("POST", "/Contacts", SCOPE, (call, values) -> write(call, in -> writer.save(in, null)));
        router.add("POST", "/Contacts/{id}", SCOPE, (call, values) -> change(call, values.get(0)));
    }

    private Answer list(Call call) {
        boolean summary = call.flag("summaryOnly");
        ListSelection<Contact> listing = new ListSelection<>(call, books.contacts, properties).impliesPaging(summary);
        if (!call.flag("includeArchived")) {
            listing.where(Contact::active);
        }
        List<String> ids = call.values("IDs");
        if (!ids.isEmpty()) {
            listing.only(ids.stream()
                    .map(Fields::idOrNull)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList());
        }
        String term = call.parameter("searchTerm");
        if (term != null) {
            String folded = Where.fold(term);
            listing.where(contact -> found(contact, folded));
        }
        ListSelection.Rows<Contact> rows = listing.rows(this::byEquality);
        Function<Contact, ObjectNode> row = summary ? json::summary : rows.paged() ? json::full : json::unpaged;
        return envelope.of("Contacts", rows.rows().stream().map(row).toList(), rows.pagination());
    }

    private @Nullable List<UUID> byEquality(Where.Parsed<Contact> where) {
        if (where.equalities().get("ContactID") instanceof UUID id) {
            return List.of(id);
        }
        if (where.equalities().get("ContactNumber") instanceof String number) {
            Contact contact = books.contactNumbered(number);
            return contact == null ? null : List.of(contact.id);
        }
        return null;
    }

    private static boolean found(Contact contact, String term) {
        return Stream.concat(
                        Stream.of(contact.name, Objects.requireNonNullElse(contact.contactNumber, "")),
                        SEARCHED.stream().map(field -> Objects.requireNonNullElse(contact.text(field), "")))
                .anyMatch(text -> Where.fold(text).contains(term));
    }

    private Answer one(String idOrNumber) {
        UUID id = Fields.idOrNull(idOrNumber);
        Contact contact = id == null ? books.contactNumbered(idOrNumber) : books.contacts.get(id);
        if (contact == null) {
            throw Refusal.notFound();
        }
        return envelope.of("Contacts", List.of(json.full(contact)));
    }

    private Answer write(Call call, Function<JsonNode, Verdict> write) {
        List<JsonNode> elements = call.elements("Contacts");
        elements.forEach(writer::check);
        List<Verdict> verdicts = new ArrayList<>();
        elements.forEach(in -> verdicts.add(write.apply(in)));
        return envelope.ofVerdicts("Contacts", verdicts, call.summarizeErrors());
    }

    private Answer change(Call call, String idText) {
        UUID id = Fields.idOrNull(idText);
        Contact target = id == null ? null : books.contacts.get(id);
        if (target == null) {
            throw Refusal.notFound();
        }
        JsonNode in = SettingsEndpoints.first(call.elements("Contacts"));
        writer.check(in);
        return envelope.ofVerdicts("Contacts", List.of(writer.save(in, target)), call.summarizeErrors());
    }
}
