package org.harvestxero.runtime;

import java.util.function.Supplier;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.BillingService;
import org.harvestxero.api.LeaderLock;
import org.harvestxero.api.UnbilledReport;
import org.harvestxero.config.SettingsException;

/** Billing that is done only while this process owns the connection. */
final class ExclusiveBillingService implements BillingService {
    private final BillingService billingService;
    private final LeaderLock leaderLock;
    private final String connection;
    private final boolean keeps;

    /** @param keeps true when the process holds on to the connection anyway, so that nothing is given back afterwards */
    ExclusiveBillingService(BillingService billingService, LeaderLock leaderLock, String connection, boolean keeps) {
        this.billingService = billingService;
        this.leaderLock = leaderLock;
        this.connection = connection;
        this.keeps = keeps;
    }

    @Override
    public BillReport bill(BillRequest request, String who) {
        return owned(() -> billingService.bill(request, who));
    }

    @Override
    public BillReport creditAndRebill(String number, boolean evenIfEqual, String who) {
        return owned(() -> billingService.creditAndRebill(number, evenIfEqual, who));
    }

    @Override
    public UnbilledReport unbilled() {
        return billingService.unbilled();
    }

    private BillReport owned(Supplier<BillReport> work) {
        if (!leaderLock.take()) {
            throw new SettingsException("The connection " + connection
                    + " is worked by another process on the same database: let that one do it, or stop it first.");
        }
        try {
            return work.get();
        } finally {
            if (!keeps) {
                leaderLock.giveBack();
            }
        }
    }
}
