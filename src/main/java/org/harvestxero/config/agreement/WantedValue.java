package org.harvestxero.config.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a single value of an agreement has to be, and how to say so of one that isn't. */
@FunctionalInterface
interface WantedValue {
    /** What follows the name of the place; empty when the value is fine. */
    Optional<String> complaint(JsonNode value);

    /**
     * @param kind name of the schema's definition
     * @param wanted the definition itself
     * @param key of the place
     */
    static WantedValue of(String kind, JsonNode wanted, String key) {
        return switch (kind) {
            case "date" -> WantedValue::day;
            case "dateRule" -> value -> dateRule(value, wanted);
            case "amount" -> value -> number(value, wanted, "an amount such as 1500 or 99.50", "at most two");
            case "price" -> value -> number(value, wanted, "a price such as 95 or 0.655", "at most four");
            case "hourCount" -> value -> number(value, wanted, "a number of hours such as 20 or 7.5", "at most two");
            case "percent" -> value -> number(value, wanted, "a percentage above 0 and up to 100, such as 12.5", "");
            case "currency" -> WantedValue::currency;
            case "text" -> WantedValue::text;
            case "timeOfDay" ->
                value -> words(value, wanted, "a time of day such as 09:00", DateGuess.time(value.asText()));
            case "address" ->
                value -> words(value, wanted, "one e-mail address such as ada@example.com", Optional.empty());
            default -> byKey(wanted, key);
        };
    }

    private static WantedValue byKey(JsonNode wanted, String key) {
        return switch (key) {
            case "close" ->
                value -> words(
                        value,
                        wanted,
                        "the 1st, last day, last working day or working day 3",
                        DateGuess.close(value.asText()));
            case "closeAt" ->
                value -> words(value, wanted, "a time of day such as 09:00", DateGuess.time(value.asText()));
            case "holidays" -> value -> holidays(value, wanted);
            case "timeZone" -> WantedValue::zone;
            case "template" ->
                value -> words(value, wanted, "the name of a file in overdue/, without .txt", Optional.empty());
            case "mirror" -> value -> mirror(value, wanted);
            case "currencyRate" -> value -> number(value, wanted, "a rate such as 1.2345", "at most six");
            default ->
                switch (wanted.path("type").asText()) {
                    case "boolean" -> WantedValue::flag;
                    case "integer" -> value -> whole(value, wanted);
                    case "number" -> value -> number(value, wanted, "a number such as 20", "");
                    default -> WantedValue::plain;
                };
        };
    }

    private static Optional<String> wants(JsonNode value, String what, Optional<String> guess) {
        return Optional.of("wants " + what + AgreementFaults.given(value)
                + guess.map(Guess::meant).orElse(""));
    }

    private static Optional<String> text(JsonNode value) {
        return value.isContainerNode() || value.isBoolean()
                ? wants(value, "one name or number; put it in quotes if it is a word such as yes", Optional.empty())
                : value.asText().isEmpty()
                        ? Optional.of("is empty: give it a value, or take the line out")
                        : Optional.empty();
    }

    private static Optional<String> plain(JsonNode value) {
        if (value.isContainerNode()) {
            return wants(value, "one text", Optional.empty());
        }
        if (!value.isTextual()) {
            return Optional.of("wants a text: put " + value.asText() + " in quotes");
        }
        return value.asText().isEmpty()
                ? Optional.of("is empty: give it a value, or take the line out")
                : Optional.empty();
    }

    private static Optional<String> flag(JsonNode value) {
        return value.isBoolean() ? Optional.empty() : wants(value, "true or false", Guess.flag(value.asText()));
    }

    /** Once true or false, now also words: who means yes or no is told of the former. */
    private static Optional<String> mirror(JsonNode value, JsonNode wanted) {
        Optional<String> flag = value.isContainerNode() ? Optional.empty() : Guess.flag(value.asText());
        String forms = wanted.path("pattern").asText();
        return value.isBoolean() || value.isTextual() && Pattern.matches(forms, value.asText())
                ? Optional.empty()
                : flag.isPresent()
                        ? wants(value, "true or false", flag)
                        : wants(value, "exact, free-form, exact or free-form, or off", nearMirror(value));
    }

    private static Optional<String> nearMirror(JsonNode value) {
        return value.isTextual()
                ? Guess.word(value.asText(), List.of("exact", "free-form", "exact or free-form", "off"))
                : Optional.empty();
    }

