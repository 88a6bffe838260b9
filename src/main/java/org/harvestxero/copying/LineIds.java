package org.harvestxero.copying;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Xero's ids of a document's lines, in order: what a later edit is compared with. */
final class LineIds {
    private LineIds() {}

    static List<String> of(JsonNode document) {
        List<String> ids = new ArrayList<>();
        document.path("LineItems").forEach(line -> ids.add(line.path("LineItemID").asText("")));
        return ids;
    }
}
