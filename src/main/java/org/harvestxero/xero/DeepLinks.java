package org.harvestxero.xero;

import org.harvestxero.http.Query;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that open a document in Xero's own pages, in the right organisation when its short code is known.
 *
 * @param appUrl such as {@code https://go.xero.com}
 */
public record DeepLinks(String appUrl) {
    public DeepLinks {
        appUrl = appUrl.endsWith("/") ? appUrl.substring(0, appUrl.length() - 1) : appUrl;
    }

    /** @param shortCode of the organisation, such as {@code !Ab1cD}; without it the page opens in whichever is active */
    public String invoice(String invoiceId, @Nullable String shortCode) {
        return link("/AccountsReceivable/View.aspx?InvoiceID=" + Query.segment(invoiceId), shortCode);
    }

    public String creditNote(String creditNoteId, @Nullable String shortCode) {
        return link("/AccountsReceivable/ViewCreditNote.aspx?creditNoteID=" + Query.segment(creditNoteId), shortCode);
    }

    public String bill(String invoiceId, @Nullable String shortCode) {
        return link("/AccountsPayable/View.aspx?InvoiceID=" + Query.segment(invoiceId), shortCode);
    }

    /** Money spent from a bank account. */
    public String spent(String bankTransactionId, @Nullable String shortCode) {
        return link("/Bank/ViewTransaction.aspx?bankTransactionID=" + Query.segment(bankTransactionId), shortCode);
    }

    public String contact(String contactId, @Nullable String shortCode) {
        return link("/Contacts/View/" + Query.segment(contactId), shortCode);
    }

    private String link(String page, @Nullable String shortCode) {
        return shortCode == null
                ? appUrl + page
                : appUrl + "/organisationlogin/default.aspx?shortcode=" + Query.segment(shortCode) + "&redirecturl="
                        + Query.segment(page);
    }
}
