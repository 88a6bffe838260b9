package org.harvestxero.copy.outbox;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.BatchTable.Batch;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.jspecify.annotations.Nullable;

/**
 * Repeats a batch whose answer was lost, as long as Xero knows its key: the same bytes under the same key bring the same answer, and
 * nothing is made twice. It waits for the lists of payments that its rows' invoices wait for, so that no verdict meets the planning of
 * the same document. What is too old for that is searched for by {@link LostBatchRecovery}.
 *
 * @see OpenBatches#repeatable()
 */
final class LostBatchRepeater {
    private final ConnectionStore store;
    private final OpenBatches open;
    private final BatchesUnderWay underWay;
    private final AwaitedLists awaitedLists;
    private final Clock clock;

    LostBatchRepeater(
            ConnectionStore store, OpenBatches open, BatchesUnderWay underWay, AwaitedLists awaitedLists, Clock clock) {
        this.store = store;
        this.open = open;
        this.underWay = underWay;
        this.awaitedLists = awaitedLists;
        this.clock = clock;
    }

    /** The oldest batch of the work to repeat now, under way from here on; null without one. */
    @Nullable
    Batch next(Work work) {
        // Asked first: what is answered meanwhile is closed before it is no longer under way.
        Set<String> busy = underWay.busy();
        for (Batch batch : open.repeatable()) {
            if (batch.kind() == work.kind() && !busy.contains(batch.id()) && isOf(work, batch)) {
                underWay.repeated(batch);
                return batch;
            }
        }
        return null;
    }

    private boolean isOf(Work work, Batch batch) {
        List<Row> rows = store.outboxClaims().ofBatch(batch.id());
        if (rows.isEmpty()) {
            store.batches().close(batch.id(), null, "nothing left to send", clock.instant());
            return false;
        }
        return rows.get(0).action() == work.action() && rows.stream().noneMatch(awaitedLists::awaits);
    }
}
