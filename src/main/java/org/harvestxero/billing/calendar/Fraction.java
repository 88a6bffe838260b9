package org.harvestxero.billing.calendar;

/**
 * The share of a full period's fee that a partial period owes.
 *
 * @param days days counted, from 0
 * @param of days of a full period, from 1; never fewer than {@code days}
 */
public record Fraction(long days, long of) {
    public Fraction {
        if (of < 1 || days < 0 || days > of) {
            throw new IllegalArgumentException("A share of a period lies between 0 and 1, not " + days + "/" + of);
        }
    }

    public static Fraction whole() {
        return new Fraction(1, 1);
    }

    public boolean isWhole() {
        return days == of;
    }

    @Override
    public String toString() {
        return days + "/" + of;
    }
}
