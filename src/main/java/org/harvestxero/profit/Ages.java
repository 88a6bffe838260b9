package org.harvestxero.profit;

import java.math.BigDecimal;
import java.util.stream.Stream;

/**
 * An amount by how old it is, in periods of thirty days.
 *
 * @param notDue of what has a day on which it is due, what is not past it
 */
public record Ages(BigDecimal notDue, BigDecimal to30, BigDecimal to60, BigDecimal to90, BigDecimal older) {
    public static final Ages NONE =
            new Ages(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    private static final int PERIOD = 30;
    private static final int LAST = 3;

    /** Of work. @param days since it was done; work of the day itself, or dated later, is of the youngest age */
    public static Ages sinceDone(long days, BigDecimal amount) {
        return sinceDue(Math.max(1, days), amount);
    }

    /** Of an invoice. @param days past the day on which it is due; 0 and below before its end */
    public static Ages sinceDue(long days, BigDecimal amount) {
        BigDecimal no = BigDecimal.ZERO;
        if (days <= 0) {
            return new Ages(amount, no, no, no, no);
        }
        return switch (period(days)) {
            case 0 -> new Ages(no, amount, no, no, no);
            case 1 -> new Ages(no, no, amount, no, no);
            case 2 -> new Ages(no, no, no, amount, no);
            default -> new Ages(no, no, no, no, amount);
        };
    }

    /** Which period of thirty days work falls into: 0 to 3, the last without an end. @param days since it was done */
    static int period(long days) {
        return (int) Math.min((Math.max(1, days) - 1) / PERIOD, LAST);
    }

    public Ages plus(Ages other) {
        return new Ages(
                notDue.add(other.notDue),
                to30.add(other.to30),
                to60.add(other.to60),
                to90.add(other.to90),
                older.add(other.older));
    }

    public BigDecimal total() {
        return Stream.of(notDue, to30, to60, to90, older).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    boolean isNothing() {
        return Stream.of(notDue, to30, to60, to90, older).allMatch(amount -> amount.signum() == 0);
    }
}
