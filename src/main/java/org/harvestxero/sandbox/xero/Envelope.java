package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Wraps collections the way every accounting answer does. */
final class Envelope {
    private final Books books;
    private final String providerName;

    Envelope(Books books, String providerName) {
        this.books = books;
        this.providerName = providerName;
    }

    Answer of(String collection, List<? extends JsonNode> elements) {
        return of(collection, elements, null);
    }

    Answer of(String collection, List<? extends JsonNode> elements, @Nullable ObjectNode pagination) {
        ObjectNode body = Json.object()
                .put("Id", books.newId().toString())
                .put("Status", "OK")
                .put("ProviderName", providerName)
                .put("DateTimeUTC", XeroDates.bareInstant(books.now()));
        if (pagination != null) {
            body.set("pagination", pagination);
        }
        ArrayNode list = body.putArray(collection);
        elements.forEach(list::add);
        return Answer.tree(200, body);
    }

    /**
     * The answer to a batch: either 200 with a verdict per element, or, when the client left errors to be summarised
     * and there are some, 400 with only those that failed. What was accepted stays accepted in both cases.
     */
    Answer ofVerdicts(String collection, List<Verdict> verdicts, boolean summarizeErrors) {
        List<ObjectNode> elements = new ArrayList<>();
        List<ObjectNode> failures = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            ObjectNode element = verdict.toJson(!summarizeErrors);
            elements.add(element);
            if (verdict.failed()) {
                failures.add(element);
            }
        }
        return summarizeErrors && !failures.isEmpty() ? Answer.invalid(failures) : of(collection, elements);
    }
}
