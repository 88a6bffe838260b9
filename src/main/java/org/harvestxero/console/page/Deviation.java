package org.harvestxero.console.page;

import java.math.BigDecimal;
import org.harvestxero.api.Percent;

/** Differences in money and percent, with their sign, as the reader writes numbers. */
final class Deviation {
    private static final String MINUS = "\u2212";
    private static final String NO_BREAK = "\u00a0";

    private Deviation() {}

    /** Such as {@code +49.50 USD}. */
    static String money(BigDecimal difference, String currency, ReaderFormat format) {
        return sign(difference) + format.money(difference.abs(), currency);
    }

    /** Such as {@code −3.9 %}; empty where the whole is nothing. */
    static String percent(BigDecimal difference, BigDecimal whole, ReaderFormat format) {
        return whole.signum() == 0 ? "" : percent(Percent.of(difference, whole.abs()), format);
    }

    static String percent(BigDecimal percent, ReaderFormat format) {
        return sign(percent) + format.quantity(percent.abs()) + NO_BREAK + "%";
    }

    /** Such as {@code −49.50 USD (−3.9 %)}. */
    static String both(BigDecimal difference, BigDecimal whole, String currency, ReaderFormat format) {
        String percent = percent(difference, whole, format);
        return money(difference, currency, format) + (percent.isEmpty() ? "" : " (" + percent + ")");
    }

    private static String sign(BigDecimal difference) {
        return difference.signum() > 0 ? "+" : difference.signum() < 0 ? MINUS : "";
    }
}
