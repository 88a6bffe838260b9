package org.harvestxero.sandbox.xero;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Remembers the first answer under a key for six minutes; keys belong to the app, not to an organisation. */
final class IdempotencyKeys {
    static final int LONGEST = 128;
    private static final long LIFETIME = 6 * 60_000L;
    private static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH");

    private final Clock clock;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    IdempotencyKeys(Clock clock) {
        this.clock = clock;
    }

    private record Entry(String request, Answer answer, long at) {}

    /** The key of a call, or null when it has none that counts: reads and e-mails ignore keys. */
    static @Nullable String keyOf(Call call) {
        String key = call.header("Idempotency-Key");
        boolean counts = METHODS.contains(call.method()) && !call.path().endsWith("/Email");
        return key == null || key.isEmpty() || !counts ? null : key;
    }

    /** The answer under a key: the first one again, a refusal when the request is another, or null when it is new. */
    @Nullable
    Answer recall(String key, Call call) {
        forgetOld();
        Entry entry = entries.get(key);
        if (entry == null) {
            return null;
        }
        return entry.request().equals(fingerprint(call)) ? entry.answer() : conflict(key);
    }

    void remember(String key, Call call, Answer answer) {
        entries.put(key, new Entry(fingerprint(call), answer, clock.millis()));
    }

    private static Answer conflict(String key) {
        return Answer.tree(
                400,
                Refusal.error(
                        10, "ValidationException", "Idempotency Key: " + key + " is used with a different request."));
    }

    private void forgetOld() {
        long now = clock.millis();
        Iterator<Entry> oldest = entries.values().iterator();
        while (oldest.hasNext() && now - oldest.next().at() >= LIFETIME) {
            oldest.remove();
        }
    }

    private static String fingerprint(Call call) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(call.body());
            return call.method() + " " + call.path() + "?" + call.query() + " "
                    + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
