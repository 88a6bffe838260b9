package org.harvestxero.console.session;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows down guessing: after some failed tries each further one has to wait, twice as long as the one before, up to a bound. Counted by
 * name at an address, by name alone and by address alone, so that neither many names nor many addresses help, and nobody is kept out
 * for long by somebody else's guesses. Safe for several threads.
 */
public final class Throttle {
    private static final int MOST_KEYS = 10_000;
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final int FREE_AT_ADDRESS = 5;
    private static final int FREE_OF_NAME = 20;
    private static final int FREE_OF_ADDRESS = 50;
    private static final int MOST_DOUBLINGS = 10;

    private final LongSupplier nanos;
    private final Map<String, Tries> tries = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
            return size() > MOST_KEYS;
        }
    };

    private record Tries(int failed, long last) {}

    /** @param nanos a monotonic clock */
    public Throttle(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** How long to wait before the next try; zero when none has to be waited for. A try that is let through counts as failed until it has passed. */
    public synchronized Duration begin(String name, String address) {
        Duration wait = longest(
                wait(both(name, address), FREE_AT_ADDRESS),
                longest(wait(named(name), FREE_OF_NAME), wait(from(address), FREE_OF_ADDRESS)));
        if (wait.isZero()) {
            count(both(name, address));
            count(named(name));
            count(from(address));
        }
        return wait;
    }

    /** The try was right: what was counted for the name is forgotten. */
    public synchronized void passed(String name, String address) {
        tries.remove(both(name, address));
        tries.remove(named(name));
        Tries here = tries.get(from(address));
        if (here != null) {
            tries.put(from(address), new Tries(Math.max(0, here.failed() - 1), here.last()));
        }
    }

    private void count(String key) {
        long now = nanos.getAsLong();
        Tries before = tries.get(key);
        int failed = before == null || now - before.last() > FORGOTTEN_AFTER.toNanos() ? 0 : before.failed();
        tries.put(key, new Tries(failed + 1, now));
    }

    private Duration wait(String key, int free) {
        Tries so = tries.get(key);
        if (so == null || so.failed() < free) {
            return Duration.ZERO;
        }
        Duration whole = FIRST.multipliedBy(1L << Math.min(so.failed() - free, MOST_DOUBLINGS));
        Duration bounded = whole.compareTo(LONGEST) > 0 ? LONGEST : whole;
        Duration left = bounded.minusNanos(nanos.getAsLong() - so.last());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static String both(String name, String address) {
        return "both " + address + " " + name;
    }

    private static String named(String name) {
        return "name " + name;
    }

    private static String from(String address) {
        return "from " + address;
    }
}
