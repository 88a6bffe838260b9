package org.harvestxero.wiring;

import java.util.function.BiConsumer;
import org.harvestxero.journal.DefaultMonthEnd;
import org.harvestxero.wages.DefaultPayroll;

/** Everything that talks to Harvest and Xero and works between them. */
record BusinessParts(
        ConnectorParts connectors,
        CopyParts copy,
        PaymentsBackParts paymentsBack,
        ContactParts contacts,
        FinalizeParts finalizing,
        BillRunParts billing,
        ReconcileParts reconcile,
        OverdueParts overdue,
        DefaultMonthEnd monthEnd,
        DefaultPayroll payroll,
        ProfitParts profit,
        ReviewParts review,
        NotificationParts notification,
        HookParts hooks) {

    /** Binds every bean under the name that routes use; nothing else is looked up by name. */
    void bindTo(BiConsumer<String, Object> registry) {
        connectors.bindTo(registry);
        copy.bindTo(registry);
        paymentsBack.bindTo(registry);
        contacts.bindTo(registry);
        finalizing.bindTo(registry);
        billing.bindTo(registry);
        reconcile.bindTo(registry);
        overdue.bindTo(registry);
        registry.accept("monthEnd", monthEnd);
        registry.accept("payroll", payroll);
        profit.bindTo(registry);
        review.bindTo(registry);
        notification.bindTo(registry);
        hooks.bindTo(registry);
    }
}
