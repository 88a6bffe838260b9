package org.harvestxero.billrun;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.config.agreement.AgreementVersion;

/**
 * What is to be billed for one client.
 *
 * @param currency the client's in Harvest
 * @param version the agreement in force
 * @param agreement the same, read in that currency
 * @param periods oldest first; at least one
 * @param floor work before this day is never looked at: it belongs to periods that are not billed here
 */
record ClientBillJob(
        Named client,
        Currency currency,
        AgreementVersion version,
        Agreement agreement,
        List<DuePeriod> periods,
        LocalDate floor) {
    ClientBillJob {
        periods = List.copyOf(periods);
    }

    /** The first day of work that the periods themselves ask for. */
    LocalDate firstDay() {
        LocalDate first = periods.get(0).covered().start();
        return first.isBefore(floor) ? floor : first;
    }

    LocalDate lastDay() {
        return periods.get(periods.size() - 1).covered().end();
    }

    /** Such as {@code Acme, 2026-10}. */
    static String named(Named client, DuePeriod period) {
        return client.name() + ", " + period.label();
    }
}
