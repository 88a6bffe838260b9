package org.harvestxero.hook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import org.apache.camel.Message;

/** An event as a hook gets it: JSON of one line, and what it is about as headers for routes that choose by it. */
final class EventMessage {
    static final String KIND = "eventKind";
    static final String ID = "eventId";
    static final String SUBJECT_TYPE = "eventSubjectType";
    static final String SUBJECT_ID = "eventSubjectId";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final EventRow row;

    private EventMessage(EventRow row) {
        this.row = row;
    }

    static EventMessage of(EventRow row) {
        return new EventMessage(row);
    }

    void fill(Message message) {
        message.setBody(json());
        message.setHeader(KIND, row.told().kind());
        message.setHeader(ID, row.uid());
        message.setHeader(SUBJECT_TYPE, row.about().type());
        message.setHeader(SUBJECT_ID, row.about().id());
    }

    private String json() {
        EventRow.Told told = row.told();
        ObjectNode event = MAPPER.createObjectNode()
                .put("id", row.uid())
                .put("kind", told.kind())
                .put("version", told.version())
                .put("connection", told.connection());
        event.putObject("subject")
                .put("type", row.about().type())
                .put("id", row.about().id());
        event.put("occurredAt", told.occurredAt().toString());
        event.set("data", read(row.data()));
        return write(event);
    }

    /** @throws UncheckedIOException when it is no JSON */
    static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }
}
