package org.harvestxero.http;

import java.time.Instant;
import java.util.Optional;
import org.harvestxero.config.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What a token endpoint answered.
 *
 * @param refreshToken absent where the grant has none
 * @param scope what was granted, blank-separated; empty when not told
 */
public record TokenResponse(
        Secret value, Instant expiresAt, @Nullable Secret refreshToken, String scope) {
    public AccessToken accessToken() {
        return new AccessToken(value, expiresAt);
    }

    public Optional<Secret> refresh() {
        return Optional.ofNullable(refreshToken);
    }
}
