package org.harvestxero.config.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Rate;
import org.jspecify.annotations.Nullable;

/** One section of an agreement that fits the schema, with its place. */
final class Section {
    private final String pointer;
    private final JsonNode node;
    private final Currency currency;

    private Section(String pointer, JsonNode node, Currency currency) {
        this.pointer = pointer;
        this.node = node;
        this.currency = currency;
    }

    static Section root(JsonNode tree, Currency currency) {
        return new Section("", tree, currency);
    }

    Currency currency() {
        return currency;
    }

    boolean has(String key) {
        return node.hasNonNull(key);
    }

    /** The section below {@code key}; one that says nothing when there is none. */
    Section in(String key) {
        return new Section(pointer + "/" + key, node.path(key), currency);
    }

    List<Section> list(String key) {
        List<Section> sections = new ArrayList<>();
        JsonNode array = node.path(key);
        for (int i = 0; i < array.size(); i++) {
            sections.add(new Section(pointer + "/" + key + "/" + i, array.get(i), currency));
        }
        return sections;
    }

    boolean isList(String key) {
        return node.path(key).isArray();
    }

    boolean isObject() {
        return node.isObject();
    }

    /** This very place as a text. */
    String asText() {
        return node.asText();
    }

    String text(String key) {
        if (!has(key)) {
            throw new Fault(pointer, "\"" + key + "\" is missing");
        }
        return plain(node.path(key));
    }

    @Nullable
    String textOrNull(String key) {
        return has(key) ? plain(node.path(key)) : null;
    }

    String text(String key, String usual) {
        return has(key) ? plain(node.path(key)) : usual;
    }

    boolean flag(String key, boolean usual) {
        return node.path(key).asBoolean(usual);
    }

    int count(String key, int usual) {
        return node.path(key).asInt(usual);
    }

    /** The one text of {@code key}, or its several. */
    Set<String> texts(String key) {
        Set<String> texts = new HashSet<>();
        JsonNode value = node.path(key);
        if (value.isArray()) {
            value.forEach(one -> texts.add(plain(one)));
        } else if (has(key)) {
            texts.add(plain(value));
        }
        return texts;
    }

    List<String> words(String key) {
        List<String> words = new ArrayList<>();
        node.path(key).forEach(one -> words.add(plain(one)));
        return words;
    }

    Map<String, String> pairs(String key) {
        Map<String, String> pairs = new TreeMap<>();
        node.path(key).properties().forEach(pair -> pairs.put(pair.getKey(), plain(pair.getValue())));
        return pairs;
    }

    BigDecimal number(String key) {
        return node.path(key).decimalValue();
    }

    BigDecimal number(String key, BigDecimal usual) {
        return has(key) ? number(key) : usual;
    }

    @Nullable
    BigDecimal numberOrNull(String key) {
        return has(key) ? number(key) : null;
    }

    Money money(String key) {
        BigDecimal number = number(key);
        if (!CurrencyDigits.fits(number, CurrencyDigits.of(currency))) {
            throw fault(key, CurrencyDigits.tooFine(number, currency));
        }
        return sensible(key, () -> Money.exactly(number, currency));
    }

    @Nullable
    Money moneyOrNull(String key) {
        return has(key) ? money(key) : null;
    }

    Hours hours(String key) {
        return sensible(key, () -> Hours.of(number(key)));
    }

    Rate rate(String key) {
        return sensible(key, () -> Rate.hourly(number(key), currency));
    }

    LocalDate date(String key) {
        return sensible(key, () -> LocalDate.parse(text(key)));
    }

    @Nullable
    LocalDate dateOrNull(String key) {
        return has(key) ? date(key) : null;
    }

    /** The currency that {@code key} names. */
    Currency currency(String key) {
        return currency(key, text(key));
    }

    /** @param code that stands at {@code key}, or below it */
    Currency currency(String key, String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) { // it has no words for what it refuses
            throw fault(key, "\"" + code + "\" is no currency: give its code of three letters, such as EUR");
        }
    }

    /** One of several words. */
    <T> T choice(String key, String usual, Function<String, Optional<T>> meaning) {
        String word = text(key, usual);
        return meaning.apply(word).orElseThrow(() -> new Fault(pointer + "/" + key, "\"" + word + "\" is not known"));
    }

    /** What {@code made} makes; what it refuses is refused with the place of {@code key}. */
    <T> T sensible(String key, Supplier<T> made) {
        return guarded(pointer + "/" + key, made);
    }

    /** What {@code made} makes; what it refuses is refused with this place. */
    <T> T sensible(Supplier<T> made) {
        return guarded(pointer, made);
    }

    Fault fault(String key, String reason) {
        return new Fault(pointer + "/" + key, reason);
    }

    private static <T> T guarded(String place, Supplier<T> made) {
        try {
            return made.get();
        } catch (Fault e) {
            throw e; // knows its place better
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new Fault(place, e.getMessage());
        }
    }

    private static String plain(JsonNode value) {
        return value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asText();
    }
}
