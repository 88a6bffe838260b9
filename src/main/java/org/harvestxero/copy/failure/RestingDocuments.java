package org.harvestxero.copy.failure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Documents one side gave no answer about: each is left alone for 1, 2, 4 … minutes, at most 16 minutes, so that a bad one neither
 * takes the turn of others nor costs a call in each cycle. A restart asks anew.
 */
public final class RestingDocuments {
    private static final int LONGEST = 4;

    private final Clock clock;
    private final Map<Long, Rest> rests = new ConcurrentHashMap<>();

    public RestingDocuments(Clock clock) {
        this.clock = clock;
    }

    private record Rest(int failures, Instant until) {}

    public boolean rests(long id) {
        Rest rest = rests.get(id);
        return rest != null && rest.until().isAfter(clock.instant());
    }

    public void failed(long id) {
        rests.compute(id, (same, before) -> {
            int failures = before == null ? 1 : before.failures() + 1;
            return new Rest(failures, clock.instant().plus(Duration.ofMinutes(1L << Math.min(failures - 1, LONGEST))));
        });
    }

    public void went(long id) {
        rests.remove(id);
    }
}
