package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Money spent and received as Xero writes it. */
final class BankTransactionJson {
    private final Books books;
    private final ContactJson contacts;

    BankTransactionJson(Books books, ContactJson contacts) {
        this.books = books;
        this.contacts = contacts;
    }

    /** The answer to a write or a single read: everything, with the whole contact. */
    ObjectNode full(BankTransaction transaction, int unitDecimals) {
        ObjectNode json = transaction(transaction, transaction.lines, unitDecimals);
        Contact contact = contactOf(transaction);
        if (contact != null) {
            json.set("Contact", contacts.inDocument(contact));
        }
        return json;
    }

    /** A row of a paged list: with lines, with a short contact. */
    ObjectNode paged(BankTransaction transaction, int unitDecimals) {
        return transaction(transaction, transaction.lines, unitDecimals);
    }

    /** A row of an unpaged list: {@code LineItems} is there and always empty. */
    ObjectNode unpaged(BankTransaction transaction) {
        return transaction(transaction, List.of(), 2);
    }

    /** The echo of a refused element; one that would have been new has the zero id. */
    ObjectNode rejected(BankTransaction transaction, boolean created, int unitDecimals) {
        ObjectNode json = transaction(transaction, transaction.lines, unitDecimals);
        json.remove(List.of("UpdatedDateUTC", "HasAttachments"));
        if (created) {
            json.put("BankTransactionID", Json.ZERO_ID.toString());
        }
        return json;
    }

    private ObjectNode transaction(BankTransaction transaction, List<Line> lines, int unitDecimals) {
        ObjectNode json = Json.object().put("BankTransactionID", transaction.id.toString());
        Account account =
                transaction.bankAccountId == null ? null : books.organisation.account(transaction.bankAccountId);
        if (account != null) {
            ObjectNode bank =
                    json.putObject("BankAccount").put("AccountID", account.id().toString());
            if (account.code() != null) {
                bank.put("Code", account.code());
            }
            bank.put("Name", account.name());
        }
        json.put("Type", transaction.type.name());
        if (transaction.reference != null) {
            json.put("Reference", transaction.reference);
        }
        if (transaction.url != null) {
            json.put("Url", transaction.url);
        }
        json.put("IsReconciled", transaction.reconciled).put("HasAttachments", transaction.hasAttachments);
        Contact contact = contactOf(transaction);
        if (contact != null) {
            json.set("Contact", ContactJson.shortForm(contact));
        }
        json.put("DateString", XeroDates.dayString(transaction.date))
                .put("Date", XeroDates.day(transaction.date))
                .put("Status", transaction.status())
                .put("LineAmountTypes", transaction.lineAmountTypes.wireName());
        ArrayNode list = json.putArray("LineItems");
        lines.forEach(line -> list.add(DocumentJson.line(line, unitDecimals)));
        return json.put("SubTotal", transaction.subTotal)
                .put("TotalTax", transaction.totalTax)
                .put("Total", transaction.total)
                .put("UpdatedDateUTC", XeroDates.instant(transaction.updated))
                .put("CurrencyCode", transaction.currency)
                .put("CurrencyRate", transaction.currencyRate);
    }

    private @org.jspecify.annotations.Nullable Contact contactOf(BankTransaction transaction) {
        return transaction.contactId == null ? null : books.contacts.get(transaction.contactId);
    }
}
