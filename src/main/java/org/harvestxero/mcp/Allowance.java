package org.harvestxero.mcp;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.harvestxero.api.DecisionException;
import org.harvestxero.mcp.token.Assistant;

/** What one assistant has left of this minute. Safe for several threads. */
final class Allowance {
    private static final int MOST_NOTED = 10_000;

    private final SlidingMinute calls;
    private final SlidingMinute sideCalls;
    private final AtomicBoolean asking = new AtomicBoolean();

    Allowance(LongSupplier nanos) {
        this.calls = new SlidingMinute(nanos);
        this.sideCalls = new SlidingMinute(nanos);
    }

    /** Takes one call. @throws DecisionException when there is none left */
    void take(Assistant.Bounds bounds) {
        OptionalLong wait = calls.take(bounds.calls());
        if (wait.isPresent()) {
            throw new DecisionException("The " + bounds.calls()
                    + " calls a minute of this token are used up: try again in " + wait.getAsLong() + " s.");
        }
    }

    /**
     * Asks the sides, one question at a time. What it costs is known only afterwards, so the last question of a minute may go beyond.
     *
     * @throws DecisionException when it may not
     */
    <T> T ask(Assistant.Bounds bounds, Supplier<T> work, ToIntFunction<T> cost) {
        if (bounds.sideCalls() == 0) {
            throw new DecisionException(
                    "This token may not have Harvest or Xero asked: ask without fresh, for what is known here.");
        }
        if (!asking.compareAndSet(false, true)) {
            throw new DecisionException(
                    "Harvest or Xero is being asked for this token already: wait for that answer, then try again.");
        }
        try {
            OptionalLong wait = sideCalls.untilFree(bounds.sideCalls());
            if (wait.isPresent()) {
                throw new DecisionException("The " + bounds.sideCalls()
                        + " calls of Harvest and Xero a minute of this token are used up: try again in "
                        + wait.getAsLong()
                        + " s, or ask without fresh.");
            }
            T answer = work.get();
            sideCalls.add(Math.min(cost.applyAsInt(answer), MOST_NOTED));
            return answer;
        } finally {
            asking.set(false);
        }
    }
}
