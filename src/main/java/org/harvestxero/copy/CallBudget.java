package org.harvestxero.copy;

import org.harvestxero.api.CycleReport;
import org.harvestxero.harvest.HarvestGate;
import org.harvestxero.xero.XeroGate;

/** What one command spends: the calls to both sides since it began. */
public final class CallBudget {
    private final HarvestGate harvestGate;
    private final XeroGate xeroGate;
    private final long harvest;
    private final long xero;

    private CallBudget(HarvestGate harvestGate, XeroGate xeroGate) {
        this.harvestGate = harvestGate;
        this.xeroGate = xeroGate;
        this.harvest = harvestGate.callsMade();
        this.xero = xeroGate.callsMade();
    }

    /** A command begins now. */
    public static CallBudget command(HarvestGate harvestGate, XeroGate xeroGate) {
        return new CallBudget(harvestGate, xeroGate);
    }

    public CycleReport.Calls soFar() {
        return new CycleReport.Calls(
                Math.toIntExact(harvestGate.callsMade() - harvest), Math.toIntExact(xeroGate.callsMade() - xero));
    }
}
