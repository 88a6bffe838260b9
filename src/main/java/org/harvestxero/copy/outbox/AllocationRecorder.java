package org.harvestxero.copy.outbox;

import java.math.BigDecimal;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.CopyOutcome;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.jspecify.annotations.Nullable;

/** Records that a credit note was set against its invoice, or was taken off it. */
final class AllocationRecorder {
    private final ConnectionStore store;

    AllocationRecorder(ConnectionStore store) {
        this.store = store;
    }

    /** A credit note was set against its invoice, of which as much less is due. */
    void allocated(Row row, CopyOutcome outcome) {
        if (store.outboxVerdicts().done(row.id(), outcome.code(), null) && row.total() != null) {
            due(row, row.total().negate());
        }
    }

    /** A credit note was taken off its invoice, of which as much more is due: payments that were too much may fit now. */
    void deallocated(Row row, @Nullable String why) {
        if (store.outboxVerdicts().done(row.id(), CopyOutcome.UPDATED.code(), why) && row.total() != null) {
            due(row, row.total());
            store.documents().children(Kind.PAYMENT, row.sourceId()).stream()
                    .flatMap(payment -> store.outbox().openOf(Kind.PAYMENT, payment.sourceId()).stream())
                    .filter(payment -> payment.action() == Action.CREATE)
                    .forEach(payment -> store.failedRows().retry(payment.id()));
        }
    }

    private void due(Row row, BigDecimal more) {
        Link invoice = store.links().find(Kind.INVOICE, row.sourceId()).orElse(null);
        if (invoice == null || invoice.amountDue() == null || invoice.total() == null) {
            return;
        }
        BigDecimal due = invoice.amountDue().add(more).max(BigDecimal.ZERO).min(invoice.total());
        store.links()
                .seen(
                        Kind.INVOICE,
                        invoice.targetId(),
                        invoice.status(),
                        invoice.total(),
                        due,
                        invoice.targetUpdatedAt());
    }
}
