package org.harvestxero.xero;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.camel.ExchangeProperty;
import org.harvestxero.calls.Gate;
import org.harvestxero.calls.GateShutException;
import org.harvestxero.calls.Limit;
import org.harvestxero.calls.RawAnswer;
import org.harvestxero.calls.Stops;
import org.harvestxero.commands.Stop;
import org.jspecify.annotations.Nullable;

/** The gate every call to one Xero organisation passes, kept in step with what Xero says about its limits. */
public final class XeroGate {
    /** A message header with value {@code true} on calls whose answer a person waits for: they may use the day's reserve. */
    public static final String FOR_PERSON = "forPerson";

    private static final Duration UNTOLD_MINUTE = Duration.ofSeconds(60);
    private static final Duration UNTOLD_CONCURRENT = Duration.ofSeconds(2);
    private static final Duration UNTOLD_DAY = Duration.ofHours(1);

    private final Gate gate;

    public XeroGate(Gate gate) {
        this.gate = gate;
    }

    /**
     * Waits for a place among the calls to Xero.
     *
     * @throws XeroRateLimitedException when the wait would be too long
     */
    public void enter(
            @ExchangeProperty(FOR_PERSON) @Nullable Boolean forPerson,
            @ExchangeProperty(Stop.PROPERTY) @Nullable Stop stop)
            throws InterruptedException {
        try {
            gate.enter(Boolean.TRUE.equals(forPerson), Stops.of(stop));
        } catch (GateShutException e) {
            throw new XeroRateLimitedException(messageOf(e), e.limit(), e.retryAfter());
        }
    }

    private static String messageOf(GateShutException e) {
        String message = e.getMessage();
        return message == null ? "Xero's gate is shut" : message;
    }

    public void leave() {
        gate.leave();
    }

    /** Learns from an answer how many calls are left, and for how long to stay away. */
    void learn(RawAnswer answer) {
        answer.count("X-DayLimit-Remaining").ifPresent(gate::dayRest);
        if (answer.status() == 429) {
            XeroRateLimitedException limited = limited(answer);
            gate.park(
                    limited.limit(), limited.retryAfter().orElse(UNTOLD_MINUTE), String.valueOf(limited.getMessage()));
        }
    }

    /** What a 429 says. */
    static XeroRateLimitedException limited(RawAnswer answer) {
        String problem = answer.header("X-Rate-Limit-Problem");
        Limit limit = limit(problem);
        Duration untold =
                limit == Limit.DAY ? UNTOLD_DAY : limit == Limit.CONCURRENT ? UNTOLD_CONCURRENT : UNTOLD_MINUTE;
        Duration wait = answer.retryAfter().orElse(untold);
        return new XeroRateLimitedException(
                "Xero's limit is reached (" + (problem == null ? "kind not told" : problem) + "); it asks to wait "
                        + wait.toSeconds() + " s",
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
        gate.park(Limit.WINDOW, wait, reason);
    }

    /** Lets one call find out whether Xero's day has turned, when a person asks. */
    public void askDayAnew() {
        gate.askDayAnew();
    }

    public int callsLeftThisMinute() {
        return gate.callsLeftInWindow();
    }

    /** As Xero last said; empty before its first answer. */
    public OptionalInt callsLeftToday() {
        return gate.callsLeftToday();
    }

    /** Until when no call is made; empty while calls go through. */
    public Optional<Instant> parkedUntil() {
        return parked().map(Gate.Parked::until);
    }

    /** Until when and why no call is made. */
    public Optional<Gate.Parked> parked() {
        return gate.parkedUntil();
    }

    public long callsMade() {
        return gate.callsMade();
    }
}
