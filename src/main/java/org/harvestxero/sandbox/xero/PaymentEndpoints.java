package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /Payments}: PUT takes many, POST one; a payment is never edited, only deleted. */
final class PaymentEndpoints {
    private static final String SCOPE = "accounting.payments";

    private final Books books;
    private final Envelope envelope;
    private final PaymentWriter writer;
    private final PaymentJson json;
    private final Property.Table<Payment> properties;

    PaymentEndpoints(Books books, Envelope envelope, PaymentWriter writer, PaymentJson json) {
        this.books = books;
        this.envelope = envelope;
        this.writer = writer;
        this.json = json;
        this.properties = Properties.payments(books);
    }

    void addTo(Router router) {
        router.add("GET", "/Payments", SCOPE, (call, values) -> list(call));
        router.add("GET", "/Payments/{id}", SCOPE, (call, values) -> one(values.get(0)));
        router.add("PUT", "/Payments", SCOPE, (call, values) -> createMany(call));
        router.add("POST", "/Payments", SCOPE, (call, values) -> createOne(call));
        router.add("POST", "/Payments/{id}", SCOPE, (call, values) -> change(call, values.get(0)));
    }

    private Answer list(Call call) {
        ListSelection.Rows<Payment> rows = new ListSelection<>(call, books.payments, properties).rows(this::byEquality);
        return envelope.of("Payments", rows.rows().stream().map(json::row).toList(), rows.pagination());
    }

    private @Nullable Collection<UUID> byEquality(Where.Parsed<Payment> where) {
        if (where.equalities().get("PaymentID") instanceof UUID id) {
            return List.of(id);
        }
        return null;
    }

    private Payment find(@Nullable UUID id) {
        Payment payment = id == null ? null : books.payments.get(id);
        if (payment == null) {
            throw Refusal.notFound();
        }
        return payment;
    }

    private Answer one(String id) {
        return envelope.of("Payments", List.of(json.full(find(Fields.idOrNull(id)))));
    }

    private Answer createMany(Call call) {
        List<JsonNode> elements = call.elements("Payments");
        elements.forEach(writer::check);
        List<Verdict> verdicts = new ArrayList<>();
        elements.forEach(in -> verdicts.add(writer.create(in)));
        return envelope.ofVerdicts("Payments", verdicts, call.summarizeErrors());
    }

    /** Takes only the first element and always summarises errors; with a PaymentID it deletes that payment. */
    private Answer createOne(Call call) {
        JsonNode in = SettingsEndpoints.first(call.elements("Payments"));
        writer.check(in);
        UUID id = Fields.id(in, "PaymentID");
        Verdict verdict = id == null ? writer.create(in) : writer.change(find(id), in);
        return envelope.ofVerdicts("Payments", List.of(verdict), true);
    }

    private Answer change(Call call, String idText) {
        Payment payment = find(Fields.idOrNull(idText));
        JsonNode in = SettingsEndpoints.first(call.elements("Payments"));
        UUID sentId = Fields.id(in, "PaymentID");
        if (sentId != null && !Objects.equals(sentId, payment.id())) {
            throw Refusal.invalid("Only Status accepted for updates.");
        }
        return envelope.ofVerdicts("Payments", List.of(writer.change(payment, in)), true);
    }
}
