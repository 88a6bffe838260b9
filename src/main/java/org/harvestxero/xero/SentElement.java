package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.harvestxero.http.JsonFields;
import org.jspecify.annotations.Nullable;

/** A document exactly as one of our requests holds it. */
public final class SentElement {
    private final JsonNode element;

    private SentElement(JsonNode element) {
        this.element = element;
    }

    /**
     * How one line was coded; what is null was left to Xero.
     *
     * @param account its code, else its id
     * @param tracking a name and option each
     */
    public record Coding(
            @Nullable String account,
            @Nullable String taxType,
            @Nullable String item,
            List<Tracking> tracking) {}

    public record Tracking(String category, String option) {}

    /**
     * Finds a document by its number in a body of many.
     *
     * @throws IllegalArgumentException when the body is no JSON
     */
    public static Optional<SentElement> find(String body, String number) {
        JsonNode sent =
                JsonFields.parse(body).orElseThrow(() -> new IllegalArgumentException("The kept request is no JSON"));
        boolean notes = sent.has("CreditNotes");
        return StreamSupport.stream(
                        sent.path(notes ? "CreditNotes" : "Invoices").spliterator(), false)
                .filter(element -> number.equals(element.path(notes ? "CreditNoteNumber" : "InvoiceNumber")
                        .asText()))
                .findFirst()
                .map(SentElement::new);
    }

    /**
     * A document from the text of one element, as it is stored until it is sent.
     *
     * @throws IllegalArgumentException when the text is no JSON
     */
    public static SentElement parse(String content) {
        return new SentElement(JsonFields.parse(content)
                .orElseThrow(() -> new IllegalArgumentException("The kept element is no JSON")));
    }

    /** The status it asks for; null when it asks for none. */
    public @Nullable String status() {
        return element.path("Status").asText(null);
    }

    /** The address a contact is to have; null when none is sent. */
    public @Nullable String email() {
        return element.path("EmailAddress").asText(null);
    }

    /** Xero's id of the invoice a credit note or payment is set against; empty when it names none. */
    public String invoiceId() {
        return element.path("Invoice").path("InvoiceID").asText();
    }

    /** The document's own JSON. */
    public String text() {
        return element.toString();
    }

    public int lines() {
        return element.path("LineItems").size();
    }

    /** The lines' own JSON. */
    public String linesText() {
        return element.path("LineItems").toString();
    }

    /** @param line counted from 1 */
    public Coding coding(int line) {
        JsonNode item = element.path("LineItems").path(line - 1);
        String code = item.path("AccountCode").asText(null);
        List<Tracking> tracking = new ArrayList<>();
        for (JsonNode each : item.path("Tracking")) {
            tracking.add(new Tracking(
                    each.path("Name").asText(""), each.path("Option").asText("")));
        }
        return new Coding(
                code != null ? code : item.path("AccountID").asText(null),
                item.path("TaxType").asText(null),
                item.has("ItemCode") ? item.path("ItemCode").asText() : null,
                tracking);
    }
}
