package org.harvestxero.monitoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.harvestxero.api.Pause;
import org.harvestxero.api.Vitals;
import org.jspecify.annotations.Nullable;

/**
 * The vitals as plain numbers for JMX and metrics. A reading is used for a second, so that a scrape of ten figures reads once. One that took
 * long, because very many documents had to be counted, is used for twenty times as long as it took, so that being watched costs little.
 */
public final class VitalsFigures {
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration LONGEST_FRESH = Duration.ofSeconds(10);
    private static final int TIMES_ITS_COST = 20;

    private final Vitals vitals;
    private final BooleanSupplier database;
    private final Clock clock;
    private Vitals.@Nullable Reading last;
    private final LongSupplier nanos;
    private long readAt;
    private Duration fresh = Duration.ZERO;
    private @Nullable Long awayAt;

    /** @param database whether it answers; returns quickly, so that reading a dozen figures doesn't wait a dozen times */
    public VitalsFigures(Vitals vitals, BooleanSupplier database, Clock clock) {
        this(vitals, database, clock, System::nanoTime);
    }

    /** @param nanos a monotonic clock */
    VitalsFigures(Vitals vitals, BooleanSupplier database, Clock clock, LongSupplier nanos) {
        this.nanos = nanos;
        this.vitals = vitals;
        this.database = database;
        this.clock = clock;
    }

    /** @throws IllegalStateException when the database does not answer */
    synchronized Vitals.Reading read() {
        long now = nanos.getAsLong();
        Vitals.Reading reading = last;
        if (reading == null || now - readAt > fresh.toNanos()) {
            if (!answers()) {
                throw new IllegalStateException(
                        "The database does not answer: see to it, and the figures are back within seconds");
            }
            reading = vitals.read();
            last = reading;
            readAt = now;
            fresh = freshFor(Duration.ofNanos(nanos.getAsLong() - now));
        }
        return reading;
    }

    /** @throws IllegalStateException at once when the database does not answer, so that no caller waits for it */
    void needDatabase() {
        read();
    }

    private static Duration freshFor(Duration took) {
        Duration wanted = took.multipliedBy(TIMES_ITS_COST);
        Duration least = wanted.compareTo(FRESH) < 0 ? FRESH : wanted;
        return least.compareTo(LONGEST_FRESH) > 0 ? LONGEST_FRESH : least;
    }

    synchronized boolean answers() {
        Long away = awayAt;
        if (away != null && nanos.getAsLong() - away <= FRESH.toNanos()) {
            return false;
        }
        if (database.getAsBoolean()) {
            return true;
        }
        awayAt = nanos.getAsLong();
        return false;
    }

    /** False also while the database does not answer, which has a check of its own. */
    public boolean isConsentDead() {
        try {
            return read().consentDead();
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Why nothing is copied just now; empty while copying goes on. */
    Optional<Pause> pause() {
        read();
        return vitals.pause();
    }

    /** Failed documents, by cause. */
    Map<String, Long> failedByCause() {
        read();
        return vitals.failedByCause();
    }

    /** The last reconciliation; empty before the first. */
    Optional<Vitals.Reconciled> reconciled() {
        read();
        return vitals.reconciled();
    }

    /** Seconds since then; -1 for null. */
    long secondsSince(@Nullable Instant then) {
        return then == null
                ? -1
                : Math.max(0, Duration.between(then, clock.instant()).toSeconds());
    }

    /** Seconds until then, negative when it is past; 0 for null. */
    long secondsUntil(@Nullable Instant then) {
        return then == null ? 0 : Duration.between(clock.instant(), then).toSeconds();
    }
}
