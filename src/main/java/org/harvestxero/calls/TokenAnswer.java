package org.harvestxero.calls;

import java.time.Instant;
import java.util.Optional;
import org.harvestxero.secrets.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What a token endpoint gave.
 *
 * @param refreshToken absent where the grant knows none
 * @param scope what was granted, blank-separated; empty when not told
 */
public record TokenAnswer(
        Secret value, Instant expiresAt, @Nullable Secret refreshToken, String scope) {
    public AccessToken accessToken() {
        return new AccessToken(value, expiresAt);
    }

    public Optional<Secret> refresh() {
        return Optional.ofNullable(refreshToken);
    }
}
