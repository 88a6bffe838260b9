package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.harvestxero.http.JsonFields;

/**
 * What Harvest answered with success.
 *
 * @param json read with exact decimals; missing when the body was empty
 * @param serverDate Harvest's own clock at the answer, ours when it sent none
 */
public record HarvestResponse(int status, String body, JsonNode json, Instant serverDate) {
    /** The answer as one element: what a read of a single thing gives. */
    public HarvestElement element() {
        return new HarvestElement(json);
    }

    /** The elements of a list in the answer, such as {@code invoices}; none when it holds no such list. */
    public List<HarvestElement> list(String array) {
        return HarvestElement.list(json, array);
    }

    /** Where people open the account, when the account itself was asked for; empty when Harvest doesn't say. */
    public Optional<String> accountAddress() {
        return Optional.ofNullable(JsonFields.text(json, "base_uri"));
    }

    /** How many elements there are on all pages; 0 when Harvest doesn't say. */
    public int total() {
        return json.path("total_entries").asInt();
    }

    /** Number of the page that follows; empty on the last. */
    public Optional<String> nextPage() {
        BigDecimal page = JsonFields.decimal(json, "next_page");
        return Optional.ofNullable(page).map(BigDecimal::toPlainString);
    }

    /** Without the body, which may hold personal data. */
    @Override
    public String toString() {
        return "Harvest answered " + status + " with " + body.length() + " characters";
    }
}
