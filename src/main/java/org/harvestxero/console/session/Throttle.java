package org.harvestxero.console.session;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows down guessing: after some failed tries each further one has to wait, twice as long as the one before, up to a bound. Counted by
 * name at an address, by name alone and by address alone, so that neither many names nor many addresses help, and nobody is kept out
 * for long by somebody else's guesses; who was let in from an address before waits for guesses from there alone. Safe for several threads.
 */
public final class Throttle {
    private static final int MOST_KEYS = 10_000;
    private static final int MOST_KNOWN = 1_000;
    private static final Duration KNOWN_FOR = Duration.ofDays(7);
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final int FREE_AT_ADDRESS = 5;
    private static final int FREE_OF_NAME = 20;
    private static final int FREE_OF_ADDRESS = 50;
    private static final int MOST_DOUBLINGS = 10;

    private final LongSupplier nanos;
    private final Map<String, Tries> tries = new Latest<>(MOST_KEYS);
    private final Map<String, Long> known = new Latest<>(MOST_KNOWN);

    /** Forgets what was not asked for longest. */
    private static final class Latest<T> extends LinkedHashMap<String, T> {
        private static final long serialVersionUID = 1;
        private final int most;

        Latest(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > most;
        }
    }

    private record Tries(int failed, long last) {}

    /** @param nanos a monotonic clock */
    public Throttle(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** How long to wait before the next try; zero when none has to be waited for. A try that is let through counts as failed until it has passed. */
    public synchronized Duration begin(String name, String address) {
        boolean isKnown = isKnown(both(name, address));
        Duration wait = wait(both(name, address), FREE_AT_ADDRESS);
        if (!isKnown) {
            wait = longest(wait, longest(wait(named(name), FREE_OF_NAME), wait(from(address), FREE_OF_ADDRESS)));
        }
        if (wait.isZero()) {
            count(both(name, address));
            if (!isKnown) {
                count(named(name));
                count(from(address));
            }
        }
        return wait;
    }

    /** The try was right: what was counted for the name is forgotten. */
    public synchronized void passed(String name, String address) {
        tries.remove(both(name, address));
        tries.remove(named(name));
        Tries here = tries.get(from(address));
        boolean wasKnown = isKnown(both(name, address));
        known.put(both(name, address), nanos.getAsLong());
        if (here != null && !wasKnown) {
            tries.put(from(address), new Tries(Math.max(0, here.failed() - 1), here.last()));
        }
    }

    private boolean isKnown(String pair) {
        Long since = known.get(pair);
        return since != null && nanos.getAsLong() - since <= KNOWN_FOR.toNanos();
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
