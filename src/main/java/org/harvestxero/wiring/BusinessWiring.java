package org.harvestxero.wiring;

import java.util.List;
import org.harvestxero.api.Warnings;
import org.harvestxero.config.secret.Sealer;
import org.harvestxero.contacts.ContactsOnRequest;
import org.harvestxero.http.AuthorizationVault;
import org.harvestxero.http.Leave;
import org.harvestxero.http.LinkedParties;
import org.harvestxero.mapping.expense.ExpenseWay;
import org.harvestxero.notification.Alert;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.connection.AlarmTable;
import org.harvestxero.store.connection.TokenTable;
import org.harvestxero.xero.XeroUses;

/** Makes everything that talks to Harvest and Xero and works between them, each part from those before it: all beans but {@code dataSource}. */
final class BusinessWiring {
    private BusinessWiring() {}

    /** @param warnings what an operator is told by mail too */
    static BusinessParts make(Basics basics, Rules rules, Watches watches, Warnings warnings) {
        ConnectorParts connectors = connectors(basics, rules, watches);
        CopyParts copy = CopyWiring.make(basics, connectors, rules, watches);
        PaymentsBackParts paymentsBack = PaymentsBackWiring.make(basics, rules, copy);
        ContactParts contacts = ContactWiring.make(basics, copy);
        FinalizeParts finalizing = FinalizeWiring.make(basics, copy);
        BillRunParts billing = BillRunWiring.make(
                basics, connectors, rules, copy, finalizing.draftFinalizer().draftReleaseListener());
        copy.expenses().receipts().seeToFailed(copy.answers().failedWrites());
        ReconcileParts reconcile = ReconcileWiring.make(basics, connectors, rules, copy, billing);
        OverdueParts overdue = OverdueWiring.make(basics, connectors, rules, copy);
        ReviewParts review =
                ReviewWiring.make(basics, rules, finalizing, copy.expenses(), new InvoicesWiring(basics, rules));
        NotificationParts notification = NotificationWiring.make(
                basics.settings(),
                copy.work()::copyService,
                review.desk()::reviews,
                () -> alerts(basics.store(), warnings),
                basics.store().notices());
        return new BusinessParts(
                connectors,
                copy,
                paymentsBack,
                contacts,
                finalizing,
                billing,
                reconcile,
                overdue,
                JournalWiring.make(basics, connectors, rules, copy, billing.agreedPrices()),
                PayrollWiring.make(basics, connectors, rules, copy),
                ProfitWiring.make(basics, connectors, rules, copy, billing.agreedPrices()),
                review,
                notification,
                HookWiring.make(
                        basics,
                        new ContactsOnRequest(basics.store(), copy.planners().contactPlanner())));
    }

    private static ConnectorParts connectors(Basics basics, Rules rules, Watches watches) {
        ConnectionStore store = basics.store();
        LinkedParties parties = new LinkedParties(store, basics.clock());
        Leave toRecord = Leave.whileThereIsRoom(watches::shortOfRoom);
        CallGuards guards = new CallGuards(
                new AuthorizationVault(),
                new TokenTable(store.dataSource(), () -> Sealer.from(basics.settings()), basics.clock()),
                parties,
                (api, changes) -> {
                    toRecord.check(api, changes);
                    store.fence().mayLeave(changes);
                });
        return new ConnectorParts(
                HttpWiring.make(basics.settings(), guards.vault(), basics.clock()),
                HarvestWiring.make(basics.settings(), basics.context(), guards, basics.clock()),
                XeroWiring.make(basics.settings(), basics.context(), guards, () -> uses(basics, rules), basics.clock()),
                new DefaultStartingOver(parties, basics.routes()));
    }

    private static XeroUses uses(Basics basics, Rules rules) {
        boolean expenses = !basics.settings().text("expenses.as").equals("none");
        return new XeroUses(
                basics.settings().flag("copy.payments"),
                expenses || rules.agreements().attachFiles(),
                expenses
                        && rules.mappings()
                                .expenses()
                                .mayBeSpent(ExpenseWay.called(basics.settings().text("expenses.as"))),
                !rules.journals().rules().isNone(),
                rules.payroll().rules().isPresent());
    }

    private static List<Alert> alerts(ConnectionStore store, Warnings warnings) {
        store.alarms()
                .warnings(warnings.now().stream()
                        .map(warning -> new AlarmTable.Warning(warning.sentence(), warning.remedy()))
                        .toList());
        return store.alarms().standing().stream()
                .map(alarm -> new Alert(alarm.id(), alarm.stops(), alarm.sentence(), alarm.remedy()))
                .toList();
    }
}
