package org.harvestxero.monitoring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.harvestxero.api.Pause;
import org.harvestxero.api.Vitals;
import org.jspecify.annotations.Nullable;

/**
 * The vitals as plain numbers for JMX and metrics. A reading is used for a second, so that a scrape of ten figures reads once. One that took
 * long, because very many documents had to be counted, is used for twenty times as long as it took, so that being watched costs little.
 */
public final class Metrics {
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
    public Metrics(Vitals vitals, BooleanSupplier database, Clock clock) {
        this(vitals, database, clock, System::nanoTime);
    }

    /** @param nanos a monotonic clock */
    Metrics(Vitals vitals, BooleanSupplier database, Clock clock, LongSupplier nanos) {
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

    /** @throws IllegalStateException at once when the database does not answer, so that nobody waits for it */
    void needDatabase() {
        read();
    }

    private static Duration freshFor(Duration took) {
        Duration wanted = took.multipliedBy(TIMES_ITS_COST);
        Duration least = wanted.compareTo(FRESH) < 0 ? FRESH : wanted;
        return least.compareTo(LONGEST_FRESH) > 0 ? LONGEST_FRESH : least;
    }

    private synchronized boolean answers() {
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

    /** The figure as it is now, or the fallback while the database does not answer. */
    private double figure(ToDoubleFunction<Vitals.Reading> figure, double otherwise) {
        try {
            return figure.applyAsDouble(read());
        } catch (RuntimeException e) {
            return otherwise;
        }
    }

    /** False also while the database does not answer, which has a check of its own. */
    public boolean isConsentDead() {
        return figure(reading -> reading.consentDead() ? 1 : 0, 0) > 0;
    }

    /** Failed documents, by cause. */
    Map<String, Long> failedByCause() {
        read();
        return vitals.failedByCause();
    }

    private double paused(Pause.By by) {
        try {
            read();
            return vitals.pause().filter(pause -> pause.by() == by).isPresent() ? 1 : 0;
        } catch (RuntimeException e) {
            return Double.NaN;
        }
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

    public void publish(MeterRegistry registry, String connection) {
        Gauge.builder("harvestxero.database.up", this, figures -> figures.answers() ? 1 : 0)
                .description("1 while the database answers, else 0; the other figures are missing or old then")
                .tag("connection", connection)
                .strongReference(true)
                .register(registry);
        gauge(
                registry,
                connection,
                "ledger.documents.copied",
                "Documents that stand in Xero by our doing, since ever",
                Vitals.Reading::copied);
        gauge(
                registry,
                connection,
                "consent.dead",
                "1 while a side lets us in no more, or other books lie there than the links belong to; else 0",
                reading -> reading.consentDead() ? 1 : 0);
        for (Pause.By by : Pause.By.values()) {
            Gauge.builder("harvestxero.paused", this, figures -> figures.paused(by))
                    .description(
                            "1 while nothing is copied, by what stopped it: a person, missing consent, another account or"
                                    + " organisation than the links', Xero's day limit")
                    .tag("connection", connection)
                    .tag("by", by.text())
                    .strongReference(true)
                    .register(registry);
        }
        gauge(registry, connection, "documents.failed", "Documents that stand failed", Vitals.Reading::failed);
        gauge(registry, connection, "drafts.to.review", "Drafts that wait for a person", Vitals.Reading::toReview);
        gauge(registry, connection, "documents.waiting", "Documents that go on by themselves", Vitals.Reading::waiting);
        gauge(
                registry,
                connection,
                "xero.calls.left.minute",
                "Calls our gate lets through in this minute",
                Vitals.Reading::xeroCallsLeftThisMinute);
        gauge(
                registry,
                connection,
                "xero.calls.left.day",
                "Calls Xero says are left today",
                reading -> number(reading.xeroCallsLeftToday()));
        gauge(registry, connection, "ledger.xero.calls", "Calls to Xero, since ever", Vitals.Reading::xeroCalls);
        gauge(
                registry,
                connection,
                "xero.calls.per.document",
                "Xero calls per copied document",
                reading -> number(reading.callsPerCopiedDocument()));
        gauge(
                registry,
                connection,
                "ledger.duplicates.prevented",
                "Duplicates prevented, since ever",
                Vitals.Reading::duplicatesPrevented);
    }

    private void gauge(
            MeterRegistry registry,
            String connection,
            String name,
            String meaning,
            ToDoubleFunction<Vitals.Reading> figure) {
        Gauge.builder("harvestxero." + name, this, figures -> figures.figure(figure, Double.NaN))
                .description(meaning)
                .tag("connection", connection)
                .strongReference(true)
                .register(registry);
    }

    private static double number(@Nullable Integer number) {
        return number == null ? Double.NaN : number;
    }

    private static double number(@Nullable BigDecimal number) {
        return number == null ? Double.NaN : number.doubleValue();
    }
}
