package org.harvestxero.billrun;

import org.harvestxero.billing.Approval;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.worth.Worth;
import org.harvestxero.worth.Worth.Basis;

/** What work is worth by Harvest alone: hours at its own rate, expenses at cost. What was invoiced needs no approval any more. */
final class HarvestWorth {
    private HarvestWorth() {}

    static Worth of(TimeEntry entry, Basis basis, String words) {
        if (basis == Basis.HARVEST) {
            if (entry.status().running()) {
                return Worth.open("its timer is still running");
            }
            if (entry.origin().project().fixedFee()) {
                return Worth.none("its project has a fixed fee in Harvest, and there is no agreement");
            }
            if (!isApproved(entry.status())) {
                return Worth.open("not approved");
            }
        }
        return entry.billableRate() == null
                ? Worth.open("Harvest has no rate for it, and there is no agreement")
                : Worth.of(
                        basis,
                        entry.billableRate().amountRoundedHalfUp(entry.hours()),
                        words + ", " + entry.billableRate());
    }

    static Worth of(Expense expense, Basis basis, String words) {
        return basis == Basis.HARVEST && !isApproved(expense.status())
                ? Worth.open("not approved")
                : Worth.of(basis, expense.cost(), words);
    }

    private static boolean isApproved(TimeEntry.Status status) {
        return status.approval() == Approval.APPROVED;
    }
}
