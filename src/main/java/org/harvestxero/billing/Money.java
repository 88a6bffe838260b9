package org.harvestxero.billing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/**
 * An amount in one currency, with the decimals that currency has: two dollars' cents, no yen's, three dinars'.
 *
 * @param amount exactly as many decimals as the currency has; may be negative. Two are taken for any currency, because every
 *     amount was once kept with two: a yen amount then keeps its hundredths if it has some
 * @param currency never mixed with another in arithmetic
 */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {
    private static final String[] COUNTED = {"no", "one", "two", "three", "four"};

    public Money {
        int digits = CurrencyDigits.of(currency);
        if (amount.scale() != digits) {
            if (amount.scale() != CurrencyDigits.USUAL) {
                throw new IllegalArgumentException(currency.getCurrencyCode() + " needs " + COUNTED[digits]
                        + " decimals, not " + amount.toPlainString());
            }
            amount = CurrencyDigits.fits(amount, digits) ? amount.setScale(digits, RoundingMode.UNNECESSARY) : amount;
        }
    }

    /** Parses an amount that has the currency's decimals, such as {@code "109.95"}. */
    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currency));
    }

    public static Money zero(Currency currency) {
        return new Money(BigDecimal.valueOf(0, CurrencyDigits.of(currency)), currency);
    }

    /** Takes {@code amount} as it is, adding or dropping only zeros. @throws ArithmeticException if cents would be lost */
    public static Money exactly(BigDecimal amount, Currency currency) {
        return new Money(amount.setScale(CurrencyDigits.of(currency), RoundingMode.UNNECESSARY), currency);
    }

    /** An amount as it was kept: exactly, hundredths of a currency without them included. */
    public static Money kept(BigDecimal amount, Currency currency) {
        int digits = CurrencyDigits.of(currency);
        return CurrencyDigits.fits(amount, digits)
                ? exactly(amount, currency)
                : new Money(amount.setScale(CurrencyDigits.USUAL, RoundingMode.UNNECESSARY), currency);
    }

    /** Rounds to the nearest cent, or what the currency has for it; half a cent goes away from zero. */
    public static Money roundHalfUp(BigDecimal amount, Currency currency) {
        return new Money(amount.setScale(CurrencyDigits.of(currency), RoundingMode.HALF_UP), currency);
    }

    /** Rounds towards zero to a cent, or what the currency has for it. */
    public static Money roundDown(BigDecimal amount, Currency currency) {
        return new Money(amount.setScale(CurrencyDigits.of(currency), RoundingMode.DOWN), currency);
    }

    public Money plus(Money other) {
        return new Money(amount.add(inSameCurrency(other)), currency);
    }

    public Money minus(Money other) {
        return new Money(amount.subtract(inSameCurrency(other)), currency);
    }

    public Money negated() {
        return new Money(amount.negate(), currency);
    }

    /** This times {@code numerator / denominator}, rounded once to the nearest cent, half a cent away from zero. */
    public Money shareRoundedHalfUp(long numerator, long denominator) {
        BigDecimal times = amount.multiply(BigDecimal.valueOf(numerator));
        return new Money(
                times.divide(BigDecimal.valueOf(denominator), CurrencyDigits.of(currency), RoundingMode.HALF_UP),
                currency);
    }

    /** The percentage of this, rounded to the nearest cent. */
    public Money percentRoundedHalfUp(BigDecimal percent) {
        return roundHalfUp(amount.multiply(percent).movePointLeft(2), currency);
    }

    /**
     * Splits this by weights so that the parts add up to it: each part ends where the running total, rounded to the cent,
     * ends.
     *
     * @param weights not negative, at least one above zero
     */
    public List<Money> split(List<BigDecimal> weights) {
        BigDecimal whole = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (whole.signum() <= 0 || weights.stream().anyMatch(weight -> weight.signum() < 0)) {
            throw new IllegalArgumentException("Weights cannot be negative or all zero: " + weights);
        }
        List<Money> parts = new ArrayList<>(weights.size());
        BigDecimal running = BigDecimal.ZERO;
        Money given = zero(currency);
        for (BigDecimal weight : weights) {
            running = running.add(weight);
            Money upTo = part(running, whole);
            parts.add(upTo.minus(given));
            given = upTo;
        }
        return List.copyOf(parts);
    }

    /** This × {@code share / whole}; all of it, hundredths kept from old included, where the share is the whole. */
    public Money part(BigDecimal share, BigDecimal whole) {
        return share.compareTo(whole) == 0
                ? this
                : new Money(
                        amount.multiply(share).divide(whole, CurrencyDigits.of(currency), RoundingMode.HALF_UP),
                        currency);
    }

    public Money min(Money other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    public boolean isNegative() {
        return amount.signum() < 0;
    }

    public boolean isPositive() {
        return amount.signum() > 0;
    }

    @Override
    public int compareTo(Money other) {
        return amount.compareTo(inSameCurrency(other));
    }

    /** Such as {@code 109.95 USD}. */
    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency.getCurrencyCode();
    }

    private BigDecimal inSameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Cannot reckon " + this + " with " + other);
        }
        return other.amount;
    }
}
