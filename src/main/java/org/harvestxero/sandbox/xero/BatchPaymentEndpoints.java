package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code /BatchPayments}: each makes one payment an invoice; it is deleted as a whole, its parts never alone. The list is not paged.
 */
final class BatchPaymentEndpoints {
    private static final String SCOPE = "accounting.payments";
    private static final String COLLECTION = "BatchPayments";

    private final Books books;
    private final Envelope envelope;
    private final PaymentWriter payments;
    private final PaymentJson json;
    private final Property.Table<BatchPayment> properties = Properties.batchPayments();

    BatchPaymentEndpoints(Books books, Envelope envelope, PaymentWriter payments, PaymentJson json) {
        this.books = books;
        this.envelope = envelope;
        this.payments = payments;
        this.json = json;
    }

    void addTo(Router router) {
        router.add("GET", "/BatchPayments", SCOPE, (call, values) -> list(call));
        router.add("GET", "/BatchPayments/{id}", SCOPE, (call, values) -> one(values.get(0)));
        router.add("PUT", "/BatchPayments", SCOPE, (call, values) -> createAll(call));
        router.add("POST", "/BatchPayments", SCOPE, (call, values) -> post(call, null));
        router.add("POST", "/BatchPayments/{id}", SCOPE, (call, values) -> post(call, values.get(0)));
    }

    private Answer list(Call call) {
        return envelope.of(
                COLLECTION,
                ListSelection.small(call, books.batchPayments.all(), properties, BatchPayment::updated).stream()
                        .map(this::write)
                        .toList());
    }

    private Answer one(String id) {
        return envelope.of(COLLECTION, List.of(write(find(Fields.idOrNull(id)))));
    }

    private BatchPayment find(@Nullable UUID id) {
        BatchPayment batch = id == null ? null : books.batchPayments.get(id);
        if (batch == null) {
            throw Refusal.notFound();
        }
        return batch;
    }

    private Answer createAll(Call call) {
        List<Verdict> verdicts = new ArrayList<>();
        call.elements(COLLECTION).forEach(in -> verdicts.add(create(in)));
        return envelope.ofVerdicts(COLLECTION, verdicts, call.summarizeErrors());
    }

    /** Makes one, or deletes the one whose id stands in the address or in the body. */
    private Answer post(Call call, @Nullable String idText) {
        JsonNode body = call.json();
        JsonNode in = body.has(COLLECTION) ? SettingsEndpoints.first(call.elements(COLLECTION)) : body;
        UUID id = idText == null ? Fields.id(in, "BatchPaymentID") : Fields.idOrNull(idText);
        Verdict verdict = id == null && idText == null ? create(in) : delete(find(id), in);
        return envelope.ofVerdicts(COLLECTION, List.of(verdict), true);
    }

    private Verdict delete(BatchPayment batch, JsonNode in) {
        if (!"DELETED".equals(Fields.text(in, "Status")) || batch.deleted()) {
            return Verdict.rejected(write(batch), "Batch payment not of valid status for modification");
        }
        return Verdict.accepted(write(delete(batch)));
    }

    BatchPayment delete(BatchPayment batch) {
        batch.payments().stream()
                .map(books.payments::get)
                .filter(payment -> payment != null && !payment.deleted())
                .forEach(payments::delete);
        BatchPayment deleted = batch.deleted(books.now());
        books.batchPayments.put(deleted);
        return deleted;
    }

    /** All of it or nothing. */
    Verdict create(JsonNode in) {
        JsonNode account = Fields.object(in, "Account");
        LocalDate date = Fields.day(in, "Date");
        JsonNode parts = Fields.array(in, "Payments");
        if (account == null || date == null || parts == null || parts.isEmpty()) {
            return Verdict.rejected(Json.object(), "Account, Date and Payments must be specified.");
        }
        String kind = mixed(parts);
        if (kind != null) {
            return Verdict.rejected(Json.object(), kind);
        }
        UUID id = books.newId();
        List<UUID> made = new ArrayList<>();
        BigDecimal total = LineArithmetic.ZERO;
        boolean received = true;
        for (JsonNode part : parts) {
            ObjectNode payment = part.deepCopy();
            payment.set("Account", account);
            payment.put("Date", date.toString());
            String reference = Fields.text(in, "Reference");
            if (reference != null) {
                payment.put("Reference", reference);
            }
            Verdict verdict = payments.create(payment, id);
            if (verdict.failed()) {
                made.forEach(each -> payments.delete(Objects.requireNonNull(books.payments.get(each))));
                return Verdict.rejected(Json.object(), verdict.errors().get(0));
            }
            Payment stored = Objects.requireNonNull(books.payments.get(
                    UUID.fromString(verdict.element().path("PaymentID").asText())));
            made.add(stored.id());
            total = total.add(stored.amount());
            received = stored.documentType() == DocumentType.ACCREC;
        }
        BatchPayment batch = new BatchPayment(
                id,
                Objects.requireNonNull(
                        Objects.requireNonNull(books.payments.get(made.get(0))).accountId()),
                date,
                Fields.text(in, "Reference"),
                received,
                List.copyOf(made),
                total,
                false,
                books.now());
        books.batchPayments.put(batch);
        return Verdict.accepted(write(batch));
    }

    /** Why its invoices can't be paid together; null when they can. */
    private @Nullable String mixed(JsonNode parts) {
        DocumentType type = null;
        for (JsonNode part : parts) {
            JsonNode invoice = Fields.object(part, "Invoice");
            UUID id = invoice == null ? null : Fields.id(invoice, "InvoiceID");
            Document document = id == null ? null : books.invoices.get(id);
            if (document == null) {
                return "The document with the supplied id was not found for this endpoint.";
            }
            if (!document.currency.equals(books.organisation.baseCurrency)) {
                return "Batch payments can only be made in the base currency.";
            }
            if (type != null && type != document.type) {
                return "All payments of a batch must be of invoices of the same type.";
            }
            type = document.type;
        }
        return null;
    }

    ObjectNode write(BatchPayment batch) {
        ObjectNode out = Json.object();
        ObjectNode account =
                out.putObject("Account").put("AccountID", batch.accountId().toString());
        Account known = books.organisation.account(batch.accountId());
        if (known != null && known.currency() != null) {
            account.put("CurrencyCode", known.currency());
        }
        if (batch.reference() != null) {
            out.put("Reference", batch.reference());
        }
        out.put("BatchPaymentID", batch.id().toString())
                .put("DateString", XeroDates.dayString(batch.date()))
                .put("Date", XeroDates.day(batch.date()));
        ArrayNode list = out.putArray("Payments");
        for (UUID each : batch.payments()) {
            Payment payment = books.payments.get(each);
            if (payment != null) {
                list.add(json.inBatch(payment));
            }
        }
        return out.put("Type", batch.type())
                .put("Status", batch.status())
                .put("TotalAmount", batch.total())
                .put("UpdatedDateUTC", XeroDates.instant(batch.updated()))
                .put("IsReconciled", false);
    }
}
