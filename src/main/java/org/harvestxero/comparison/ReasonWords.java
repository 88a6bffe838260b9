package org.harvestxero.comparison;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.harvestxero.billing.engine.Difference;

/** The words for amounts and for what makes an agreement's bill another. */
final class ReasonWords {
    private ReasonWords() {}

    static String inWords(Difference.Kind kind) {
        return switch (kind) {
            case RATE -> "the agreement's rates instead of Harvest's";
            case MINUTES -> "whole minutes instead of Harvest's decimal hours";
            case ROUNDING -> "the agreement's rounding of hours";
            case CENTS -> "fractions of a cent";
            case DISCOUNT -> "discount";
            case WRITE_DOWN -> "write-down";
            case WRITE_UP -> "write-up";
            case CAP -> "fitting under a cap";
            case MARK_UP -> "mark-up";
            case UNIT_PRICE -> "the agreement's price of a unit";
        };
    }

    static String named(String rule) {
        return rule.isEmpty() ? "" : " (" + rule + ")";
    }

    static String plain(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String signed(BigDecimal amount) {
        return (amount.signum() > 0 ? "+" : "") + shown(amount);
    }

    static String shown(BigDecimal number) {
        BigDecimal bare = number.stripTrailingZeros();
        return (bare.scale() < 2 ? number.setScale(2, RoundingMode.HALF_UP) : bare).toPlainString();
    }
}
