package org.harvestxero;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The system's time, or one that stands still, moved on by as much as a test likes, in one jump. */
public final class TestClock extends Clock {
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
    private final Clock system;

    public TestClock() {
        this(Clock.systemUTC());
    }

    private TestClock(Clock system) {
        this.system = system;
    }

    /** A clock that shows {@code moment}, and goes on only when it is told to. */
    public static TestClock still(String moment) {
        return new TestClock(Clock.fixed(Instant.parse(moment), ZoneOffset.UTC));
    }

    /** A clock that shows {@code moment} now and goes on from there. */
    public static TestClock at(String moment) {
        TestClock clock = new TestClock();
        clock.jump(Duration.between(clock.instant(), Instant.parse(moment)));
        return clock;
    }

    /** Jumps to a moment; it goes on from there. */
    public void jumpTo(String moment) {
        jump(Duration.between(instant(), Instant.parse(moment)));
    }

    /** Time passes; below zero nothing passes and the clock is set back. */
    public void jump(Duration by) {
        if (!by.isNegative()) {
            passed.updateAndGet(before -> before.plus(by));
        }
        set(by);
    }

    /** Somebody sets the clock, while no time passes. */
    public void set(Duration by) {
        ahead.updateAndGet(before -> before.plus(by));
    }

    /** Time that passes, whatever the clock shows. */
    public long nanos() {
        return System.nanoTime() + passed.get().toNanos();
    }

    @Override
    public Instant instant() {
        return system.instant().plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(system.withZone(zone), ahead.get());
    }
}
