package org.harvestxero.copy.outbox;

import java.time.Clock;
import java.util.List;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.BatchTable.Batch;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxTable.Row;

/**
 * Sends on, in new batches under new keys, the rows that {@link LostBatchRecovery} did not find: halved when the request itself seems
 * to be the trouble, so that a culprit ends up alone.
 */
final class LostBatchSplitter {
    private final ConnectionStore store;
    private final BatchBuilder builder;
    private final GonePayments gone;
    private final Clock clock;

    LostBatchSplitter(ConnectionStore store, BatchBuilder builder, Clock clock) {
        this.store = store;
        this.gone = new GonePayments(store);
        gone.onKnown(payment -> store.outboxPlanner().supersede(Kind.PAYMENT, payment.sourceId()));
        this.builder = builder;
        this.clock = clock;
    }

    /** Closes the batch; its rows without a verdict go on. One transaction. */
    void goOn(Batch batch, boolean halve) {
        store.inTransaction(() -> goOnWith(batch, store.outboxClaims().ofBatch(batch.id()), halve));
    }

    private void goOnWith(Batch batch, List<Row> rest, boolean halve) {
        if (halve && rest.size() > 1) {
            Work work = new Work(batch.kind(), rest.get(0).action());
            int middle = rest.size() / 2;
            rebatch(work, rest.subList(0, middle));
            rebatch(work, rest.subList(middle, rest.size()));
        } else {
            rest.forEach(row -> store.outboxClaims().release(row.id(), clock.instant(), "sent again in a new batch"));
            gone.known(rest);
        }
        store.batches().close(batch.id(), null, halve ? "halved" : "looked for", clock.instant());
    }

    /** Moves rows of a batch under way to new batches, which travel when their turn comes. */
    private void rebatch(Work work, List<Row> rows) {
        for (Parcel parcel : builder.all(work, rows)) {
            int position = 0;
            for (Row row : parcel.rows()) {
                if (row.batchId() == null
                        || !store.outboxClaims()
                                .rebatch(row.id(), row.batchId(), parcel.batch().id(), position++)) {
                    throw new IllegalStateException(
                            "Rows of a " + work + " batch were moved by someone else meanwhile");
                }
            }
            store.batches().add(parcel.batch(), clock.instant());
        }
    }
}
