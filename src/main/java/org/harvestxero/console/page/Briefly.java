package org.harvestxero.console.page;

import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that costs much to know and is shown to many: found out once for all who ask within some seconds, and for longer where it
 * takes long, so that it never keeps the process busy for more than a twentieth of the time. What takes long is found out anew in the
 * background, and who asks meanwhile is told what was known; only where nothing was, or nobody asked for long, who asks waits.
 *
 * @param <K> what it is about: another one is found out anew
 */
final class Briefly<K, V> {
    private static final long LEAST_NANOS = 3_000_000_000L;
    private static final long TIMES_AS_LONG = 20;
    /** What is older than so many times its keeping is told to nobody. */
    private static final long TOLD_AT_MOST = 3;

    private final LongSupplier nanos;
    private final Executor background;
    private final ReentrantLock finding = new ReentrantLock();
    private volatile @Nullable Known<K, V> known;

    private record Known<K, V>(K about, V value, long at, long kept) {}

    /** @param nanos a monotonic clock @param background where what takes long is found out anew */
    Briefly(LongSupplier nanos, Executor background) {
        this.nanos = nanos;
        this.background = background;
    }

    V get(K about, Supplier<V> find) {
        Known<K, V> last = last(about);
        if (last != null && isFresh(last)) {
            return last.value();
        }
        if (last != null && last.kept() > LEAST_NANOS && age(last) < TOLD_AT_MOST * last.kept()) {
            background.execute(() -> findAnew(about, find));
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

    /** Where it can't be found out, whoever asks once what is known is too old sees why. */
    private void findAnew(K about, Supplier<V> find) {
        if (!finding.tryLock()) {
            return;
        }
        try {
            Known<K, V> meanwhile = last(about);
            if (meanwhile == null || !isFresh(meanwhile)) {
                find(about, find);
            }
        } finally {
            finding.unlock();
        }
    }

    private boolean isFresh(Known<K, V> last) {
        return age(last) < last.kept();
    }

    private long age(Known<K, V> last) {
        return nanos.getAsLong() - last.at();
    }

    private V find(K about, Supplier<V> find) {
        long began = nanos.getAsLong();
        V value = find.get();
        long now = nanos.getAsLong();
        known = new Known<>(about, value, now, Math.max(LEAST_NANOS, TIMES_AS_LONG * (now - began)));
        return value;
    }
}
