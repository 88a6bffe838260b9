package org.harvestxero.copy.expense;

import java.util.List;
import java.util.Optional;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.mapping.expense.OwnPurchase;
import org.harvestxero.mapping.expense.PurchaseEdit;
import org.harvestxero.mapping.expense.TargetPurchase;
import org.harvestxero.mapping.expense.WrittenPurchase;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.expense.PurchaseTable.Purchase;
import org.harvestxero.xero.XeroPurchaseView;

/** Knows our own doing again in a bill, or in money spent, as Xero shows it: under other ids of lines, or after a lost answer. */
final class OwnEdits {
    private final ConnectionStore store;

    OwnEdits(ConnectionStore store) {
        this.store = store;
    }

    /** Keeps as what we wrote how much of {@code now} is ours. Nothing where that was not kept at all. */
    void recall(Purchase purchase, XeroPurchaseView now) {
        Optional<Link> link = store.links().find(purchase.kind(), purchase.sourceId());
        String text = link.map(Link::written).orElse(null);
        if (link.isEmpty() || text == null) {
            return;
        }
        WrittenPurchase last = StoredJson.read(text, WrittenPurchase.class);
        List<TargetPurchase> sent = store.outbox().changesInDoubt(purchase.kind(), purchase.sourceId()).stream()
                .map(edit -> StoredJson.read(edit, TargetPurchase.class))
                .toList();
        WrittenPurchase own = OwnPurchase.of(last, new PurchaseEdit.Now(now.date(), now.due(), now.lines()), sent);
        if (!own.equals(last)) {
            store.links().put(link.get().withWritten(StoredJson.write(own)));
        }
    }
}
