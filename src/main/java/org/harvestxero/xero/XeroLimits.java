package org.harvestxero.xero;

import java.time.Duration;
import org.harvestxero.http.Limit;
import org.harvestxero.http.RateLimits;

/**
 * How often one Xero organisation may be called: 60 calls a minute, 5 at the same time, and a number a day that depends on the
 * app's plan and is read from each answer's {@code X-DayLimit-Remaining}. Xero also counts all calls of an app by the minute.
 *
 * @see <a href="https://developer.xero.com/documentation/guides/oauth2/limits/">Xero: API rate limits</a>
 */
public final class XeroLimits {
    /** Xero's minute and a quarter of a second more, since its clock and ours tick apart. */
    private static final Duration MINUTE = Duration.ofMillis(60_250);

    private XeroLimits() {}

    /**
     * @param callsPerMinute setting {@code xero.calls-per-minute}
     * @param inFlight setting {@code xero.calls-in-flight}
     * @param dayReserve setting {@code xero.day-reserve}: our own measure, Xero keeps none
     */
    public static RateLimits of(int callsPerMinute, int inFlight, int dayReserve) {
        return new RateLimits(callsPerMinute, MINUTE, inFlight, dayReserve, RateLimits.LONGEST_WAIT);
    }

    /** How long to wait after a 429 without {@code Retry-After}; Xero sends one for the minute and the day. */
    static Duration pauseAfter429(Limit limit) {
        return switch (limit) {
            case DAY -> Duration.ofHours(1);
            case CONCURRENT -> Duration.ofSeconds(2);
            default -> Duration.ofSeconds(60);
        };
    }
}
