package org.harvestxero.http;

import java.time.Duration;
import java.util.Optional;

/** A failure after which the other side asked for a pause. */
public interface RetryAfter {
    /** How long to wait before the next try; empty when nothing was asked for. */
    Optional<Duration> retryAfter();
}
