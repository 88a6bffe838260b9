package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts money on documents and takes it off again. */
final class PaymentWriter {
    private final Books books;
    private final Organisation organisation;
    private final PaymentJson json;

    PaymentWriter(Books books, PaymentJson json) {
        this.books = books;
        this.organisation = books.organisation;
        this.json = json;
    }

    /** Stops the request when an element cannot be read, before anything is stored. */
    void check(JsonNode in) {
        document(in);
        account(in);
        Fields.day(in, "Date");
        Fields.decimal(in, "Amount");
        Fields.decimal(in, "CurrencyRate");
        Fields.flag(in, "IsReconciled");
    }

    Verdict create(JsonNode in) {
        return create(in, null);
    }

    /** @param batch the batch it is part of */
    Verdict create(JsonNode in, @Nullable UUID batch) {
        List<String> errors = new ArrayList<>();
        Document document = document(in);
        Account account = account(in);
        LocalDate date = Fields.day(in, "Date");
        BigDecimal sent = Fields.decimal(in, "Amount");
        BigDecimal amount = sent == null ? LineArithmetic.ZERO : LineArithmetic.money(sent);
        String reference = Fields.text(in, "Reference");
        checkDocument(document, amount, errors);
        checkAccount(account, document, errors);
        checkDate(date, errors);
        if (amount.signum() <= 0) {
            errors.add("The payment amount must be greater than zero.");
        }
        if (reference != null && reference.length() > 255) {
            errors.add("The Reference field exceeds the maximum length of 255.");
        }
        BigDecimal rate = rate(in, document);
        Payment payment = new Payment(
                errors.isEmpty() ? books.newId() : Json.ZERO_ID,
                document == null ? null : document.id,
                document == null ? DocumentType.ACCREC : document.type,
                account == null ? null : account.id(),
                date == null ? organisation.today() : date,
                amount,
                bankAmount(amount, rate, document, account),
                reference,
                rate,
                Boolean.TRUE.equals(Fields.flag(in, "IsReconciled")),
                batch,
                false,
                books.now());
        if (!errors.isEmpty()) {
            return new Verdict(json.rejected(payment), errors, List.of());
        }
        keep(payment);
        return Verdict.accepted(json.full(payment));
    }

    /** Deletes a payment; the only change Xero knows for one. */
    Verdict change(Payment payment, JsonNode in) {
        for (Map.Entry<String, JsonNode> field : in.properties()) {
            if (!field.getKey().equals("Status") && !field.getKey().equals("PaymentID")) {
                return new Verdict(json.rejected(payment), List.of("Only Status accepted for updates."), List.of());
            }
        }
        if (!"DELETED".equals(Fields.text(in, "Status")) || payment.deleted()) {
            return new Verdict(
                    json.rejected(payment), List.of("Payment not of valid status for modification"), List.of());
        }
        if (payment.batchId() != null) {
            return new Verdict(
                    json.rejected(payment),
                    List.of("The payment is part of a batch payment and cannot be deleted."),
                    List.of());
        }
        if (payment.reconciled()) {
            return new Verdict(
                    json.rejected(payment), List.of("The payment is reconciled and cannot be deleted."), List.of());
        }
        return Verdict.accepted(json.full(delete(payment)));
    }

    Payment delete(Payment payment) {
        Payment deleted = payment.deleted(books.now());
        books.payments.put(deleted);
        Document document = documentOf(payment);
        if (document != null) {
            Document changed = document.copy();
            changed.removePayment(payment);
            changed.updated = books.now();
            books.shelf(changed.type).put(changed);
        }
        return deleted;
    }

    private void keep(Payment payment) {
        books.payments.put(payment);
        Document document = documentOf(payment);
        if (document != null) {
            Document changed = document.copy();
            changed.addPayment(payment);
            changed.updated = books.now();
            books.shelf(changed.type).put(changed);
        }
    }

    private @Nullable Document documentOf(Payment payment) {
        return payment.documentId() == null
                ? null
                : books.shelf(payment.documentType()).get(payment.documentId());
    }

    private @Nullable Document document(JsonNode in) {
        JsonNode invoice = Fields.object(in, "Invoice");
        if (invoice != null) {
            UUID id = Fields.id(invoice, "InvoiceID");
            String number = Fields.text(invoice, "InvoiceNumber");
            return id != null ? books.invoices.get(id) : number == null ? null : books.salesInvoice(number);
        }
        JsonNode note = Fields.object(in, "CreditNote");
        if (note != null) {
            UUID id = Fields.id(note, "CreditNoteID");
            String number = Fields.text(note, "CreditNoteNumber");
            return id != null ? books.creditNotes.get(id) : number == null ? null : books.creditNote(number);
        }
        for (DocumentType type : List.of(DocumentType.AROVERPAYMENT, DocumentType.ARPREPAYMENT)) {
            JsonNode prepaid = Fields.object(in, type.noun());
            if (prepaid != null) {
                UUID id = Fields.id(prepaid, type.noun() + "ID");
                return id == null ? null : books.shelf(type).get(id);
            }
        }
        return null;
    }

    private @Nullable Account account(JsonNode in) {
        JsonNode account = Fields.object(in, "Account");
        if (account == null) {
            return null;
        }
        UUID id = Fields.id(account, "AccountID");
        String code = Fields.text(account, "Code");
        return id != null ? organisation.account(id) : code == null ? null : organisation.account(code);
    }

    private static void checkDocument(@Nullable Document document, BigDecimal amount, List<String> errors) {
        if (document == null) {
            errors.add("The document with the supplied id was not found for this endpoint.");
        } else if (!document.status.approved()) {
            errors.add("Payments can only be made against Authorised documents");
        } else if (amount.compareTo(document.open()) > 0) {
            errors.add("Payment amount exceeds the amount outstanding on this document");
        }
    }

    private void checkAccount(@Nullable Account account, @Nullable Document document, List<String> errors) {
        if (account == null || account.status() != Account.Status.ACTIVE) {
            errors.add("Account could not be found");
        } else if (!account.mayTakePayments()) {
            errors.add("Account type is invalid for making a payment to/from");
        } else if (document != null && account.currency() != null) {
            boolean fits = account.currency().equals(document.currency)
                    || account.currency().equals(organisation.baseCurrency);
            if (!fits) {
                errors.add("Account currency must be the base currency or the currency of the document");
            }
        }
    }

    private void checkDate(@Nullable LocalDate date, List<String> errors) {
        if (date == null) {
            errors.add("The Date field must be specified.");
            return;
        }
        String lock = organisation.lockedAt(date);
        if (lock != null) {
            errors.add(lock);
        }
    }

    private BigDecimal rate(JsonNode in, @Nullable Document document) {
        BigDecimal sent = Fields.decimal(in, "CurrencyRate");
        if (document == null || document.currency.equals(organisation.baseCurrency)) {
            return BigDecimal.ONE.setScale(10);
        }
        return sent == null || sent.signum() <= 0
                ? document.currencyRate
                : sent.setScale(6, RoundingMode.HALF_UP).setScale(10);
    }

    private static BigDecimal bankAmount(
            BigDecimal amount, BigDecimal rate, @Nullable Document document, @Nullable Account account) {
        boolean sameCurrency = document == null
                || account == null
                || account.currency() == null
                || account.currency().equals(document.currency);
        return sameCurrency ? amount : amount.divide(rate, 2, RoundingMode.HALF_UP);
    }
}