    private static Optional<String> day(JsonNode value) {
        String text = value.asText();
        if (value.isTextual() && text.matches("\\d{4}-\\d{2}-\\d{2}")) {
            try {
                LocalDate day = LocalDate.parse(text);
                return DateGuess.isPlausible(day)
                        ? Optional.empty()
                        : Optional.of("lies in the year " + day.getYear()
                                + DateGuess.day(text).map(Guess::meant).orElse(": write a day such as 2026-11-01"));
            } catch (DateTimeException e) {
                return Optional.of("can't be " + text + ": that month has no such day"
                        + DateGuess.day(text).map(Guess::meant).orElse(""));
            }
        }
        return wants(
                value, "a day such as 2026-11-01", value.isContainerNode() ? Optional.empty() : DateGuess.day(text));
    }

    private static Optional<String> dateRule(JsonNode value, JsonNode wanted) {
        return words(
                value,
                wanted,
                "net 30, the 7th, the 20th of the following month, end of the month, end of the following month, period end,"
                        + " after period or close day",
                DateGuess.dateRule(value.asText()));
    }

    private static Optional<String> words(JsonNode value, JsonNode wanted, String forms, Optional<String> guess) {
        boolean fits =
                value.isTextual() && Pattern.matches(wanted.path("pattern").asText(), value.asText());
        return fits ? Optional.empty() : wants(value, forms, value.isContainerNode() ? Optional.empty() : guess);
    }

    /** Whether a country is known is for the tables to say; what people write for it is known here. */
    private static Optional<String> holidays(JsonNode value, JsonNode wanted) {
        String forms = "a country or a part of one, such as us, us-ny or gb-sct, or none";
        Optional<String> guess = value.isContainerNode() ? Optional.empty() : CodeGuess.country(value.asText());
        return guess.isPresent() ? wants(value, forms, guess) : words(value, wanted, forms, guess);
    }

    private static Optional<String> currency(JsonNode value) {
        boolean fits = value.isTextual() && value.asText().matches("[A-Z]{3}") && CodeGuess.isCurrency(value.asText());
        return fits
                ? Optional.empty()
                : wants(
                        value,
                        "a currency of three capital letters, such as EUR",
                        value.isContainerNode() ? Optional.empty() : CodeGuess.currency(value.asText()));
    }

    private static Optional<String> zone(JsonNode value) {
        try {
            if (value.isTextual()) {
                ZoneId.of(value.asText());
                return Optional.empty();
            }
        } catch (DateTimeException e) {
            // told below
        }
        return wants(
                value,
                "a time zone such as Europe/London",
                value.isContainerNode() ? Optional.empty() : CodeGuess.zone(value.asText()));
    }

    private static Optional<String> number(JsonNode value, JsonNode wanted, String what, String decimals) {
        if (!value.isNumber()) {
            return wants(value, what, value.isContainerNode() ? Optional.empty() : Guess.number(value.asText()));
        }
        BigDecimal number = value.decimalValue();
        if (!isWithin(number, wanted)) {
            return number.signum() < 0 && wanted.path("minimum").asInt(1) == 0
                    ? Optional.of("can't be below 0, not " + number.toPlainString())
                    : wants(value, what, Optional.empty());
        }
        BigDecimal step = wanted.has("multipleOf") ? wanted.path("multipleOf").decimalValue() : null;
        return step != null && number.remainder(step).signum() != 0
                ? Optional.of("has too many decimals, not " + number.toPlainString() + ": " + decimals)
                : Optional.empty();
    }

    private static Optional<String> whole(JsonNode value, JsonNode wanted) {
        boolean fits = value.isIntegralNumber() && isWithin(value.decimalValue(), wanted);
        if (fits) {
            return Optional.empty();
        }
        String least = wanted.has("minimum") ? " from " + wanted.path("minimum").asText() : "";
        String most = wanted.has("maximum") ? " to " + wanted.path("maximum").asText() : least.isEmpty() ? "" : " up";
        return wants(value, "a whole number" + least + most, Optional.empty());
    }

    /** Amounts and numbers within what the schema allows. */
    private static boolean isWithin(BigDecimal number, JsonNode wanted) {
        return !(wanted.has("minimum")
                        && number.compareTo(wanted.path("minimum").decimalValue()) < 0)
                && !(wanted.has("exclusiveMinimum")
                        && number.compareTo(wanted.path("exclusiveMinimum").decimalValue()) <= 0)
                && !(wanted.has("maximum")
                        && number.compareTo(wanted.path("maximum").decimalValue()) > 0);
    }
}
