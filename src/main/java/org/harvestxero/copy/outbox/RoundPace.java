package org.harvestxero.copy.outbox;

import java.time.Duration;
import java.util.function.LongSupplier;

/** When another round of sending is worth it while lists are read. Its owner guards it. */
final class RoundPace {
    /** Lists that make a round of sending worth it: as many as a request to Xero carries documents. */
    static final int WORTH_A_ROUND = 50;
    /** How long what is ready waits at most for others to travel with. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    /** Rounds that end in trouble one after the other wait up to so many times as long, twice as long each time. */
    private static final int LONGEST_REST = 16;

    private final LongSupplier nanos;
    private int arrived;
    private boolean more;
    private long began;
    /** How many times as long as usual the next round waits; 1 unless the last ones ended in trouble. */
    private int rest = 1;

    private boolean failed;

    /** @param nanos by a monotonic clock */
    RoundPace(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** A round begins, or the reading does. */
    void begin() {
        rest = failed ? rest : 1;
        failed = false;
        arrived = 0;
        more = false;
        began = nanos.getAsLong();
    }

    /** One more list was read, or is left for another cycle. */
    void arrived() {
        arrived++;
    }

    /** The round that is under way leaves ready what the next one takes. */
    void leavesMore() {
        more = true;
    }

    /** The round ended in trouble: the next one begins after a rest, whatever is ready. */
    void failed() {
        failed = true;
        rest = Math.min(2 * rest, LONGEST_REST);
    }

    boolean isWorthIt() {
        return !failed && (more || arrived >= WORTH_A_ROUND);
    }

    /** Until a round is due however little is ready; not above 0 once it is. */
    long nanosLeft() {
        return began + rest * LONGEST_WAIT.toNanos() - nanos.getAsLong();
    }
}
