package org.harvestxero.billing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * How many decimals the money of a currency has (ISO 4217's minor unit): none for the yen, three for the Kuwaiti dinar.
 *
 * <p>Java's own table says so. Currencies without a minor unit of their own (metals, test codes) and codes Java doesn't know
 * count as having two, as most have.
 */
public final class CurrencyDigits {
    /** What most currencies have, and what Xero works to whatever the currency. */
    public static final int USUAL = 2;

    private CurrencyDigits() {}

    public static int of(Currency currency) {
        int digits = currency.getDefaultFractionDigits();
        return digits < 0 ? USUAL : digits;
    }

    /** @param code such as {@code JPY}; null and unknown ones have two */
    public static int of(@Nullable String code) {
        if (code == null) {
            return USUAL;
        }
        try {
            return of(Currency.getInstance(code));
        } catch (IllegalArgumentException e) {
            return USUAL;
        }
    }

    /** What is wrong with an amount that doesn't fit its currency: {@code 1.005 has more than two decimals}. */
    public static String tooFine(BigDecimal amount, Currency currency) {
        String wrong = switch (of(currency)) {
            case 0 -> "decimals, and " + currency.getCurrencyCode() + " has none";
            case 1 -> "more than one decimal";
            case 2 -> "more than two decimals";
            case 3 -> "more than three decimals";
            default -> "more than " + of(currency) + " decimals";
        };
        return amount.toPlainString() + " has " + wrong;
    }

    /** Whether nothing but zeros stands beyond so many decimals. */
    public static boolean fits(BigDecimal amount, int digits) {
        return amount.scale() <= digits || amount.stripTrailingZeros().scale() <= digits;
    }

    /**
     * The amount with the decimals of its currency, no more: {@code 1234} yen, {@code 12.345} dinars. What is finer is never
     * hidden: it shows two decimals at least (half up beyond those, or beyond the currency's).
     */
    public static BigDecimal shown(BigDecimal amount, @Nullable String code) {
        int digits = of(code);
        return fits(amount, digits)
                ? amount.setScale(digits, RoundingMode.UNNECESSARY)
                : amount.setScale(Math.max(digits, USUAL), RoundingMode.HALF_UP);
    }

    /** The same as text, without exponent. */
    public static String plain(BigDecimal amount, @Nullable String code) {
        return shown(amount, code).toPlainString();
    }

    /** To the currency's decimals, half up. */
    public static BigDecimal rounded(BigDecimal amount, @Nullable String code) {
        return amount.setScale(of(code), RoundingMode.HALF_UP);
    }

    /** All there is of an amount: the currency's decimals, more where there are more. */
    public static BigDecimal exact(BigDecimal amount, @Nullable String code) {
        int digits = of(code);
        BigDecimal bare = amount.stripTrailingZeros();
        return bare.scale() < digits ? bare.setScale(digits, RoundingMode.UNNECESSARY) : bare;
    }

    /** For machines that expect two decimals whatever the currency: at least two, more only where there are more. */
    public static BigDecimal atLeastTwo(BigDecimal amount) {
        if (amount.scale() == USUAL) {
            return amount;
        }
        BigDecimal bare = amount.stripTrailingZeros();
        return bare.scale() < USUAL ? bare.setScale(USUAL, RoundingMode.UNNECESSARY) : bare;
    }
}
