package org.harvestxero.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON with exact decimals, read leniently: a field may be absent, null or empty, a number may come as text, and Xero spells
 * names with differing case. An empty text reads as absent.
 */
public final class JsonFields {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private JsonFields() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The tree, or empty when the text is no JSON object or array. */
    public static Optional<JsonNode> parse(String text) {
        try {
            JsonNode tree = MAPPER.readTree(text);
            return tree != null && tree.isContainerNode() ? Optional.of(tree) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The same text for the same tree, fields in the order they were set, decimals without exponent. */
    public static String write(JsonNode tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree could not be written", e);
        }
    }

    /** The field by its exact name, else by its name in any case; missing rather than null. */
    public static JsonNode field(JsonNode node, String name) {
        JsonNode exact = node.get(name);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            if (each.getKey().equalsIgnoreCase(name)) {
                return each.getValue();
            }
        }
        return MissingNode.getInstance();
    }

    /** The text of a field, or null when it is absent, null, blank or not a plain value. */
    public static @Nullable String text(JsonNode node, String name) {
        JsonNode value = field(node, name);
        String text = value.isValueNode() && !value.isNull() ? value.asText() : "";
        return text.isBlank() ? null : text;
    }

    /** The number of a field, also when it comes as text; null when there is none. */
    public static @Nullable BigDecimal decimal(JsonNode node, String name) {
        JsonNode value = field(node, name);
        if (value.isNumber()) {
            return value.decimalValue();
        }
        try {
            return value.isTextual() && !value.textValue().isBlank()
                    ? new BigDecimal(value.textValue().trim())
                    : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** True only for a true, also when it comes as text. */
    public static boolean flag(JsonNode node, String name) {
        JsonNode value = field(node, name);
        return value.isBoolean()
                ? value.booleanValue()
                : value.isTextual() && "true".equalsIgnoreCase(value.textValue());
    }
}
