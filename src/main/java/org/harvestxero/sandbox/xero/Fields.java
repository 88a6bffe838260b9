package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one element as Xero's deserialiser would; null and absent are the same. */
final class Fields {
    private Fields() {}

    static @Nullable JsonNode node(JsonNode in, String name) {
        JsonNode value = in.get(name);
        return value == null || value.isNull() ? null : value;
    }

    static @Nullable JsonNode object(JsonNode in, String name) {
        JsonNode value = node(in, name);
        if (value != null && !value.isObject()) {
            throw wrong(value, name);
        }
        return value;
    }

    /** An array; a single object in its place is one of the bodies Xero answers with 500. */
    static @Nullable JsonNode array(JsonNode in, String name) {
        JsonNode value = node(in, name);
        if (value != null && value.isObject()) {
            throw Refusal.internalError();
        }
        if (value != null && !value.isArray()) {
            throw wrong(value, name);
        }
        return value;
    }

    static @Nullable String text(JsonNode in, String name) {
        JsonNode value = node(in, name);
        if (value != null && value.isContainerNode()) {
            throw wrong(value, name);
        }
        return value == null ? null : value.asText();
    }

    /** A number, also when it is quoted. */
    static @Nullable BigDecimal decimal(JsonNode in, String name) {
        JsonNode value = node(in, name);
        if (value == null) {
            return null;
        }
        if (value.isNumber()) {
            return value.decimalValue();
        }
        if (value.isTextual()) {
            String text = value.asText().trim();
            if (text.isEmpty()) {
                return null;
            }
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException e) {
                throw wrong(value, name);
            }
        }
        throw wrong(value, name);
    }

    static @Nullable Boolean flag(JsonNode in, String name) {
        JsonNode value = node(in, name);
        if (value == null) {
            return null;
        }
        return switch (value.asText()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(value, name);
        };
    }

    static @Nullable LocalDate day(JsonNode in, String name) {
        String text = text(in, name);
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return XeroDates.parseDay(text);
        } catch (DateTimeException e) {
            throw Refusal.malformed("Could not convert string to DateTime: " + text + ". Path '" + name + "'.");
        }
    }

    static @Nullable UUID id(JsonNode in, String name) {
        String text = text(in, name);
        if (text == null || text.isEmpty()) {
            return null;
        }
        UUID id = idOrNull(text);
        if (id == null) {
            throw Refusal.malformed(
                    "Error converting value \"" + text + "\" to type 'System.Guid'. Path '" + name + "'.");
        }
        return id.equals(Json.ZERO_ID) ? null : id;
    }

    /** The UUID a text spells in its long form, else null. */
    static @Nullable UUID idOrNull(String text) {
        try {
            return text.length() == 36 ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Refusal wrong(JsonNode value, String name) {
        return Refusal.malformed("Error converting value " + value + ". Path '" + name + "'.");
    }
}
