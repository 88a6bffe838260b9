package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** {@code /BankTransactions}: money spent and received; PUT creates, POST creates or changes by id. */
final class BankTransactionEndpoints {
    private static final String SCOPE = "accounting.banktransactions";
    private static final String COLLECTION = "BankTransactions";

    private final Books books;
    private final Envelope envelope;
    private final BankTransactionWriter writer;
    private final BankTransactionJson json;
    private final Property.Table<BankTransaction> properties;

    BankTransactionEndpoints(Books books, Envelope envelope, BankTransactionWriter writer, BankTransactionJson json) {
        this.books = books;
        this.envelope = envelope;
        this.writer = writer;
        this.json = json;
        this.properties = Properties.bankTransactions(books);
    }

    void addTo(Router router) {
        router.add("GET", "/BankTransactions", SCOPE, (call, values) -> list(call));
        router.add("GET", "/BankTransactions/{id}", SCOPE, (call, values) -> one(call, values.get(0)));
        router.add("PUT", "/BankTransactions", SCOPE, (call, values) -> write(call, true));
        router.add("POST", "/BankTransactions", SCOPE, (call, values) -> write(call, false));
        router.add("POST", "/BankTransactions/{id}", SCOPE, (call, values) -> change(call, values.get(0)));
    }

    private Answer list(Call call) {
        ListSelection.Rows<BankTransaction> rows = new ListSelection<>(call, books.bankTransactions, properties)
                .rows(where -> where.equalities().get("BankTransactionID") instanceof UUID id ? List.of(id) : null);
        int decimals = call.unitDecimals();
        return envelope.of(
                COLLECTION,
                rows.rows().stream()
                        .map(row -> rows.paged() ? json.paged(row, decimals) : json.unpaged(row))
                        .toList(),
                rows.pagination());
    }

    private BankTransaction find(String id) {
        BankTransaction found =
                books.bankTransactions.get(Objects.requireNonNullElse(Fields.idOrNull(id), Json.ZERO_ID));
        if (found == null) {
            throw Refusal.notFound();
        }
        return found;
    }

    private Answer one(Call call, String id) {
        return envelope.of(COLLECTION, List.of(json.full(find(id), call.unitDecimals())));
    }

    private Answer write(Call call, boolean create) {
        List<JsonNode> elements = call.elements(COLLECTION);
        elements.forEach(writer::check);
        List<Verdict> verdicts = new ArrayList<>();
        int decimals = call.unitDecimals();
        elements.forEach(in -> verdicts.add(create ? writer.create(in, decimals) : writer.save(in, decimals)));
        return envelope.ofVerdicts(COLLECTION, verdicts, call.summarizeErrors());
    }

    private Answer change(Call call, String id) {
        BankTransaction before = find(id);
        JsonNode in = SettingsEndpoints.first(call.elements(COLLECTION));
        writer.check(in);
        return envelope.ofVerdicts(
                COLLECTION, List.of(writer.change(before, in, call.unitDecimals())), call.summarizeErrors());
    }
}
