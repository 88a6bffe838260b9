package org.harvestxero.sandbox.xero;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counts calls as Xero does: per organisation in flight, per minute and per day, and per minute over all. Windows are
 * fixed and begin when the sandbox starts, so they end at no round time.
 */
final class RateLimits {
    private static final long MINUTE = 60_000L;
    private static final long DAY = 86_400_000L;

    private final XeroSandboxOptions options;
    private final Map<UUID, Window> minutes = new LinkedHashMap<>();
    private final Map<UUID, Window> days = new LinkedHashMap<>();
    private final Map<UUID, Integer> inFlight = new LinkedHashMap<>();
    private final Window appMinute;
    private final long start;
    private boolean on;
    private int perMinute;
    private int perDay;
    private int atOnce;

    RateLimits(XeroSandboxOptions options) {
        this.options = options;
        this.start = options.clock.millis();
        this.appMinute = new Window(MINUTE);
        this.on = options.limited;
        this.perMinute = options.callsPerMinute;
        this.perDay = options.callsPerDay;
        this.atOnce = options.callsInFlight;
    }

    /** A span of time in which calls are counted. */
    private final class Window {
        private final long length;
        private long number;
        private int count;

        Window(long length) {
            this.length = length;
        }

        int count() {
            long current = Math.floorDiv(options.clock.millis() - start, length);
            if (current != number) {
                number = current;
                count = 0;
            }
            return count;
        }

        void add() {
            count = count() + 1;
        }

        long secondsLeft() {
            long left = length - Math.floorMod(options.clock.millis() - start, length);
            return (left + 999) / 1000;
        }
    }

    /** Which limit stopped a call, in the words of {@code X-Rate-Limit-Problem}. */
    enum Problem {
        CONCURRENT("concurrent"),
        MINUTE("minute"),
        DAY("day"),
        APP_MINUTE("appminute");

        private final String wireName;

        Problem(String wireName) {
            this.wireName = wireName;
        }
    }

    void set(boolean newOn, int newAtOnce, int newPerMinute, int newPerDay) {
        on = newOn;
        atOnce = newAtOnce;
        perMinute = newPerMinute;
        perDay = newPerDay;
    }

    void enter(UUID tenant) {
        inFlight.merge(tenant, 1, Integer::sum);
    }

    void leave(UUID tenant) {
        inFlight.merge(tenant, -1, Integer::sum);
    }

    /** Counts a call, or says which limit it ran into; a refused call is not counted. */
    @Nullable
    Problem admit(UUID tenant) {
        Window minute = minutes.computeIfAbsent(tenant, id -> new Window(MINUTE));
        Window day = days.computeIfAbsent(tenant, id -> new Window(DAY));
        if (on) {
            if (inFlight.getOrDefault(tenant, 0) > atOnce) {
                return Problem.CONCURRENT;
            }
            if (day.count() >= perDay) {
                return Problem.DAY;
            }
            if (minute.count() >= perMinute) {
                return Problem.MINUTE;
            }
            if (appMinute.count() >= options.appCallsPerMinute) {
                return Problem.APP_MINUTE;
            }
        }
        minute.add();
        day.add();
        appMinute.add();
        return null;
    }

    /** 429; only the minute and the day say when to come back. */
    Answer refuse(Problem problem, UUID tenant) {
        Answer answer = Answer.empty(429).with("X-Rate-Limit-Problem", problem.wireName);
        Window window = problem == Problem.DAY ? days.get(tenant) : minutes.get(tenant);
        boolean says = problem == Problem.DAY || problem == Problem.MINUTE;
        return says && window != null ? answer.with("Retry-After", String.valueOf(window.secondsLeft())) : answer;
    }

    /** 429 by a fault, whatever the counts are. */
    static Answer pretend(Problem problem, @Nullable Integer retryAfter) {
        Answer answer = Answer.empty(429).with("X-Rate-Limit-Problem", problem.wireName);
        return retryAfter == null ? answer : answer.with("Retry-After", String.valueOf(retryAfter));
    }

    /** The headers of every answer of an organisation. */
    Map<String, String> headers(UUID tenant) {
        Window minute = minutes.get(tenant);
        Window day = days.get(tenant);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-MinLimit-Remaining", left(perMinute, minute));
        headers.put("X-DayLimit-Remaining", left(perDay, day));
        headers.put("X-AppMinLimit-Remaining", left(options.appCallsPerMinute, appMinute));
        return headers;
    }

    /** Without limits always a lot, so that a client that paces itself by these headers does not stop. */
    private String left(int limit, @Nullable Window window) {
        if (!on) {
            return "1000000";
        }
        return String.valueOf(Math.max(0, limit - (window == null ? 0 : window.count())));
    }
}
