package org.harvestxero.comparison;

import java.util.List;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Named;

/**
 * How one period of one client compares, before tax.
 *
 * @param period its label, such as {@code 2026-10}
 * @param ours what the agreement makes
 * @param theirs what was invoiced
 * @param invoices numbers of the invoices compared with
 * @param rows lines side by side, differing ones first; the amounts of each side add up to its total
 * @param notes what one should know when reading it
 */
public record Comparison(
        Named client,
        String period,
        Money ours,
        Money theirs,
        List<String> invoices,
        List<Row> rows,
        List<String> notes) {
    /**
     * Lines that belong together.
     *
     * @param project empty where lines belong to none, or to several
     * @param ours texts of our lines; empty when only the invoice has something
     * @param theirs texts of the invoice's lines; empty when only we have something
     * @param reason why they differ, in words; empty when they don't
     * @param explained whether the reason accounts for the difference to the cent
     */
    public record Row(
            String project,
            List<String> ours,
            List<String> theirs,
            Money oursAmount,
            Money theirsAmount,
            String reason,
            boolean explained) {
        public Row {
            ours = List.copyOf(ours);
            theirs = List.copyOf(theirs);
        }

        /** Ours less theirs. */
        public Money difference() {
            return oursAmount.minus(theirsAmount);
        }

        public boolean agrees() {
            return difference().isZero();
        }
    }

    public Comparison {
        invoices = List.copyOf(invoices);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /** Ours less theirs. */
    public Money difference() {
        return ours.minus(theirs);
    }

    public boolean agrees() {
        return rows.stream().allMatch(Row::agrees);
    }
}
