package org.harvestxero.copy.failure;

import java.time.Duration;
import java.time.Instant;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.store.copy.OutboxTable;

/** When something is tried again. */
public final class Backoff {
    private static final Duration LONGEST = Duration.ofHours(6);

    private Backoff() {}

    /**
     * When a failed copy is tried again by itself: after 1, 2, 4 … minutes and at most 6 hours for what may heal by trying; never
     * for what waits for a person, a setting or the document.
     */
    public static Instant ofFailed(FailureCode.RetryTrigger heals, int attempts, Instant now) {
        if (heals != FailureCode.RetryTrigger.BY_RETRY) {
            return OutboxTable.NEVER;
        }
        Duration wait = Duration.ofMinutes(1L << Math.min(Math.max(attempts - 1, 0), 9));
        return now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    /** When a batch whose answer was lost is sent again under its key: at once, then after 1, 2, 4 … seconds, at most 30. */
    public static Instant ofLostAnswer(int sends, Instant now) {
        return sends <= 1 ? now : now.plusSeconds(Math.min(30, 1L << Math.min(sends - 2, 5)));
    }
}
