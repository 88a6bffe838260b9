package org.harvestxero.copy.outbox;

import java.time.Clock;
import java.util.Map;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.mapping.expense.TargetPurchase;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.expense.PurchaseTable.State;
import org.harvestxero.xero.XeroElement;

/**
 * Edits of bills and of spent money whose answer was lost. One that Xero shows as changed since was reached by the edit, or by a person:
 * it is compared with how it stands before anything is sent again, so that nothing a person did meanwhile is written over.
 */
final class LostPurchaseEdits {
    private final ConnectionStore store;
    private final Clock clock;

    LostPurchaseEdits(ConnectionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @param missing rows without a verdict, by document; one that is decided anew is taken out */
    void shown(XeroElement element, Kind kind, Map<Long, Row> missing) {
        if (kind != Kind.BILL && kind != Kind.SPEND) {
            return;
        }
        store.links()
                .byTarget(kind, element.id())
                .map(link -> missing.get(link.sourceId()))
                .filter(row -> row.action() == Action.UPDATE && row.written() != null)
                .ifPresent(row -> {
                    store.inTransaction(() -> decideAnew(row));
                    missing.remove(row.sourceId());
                });
    }

    private void decideAnew(Row row) {
        TargetPurchase sent = StoredJson.read(String.valueOf(row.written()), TargetPurchase.class);
        TargetPurchase wanted = sent.with(
                sent.lines().stream().filter(line -> line.expenseId() != 0).toList());
        store.outboxClaims().release(row.id(), clock.instant(), "compared with Xero before it is sent again");
        store.outboxPlanner().supersedeOne(row.kind(), row.sourceId(), row.revision());
        store.expenses()
                .purchases()
                .ofSource(row.kind(), row.sourceId())
                .filter(purchase -> purchase.state() == State.PLANNED)
                .ifPresent(purchase -> store.expenses().purchases().edit(purchase, StoredJson.write(wanted)));
    }
}
