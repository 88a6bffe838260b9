package org.harvestxero.billing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A length of work, never negative.
 *
 * <p>Kept as a whole number of parts of 1/30,000 hour, so that both a minute (500 parts) and an hour's ten-thousandth (3
 * parts) are exact: 7 h 20 min has no finite decimal.
 */
public final class Hours implements Comparable<Hours> {
    public static final Hours ZERO = new Hours(0);

    /** Decimals an hour can have exactly; Xero's quantities have as many. */
    public static final int SCALE = 4;

    static final long PARTS_PER_HOUR = 30_000;
    private static final long PARTS_PER_MINUTE = PARTS_PER_HOUR / 60;
    private static final long PARTS_PER_TEN_THOUSANDTH = 3;

    private final long parts;

    private Hours(long parts) {
        this.parts = parts;
    }

    /** Parses decimal hours with at most four decimals, such as {@code "7.33"}. */
    public static Hours of(String hours) {
        return of(new BigDecimal(hours));
    }

    /** @throws ArithmeticException if {@code hours} has more than four decimals */
    public static Hours of(BigDecimal hours) {
        long tenThousandths =
                hours.setScale(SCALE, RoundingMode.UNNECESSARY).unscaledValue().longValueExact();
        return ofParts(Math.multiplyExact(tenThousandths, PARTS_PER_TEN_THOUSANDTH));
    }

    public static Hours ofMinutes(long minutes) {
        return ofParts(Math.multiplyExact(minutes, PARTS_PER_MINUTE));
    }

    /** @param parts thirty-thousandths of an hour */
    public static Hours ofParts(long parts) {
        if (parts < 0) {
            throw new IllegalArgumentException("Hours cannot be negative: " + parts + "/" + PARTS_PER_HOUR);
        }
        return parts == 0 ? ZERO : new Hours(parts);
    }

    /** Thirty-thousandths of an hour; exact, for storing and adding up. */
    public long parts() {
        return parts;
    }

    public Hours plus(Hours other) {
        return ofParts(Math.addExact(parts, other.parts));
    }

    /** @throws IllegalArgumentException if {@code other} is longer */
    public Hours minus(Hours other) {
        return ofParts(parts - other.parts);
    }

    /** What is left above {@code limit}; zero when within it. */
    public Hours beyond(Hours limit) {
        return parts <= limit.parts ? ZERO : ofParts(parts - limit.parts);
    }

    public Hours min(Hours other) {
        return parts <= other.parts ? this : other;
    }

    /**
     * The share {@code numerator / denominator} of this, rounded down to a ten-thousandth of an hour so that it has an
     * exact decimal.
     */
    public Hours shareRoundedDown(long numerator, long denominator) {
        BigDecimal times = BigDecimal.valueOf(parts).multiply(BigDecimal.valueOf(numerator));
        BigDecimal tenThousandths = times.divide(
                BigDecimal.valueOf(denominator).multiply(BigDecimal.valueOf(PARTS_PER_TEN_THOUSANDTH)),
                0,
                RoundingMode.DOWN);
        return ofParts(tenThousandths.longValueExact() * PARTS_PER_TEN_THOUSANDTH);
    }

    /** The share {@code numerator / denominator} of this, rounded to the nearest hundredth of an hour. */
    public Hours shareRoundedToHundredth(long numerator, long denominator) {
        BigDecimal times = BigDecimal.valueOf(parts).multiply(BigDecimal.valueOf(numerator));
        BigDecimal hours = times.divide(
                BigDecimal.valueOf(denominator).multiply(BigDecimal.valueOf(PARTS_PER_HOUR)), 2, RoundingMode.HALF_UP);
        return of(hours);
    }

    /**
     * The whole minutes behind decimal hours: 7.33 is 440 minutes.
     *
     * <p>Every minute of a day has its own two-decimal figure, so nothing is guessed.
     */
    public Hours toWholeMinutes() {
        return ofMinutes((parts + PARTS_PER_MINUTE / 2) / PARTS_PER_MINUTE);
    }

    /** Decimal hours, rounded half up to four decimals; at least two are shown. */
    public BigDecimal toBigDecimal() {
        BigDecimal exact =
                BigDecimal.valueOf(parts).divide(BigDecimal.valueOf(PARTS_PER_HOUR), SCALE, RoundingMode.HALF_UP);
        BigDecimal bare = exact.stripTrailingZeros();
        return bare.scale() < 2 ? exact.setScale(2, RoundingMode.UNNECESSARY) : bare;
    }

    public boolean isZero() {
        return parts == 0;
    }

    @Override
    public int compareTo(Hours other) {
        return Long.compare(parts, other.parts);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hours that && parts == that.parts;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(parts);
    }

    /** Such as {@code 7.33 h}; minutes without an exact decimal as {@code 7 h 20 min}. */
    @Override
    public String toString() {
        if (parts % (100 * PARTS_PER_TEN_THOUSANDTH) != 0 && parts % PARTS_PER_MINUTE == 0) {
            return parts / PARTS_PER_HOUR + " h " + parts % PARTS_PER_HOUR / PARTS_PER_MINUTE + " min";
        }
        return toBigDecimal().toPlainString() + " h";
    }
}
