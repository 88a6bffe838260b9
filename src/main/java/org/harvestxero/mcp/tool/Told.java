package org.harvestxero.mcp.tool;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.harvestxero.billing.CurrencyDigits;
import org.jspecify.annotations.Nullable;

/**
 * Fields of an answer, by name. What is null is left out. Amounts and hours are told as texts, so that no digit is lost; what people wrote
 * is told as a quotation, without signs that no reader sees, and cut where it is long.
 */
public final class Told {
    static final int LONGEST_QUOTE = 500;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final ZoneId zone;

    /** @param zone the firm's */
    public Told(ZoneId zone) {
        this.zone = zone;
    }

    public Told words(String name, @Nullable String words) {
        return put(name, words);
    }

    public Told day(String name, @Nullable LocalDate day) {
        return put(name, day == null ? null : day.toString());
    }

    public Told time(String name, @Nullable Instant at) {
        return put(
                name,
                at == null
                        ? null
                        : TIME.format(at.truncatedTo(ChronoUnit.SECONDS).atZone(zone)));
    }

    public Told count(String name, long count) {
        return put(name, count);
    }

    public Told flag(String name, boolean flag) {
        return put(name, flag);
    }

    public Told number(String name, @Nullable BigDecimal number) {
        return put(name, number == null ? null : number.toPlainString());
    }

    public Told money(String name, @Nullable BigDecimal amount, @Nullable String currency) {
        return put(name, amount == null ? null : money(amount, currency));
    }

    private static Map<String, Object> money(BigDecimal amount, @Nullable String currency) {
        Map<String, Object> money = new LinkedHashMap<>();
        money.put("amount", CurrencyDigits.atLeastTwo(amount).toPlainString());
        if (currency != null && !currency.isEmpty()) {
            money.put("currency", currency);
        }
        return money;
    }

    public Told quoted(String name, @Nullable String text) {
        return put(name, text == null || text.isEmpty() ? null : quotation(text));
    }

    /** A name or number by which a later call may ask; it is what people wrote, and so it is short and has no line of its own. */
    public Told name(String name, @Nullable String text) {
        return put(name, text == null ? null : Quote.inLine(text));
    }

    public <T> Told list(String name, List<T> items, Function<T, Map<String, Object>> each) {
        return put(name, items.stream().map(each).toList());
    }

    public Told quotes(String name, List<String> texts) {
        return put(name, texts.stream().map(Told::quotation).toList());
    }

    public Told part(String name, @Nullable Map<String, Object> part) {
        return put(name, part);
    }

    private Told put(String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
        return this;
    }

    private static Map<String, Object> quotation(String text) {
        String shown = Quote.visible(text);
        Map<String, Object> quotation = new LinkedHashMap<>();
        quotation.put("quoted", Quote.cut(shown, LONGEST_QUOTE));
        if (shown.length() > LONGEST_QUOTE) {
            quotation.put("cut", true);
        }
        return quotation;
    }

    public Map<String, Object> fields() {
        return fields;
    }
}
