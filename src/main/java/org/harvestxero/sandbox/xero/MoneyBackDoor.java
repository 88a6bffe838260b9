package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What people do with clients' money in Xero: receive it, alone, for several invoices or too much of it, and set it off. */
final class MoneyBackDoor {
    private final Books books;
    private final PaymentWriter payments;
    private final BatchPaymentEndpoints batches;
    private final PrepaidEndpoints prepaid;
    private final AllocationWriter allocations;

    MoneyBackDoor(Books books, DocumentJson json, PaymentWriter payments, PaymentJson paid) {
        Envelope none = new Envelope(books, "back door");
        this.books = books;
        this.payments = payments;
        this.batches = new BatchPaymentEndpoints(books, none, payments, paid);
        this.prepaid = new PrepaidEndpoints(books, none, json);
        this.allocations = new AllocationWriter(books);
    }

    /** As {@code /sandbox/…} over HTTP. */
    void addTo(Map<String, Function<JsonNode, JsonNode>> actions) {
        actions.put("receive-payment", this::receive);
        actions.put("pay-batch", this::payBatch);
        actions.put("delete-batch", in -> deleteBatch(UUID.fromString(BackDoor.need(in, "batch"))));
        actions.put(
                "receive-overpayment",
                in -> receiveAhead(DocumentType.AROVERPAYMENT, BackDoor.need(in, "contact"), amount(in), day(in)));
        actions.put(
                "receive-prepayment",
                in -> receiveAhead(DocumentType.ARPREPAYMENT, BackDoor.need(in, "contact"), amount(in), day(in)));
        actions.put(
                "allocate",
                in -> allocate(UUID.fromString(BackDoor.need(in, "credit")), BackDoor.need(in, "invoice"), amount(in)));
        actions.put(
                "deallocate",
                in -> deallocate(UUID.fromString(BackDoor.need(in, "credit")), BackDoor.need(in, "invoice")));
    }

    /** @param in as a body of {@code PUT /Payments} holds it */
    JsonNode receive(JsonNode in) {
        return accepted(payments.create(in));
    }

    /** @param in as a body of {@code PUT /BatchPayments} holds it */
    JsonNode payBatch(JsonNode in) {
        return accepted(batches.create(in));
    }

    JsonNode deleteBatch(UUID id) {
        BatchPayment batch = books.batchPayments.get(id);
        if (batch == null || batch.deleted()) {
            throw new IllegalArgumentException("There is no such batch: " + id);
        }
        return batches.write(batches.delete(batch));
    }

    /** Money of a contact that is on no invoice yet, in the base currency. @param contact its name or id */
    JsonNode receiveAhead(DocumentType type, String contact, BigDecimal amount, LocalDate date) {
        UUID id = Fields.idOrNull(contact);
        Contact from = id == null ? books.activeContact(contact) : books.contacts.get(id);
        if (from == null) {
            throw new IllegalArgumentException("There is no such contact: " + contact);
        }
        Document money = new Document(books.newId(), type, date, books.organisation.baseCurrency);
        money.contactId = from.id;
        money.status = DocumentStatus.AUTHORISED;
        money.lineAmountTypes = LineAmountTypes.NO_TAX;
        money.subTotal = LineArithmetic.money(amount);
        money.total = money.subTotal;
        money.created = books.now();
        money.updated = books.now();
        books.shelf(type).put(money);
        return prepaid.write(money);
    }

    /** Sets a part of a credit note, overpayment or prepayment against an invoice. */
    JsonNode allocate(UUID credit, String invoice, BigDecimal amount) {
        ObjectNode in = Json.object().put("Amount", amount);
        in.putObject("Invoice").put("InvoiceID", invoice(invoice).id.toString());
        return accepted(allocations.create(credit(credit).type, credit, in));
    }

    /** Takes all of it off the invoice again. */
    JsonNode deallocate(UUID credit, String invoice) {
        UUID from = invoice(invoice).id;
        JsonNode last = Json.object();
        for (Allocation each : List.copyOf(credit(credit).allocations)) {
            if (each.invoiceId().equals(from)) {
                last = allocations.delete(credit(credit), each);
            }
        }
        return last;
    }

    private Document credit(UUID id) {
        for (Shelf<Document> shelf : List.of(books.creditNotes, books.overpayments, books.prepayments)) {
            Document found = shelf.get(id);
            if (found != null) {
                return found;
            }
        }
        throw new IllegalArgumentException("There is no such credit note, overpayment or prepayment: " + id);
    }

    private Document invoice(String idOrNumber) {
        UUID id = Fields.idOrNull(idOrNumber);
        Document invoice = id == null ? books.salesInvoice(idOrNumber) : books.invoices.get(id);
        if (invoice == null) {
            throw new IllegalArgumentException("There is no such invoice: " + idOrNumber);
        }
        return invoice;
    }

    private static BigDecimal amount(JsonNode in) {
        return Objects.requireNonNullElse(Fields.decimal(in, "amount"), BigDecimal.ZERO);
    }

    private LocalDate day(JsonNode in) {
        @Nullable LocalDate day = Fields.day(in, "date");
        return Objects.requireNonNullElse(day, books.organisation.today());
    }

    private static JsonNode accepted(Verdict verdict) {
        if (verdict.failed()) {
            throw new IllegalStateException(String.join("; ", verdict.errors()));
        }
        return verdict.toJson(false);
    }
}
