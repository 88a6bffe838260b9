package org.harvestxero.wiring;

import org.harvestxero.api.BooksDesk;
import org.harvestxero.api.Purchases;
import org.harvestxero.copy.DefaultWorkLog;
import org.harvestxero.overdue.SalesBook;
import org.harvestxero.paymentsback.DefaultPaymentDesk;
import org.harvestxero.reconcile.KeptReconciliations;
import org.harvestxero.store.ConnectionStore;

/** Makes what people look up of both sides' books; no route names any of it. */
final class BooksWiring {
    private BooksWiring() {}

    static BooksDesk make(ConnectionStore store, ReconcileParts reconcile, ProfitParts earned, Purchases purchases) {
        return new BooksDesk(
                new KeptReconciliations(store, reconcile.lists().count()),
                new DefaultPaymentDesk(store),
                new SalesBook(store),
                new DefaultWorkLog(store),
                earned.profit(),
                earned.budgets(),
                purchases);
    }
}
