package org.harvestxero.harvest;

import java.time.Duration;
import org.harvestxero.http.RateLimits;

/**
 * How often one Harvest account may be called: 100 requests in 15 seconds, and 100 in 15 minutes to the reports
 * ({@code /reports/…}). Harvest counts no day and names no number of calls at the same time.
 *
 * @see <a href="https://help.getharvest.com/api-v2/introduction/overview/general/#rate-limiting">Harvest: Rate limiting</a>
 */
final class HarvestLimits {
    /** Waited after a 429 that names no time: the whole window of the calls. */
    static final Duration PAUSE_AFTER_429 = Duration.ofSeconds(15);

    /** Harvest's 15 seconds and 0.1 more, since its clock and ours tick apart. */
    private static final Duration WINDOW = Duration.ofMillis(15_100);

    /** Harvest's 15 minutes and a second more. */
    private static final Duration REPORT_WINDOW = Duration.ofSeconds(901);

    private static final int REPORTS_IN_WINDOW = 100;

    /** Our own measure: as many as answer within the window without crowding others who use the account. */
    private static final int IN_FLIGHT = 10;

    private HarvestLimits() {}

    /** @param callsPer15Seconds setting {@code harvest.calls-per-15-seconds}; less where others call with the same account */
    static RateLimits calls(int callsPer15Seconds) {
        return limits(callsPer15Seconds, WINDOW);
    }

    static RateLimits reports() {
        return limits(REPORTS_IN_WINDOW, REPORT_WINDOW);
    }

    private static RateLimits limits(int calls, Duration window) {
        return new RateLimits(calls, window, IN_FLIGHT, 0, RateLimits.LONGEST_WAIT);
    }
}
