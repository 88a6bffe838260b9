package org.harvestxero.dunning;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.stream.Stream;

/**
 * An amount by how old it is, as Xero's aged receivables count by due date in periods of thirty days: what is due today is current, 1 to
 * 30 days past due is the first period.
 */
public record AgedAmounts(BigDecimal current, BigDecimal to30, BigDecimal to60, BigDecimal to90, BigDecimal older) {
    public static final AgedAmounts NONE =
            new AgedAmounts(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    private static final int PERIOD = 30;
    private static final int LAST = 3;

    /** Of invoices in one currency. */
    public static AgedAmounts of(Collection<Debt> debts, LocalDate day) {
        AgedAmounts aging = NONE;
        for (Debt debt : debts) {
            aging = aging.plus(sinceDue(debt.daysPast(day), debt.due()));
        }
        return aging;
    }

    /** Of work. @param days since it was done; work of the day itself, or dated later, is of the youngest age */
    public static AgedAmounts sinceDone(long days, BigDecimal amount) {
        return sinceDue(Math.max(1, days), amount);
    }

    /** Of an invoice. @param days past the day on which it is due; 0 and below before its end */
    public static AgedAmounts sinceDue(long days, BigDecimal amount) {
        BigDecimal no = BigDecimal.ZERO;
        if (days <= 0) {
            return new AgedAmounts(amount, no, no, no, no);
        }
        return switch (period(days)) {
            case 0 -> new AgedAmounts(no, amount, no, no, no);
            case 1 -> new AgedAmounts(no, no, amount, no, no);
            case 2 -> new AgedAmounts(no, no, no, amount, no);
            default -> new AgedAmounts(no, no, no, no, amount);
        };
    }

    /** Which period of thirty days work falls into: 0 to 3, the last without an end. @param days since it was done */
    public static int period(long days) {
        return (int) Math.min((Math.max(1, days) - 1) / PERIOD, LAST);
    }

    public AgedAmounts plus(AgedAmounts other) {
        return new AgedAmounts(
                current.add(other.current),
                to30.add(other.to30),
                to60.add(other.to60),
                to90.add(other.to90),
                older.add(other.older));
    }

    public BigDecimal overdue() {
        return to30.add(to60).add(to90).add(older);
    }

    public BigDecimal total() {
        return current.add(overdue());
    }

    public boolean isNothing() {
        return Stream.of(current, to30, to60, to90, older).allMatch(amount -> amount.signum() == 0);
    }
}
