package org.harvestxero.sandbox.harvest;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the caller gets to see.
 *
 * @param reply null when the connection just breaks
 * @param delay before anything is sent
 */
record Outcome(@Nullable Reply reply, Duration delay) {
    static Outcome of(Reply reply) {
        return new Outcome(reply, Duration.ZERO);
    }

    static Outcome broken() {
        return new Outcome(null, Duration.ZERO);
    }
}
