package org.harvestxero.wiring;

import java.time.LocalDate;
import org.harvestxero.config.Settings;
import org.harvestxero.copy.CallBudget;
import org.harvestxero.reconcile.DefaultReconciliations;
import org.harvestxero.reconcile.ReconcileLists;
import org.harvestxero.reconcile.SideComparison;

/** Makes what reconciles: the beans {@code reconcileLists}, {@code sideComparison} and {@code reconciliations}. */
final class ReconcileWiring {
    private ReconcileWiring() {}

    static ReconcileParts make(
            Basics basics, ConnectorParts connectors, Rules rules, CopyParts copy, BillRunParts billing) {
        Settings settings = basics.settings();
        LocalDate since = settings.date("copy.since").orElse(null);
        boolean payments = settings.flag("copy.payments");
        boolean back = !settings.text("copy.payments-back").equals("off");
        ReconcileLists lists =
                new ReconcileLists(basics.store(), since, payments || back, rules.zone(), basics.clock());
        CopyParts.Cycle cycle = copy.work().cycle();
        return new ReconcileParts(
                lists,
                new SideComparison(basics.store(), lists, since, payments, back, basics.clock()),
                new DefaultReconciliations(
                        basics.store(),
                        basics.routes(),
                        billing.billingService(),
                        cycle.pause(),
                        cycle.troubles(),
                        () -> CallBudget.command(
                                connectors.harvest().gate(), connectors.xero().gate()),
                        copy.work().vitals(),
                        new DefaultReconciliations.Policy(
                                rules.zone(),
                                settings.number("reconcile.keep-days"),
                                settings.flag("reconcile.after-payment")),
                        basics.clock()));
    }
}
