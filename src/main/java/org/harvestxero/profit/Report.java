package org.harvestxero.profit;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a view.
 *
 * @param currency the company's
 * @param notes what a reader should know
 */
public record Report(View view, Months months, String currency, Tally.Sums sums, AsOf asOf, List<String> notes) {
    public Report {
        notes = List.copyOf(notes);
    }

    /** One in which nothing is known of what waits. @param from,to months, both included */
    public Report(View view, YearMonth from, YearMonth to, String currency, Tally.Sums sums, List<String> notes) {
        this(view, new Months(from, to), currency, sums, AsOf.UNKNOWN, notes);
    }

    /** @param from,to both included */
    public record Months(YearMonth from, YearMonth to) {}

    /**
     * The days as of which what waits is known.
     *
     * @param unbilled null where unbilled work is not reckoned
     * @param open null where what clients owe is not known
     */
    public record AsOf(
            @Nullable LocalDate unbilled, @Nullable LocalDate open) {
        public static final AsOf UNKNOWN = new AsOf(null, null);
    }

    public YearMonth from() {
        return months.from();
    }

    public YearMonth to() {
        return months.to();
    }

    /** Whether the reader may not see what some row cost. */
    public boolean hidesPay() {
        return !sums.total().payShown() || sums.rows().stream().anyMatch(row -> !row.payShown());
    }

    /** The same, without what tells of pay. */
    public Report hidden() {
        return new Report(view, months, currency, sums.hidden(), asOf, notes);
    }

    /** Whether what accrued is in its margins. */
    public boolean hasAccrued() {
        return sums.total().figures().amounts().accrued() != null;
    }
}
