package org.harvestxero.calls;

import java.time.Duration;
import java.util.Optional;

/** A failure after which the other side asked for a pause. */
public interface ToldWait {
    /** How long to wait before the next try; empty when nothing was asked for. */
    Optional<Duration> retryAfter();
}
