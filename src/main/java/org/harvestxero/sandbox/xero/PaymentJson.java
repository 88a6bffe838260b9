package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Payments as Xero writes them. */
final class PaymentJson {
    private final Books books;
    private final DocumentJson documents;

    PaymentJson(Books books, DocumentJson documents) {
        this.books = books;
        this.documents = documents;
    }

    /** The answer to a write or a single read. */
    ObjectNode full(Payment payment) {
        ObjectNode json = head(payment, true);
        Document document = documentOf(payment);
        if (document != null) {
            json.set(document.type.noun(), inPayment(document));
        }
        return json.put("HasValidationErrors", false);
    }

    /** A row of the list. */
    ObjectNode row(Payment payment) {
        ObjectNode json = head(payment, false);
        Document document = documentOf(payment);
        if (document != null) {
            json.set(document.type.noun(), inPaymentRow(document));
        }
        return json.put("HasValidationErrors", false);
    }

    ObjectNode rejected(Payment payment) {
        ObjectNode json = full(payment);
        json.remove("UpdatedDateUTC");
        json.remove("UpdatedDateUTCString");
        return json.put("HasValidationErrors", true);
    }

    private ObjectNode inPayment(Document document) {
        return document.type.prepaid() ? prepaid(document) : documents.inPayment(document);
    }

    private ObjectNode inPaymentRow(Document document) {
        return document.type.prepaid() ? prepaid(document) : documents.inPaymentRow(document);
    }

    private static ObjectNode prepaid(Document document) {
        return Json.object()
                .put(document.type.noun() + "ID", document.id.toString())
                .put("ID", document.id.toString())
                .put("CurrencyCode", document.currency);
    }

    /** The payment as its batch shows it. */
    ObjectNode inBatch(Payment payment) {
        ObjectNode json = Json.object();
        ObjectNode invoice = json.putObject("Invoice").put("InvoiceID", String.valueOf(payment.documentId()));
        Document document = documentOf(payment);
        if (document != null) {
            invoice.put("CurrencyCode", document.currency);
        }
        List.of("Payments", "CreditNotes", "Prepayments", "Overpayments").forEach(invoice::putArray);
        invoice.put("HasErrors", false).put("IsDiscounted", false).putArray("LineItems");
        return json.put("PaymentID", payment.id().toString())
                .put("BankAmount", payment.bankAmount())
                .put("Amount", payment.amount());
    }

    private ObjectNode head(Payment payment, boolean named) {
        ObjectNode json = Json.object()
                .put("PaymentID", payment.id().toString())
                .put("Date", XeroDates.day(payment.date()))
                .put("BankAmount", payment.bankAmount())
                .put("Amount", payment.amount());
        if (payment.reference() != null) {
            json.put("Reference", payment.reference());
        }
        json.put("CurrencyRate", payment.currencyRate())
                .put("PaymentType", payment.documentType().paymentType())
                .put("Status", payment.status())
                .put("UpdatedDateUTC", XeroDates.instant(payment.updated()))
                .put("UpdatedDateUTCString", XeroDates.instantString(payment.updated()))
                .put("HasAccount", payment.accountId() != null)
                .put("IsReconciled", payment.reconciled());
        if (payment.batchId() != null) {
            json.put("BatchPaymentID", payment.batchId().toString());
        }
        Account account = payment.accountId() == null ? null : books.organisation.account(payment.accountId());
        if (account != null) {
            ObjectNode brief =
                    json.putObject("Account").put("AccountID", account.id().toString());
            if (account.code() != null) {
                brief.put("Code", account.code());
            }
            if (named) {
                brief.put("Name", account.name());
            }
        }
        return json;
    }

    private @Nullable Document documentOf(Payment payment) {
        return payment.documentId() == null
                ? null
                : books.shelf(payment.documentType()).get(payment.documentId());
    }
}
