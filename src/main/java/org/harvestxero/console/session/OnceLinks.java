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
     * @param roles as words, of somebody who chooses a password with it; empty where the key signs in a user as they are
     * @param isNew whether there must be no user of that name yet
     */
    public record Entry(@Nullable String user, String roles, boolean isNew, long made) {
        /** Whether a password is chosen with it. */
        public boolean invites() {
            return !roles.isEmpty();
        }
    }

    /** Somebody whom an admin lets in, and who chooses the password. Former links for the same name are void. */
    public synchronized String invite(String user, String roles, boolean isNew) {
        entries.values().removeIf(entry -> entry.invites() && user.equals(entry.user()));
        return make(new Entry(user, roles, isNew, nanos.getAsLong()));
    }

    /** A new key. @param user null to let the first user be made */
    public synchronized String make(@Nullable String user) {
        return make(new Entry(user, "", false, nanos.getAsLong()));
    }

    private String make(Entry entry) {
        if (entries.size() >= MOST) {
            entries.remove(entries.keySet().iterator().next());
        }
        String key = Tokens.next();
        entries.put(key, entry);
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
