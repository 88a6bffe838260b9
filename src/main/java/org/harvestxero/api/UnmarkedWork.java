package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is billed here and still counts as uninvoiced in Harvest: there only a person can mark it as invoiced. */
public interface UnmarkedWork {
    /**
     * Reads the work from Harvest, checks off what is marked by now, and lists the rest.
     *
     * @param client only this one, by name or id; null for all
     * @throws DecisionException when Harvest can't be read
     */
    Report list(@Nullable String client);

    /**
     * Work of the last twelve months.
     *
     * @param selections what to select in Harvest's report, one after the other: all it shows there is to be marked
     * @param single what lies beside work that is not billed, one by one
     * @param elsewhere what stands on another invoice in Harvest, so that it may be billed twice
     * @param openAgain time entries and expenses that a person marked for an invoice that was taken back: unless the mark is taken off, only
     *     the bill of the same period takes them
     * @param checkedOff how many were found marked by this look
     * @param unread how many Harvest doesn't show any more
     */
    record Report(
            List<Selection> selections,
            List<Single> single,
            List<Single> elsewhere,
            List<String> openAgain,
            int checkedOff,
            int unread) {
        public Report {
            selections = List.copyOf(selections);
            single = List.copyOf(single);
            elsewhere = List.copyOf(elsewhere);
            openAgain = List.copyOf(openAgain);
        }

        /** Whether nothing is left for a person to do. */
        public boolean isSettled() {
            return selections.isEmpty() && single.isEmpty() && elsewhere.isEmpty() && openAgain.isEmpty();
        }
    }

    /** How to find it in Harvest. @param person whose; null for everybody @param expenses whether it is expenses, else time */
    record Filter(
            String client, String project, @Nullable String person, LocalDate from, LocalDate to, boolean expenses) {}

    /**
     * Work that a selection in Harvest shows by itself.
     *
     * @param works how many time entries or expenses
     * @param worth at Harvest's own hours and rates, expenses at cost
     * @param invoices it is billed on here
     */
    record Selection(
            Filter filter, int works, BigDecimal hours, BigDecimal worth, String currency, List<String> invoices) {
        public Selection {
            invoices = List.copyOf(invoices);
        }
    }

    /**
     * One time entry or expense.
     *
     * @param kind its task or category
     * @param invoice it is billed on here; empty when its number is not known
     * @param other the invoice it is on in Harvest; null for none
     */
    record Single(
            long id,
            Filter filter,
            String kind,
            BigDecimal hours,
            BigDecimal worth,
            String currency,
            String invoice,
            @Nullable String other) {}
}
