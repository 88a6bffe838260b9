package org.harvestxero.sandbox.harvest;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who holds which access: personal tokens without end, OAuth2 tokens of 14 days, codes and refresh tokens used once. */
final class Tokens {
    static final Duration LIFETIME = Duration.ofDays(14);

    private final Map<String, Grant> access = new HashMap<>();
    private final Map<String, User> refresh = new HashMap<>();
    private final Map<String, Code> codes = new HashMap<>();
    private int made;

    private record Grant(User user, @Nullable Instant expires) {}

    private record Code(User user, String redirectUri) {}

    /** A fresh pair. */
    record Pair(String access, String refresh) {}

    void addPersonal(String token, User user) {
        access.put(token, new Grant(user, null));
    }

    void revoke(String token) {
        access.remove(token);
    }

    /** Ends all OAuth2 access tokens now; refresh tokens stay good. */
    void expireAll() {
        access.values().removeIf(grant -> grant.expires() != null);
    }

    @Nullable
    User holder(String token, Instant now) {
        Grant grant = access.get(token);
        return grant == null || (grant.expires() != null && !now.isBefore(grant.expires())) ? null : grant.user();
    }

    String newCode(User user, String redirectUri) {
        String code = "sandbox-code-" + ++made;
        codes.put(code, new Code(user, redirectUri));
        return code;
    }

    @Nullable
    Pair exchange(@Nullable String code, Instant now) {
        Code known = code == null ? null : codes.remove(code);
        return known == null ? null : newPair(known.user(), now);
    }

    @Nullable
    Pair renew(@Nullable String refreshToken, Instant now) {
        User user = refreshToken == null ? null : refresh.remove(refreshToken);
        return user == null ? null : newPair(user, now);
    }

    private Pair newPair(User user, Instant now) {
        Pair pair = new Pair("sandbox-access-" + ++made, "sandbox-refresh-" + made);
        access.put(pair.access(), new Grant(user, now.plus(LIFETIME)));
        refresh.put(pair.refresh(), user);
        return pair;
    }
}
