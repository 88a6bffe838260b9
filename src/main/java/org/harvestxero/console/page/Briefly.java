package org.harvestxero.console.page;

import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that costs much to know and is shown to many: found out once for all who ask within some seconds. Who asks meanwhile waits
 * for the one who finds it out.
 *
 * @param <K> what it is about: another one is found out anew
 */
final class Briefly<K, V> {
    private static final long KEPT_NANOS = 3_000_000_000L;

    private final LongSupplier nanos;
    private @Nullable Known<K, V> known;

    private record Known<K, V>(K about, V value, long at) {}

    /** @param nanos a monotonic clock */
    Briefly(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized V get(K about, Supplier<V> find) {
        Known<K, V> last = known;
        if (last != null && last.about().equals(about) && nanos.getAsLong() - last.at() < KEPT_NANOS) {
            return last.value();
        }
        V value = find.get();
        known = new Known<>(about, value, nanos.getAsLong());
        return value;
    }
}
