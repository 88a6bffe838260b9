package org.harvestxero.xero;

import java.time.Clock;
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
import org.harvestxero.http.RateLimits;
import org.harvestxero.http.RawResponse;
import org.jspecify.annotations.Nullable;

/** The gate every call to one Xero organisation passes, kept in step with what Xero says about its limits. */
public final class XeroGate {
    /** A message header with value {@code true} on calls whose answer a person waits for: they may use the day's reserve. */
    public static final String FOR_PERSON = "forPerson";

    private final RateLimiter rateLimiter;

    public XeroGate(RateLimits limits, Clock clock) {
        this.rateLimiter = new RateLimiter(Api.XERO, "Xero", limits, clock);
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
                    limited.limit(),
                    limited.retryAfter().orElse(XeroLimits.pauseAfter429(limited.limit())),
                    String.valueOf(limited.getMessage()));
        }
        answer.outagePause()
                .ifPresent(pause -> park(
                        pause,
                        "Xero can't answer now (" + answer.status() + "); it asks to wait " + pause.toSeconds()
                                + " s"));
    }

    /** What a 429 says. */
    static RateLimitedException limited(RawResponse answer) {
        String problem = answer.header("X-Rate-Limit-Problem");
        Limit limit = limit(problem);
        Duration wait = answer.retryAfter().orElse(XeroLimits.pauseAfter429(limit));
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
