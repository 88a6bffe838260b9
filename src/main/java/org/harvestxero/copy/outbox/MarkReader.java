package org.harvestxero.copy.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.store.copy.Kind;

/** Reads our mark off a Xero element, by which it is recognised when the reply to its creation was lost. */
public final class MarkReader {
    private MarkReader() {}

    /** The Harvest id the element carries, if it is one of ours. */
    public static OptionalLong sourceId(Kind kind, JsonNode element) {
        return switch (kind) {
            case CONTACT -> Marks.clientIn(element.path("ContactNumber").asText(""));
            case INVOICE -> Marks.invoiceIn(element.path("Url").asText(""));
            case PAYMENT -> Marks.paymentIn(element.path("Reference").asText(""));
            case CREDIT_NOTE -> Marks.creditNoteIn(element.path("Reference").asText(""));
            case CLIENT, CLIENT_CONTACT, DRAFT, BILLING, MAIL -> OptionalLong.empty();
        };
    }

    /** The number of an invoice or credit note; empty for anything else. */
    static String number(Kind kind, JsonNode element) {
        return switch (kind) {
            case INVOICE -> element.path("InvoiceNumber").asText("");
            case CREDIT_NOTE -> element.path("CreditNoteNumber").asText("");
            case CONTACT, PAYMENT, CLIENT, CLIENT_CONTACT, DRAFT, BILLING, MAIL -> "";
        };
    }
}
