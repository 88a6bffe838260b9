package org.harvestxero.copy.outbox;

import java.util.List;
import java.util.function.Consumer;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;

/**
 * Payments that were deleted in Harvest while nobody knew what Xero made of them: as soon as that is known, what is to be done about them is
 * decided once more.
 */
final class GonePayments {
    private final ConnectionStore store;
    private Consumer<SourceDocument> decides = payment -> {};

    GonePayments(ConnectionStore store) {
        this.store = store;
    }

    /** @param decision what becomes of a payment that is gone: nothing of what was not sent, by policy of what stands in Xero */
    void onKnown(Consumer<SourceDocument> decision) {
        decides = decision;
    }

    /** What became of the rows is known and recorded, in the transaction under way. */
    void known(List<Row> rows) {
        List<Long> payments = rows.stream()
                .filter(row -> row.kind() == Kind.PAYMENT && row.action() == Action.CREATE)
                .map(Row::sourceId)
                .toList();
        if (!payments.isEmpty()) {
            store.documents().gone(Kind.PAYMENT, payments).forEach(decides);
        }
    }
}
