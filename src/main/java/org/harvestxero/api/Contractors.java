package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What contractors worked, against what they billed. */
public interface Contractors {
    /**
     * Reads both sides and compares them; it changes nothing.
     *
     * @throws DecisionException when Harvest doesn't show people or what they cost
     */
    Report compare(YearMonth month);

    /** @param currency the organisation's */
    record Report(YearMonth month, String currency, List<Contractor> contractors) {
        public Report {
            contractors = List.copyOf(contractors);
        }
    }

    /**
     * @param contact in Xero; null when the person is none there
     * @param difference billed less cost
     * @param notes why it can't be compared whole, or what would explain the difference
     */
    record Contractor(
            long id, String name, @Nullable String contact, Figures figures, List<String> bills, List<String> notes) {
        public Contractor {
            bills = List.copyOf(bills);
            notes = List.copyOf(notes);
        }
    }

    /** Amounts in the organisation's currency, before tax. */
    record Figures(BigDecimal hours, BigDecimal cost, BigDecimal billed, BigDecimal difference) {}
}
