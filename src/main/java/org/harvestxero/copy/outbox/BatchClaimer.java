package org.harvestxero.copy.outbox;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import org.harvestxero.copy.failure.CopyEventLog;
import org.harvestxero.copy.reference.TrackingOptionCreator;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.BatchTable.Batch;
import org.harvestxero.store.copy.CauseTable.Reason;
import org.harvestxero.store.copy.OutboxClaims.Claimable;
import org.harvestxero.store.copy.OutboxTable.Row;

/**
 * Claims ready rows into batches and brings them to the disk, several batches at once. Each counts as sent from then on: a process
 * that ends before one of them left costs a repetition or a search, never a duplicate.
 */
final class BatchClaimer {
    private static final int CLAIMED_AT_ONCE = 10;

    private final ConnectionStore store;
    private final BatchBuilder builder;
    private final TrackingOptionCreator options;
    private final UnexplainedPayments money;
    private final AwaitedLists awaitedLists;
    private final BatchesUnderWay underWay;
    private final Clock clock;

    BatchClaimer(
            ConnectionStore store,
            BatchBuilder builder,
            TrackingOptionCreator options,
            UnexplainedPayments money,
            AwaitedLists awaitedLists,
            BatchesUnderWay underWay,
            Clock clock) {
        this.store = store;
        this.builder = builder;
        this.options = options;
        this.money = money;
        this.awaitedLists = awaitedLists;
        this.underWay = underWay;
        this.clock = clock;
    }

    /** Claims what is ready of the work, at most ten batches; from then on they are about to leave. */
    void claim(Work work) {
        if (awaitedLists.isExhausted(work)) {
            return;
        }
        int batch = BatchFormat.limit(work.kind(), work.action());
        List<Row> taken = awaitedLists.leaving(work, claimable(work, batch), batch);
        if (taken.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<Parcel> parcels = builder.all(work, taken);
        List<Batch> batches = parcels.stream().map(Parcel::batch).toList();
        store.inTransaction(() -> {
            parcels.forEach(parcel -> claim(work, parcel));
            store.batches().addLeaving(batches, now);
        });
        store.settle();
        parcels.forEach(parcel -> underWay.claimed(work, parcel, now));
    }

    private void claim(Work work, Parcel parcel) {
        if (!store.outboxClaims().claimAll(parcel.rows(), parcel.batch().id())) {
            throw new IllegalStateException("Rows of a " + work + " batch were moved by someone else meanwhile");
        }
    }

    /**
     * The next rows that have all they need; those that wait for an option, or for the list of their payments, don't stand in the way
     * of younger ones.
     */
    private List<Row> claimable(Work work, int batch) {
        int limit = batch * CLAIMED_AT_ONCE;
        int enough = awaitedLists.enough(work, batch, limit);
        boolean few = batch > 1 && enough == batch; // what is ready comes first, and what waits for lists after it
        int step = few ? 2 * batch : limit;
        LongPredicate clear = money.clear(work);
        Set<Long> groups = new HashSet<>();
        List<Row> taken = new ArrayList<>();
        for (long after = 0; ; ) {
            LongPredicate held = awaitedLists.held(work.kind());
            List<Claimable> page = page(work, after, step);
            List<Row> free = store.outboxClaims()
                    .free(page.stream()
                            .filter(row -> !held.test(row.groupId()) && clear.test(row.groupId()))
                            .toList());
            free.stream()
                    .filter(row -> groups.add(row.groupId()))
                    .map(options::underNewNames)
                    .filter(this::hasItsOptions)
                    .forEach(taken::add);
            if (after == 0 && page.isEmpty()) {
                awaitedLists.foundNothing(work);
            }
            if (page.size() < step) {
                awaitedLists.searched(work);
                return taken;
            }
            boolean goesOn = few && free.size() >= batch && taken.size() < limit;
            if ((taken.size() >= enough && !goesOn)
                    || awaitedLists.endsSearch(
                            work, page.stream().map(Claimable::groupId).toList())) {
                return taken;
            }
            after = page.get(page.size() - 1).id();
        }
    }

    /** While lists are read most rows wait for theirs; otherwise nearly all that have their turn may leave. */
    private List<Claimable> page(Work work, long after, int step) {
        return awaitedLists.areRead()
                ? store.outboxClaims().idsInTurn(work.kind(), work.action(), after, step)
                : store.outboxClaims().idsOfClaimable(work.kind(), work.action(), after, step);
    }

    /** @param groups whose turn was taken; those of the rows are added */
    List<Row> ready(List<Row> page, Set<Long> groups) {
        return page.stream()
                .map(options::underNewNames)
                .filter(row -> groups.add(row.groupId()))
                .filter(row -> !awaitedLists.holds(row))
                .filter(row -> money.clear(new Work(row.kind(), row.action())).test(row.groupId()))
                .filter(this::hasItsOptions)
                .toList();
    }

    /** An invoice whose tracking option is missing waits until it is made, or fails when it can't be made for now. */
    private boolean hasItsOptions(Row row) {
        if (options.ready(row)) {
            return true;
        }
        options.refusal(row).ifPresent(refusal -> {
            CopyEventLog.refused(row.kind(), row.sourceId(), row.number(), refusal.problem(), refusal.words());
            store.inTransaction(() -> {
                Reason reason = store.causes().reason(refusal.problem(), clock.instant());
                store.outboxVerdicts().fail(row.id(), reason, refusal.words(), refusal.next());
            });
        });
        return false;
    }
}
