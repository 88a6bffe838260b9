package org.harvestxero.copy.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.harvestxero.store.copy.BatchTable.Batch;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.jspecify.annotations.Nullable;

/** What this process knows of batches it works on: those that are claimed and about to leave, and those without an answer yet. */
final class BatchesUnderWay {
    /** How long after it was claimed a batch may leave as it is. */
    private static final Duration LEAVES_WITHIN = Duration.ofSeconds(30);

    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final Map<Work, Queue<Batch>> toLeave = new ConcurrentHashMap<>();
    private final Map<String, Claimed> claimed = new ConcurrentHashMap<>();

    /** A batch of this process that has no answer yet: since when it may have left, and its rows. */
    private record Claimed(Instant since, List<Row> rows) {}

    /** The batch is claimed and on disk: the next lane takes it. */
    void claimed(Work work, Parcel parcel, Instant since) {
        Batch batch = parcel.batch();
        claimed.put(batch.id(), new Claimed(since, parcel.claimedRows()));
        underWay.add(batch.id());
        leaving(work).add(batch);
    }

    /** The next claimed batch that leaves; null without one. */
    @Nullable
    Batch nextToLeave(Work work) {
        return leaving(work).poll();
    }

    private Queue<Batch> leaving(Work work) {
        return toLeave.computeIfAbsent(work, none -> new ConcurrentLinkedQueue<>());
    }

    /** The batches that were claimed and did not leave; they are no longer under way. */
    List<Batch> takeBack() {
        List<Batch> back = new ArrayList<>();
        for (Queue<Batch> batches : toLeave.values()) {
            back.addAll(batches);
            batches.clear();
        }
        back.forEach(this::free);
        return back;
    }

    /** A batch without an answer is repeated. */
    void repeated(Batch batch) {
        underWay.add(batch.id());
    }

    /** Batches some lane works on now. */
    Set<String> busy() {
        return Set.copyOf(underWay);
    }

    /** Whether the batch was claimed by this process, and counts as having left then. */
    boolean isClaimed(Batch batch) {
        return claimed.containsKey(batch.id());
    }

    /** Whether the moment it was claimed still tells when it left. */
    boolean isJustClaimed(Batch batch, Instant now) {
        Claimed mine = claimed.get(batch.id());
        return mine != null && mine.since().plus(LEAVES_WITHIN).isAfter(now);
    }

    /** The rows it was claimed with; null where another process claimed it, or this one before it was answered once. */
    @Nullable
    List<Row> rows(Batch batch) {
        Claimed mine = claimed.get(batch.id());
        return mine == null ? null : mine.rows();
    }

    /** The batch is answered, or was given up for now. */
    void free(Batch batch) {
        claimed.remove(batch.id());
        underWay.remove(batch.id());
    }

    void forget() {
        underWay.clear();
        toLeave.clear();
        claimed.clear();
    }
}
