package org.harvestxero.copying;

import java.time.Duration;
import java.time.Instant;
import org.harvestxero.ledger.Outbox;
import org.harvestxero.mapping.CauseCode;

/** When something is tried again. */
final class Backoff {
    private static final Duration LONGEST = Duration.ofHours(6);

    private Backoff() {}

    /**
     * When a failed copy is tried again by itself: after 1, 2, 4 … minutes and at most 6 hours for what may heal by trying; never
     * for what waits for a person, a setting or the document.
     */
    static Instant ofFailed(CauseCode.Heals heals, int attempts, Instant now) {
        if (heals != CauseCode.Heals.BY_RETRY) {
            return Outbox.NEVER;
        }
        Duration wait = Duration.ofMinutes(1L << Math.min(Math.max(attempts - 1, 0), 9));
        return now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    /** When a batch whose answer was lost is sent again under its key: at once, then after 1, 2, 4 … seconds, at most 30. */
    static Instant ofLostAnswer(int sends, Instant now) {
        return sends <= 1 ? now : now.plusSeconds(Math.min(30, 1L << Math.min(sends - 2, 5)));
    }
}
