package org.harvestxero.reconciliation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is to be copied at all.
 *
 * @param since the first day whose invoices are copied; null when it is not set
 * @param payments whether payments are copied to Xero
 * @param back whether payments of Xero's are told of, or recorded, in Harvest
 * @param moneyRead whether Xero's lists of payments and credits were read
 * @param past whether an earlier day is looked at
 */
public record Terms(@Nullable LocalDate since, boolean payments, boolean back, boolean moneyRead, boolean past) {
    /** Whether payments are followed one by one. */
    boolean followsPayments() {
        return (payments || back) && moneyRead;
    }

    boolean isBefore(@Nullable LocalDate day) {
        return since != null && day != null && day.isBefore(since);
    }
}
