package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.billing.Money;

/**
 * The proof that nothing was lost: what came in equals what went into buckets, and what was billed equals its worth plus
 * the named differences plus what was charged besides.
 *
 * @param in by currency code: every entry and expense, as far as earlier runs left it open
 * @param out by currency code and bucket
 * @param differences between worth and amount of what was billed, by cause
 * @param charges by kind of line: fees and whatever else no entry accounts for
 * @param billed sum of all lines
 */
public record TieOut(
        Map<String, Totals> in,
        Map<String, Map<Bucket, Totals>> out,
        Map<Difference.Kind, BigDecimal> differences,
        Map<LineKind, Money> charges,
        Money billed) {
    /** Hours and worth of one bucket in one currency. */
    public Totals of(Bucket bucket, Currency currency) {
        return out.getOrDefault(currency.getCurrencyCode(), Map.of()).getOrDefault(bucket, Totals.none());
    }

    /** A few lines that show both sides. */
    public String inWords() {
        StringBuilder words = new StringBuilder();
        for (Map.Entry<String, Totals> side : new TreeMap<>(in).entrySet()) {
            String currency = side.getKey();
            words.append(currency).append(" in: ").append(show(side.getValue(), currency));
            out.getOrDefault(currency, Map.of())
                    .forEach((bucket, totals) ->
                            words.append("; ").append(plain(bucket)).append(' ').append(show(totals, currency)));
            words.append('\n');
        }
        words.append("billed ").append(billed).append(" = worth");
        String currency = billed.currency().getCurrencyCode();
        differences.forEach((kind, amount) ->
                words.append(", ").append(plain(kind)).append(' ').append(plain(amount, currency)));
        charges.forEach((kind, money) ->
                words.append(", ").append(plain(kind)).append(' ').append(money));
        return words.toString();
    }

    private static String show(Totals totals, String currency) {
        return totals.hours() + " worth " + plain(totals.worth(), currency);
    }

    private static String plain(BigDecimal amount, String currency) {
        return CurrencyDigits.exact(amount, currency).toPlainString();
    }

    private static String plain(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
