package org.harvestxero.xero;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.camel.ExchangeProperty;
import org.harvestxero.commands.Stop;
import org.harvestxero.http.Api;
import org.harvestxero.http.CommandStops;
import org.harvestxero.http.Limit;
import org.harvestxero.http.RateLimitedException;
import org.harvestxero.http.RateLimiter;
import org.harvestxero.http.RawResponse;
import org.jspecify.annotations.Nullable;

/** The gate every call to one Xero organisation passes, kept in step with what Xero says about its limits. */
public final class XeroGate {
    /** A message header with value {@code true} on calls whose answer a person waits for: they may use the day's reserve. */
    public static final String FOR_PERSON = "forPerson";

    private static final Duration UNTOLD_MINUTE = Duration.ofSeconds(60);
    private static final Duration UNTOLD_CONCURRENT = Duration.ofSeconds(2);
    private static final Duration UNTOLD_DAY = Duration.ofHours(1);

    private final RateLimiter rateLimiter;

    public XeroGate(RateLimiter rateLimiter) {
        this.rateLimiter = rateLimiter;
    }

    /**
     * Waits for a place among the calls to Xero.
     *
     * @throws RateLimitedException when the wait would be too long
     */
    public void enter(
            @ExchangeProperty(FOR_PERSON) @Nullable Boolean forPerson,
            @ExchangeProperty(Stop.PROPERTY) @Nullable Stop stop)
            throws InterruptedException {
        rateLimiter.enter(Boolean.TRUE.equals(forPerson), CommandStops.of(stop));
    }

    public void leave() {
        rateLimiter.leave();
    }

    /** Learns from an answer how many calls are left, and for how long to stay away. */
    void learn(RawResponse answer) {
        answer.count("X-DayLimit-Remaining").ifPresent(rateLimiter::dayRest);
        if (answer.status() == 429) {
            RateLimitedException limited = limited(answer);
            rateLimiter.park(
                    limited.limit(), limited.retryAfter().orElse(UNTOLD_MINUTE), String.valueOf(limited.getMessage()));
        }
    }

    /** What a 429 says. */
    static RateLimitedException limited(RawResponse answer) {
        String problem = answer.header("X-Rate-Limit-Problem");
        Limit limit = limit(problem);
        Duration untold =
                limit == Limit.DAY ? UNTOLD_DAY : limit == Limit.CONCURRENT ? UNTOLD_CONCURRENT : UNTOLD_MINUTE;
        Duration wait = answer.retryAfter().orElse(untold);
        return new RateLimitedException(
                Api.XERO,
                "Xero's limit is reached (" + (problem == null ? "kind not told" : problem) + "); it asks to wait "
                        + wait.toSeconds() + " s",
                answer.status(),
                limit,
                wait);
    }

    private static Limit limit(@Nullable String problem) {
        String kind = problem == null ? "" : problem.toLowerCase(Locale.ROOT);
        if (kind.contains("day")) {
            return Limit.DAY;
        }
        if (kind.contains("concurrent")) {
            return Limit.CONCURRENT;
        }
        return kind.contains("app") ? Limit.APP : Limit.WINDOW;
    }

    /** Leaves Xero alone for a while. */
    void park(Duration wait, String reason) {
        rateLimiter.park(Limit.WINDOW, wait, reason);
    }

    /** Lets one call find out whether Xero's day has turned, when a person asks. */
    public void askDayAnew() {
        rateLimiter.askDayAnew();
    }

    public int callsLeftThisMinute() {
        return rateLimiter.callsLeftInWindow();
    }

    /** As Xero last said; empty before its first answer. */
    public OptionalInt callsLeftToday() {
        return rateLimiter.callsLeftToday();
    }

    /** Until when no call is made; empty while calls go through. */
    public Optional<Instant> parkedUntil() {
        return parked().map(RateLimiter.Parked::until);
    }

    /** Until when and why no call is made. */
    public Optional<RateLimiter.Parked> parked() {
        return rateLimiter.parkedUntil();
    }

    public long callsMade() {
        return rateLimiter.callsMade();
    }
}
