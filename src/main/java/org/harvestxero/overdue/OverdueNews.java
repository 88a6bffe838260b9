package org.harvestxero.overdue;

import java.time.LocalDate;
import java.util.Map;
import org.harvestxero.dunning.Debt;
import org.harvestxero.dunning.Debt.Debtor;
import org.harvestxero.dunning.Step;
import org.harvestxero.event.Amount;
import org.harvestxero.event.ClientRef;
import org.harvestxero.event.InvoiceEvent;
import org.harvestxero.event.InvoiceRef;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.jspecify.annotations.Nullable;

/** Tells of steps that were taken about invoices past due, once for each. */
final class OverdueNews {
    private final ConnectionStore store;

    OverdueNews(ConnectionStore store) {
        this.store = store;
    }

    /** Call it in the transaction that records the steps; one that was taken ahead of the due date is no news. */
    void tell(Map<Debt, Step> taken, LocalDate today) {
        if (!store.events().isKept()) {
            return;
        }
        taken.forEach((debt, step) -> {
            long past = debt.daysPast(today);
            if (past > 0) {
                store.events()
                        .add(new InvoiceEvent.Overdue(
                                invoice(debt),
                                new Amount(debt.due(), debt.currency()),
                                debt.dates().due(),
                                Math.toIntExact(past),
                                step.name()));
            }
        });
    }

    private InvoiceRef invoice(Debt debt) {
        ClientRef client = client(debt.debtor());
        return store.links()
                .byTarget(Kind.INVOICE, debt.id())
                .map(link -> InvoiceRef.of(link.sourceId(), debt.number(), debt.id(), client))
                .orElseGet(() -> new InvoiceRef(null, null, debt.number(), debt.id(), client));
    }

    private static @Nullable ClientRef client(Debtor debtor) {
        return debtor.clientId() == null ? null : new ClientRef(debtor.clientId(), debtor.name());
    }
}
