package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** {@code /ManualJournals}: PUT creates, POST creates or changes by id. */
final class ManualJournalEndpoints {
    private static final String SCOPE = "accounting.manualjournals";
    private static final String COLLECTION = "ManualJournals";

    private final Books books;
    private final Envelope envelope;
    private final ManualJournalWriter writer;
    private final Property.Table<ManualJournal> properties = Properties.manualJournals();

    ManualJournalEndpoints(Books books, Envelope envelope, ManualJournalWriter writer) {
        this.books = books;
        this.envelope = envelope;
        this.writer = writer;
    }

    void addTo(Router router) {
        router.add("GET", "/ManualJournals", SCOPE, (call, values) -> list(call));
        router.add("GET", "/ManualJournals/{id}", SCOPE, (call, values) -> one(values.get(0)));
        router.add("PUT", "/ManualJournals", SCOPE, (call, values) -> write(call, true));
        router.add("POST", "/ManualJournals", SCOPE, (call, values) -> write(call, false));
        router.add("POST", "/ManualJournals/{id}", SCOPE, (call, values) -> change(call, values.get(0)));
    }

    private Answer list(Call call) {
        ListSelection.Rows<ManualJournal> rows = new ListSelection<>(call, books.manualJournals, properties)
                .rows(where -> where.equalities().get("ManualJournalID") instanceof UUID id ? List.of(id) : null);
        return envelope.of(
                COLLECTION,
                rows.rows().stream()
                        .map(row -> rows.paged() ? ManualJournalJson.full(row) : ManualJournalJson.unpaged(row))
                        .toList(),
                rows.pagination());
    }

    private ManualJournal find(String id) {
        ManualJournal found = books.manualJournals.get(Objects.requireNonNullElse(Fields.idOrNull(id), Json.ZERO_ID));
        if (found == null) {
            throw Refusal.notFound();
        }
        return found;
    }

    private Answer one(String id) {
        return envelope.of(COLLECTION, List.of(ManualJournalJson.full(find(id))));
    }

    private Answer write(Call call, boolean create) {
        List<JsonNode> elements = call.elements(COLLECTION);
        elements.forEach(writer::check);
        List<Verdict> verdicts = new ArrayList<>();
        elements.forEach(in -> verdicts.add(create ? writer.create(in) : writer.save(in)));
        return envelope.ofVerdicts(COLLECTION, verdicts, call.summarizeErrors());
    }

    private Answer change(Call call, String id) {
        ManualJournal before = find(id);
        JsonNode in = SettingsEndpoints.first(call.elements(COLLECTION));
        writer.check(in);
        return envelope.ofVerdicts(COLLECTION, List.of(writer.change(before, in)), call.summarizeErrors());
    }
}
