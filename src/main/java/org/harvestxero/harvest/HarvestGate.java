package org.harvestxero.harvest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.camel.Exchange;
import org.harvestxero.commands.Stop;
import org.harvestxero.http.Api;
import org.harvestxero.http.CommandStops;
import org.harvestxero.http.Limit;
import org.harvestxero.http.RateLimitedException;
import org.harvestxero.http.RateLimiter;
import org.harvestxero.http.RawResponse;

/** The rate limiters that calls to one Harvest account pass: one for reports, one for everything else. */
public final class HarvestGate {
    private static final String REPORT = "harvestReport";
    private static final String ENTERED = "harvestEntered";

    private final RateLimiter calls;
    private final RateLimiter reports;

    /** @param callsPer15Seconds setting {@code harvest.calls-per-15-seconds} */
    public HarvestGate(int callsPer15Seconds, Clock clock) {
        this.calls = new RateLimiter(Api.HARVEST, "Harvest", HarvestLimits.calls(callsPer15Seconds), clock);
        this.reports = new RateLimiter(Api.HARVEST, "Harvest's reports", HarvestLimits.reports(), clock);
    }

    /**
     * Waits until Harvest may be called once more.
     *
     * @throws RateLimitedException when the wait would be too long
     */
    public void enter(Exchange exchange) throws InterruptedException {
        Stop stop = CommandStops.of(exchange.getProperty(Stop.PROPERTY, Stop.class));
        exchange.setProperty(ENTERED, gate(exchange).enter(false, stop));
    }

    public void leave(Exchange exchange) {
        Long entered = exchange.getProperty(ENTERED, Long.class);
        exchange.removeProperty(ENTERED);
        if (entered == null) {
            gate(exchange).leave();
        } else {
            gate(exchange).leave(entered);
        }
        exchange.removeProperty(REPORT);
    }

    /** Takes from a 429 how long to make no calls. */
    void learn(Exchange exchange, RawResponse answer) {
        if (answer.status() == 429) {
            RateLimitedException limited = limited(answer);
            gate(exchange)
                    .park(
                            Limit.WINDOW,
                            limited.retryAfter().orElse(HarvestLimits.PAUSE_AFTER_429),
                            String.valueOf(limited.getMessage()));
        }
        answer.outagePause()
                .ifPresent(pause -> gate(exchange)
                        .park(
                                Limit.WINDOW,
                                pause,
                                "Harvest can't answer now (" + answer.status() + "); it asks to wait "
                                        + pause.toSeconds() + " s"));
    }

    /** Makes no calls for a while. */
    void park(Duration wait, String reason) {
        calls.park(Limit.WINDOW, wait, reason);
    }

    private RateLimiter gate(Exchange exchange) {
        return exchange.getProperty(REPORT, false, Boolean.class) ? reports : calls;
    }

    static void choose(Exchange exchange, HarvestRequest request) {
        exchange.setProperty(REPORT, request.isReport());
    }

    /** What a 429 says. */
    static RateLimitedException limited(RawResponse answer) {
        Duration wait = answer.retryAfter().orElse(HarvestLimits.PAUSE_AFTER_429);
        return new RateLimitedException(
                Api.HARVEST,
                "Harvest's limit is reached; the next call is due in " + wait.toSeconds() + " s",
                answer.status(),
                Limit.WINDOW,
                wait);
    }

    /** Calls other than reports that could start now. */
    public int callsLeftInWindow() {
        return calls.callsLeftInWindow();
    }

    /** Always empty: Harvest has no limit for the day. */
    public OptionalInt callsLeftToday() {
        return OptionalInt.empty();
    }

    /** Until when no call is made; empty while calls go through. */
    public Optional<Instant> parkedUntil() {
        return parked().map(RateLimiter.Parked::until);
    }

    public Optional<RateLimiter.Parked> parked() {
        return calls.parkedUntil();
    }

    public long callsMade() {
        return calls.callsMade() + reports.callsMade();
    }
}
