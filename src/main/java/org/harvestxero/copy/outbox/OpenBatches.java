package org.harvestxero.copy.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.harvestxero.http.RateLimits;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.BatchTable.Batch;
import org.jspecify.annotations.Nullable;

/**
 * Batches without a complete answer, and what time alone does to them: younger than four minutes one is repeated byte for byte under
 * its key ({@link LostBatchRepeater}), after seven minutes Xero is searched for what it left behind ({@link LostBatchRecovery}). Xero
 * forgets a key after six.
 */
final class OpenBatches {
    /** Xero's six minutes, less the longest wait at the gate and half a minute. */
    static final Duration KEY_TRUSTED =
            Duration.ofMinutes(6).minus(RateLimits.LONGEST_WAIT).minusSeconds(30);

    static final Duration KEY_FORGOTTEN = Duration.ofMinutes(7);

    /** More than the clocks of processes on one database are apart. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);

    private final ConnectionStore store;
    private final Clock clock;

    OpenBatches(ConnectionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** All of them, oldest first. One that was sent in times to come was sent before the clock went back. */
    List<Batch> all() {
        List<Batch> open = store.batches().open();
        Instant latest = clock.instant().plus(CLOCKS_DIFFER);
        boolean unknown = open.stream()
                .anyMatch(batch ->
                        batch.firstSentAt() != null && batch.firstSentAt().isAfter(latest));
        if (!unknown) {
            return open;
        }
        store.waits().forgetAges(latest);
        return store.batches().open();
    }

    /** Those that may be repeated now under their keys. */
    List<Batch> repeatable() {
        Instant now = clock.instant();
        return all().stream()
                .filter(batch -> isDue(batch, now))
                .filter(batch -> batch.firstSentAt() == null
                        || batch.firstSentAt().plus(KEY_TRUSTED).isAfter(now))
                .toList();
    }

    /** Those too old to repeat: Xero has to be searched for what they left behind. */
    List<Batch> forgotten() {
        Instant now = clock.instant();
        return all().stream()
                .filter(batch -> batch.firstSentAt() != null
                        && !batch.firstSentAt().plus(KEY_FORGOTTEN).isAfter(now))
                .filter(batch -> isDue(batch, now))
                .toList();
    }

    private static boolean isDue(Batch batch, Instant now) {
        return batch.retryAt() == null || !batch.retryAt().isAfter(now);
    }

    /** When time alone moves on one of them. */
    Optional<Instant> nextMove() {
        Instant now = clock.instant();
        return all().stream().map(batch -> move(batch, now)).min(Instant::compareTo);
    }

    private static Instant move(Batch batch, Instant now) {
        @Nullable Instant first = batch.firstSentAt();
        Instant retry = batch.retryAt() == null || batch.retryAt().isBefore(now) ? now : batch.retryAt();
        if (first == null || retry.isBefore(first.plus(KEY_TRUSTED))) {
            return retry;
        }
        Instant forgotten = first.plus(KEY_FORGOTTEN);
        return forgotten.isAfter(retry) ? forgotten : retry;
    }
}
