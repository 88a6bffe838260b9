package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.harvestxero.http.JsonFields;
import org.jspecify.annotations.Nullable;

/** An invoice or credit note as a request of ours holds it, word for word. */
public final class SentDocument {
    private final JsonNode element;

    private SentDocument(JsonNode element) {
        this.element = element;
    }

    /**
     * How one line was coded; null is left to Xero.
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
    public static Optional<SentDocument> find(String body, String number) {
        JsonNode sent =
                JsonFields.parse(body).orElseThrow(() -> new IllegalArgumentException("The kept request is no JSON"));
        boolean notes = sent.has("CreditNotes");
        return StreamSupport.stream(
                        sent.path(notes ? "CreditNotes" : "Invoices").spliterator(), false)
                .filter(element -> number.equals(element.path(notes ? "CreditNoteNumber" : "InvoiceNumber")
                        .asText()))
                .findFirst()
                .map(SentDocument::new);
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
