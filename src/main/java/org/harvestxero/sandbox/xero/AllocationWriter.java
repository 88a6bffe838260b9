package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sets credit notes, overpayments and prepayments against invoices and takes them back. */
final class AllocationWriter {
    private final Books books;

    AllocationWriter(Books books) {
        this.books = books;
    }

    /** @param creditId of the credit note, overpayment or prepayment; read again for every element, as each changes it */
    Verdict create(DocumentType type, UUID creditId, JsonNode in) {
        List<String> errors = new ArrayList<>();
        JsonNode target = Fields.object(in, "Invoice");
        UUID invoiceId = target == null ? null : Fields.id(target, "InvoiceID");
        BigDecimal sent = Fields.decimal(in, "Amount");
        BigDecimal amount = sent == null ? LineArithmetic.ZERO : LineArithmetic.money(sent);
        Document note = books.shelf(type).get(creditId);
        Document invoice = invoiceId == null ? null : books.invoices.get(invoiceId);
        check(type, note, invoice, amount, errors);
        if (!errors.isEmpty() || note == null || invoice == null) {
            ObjectNode echo = Json.object().put("Amount", amount);
            if (invoiceId != null) {
                echo.putObject("Invoice").put("InvoiceID", invoiceId.toString());
            }
            return new Verdict(echo, errors, List.of());
        }
        LocalDate date = note.date.isAfter(invoice.date) ? note.date : invoice.date;
        Allocation allocation = new Allocation(books.newId(), note.type, note.id, invoice.id, amount, date);
        change(note, each -> each.addAllocation(allocation));
        change(invoice, each -> each.addAllocation(allocation));
        return Verdict.accepted(json(allocation));
    }

    /** Takes an allocation back; the answer has no envelope, as in Xero. */
    ObjectNode delete(Document note, Allocation allocation) {
        change(note, each -> each.removeAllocation(allocation));
        Document invoice = books.invoices.get(allocation.invoiceId());
        if (invoice != null) {
            change(invoice, each -> each.removeAllocation(allocation));
        }
        ObjectNode json = Json.object()
                .put("AllocationId", allocation.id().toString())
                .put("Date", XeroDates.bareInstant(books.now()));
        json.putArray("Invoice")
                .addObject()
                .put("InvoiceID", allocation.invoiceId().toString());
        return json.put("IsDeleted", true);
    }

    private static void check(
            DocumentType type,
            @Nullable Document note,
            @Nullable Document invoice,
            BigDecimal amount,
            List<String> errors) {
        String called = type.credit() ? "Credit Note" : type.noun();
        if (note == null) {
            errors.add("An existing " + called + " with the specified " + type.noun() + "ID could not be found");
            return;
        }
        if (!note.status.approved()) {
            errors.add(called + " must be Authorised before it can be allocated");
        }
        if (amount.signum() <= 0) {
            errors.add("The Amount must be greater than 0.");
        }
        if (invoice == null) {
            errors.add("The document with the supplied id was not found for this endpoint.");
            return;
        }
        if (invoice.status == DocumentStatus.PAID) {
            errors.add("The invoice you are trying to allocate to has already been paid off");
        } else if (invoice.status != DocumentStatus.AUTHORISED) {
            errors.add(called + "s can only be allocated to Authorised documents");
        } else if (amount.compareTo(invoice.open()) > 0 || amount.compareTo(note.open()) > 0) {
            errors.add(called + " cannot be allocated as amount is greater than amount outstanding");
        }
        if (!Objects.equals(note.contactId, invoice.contactId) || !note.currency.equals(invoice.currency)) {
            errors.add(called + " and invoice must have the same contact and currency");
        }
    }

    private void change(Document document, Consumer<Document> change) {
        Document changed = document.copy();
        change.accept(changed);
        changed.updated = books.now();
        books.shelf(changed.type).put(changed);
    }

    private static ObjectNode json(Allocation allocation) {
        ObjectNode json = Json.object()
                .put("AllocationID", allocation.id().toString())
                .put("Amount", allocation.amount())
                .put("Date", XeroDates.day(allocation.date()));
        ObjectNode invoice = json.putObject("Invoice")
                .put("InvoiceID", allocation.invoiceId().toString());
        List.of("Payments", "CreditNotes", "Prepayments", "Overpayments").forEach(invoice::putArray);
        invoice.put("HasErrors", false).put("IsDiscounted", false);
        invoice.putArray("LineItems");
        invoice.putArray("ValidationErrors");
        String noun = allocation.creditType().noun();
        json.putObject(noun)
                .put(noun + "ID", allocation.creditId().toString())
                .put("ID", allocation.creditId().toString())
                .putArray("LineItems");
        json.putArray("ValidationErrors");
        return json;
    }
}
