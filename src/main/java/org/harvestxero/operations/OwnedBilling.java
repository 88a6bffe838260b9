package org.harvestxero.operations;

import java.util.function.Supplier;
import org.harvestxero.settings.SettingsException;

/** Billing that is done only while this process owns the connection. */
final class OwnedBilling implements Billing {
    private final Billing billing;
    private final Ownership ownership;
    private final String connection;
    private final boolean keeps;

    /** @param keeps true when the process holds on to the connection anyway, so that nothing is given back afterwards */
    OwnedBilling(Billing billing, Ownership ownership, String connection, boolean keeps) {
        this.billing = billing;
        this.ownership = ownership;
        this.connection = connection;
        this.keeps = keeps;
    }

    @Override
    public BillReport bill(BillRequest request, String who) {
        return owned(() -> billing.bill(request, who));
    }

    @Override
    public BillReport creditAndRebill(String number, boolean evenIfEqual, String who) {
        return owned(() -> billing.creditAndRebill(number, evenIfEqual, who));
    }

    @Override
    public UnbilledReport unbilled() {
        return billing.unbilled();
    }

    private BillReport owned(Supplier<BillReport> work) {
        if (!ownership.take()) {
            throw new SettingsException("The connection " + connection
                    + " is worked by another process on the same database: let that one do it, or stop it first.");
        }
        try {
            return work.get();
        } finally {
            if (!keeps) {
                ownership.giveBack();
            }
        }
    }
}
