package org.harvestxero.console.page;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that costs much to know and is shown to many: found out once for all who ask within some seconds, and for longer where it
 * takes long, so that it never keeps the process busy for more than a twentieth of the time. Who asks while it is found out anew is told
 * what was known before; only where nothing was, who asks waits.
 *
 * @param <K> what it is about: another one is found out anew
 */
final class Briefly<K, V> {
    private static final long LEAST_NANOS = 3_000_000_000L;
    private static final long TIMES_AS_LONG = 20;

    private final LongSupplier nanos;
    private final ReentrantLock finding = new ReentrantLock();
    private volatile @Nullable Known<K, V> known;

    private record Known<K, V>(K about, V value, long at, long kept) {}

    /** @param nanos a monotonic clock */
    Briefly(LongSupplier nanos) {
        this.nanos = nanos;
    }

    V get(K about, Supplier<V> find) {
        Known<K, V> last = last(about);
        if (last != null && isFresh(last)) {
            return last.value();
        }
        if (!finding.tryLock()) {
            if (last != null) {
                return last.value();
            }
            finding.lock();
        }
        try {
            Known<K, V> meanwhile = last(about);
            return meanwhile != null && isFresh(meanwhile) ? meanwhile.value() : find(about, find);
        } finally {
            finding.unlock();
        }
    }

    private @Nullable Known<K, V> last(K about) {
        Known<K, V> last = known;
        return last != null && last.about().equals(about) ? last : null;
    }

    private boolean isFresh(Known<K, V> last) {
        return nanos.getAsLong() - last.at() < last.kept();
    }

    private V find(K about, Supplier<V> find) {
        long began = nanos.getAsLong();
        V value = find.get();
        long now = nanos.getAsLong();
        known = new Known<>(about, value, now, Math.max(LEAST_NANOS, TIMES_AS_LONG * (now - began)));
        return value;
    }
}
