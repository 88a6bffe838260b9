package org.harvestxero.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.DocumentKind;
import org.harvestxero.api.ReconcileRequest;
import org.harvestxero.api.Reconciliations;
import org.harvestxero.billing.Counted;
import org.harvestxero.demo.BothStandIns;
import org.harvestxero.runtime.Engine;

/** The end of a demo: a cost with its receipt, money that comes back, and whether both sides agree; a line each. */
final class DemoBothSides {
    private final Engine engine;
    private final BothStandIns standIns;

    DemoBothSides(Engine engine, BothStandIns standIns) {
        this.engine = engine;
        this.standIns = standIns;
    }

    /** @param first what the first cycle copied */
    String show(CycleReport first) {
        StringBuilder words = new StringBuilder("\nBoth sides agree\n\n");
        bill(first).ifPresent(words::append);
        words.append(paid());
        words.append(reconciled());
        return words.toString();
    }

    /** The first bill with a file. */
    private Optional<String> bill(CycleReport first) {
        return first.copied().stream()
                .filter(copied -> copied.kind() == DocumentKind.BILL)
                .flatMap(copied -> {
                    List<String> files = standIns.filesOf(String.valueOf(copied.number()));
                    return files.isEmpty()
                            ? Stream.empty()
                            : Stream.of("Approved expenses are bill " + copied.number() + " in Xero, "
                                    + TextOutput.amount(copied.total(), copied.currency()) + " "
                                    + copied.currency() + ", with " + String.join(", ", files) + "\n");
                })
                .findFirst();
    }

    private String paid() {
        String number = standIns.payInXero();
        CycleReport cycle = engine.copyService().once("demo");
        return "Invoice " + number + " was paid in Xero; "
                + (standIns.isPaidInHarvest(number) ? "it is paid in Harvest, too" : "Harvest doesn't know of it yet")
                + " (" + Counted.of(cycle.calls().harvest(), "call") + " to Harvest, "
                + cycle.calls().xero() + " to Xero)\n";
    }

    private String reconciled() {
        Reconciliations.Answer answer = engine.reconciliations().reconcile(ReconcileRequest.all(), "demo");
        return answer.found() == null
                ? "Harvest and Xero could not be compared\n"
                : answer.found().sentence() + "\n";
    }
}
