package org.harvestxero.profit;

import java.time.YearMonth;
import java.util.List;

/**
 * The figures of a view.
 *
 * @param from,to months, both included
 * @param currency the company's
 * @param notes what a reader should know
 */
public record Report(View view, YearMonth from, YearMonth to, String currency, Tally.Sums sums, List<String> notes) {
    public Report {
        notes = List.copyOf(notes);
    }

    /** Whether the reader may not see what some row cost. */
    public boolean hidesPay() {
        return !sums.total().payShown() || sums.rows().stream().anyMatch(row -> !row.payShown());
    }

    /** Whether what accrued is in its margins. */
    public boolean hasAccrued() {
        return sums.total().figures().amounts().accrued() != null;
    }
}
