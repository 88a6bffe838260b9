package org.harvestxero.hook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The page of the console that an event is about. */
final class EventPage {
    private EventPage() {}

    /** @param event as a hook gets it @return its address within the console; empty where no page is about it alone */
    static Optional<String> of(JsonNode event) {
        JsonNode data = event.path("data");
        return part(data.at("/document/failedId"), "F\\d{1,18}")
                .map(id -> "/failed/" + id)
                .or(() -> part(data.at("/draft/id"), "D\\d{1,18}").map(id -> "/review/" + id))
                .or(() -> part(data.at("/invoice/harvestId"), "\\d{1,18}").map(id -> "/invoices/" + id));
    }

    private static Optional<String> part(JsonNode value, String like) {
        return Optional.of(value.asText()).filter(text -> text.matches(like));
    }
}
