package org.harvestxero.store.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How old something is that is stored with a moment of the clock, so that its age outlives the process, though the clock may be set
 * meanwhile. What this process stored itself is as old as the time that passed since. What was stored in times to come was stored
 * before the clock went back: its age counts from when that is seen, so that it neither waits for the former time nor is old at once.
 *
 * @param <K> tells the things apart
 */
public final class Ages<K> {
    /** Nothing asks for more; the clock alone tells then. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final Clock clock;
    private final LongSupplier nanos;
    private final Map<K, Long> seen = new ConcurrentHashMap<>();

    /** @param nanos time that passes, whatever the clock shows */
    public Ages(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
    }

    /** Notes that this process stores it now. */
    public void begin(K thing) {
        long now = nanos.getAsLong();
        seen.values().removeIf(since -> now - since > REMEMBERED.toNanos());
        seen.put(thing, now);
    }

    /** @param stored the moment it was stored with */
    public boolean isYounger(K thing, Instant stored, Duration than) {
        Duration age = Duration.between(stored, clock.instant());
        if (age.isNegative()) {
            seen.computeIfAbsent(thing, none -> nanos.getAsLong());
        }
        Long since = seen.get(thing);
        return since == null ? age.compareTo(than) < 0 : nanos.getAsLong() - since < than.toNanos();
    }
}
