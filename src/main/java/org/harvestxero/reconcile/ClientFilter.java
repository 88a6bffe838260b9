package org.harvestxero.reconcile;

import org.harvestxero.reconciliation.HarvestSide;
import org.harvestxero.reconciliation.Head;
import org.harvestxero.reconciliation.Twins;
import org.harvestxero.reconciliation.XeroSide;
import org.jspecify.annotations.Nullable;

/** Whether a document is one of the client a person asked for, by its name on either side or by its id in Harvest. */
final class ClientFilter {
    private final @Nullable String client;
    private boolean found;

    /** @param client null for all */
    ClientFilter(@Nullable String client) {
        this.client = client;
    }

    boolean takes(Twins twins) {
        HarvestSide harvest = twins.harvest();
        XeroSide xero = twins.xero();
        boolean takes = client == null
                || (harvest != null
                        ? isOf(harvest.head())
                        : xero != null && client.equalsIgnoreCase(xero.head().client()));
        found = found || takes;
        return takes;
    }

    private boolean isOf(Head head) {
        return head.client().equalsIgnoreCase(client) || head.clientId().equals(client);
    }

    /** Whether there was any document of the client. */
    boolean isAnyFound() {
        return found || client == null;
    }
}
