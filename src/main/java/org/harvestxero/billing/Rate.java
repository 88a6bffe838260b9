package org.harvestxero.billing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** The price of one hour, or of one day of so many hours, before tax. */
public final class Rate {
    /** Decimals a unit amount may have; Xero's have as many when asked for ({@code unitdp=4}). */
    public static final int SCALE = 4;

    private static final int WORTH_SCALE = 8;
    private static final long[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
    };
    private static final Hours HOUR = Hours.of("1");

    private final BigDecimal amount;
    private final Currency currency;
    private final Hours unit;
    private final long unscaled;

    /**
     * @param amount at most four decimals, not negative
     * @param currency of the amount
     * @param unit what the amount buys: one hour, or the hours of a day
     */
    public Rate(BigDecimal amount, Currency currency, Hours unit) {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("A rate cannot be negative: " + amount.toPlainString());
        }
        if (unit.isZero()) {
            throw new IllegalArgumentException("A rate needs a unit of time");
        }
        this.amount = withDecimals(amount, CurrencyDigits.of(currency));
        this.currency = currency;
        this.unit = unit;
        this.unscaled = this.amount.unscaledValue().longValueExact();
    }

    /** Up to four decimals; no needless zeros beyond those of its currency. */
    public BigDecimal amount() {
        return amount;
    }

    public Currency currency() {
        return currency;
    }

    /** What the amount buys: one hour, or the hours of a day. */
    public Hours unit() {
        return unit;
    }

    public static Rate hourly(BigDecimal amount, Currency currency) {
        return new Rate(amount, currency, HOUR);
    }

    public static Rate hourly(String amount, String currency) {
        return hourly(new BigDecimal(amount), Currency.getInstance(currency));
    }

    /** @param day how many hours make a day */
    public static Rate daily(BigDecimal amount, Currency currency, Hours day) {
        return new Rate(amount, currency, day);
    }

    public boolean isHourly() {
        return unit.equals(HOUR);
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    /** What {@code hours} cost, rounded once to the nearest cent, half a cent away from zero. */
    public Money amountRoundedHalfUp(Hours hours) {
        return new Money(times(hours, CurrencyDigits.of(currency)), currency);
    }

    /** What {@code hours} are worth, unrounded: eight decimals, exact for hours with four decimals at an hourly rate. */
    public BigDecimal worth(Hours hours) {
        return times(hours, WORTH_SCALE);
    }

    /** The hours {@code money} buys, rounded down to a thirty-thousandth of an hour; the rate must not be zero. */
    public Hours hoursFor(BigDecimal money) {
        if (money.signum() <= 0) {
            return Hours.ZERO;
        }
        BigDecimal parts = money.multiply(BigDecimal.valueOf(unit.parts())).divide(amount, 0, RoundingMode.DOWN);
        return Hours.ofParts(parts.longValueExact());
    }

    /** {@code hours} counted in this rate's unit, rounded half up to four decimals; at least two are shown. */
    public BigDecimal quantity(Hours hours) {
        if (isHourly()) {
            return hours.toBigDecimal();
        }
        BigDecimal units =
                BigDecimal.valueOf(hours.parts()).divide(BigDecimal.valueOf(unit.parts()), SCALE, RoundingMode.HALF_UP);
        return withDecimals(units, CurrencyDigits.USUAL);
    }

    /** How people say {@code hours} at this rate: {@code 7.33 h}, or {@code 1.33 days} at the price of a day. */
    public String counted(Hours hours) {
        return isHourly() ? hours.toString() : days(quantity(hours));
    }

    /** Such as {@code 1.33 days}. */
    public static String days(BigDecimal days) {
        return days.toPlainString() + (days.compareTo(BigDecimal.ONE) == 0 ? " day" : " days");
    }

    /** Such as {@code 150.00 USD an hour}. */
    @Override
    public String toString() {
        String per = isHourly() ? "an hour" : "a day of " + unit;
        return amount.toPlainString() + " " + currency.getCurrencyCode() + " " + per;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Rate that
                && amount.equals(that.amount)
                && currency.equals(that.currency)
                && unit.equals(that.unit);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(unscaled) + 31 * unit.hashCode();
    }

    /** Amount × hours / unit, rounded half up: in whole numbers as long as they fit, which is nearly always. */
    private BigDecimal times(Hours hours, int scale) {
        int shift = scale - amount.scale();
        long factor = shift < 0 ? 1 : POWERS_OF_TEN[shift];
        long divisor = shift < 0 ? unit.parts() * POWERS_OF_TEN[-shift] : unit.parts();
        long perPart = unscaled * factor;
        long product = perPart * hours.parts();
        boolean fits = unscaled <= Long.MAX_VALUE / factor && Math.multiplyHigh(perPart, hours.parts()) == 0;
        if (!fits || product < 0) {
            BigDecimal times = amount.multiply(BigDecimal.valueOf(hours.parts()));
            return times.divide(BigDecimal.valueOf(unit.parts()), scale, RoundingMode.HALF_UP);
        }
        long quotient = product / divisor;
        long rest = product - quotient * divisor;
        return BigDecimal.valueOf(rest >= divisor - rest ? quotient + 1 : quotient, scale);
    }

    private static BigDecimal withDecimals(BigDecimal amount, int atLeast) {
        BigDecimal bare = amount.stripTrailingZeros();
        if (bare.scale() > SCALE) {
            throw new IllegalArgumentException("A rate has at most four decimals, not " + amount.toPlainString());
        }
        return bare.scale() < atLeast ? bare.setScale(atLeast, RoundingMode.UNNECESSARY) : bare;
    }
}
