package org.harvestxero.copy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.Trouble;
import org.harvestxero.harvest.HarvestGate;
import org.harvestxero.store.copy.DocumentPages.Span;
import org.harvestxero.xero.XeroGate;

/** Reports what one command did: what changed since it began, and the calls it spent. */
public final class CommandReports {
    private final CycleReportBuilder reports;
    private final HarvestGate harvestGate;
    private final XeroGate xeroGate;
    private final Clock clock;

    public CommandReports(CycleReportBuilder reports, HarvestGate harvestGate, XeroGate xeroGate, Clock clock) {
        this.reports = reports;
        this.harvestGate = harvestGate;
        this.xeroGate = xeroGate;
        this.clock = clock;
    }

    /** A command begins now. */
    Begun begin() {
        return new Begun(clock.instant(), CallBudget.command(harvestGate, xeroGate));
    }

    /** Where the clock and the counters stood when the command began. */
    final class Begun {
        private final Instant at;
        private final CallBudget calls;

        private Begun(Instant at, CallBudget calls) {
            this.at = at;
            this.calls = calls;
        }

        Instant at() {
            return at;
        }

        CycleReport.Calls callsSoFar() {
            return calls.soFar();
        }

        CycleReport report(List<Trouble> troubles) {
            return report(0, troubles);
        }

        /** @param prevented duplicates the command prevented */
        CycleReport report(int prevented, List<Trouble> troubles) {
            return reports.cycle(new Span(at, clock.instant()), calls.soFar(), prevented, troubles);
        }
    }
}
