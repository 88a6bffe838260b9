package org.harvestxero.billrun;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.harvestxero.billing.calendar.BillingPeriod;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.terms.Agreement;
import org.jspecify.annotations.Nullable;

/**
 * What a client is billed by.
 *
 * @param currency the client's in Harvest
 * @param since periods dated before are left to others; null for none
 * @param floor first day of work that is billed here
 */
record ClientTerms(
        Agreement agreement, Currency currency, @Nullable LocalDate since, LocalDate floor) {

    Currency billedIn() {
        Currency agreed = agreement.currency();
        return agreed == null ? currency : agreed;
    }

    boolean billsNonBillable() {
        return agreement.pricing().included().nonBillable()
                || agreement.expenses().nonBillable();
    }

    /** The runs that begin by a day, the opening one among them. */
    static List<DuePeriod> begun(Agreement agreement, LocalDate day) {
        return agreement
                .calendar()
                .runsWhile(period -> period.isOpening()
                        ? !agreement.calendar().term().start().isAfter(day)
                        : !period.covered().start().isAfter(day));
    }

    List<DuePeriod> begun(LocalDate day) {
        return begun(agreement, day);
    }

    boolean isLeftToOthers(DuePeriod period) {
        return since != null && period.issueDate().isBefore(since);
    }

    /** Whether work of a day may be on a bill up to another. */
    boolean covers(LocalDate spent, LocalDate end) {
        return !spent.isAfter(end) && !spent.isBefore(floor);
    }

    /** The days of the period that begins then. */
    BillingPeriod span(LocalDate start) {
        return agreement.calendar().containing(start).map(DuePeriod::covered).orElse(new BillingPeriod(start, start));
    }
}
