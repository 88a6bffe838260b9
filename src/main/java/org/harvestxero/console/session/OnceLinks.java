package org.harvestxero.console.session;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Keys in links that let somebody in once: as a user, or to make the first one. Safe for several threads. */
public final class OnceLinks {
    private static final Duration VALID = Duration.ofHours(24);
    private static final int MOST = 20;

    private final LongSupplier nanos;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** @param nanos a monotonic clock */
    public OnceLinks(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Whom a key lets in.
     *
     * @param user null where the first user is to be made
     */
    public record Entry(@Nullable String user, long made) {}

    /** A new key. @param user null to let the first user be made */
    public synchronized String make(@Nullable String user) {
        if (entries.size() >= MOST) {
            entries.remove(entries.keySet().iterator().next());
        }
        String key = Tokens.next();
        entries.put(key, new Entry(user, nanos.getAsLong()));
        return key;
    }

    /** Whom a key lets in; it still does afterwards. */
    public synchronized Optional<Entry> look(@Nullable String key) {
        entries.values().removeIf(entry -> nanos.getAsLong() - entry.made() > VALID.toNanos());
        return key == null ? Optional.empty() : Optional.ofNullable(entries.get(key));
    }

    /** Whom a key lets in, for the last time. */
    public synchronized Optional<Entry> use(@Nullable String key) {
        Optional<Entry> entry = look(key);
        entry.ifPresent(used -> entries.remove(key));
        return entry;
    }

    /** Ends all keys that let the first user be made, once there is one. */
    public synchronized void closeFirst() {
        entries.values().removeIf(entry -> entry.user() == null);
    }
}
