package org.harvestxero.runtime;

import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.BillingService;
import org.harvestxero.api.UnbilledReport;

/** Bills only while this process leads the connection. */
final class ExclusiveBillingService implements BillingService {
    private final BillingService billingService;
    private final LeaderGuard leader;

    ExclusiveBillingService(BillingService billingService, LeaderGuard leader) {
        this.billingService = billingService;
        this.leader = leader;
    }

    @Override
    public BillReport bill(BillRequest request, String who) {
        return leader.require(() -> billingService.bill(request, who));
    }

    @Override
    public BillReport creditAndRebill(String number, boolean evenIfEqual, String who) {
        return leader.require(() -> billingService.creditAndRebill(number, evenIfEqual, who));
    }

    @Override
    public BillReport ready(BillRequest request, String who) {
        return leader.require(() -> billingService.ready(request, who));
    }

    @Override
    public UnbilledReport unbilled() {
        return billingService.unbilled();
    }
}
