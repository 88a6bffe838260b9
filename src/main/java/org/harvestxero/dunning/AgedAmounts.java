package org.harvestxero.dunning;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;

/**
 * What is open by how long it is past due, as Xero's aged receivables count by due date in periods of thirty days: what is due today is
 * current, 1 to 30 days past due is the first period.
 */
public record AgedAmounts(BigDecimal current, BigDecimal to30, BigDecimal to60, BigDecimal to90, BigDecimal older) {
    public static final AgedAmounts NONE =
            new AgedAmounts(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    private static final int PERIOD = 30;

    /** Of invoices in one currency. */
    public static AgedAmounts of(Collection<Debt> debts, LocalDate day) {
        AgedAmounts aging = NONE;
        for (Debt debt : debts) {
            aging = aging.plus(of(debt.due(), debt.daysPast(day)));
        }
        return aging;
    }

    private static AgedAmounts of(BigDecimal due, long past) {
        BigDecimal no = BigDecimal.ZERO;
        if (past <= 0) {
            return new AgedAmounts(due, no, no, no, no);
        }
        return switch ((int) Math.min((past - 1) / PERIOD, 3)) {
            case 0 -> new AgedAmounts(no, due, no, no, no);
            case 1 -> new AgedAmounts(no, no, due, no, no);
            case 2 -> new AgedAmounts(no, no, no, due, no);
            default -> new AgedAmounts(no, no, no, no, due);
        };
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
}
