package org.harvestxero.copy;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a cycle waits for what time alone moves on. By the time that passes, and by the waits it was granted: a clock that is set
 * back meanwhile must not let it wait for hours, one that is set ahead must not end it early.
 */
final class Patience {
    private final LongSupplier nanos;
    private long began;
    private Duration all = Duration.ZERO;
    private Duration granted = Duration.ZERO;

    /** @param nanos time that passes, whatever the clock shows */
    Patience(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void begin(Duration patience) {
        began = nanos.getAsLong();
        all = patience;
        granted = Duration.ZERO;
    }

    /** Whether so long a wait ends before patience does; it counts as waited then. */
    boolean grants(Duration wait) {
        Duration passed = Duration.ofNanos(nanos.getAsLong() - began);
        Duration spent = passed.compareTo(granted) > 0 ? passed : granted;
        if (spent.plus(wait).compareTo(all) > 0) {
            return false;
        }
        granted = granted.plus(wait);
        return true;
    }
}
