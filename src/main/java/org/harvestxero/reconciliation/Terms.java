package org.harvestxero.reconciliation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is to be copied at all.
 *
 * @param since the first day whose invoices are copied; null when it is not set
 * @param payments whether payments are copied
 * @param moneyRead whether Xero's lists of payments and credits were read
 * @param past whether an earlier day is looked at
 */
public record Terms(@Nullable LocalDate since, boolean payments, boolean moneyRead, boolean past) {
    boolean isBefore(@Nullable LocalDate day) {
        return since != null && day != null && day.isBefore(since);
    }
}
