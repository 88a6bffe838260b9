package org.harvestxero.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.harvestxero.commands.Stop;
import org.harvestxero.commands.StoppedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets calls to one side pass no faster than its limits allow, first come first served. Each {@link #enter} that returns is
 * followed by exactly one {@link #leave}.
 *
 * <p>It measures by a monotonic clock, so that setting the machine's clock neither opens nor closes it.
 */
public final class RateLimiter {
    private static final Logger LOG = LoggerFactory.getLogger(RateLimiter.class);

    private final Api api;
    private final String name;
    private final RateLimits limits;
    private final Clock clock;
    private final LongSupplier nanos;
    private final ReentrantLock turnstile = new ReentrantLock(true);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final CallWindow window;
    private final DayAllowance day;
    private long callsMade;
    private @Nullable Park park;

    private record Park(Limit limit, long untilNanos, String reason) {}

    /** @param name of what it limits, for messages */
    public RateLimiter(Api api, String name, RateLimits limits, Clock clock) {
        this(api, name, limits, clock, System::nanoTime);
    }

    RateLimiter(Api api, String name, RateLimits limits, Clock clock, LongSupplier nanos) {
        this.api = api;
        this.name = name;
        this.limits = limits;
        this.window = new CallWindow(limits.callsInWindow(), limits.window());
        this.day = new DayAllowance(limits.dayReserve());
        this.clock = clock;
        this.nanos = nanos;
    }

    /**
     * Waits until one more call is allowed and takes its place.
     *
     * @param forPerson true when a person waits for the answer: the day's reserve is for them
     * @throws RateLimitedException when the wait would be longer than the limits' longest wait, or when the day's calls are used up
     */
    public void enter(boolean forPerson) throws InterruptedException {
        enter(forPerson, Stop.never());
    }

    /**
     * Waits as {@link #enter(boolean)} does, for work that may be stopped.
     *
     * @return when the call was let pass, for {@link #leave(long)}
     * @throws StoppedException when the work should end before the call is allowed
     */
    public long enter(boolean forPerson, Stop stop) throws InterruptedException {
        stop.check();
        turnstile.lockInterruptibly();
        try {
            lock.lockInterruptibly();
            try {
                long waited = 0;
                for (Wait wait = nextWait(forPerson); wait.nanos() > 0; wait = nextWait(forPerson)) {
                    boolean tooLong =
                            waited + wait.nanos() > limits.longestWait().toNanos();
                    if (wait.known() && (tooLong || wait.limit() == Limit.DAY)) {
                        throw shut(wait);
                    }
                    waited += await(wait, stop);
                    stop.check();
                }
                window.begin();
                callsMade++;
                return nanos.getAsLong();
            } finally {
                lock.unlock();
            }
        } finally {
            turnstile.unlock();
        }
    }

    private long await(Wait wait, Stop stop) throws InterruptedException {
        long before = nanos.getAsLong();
        if (changed.awaitNanos(stop.part(wait.nanos())) > 0 || !wait.known()) {
            return 0;
        }
        return nanos.getAsLong() - before;
    }

    /** Ends a call that {@link #enter} let pass, however it went. */
    public void leave() {
        lock.lock();
        try {
            window.end(nanos.getAsLong());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The same, where it is known when it was let pass: calls that all take some time at least then follow each other closer. */
    public void leave(long entered) {
        lock.lock();
        try {
            window.end(entered, nanos.getAsLong());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Closes the rate limiter for a while because the other side asked for it, and says so in the log. A longer park already in force
     * stays.
     */
    public void park(Limit limit, Duration wait, String reason) {
        lock.lock();
        try {
            long until = nanos.getAsLong() + wait.toNanos();
            Park current = currentPark();
            if (current == null) {
                LOG.info("No call to {} for {} s: {}", name, wait.toSeconds(), reason);
            }
            if (current == null || current.untilNanos() - until < 0) {
                park = new Park(limit, until, reason);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets the next call find out whether the day has turned, whatever it said before. */
    public void askDayAnew() {
        lock.lock();
        try {
            Park current = park;
            if (current != null && current.limit() == Limit.DAY) {
                park = null;
            }
            day.growOld(nanos.getAsLong());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes note of the calls the other side says are left today. */
    public void dayRest(int calls) {
        lock.lock();
        try {
            day.learn(calls, nanos.getAsLong());
        } finally {
            lock.unlock();
        }
    }

    /** Calls that could start now without waiting for the window. */
    public int callsLeftInWindow() {
        lock.lock();
        try {
            return window.left(nanos.getAsLong());
        } finally {
            lock.unlock();
        }
    }

    /** Calls left today according to the other side's last answer; empty before the first one and where there is no day limit. */
    public OptionalInt callsLeftToday() {
        lock.lock();
        try {
            return day.left();
        } finally {
            lock.unlock();
        }
    }

    /** Until when the rate limiter stays closed and why; empty while it works. */
    public Optional<Parked> parkedUntil() {
        lock.lock();
        try {
            Park current = currentPark();
            return current == null
                    ? Optional.empty()
                    : Optional.of(new Parked(
                            clock.instant().plusNanos(current.untilNanos() - nanos.getAsLong()),
                            current.limit(),
                            current.reason()));
        } finally {
            lock.unlock();
        }
    }

    /** @param reason in plain words */
    public record Parked(Instant until, Limit limit, String reason) {}

    /** Calls let through since the start. */
    public long callsMade() {
        lock.lock();
        try {
            return callsMade;
        } finally {
            lock.unlock();
        }
    }

    /** @param known false when it ends with a call in flight, which can be at any time */
    private record Wait(Limit limit, long nanos, boolean known) {
        static final Wait NONE = new Wait(Limit.WINDOW, 0, true);
        static final Wait FOR_A_CALL_TO_END = new Wait(Limit.CONCURRENT, TimeUnit.SECONDS.toNanos(60), false);
    }

    private Wait nextWait(boolean forPerson) {
        long now = nanos.getAsLong();
        Park parked = currentPark();
        if (parked != null) {
            return new Wait(parked.limit(), parked.untilNanos() - now, true);
        }
        OptionalLong untilAsked = forPerson ? OptionalLong.empty() : day.nanosUntilAsked(now);
        if (untilAsked.isPresent()) {
            return new Wait(Limit.DAY, untilAsked.getAsLong(), true);
        }
        if (window.running() >= limits.inFlight()) {
            return Wait.FOR_A_CALL_TO_END;
        }
        if (window.left(now) > 0) {
            return Wait.NONE;
        }
        OptionalLong untilFree = window.nanosUntilFree(now);
        return untilFree.isEmpty() ? Wait.FOR_A_CALL_TO_END : new Wait(Limit.WINDOW, untilFree.getAsLong(), true);
    }

    private @Nullable Park currentPark() {
        Park current = park;
        if (current != null && current.untilNanos() - nanos.getAsLong() <= 0) {
            park = null;
            return null;
        }
        return current;
    }

    private RateLimitedException shut(Wait wait) {
        Duration retryAfter = Duration.ofNanos(wait.nanos());
        Park parked = park;
        String why = parked != null
                ? parked.reason()
                : wait.limit() == Limit.DAY
                        ? "only the " + limits.dayReserve() + " calls reserved for people are left today"
                        : "too many calls are waiting";
        return new RateLimitedException(
                api, "No call to " + name + " for " + retryAfter.toSeconds() + " s: " + why, wait.limit(), retryAfter);
    }
}
