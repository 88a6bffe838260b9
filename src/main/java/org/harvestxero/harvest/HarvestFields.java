package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.http.JsonFields;
import org.jspecify.annotations.Nullable;

/**
 * Reads single fields of Harvest's JSON. What is needed and is absent or of another kind is a {@link HarvestUnreadableException} that
 * names the field with its place.
 */
final class HarvestFields {
    /** As many as any currency has. */
    static final int MOST_DECIMALS = 4;

    private HarvestFields() {}

    static long id(JsonNode element) {
        return id(element, "id", "");
    }

    static long id(JsonNode node, String field, String at) {
        JsonNode value = JsonFields.field(node, field);
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (value.isTextual() && value.textValue().matches("\\d{1,18}")) {
            return Long.parseLong(value.textValue());
        }
        throw new HarvestUnreadableException(at + field, shown(value));
    }

    static String needed(JsonNode node, String field, String at) {
        String text = JsonFields.text(node, field);
        if (text == null) {
            throw new HarvestUnreadableException(at + field, shown(JsonFields.field(node, field)));
        }
        return text;
    }

    static @Nullable BigDecimal decimal(JsonNode node, String field, String at) {
        JsonNode value = JsonFields.field(node, field);
        BigDecimal number = JsonFields.decimal(node, field);
        if (number == null
                && !value.isMissingNode()
                && !value.isNull()
                && !value.asText().isBlank()) {
            throw new HarvestUnreadableException(at + field, shown(value));
        }
        return number;
    }

    /**
     * An amount with at most as many decimals as its currency, or two. Harvest's own amounts never have more, so more means that
     * something is wrong.
     */
    static BigDecimal money(JsonNode node, String field, int decimals) {
        BigDecimal amount = decimal(node, field, "");
        if (amount == null) {
            throw new HarvestUnreadableException(field, "absent");
        }
        return scaled(amount, field, decimals);
    }

    static BigDecimal moneyOrZero(JsonNode node, String field, int decimals) {
        BigDecimal amount = decimal(node, field, "");
        return scaled(amount == null ? BigDecimal.ZERO : amount, field, decimals);
    }

    private static BigDecimal scaled(BigDecimal amount, String field, int decimals) {
        if (!CurrencyDigits.fits(amount, decimals)) {
            throw new HarvestUnreadableException(
                    field,
                    amount.toPlainString() + " has more than " + (decimals == 2 ? "two" : decimals) + " decimals");
        }
        return CurrencyDigits.atLeastTwo(amount);
    }

    /** At least two: as far as is known, Harvest keeps hundredths even of currencies that have none. */
    static int decimals(@Nullable String currency) {
        return Math.max(CurrencyDigits.of(currency), CurrencyDigits.USUAL);
    }

    static LocalDate day(JsonNode node, String field) {
        LocalDate day = optionalDay(node, field);
        if (day == null) {
            throw new HarvestUnreadableException(field, "absent");
        }
        return day;
    }

    static @Nullable LocalDate optionalDay(JsonNode node, String field) {
        String text = JsonFields.text(node, field);
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
        } catch (DateTimeParseException e) {
            throw new HarvestUnreadableException(field, text);
        }
    }

    static Instant instant(JsonNode node, String field) {
        Instant instant = optionalInstant(node, field);
        if (instant == null) {
            throw new HarvestUnreadableException(field, "absent");
        }
        return instant;
    }

    static @Nullable Instant optionalInstant(JsonNode node, String field) {
        String text = JsonFields.text(node, field);
        if (text == null) {
            return null;
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new HarvestUnreadableException(field, text);
        }
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String shown(JsonNode value) {
        String text = value.isMissingNode() || value.isNull() ? "absent" : value.toString();
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
