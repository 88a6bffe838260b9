package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/**
 * One page of a listing.
 *
 * @param page counted from 1
 * @param last true when no page follows
 * @param serverDate Xero's clock when it answered this page
 */
public record XeroPage(List<JsonNode> elements, int page, boolean last, Instant serverDate) {
    public XeroPage {
        elements = List.copyOf(elements);
    }

    @Override
    public String toString() {
        return "page " + page + " with " + elements.size() + " elements";
    }
}
