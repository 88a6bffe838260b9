package org.harvestxero.store.connection;

import java.time.Instant;
import org.harvestxero.config.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The tokens by which a connection gets into one side.
 *
 * @param previousRefresh the refresh token that {@code refresh} replaced at {@code rotatedAt}
 * @param granted scopes, blank-separated
 * @param targetId the organisation or account chosen at consent
 * @param refusedAt set when the side no longer takes the refresh token: a person must connect again
 */
public record StoredToken(
        @Nullable Secret access,
        @Nullable Instant accessExpiresAt,
        @Nullable Secret refresh,
        @Nullable Secret previousRefresh,
        @Nullable Instant rotatedAt,
        String granted,
        @Nullable String targetId,
        @Nullable String targetName,
        @Nullable Instant refusedAt,
        @Nullable String refusedReason) {

    /** As a first consent gives it. */
    public static StoredToken consented(
            Secret access, Instant expiresAt, @Nullable Secret refresh, String granted, Instant now) {
        return new StoredToken(access, expiresAt, refresh, null, now, granted, null, null, null, null);
    }

    /** After a refresh with {@code used}. */
    public StoredToken rotated(
            Secret newAccess, Instant expiresAt, @Nullable Secret newRefresh, Secret used, Instant now) {
        boolean same = newRefresh == null || newRefresh.equals(used);
        return new StoredToken(
                newAccess,
                expiresAt,
                same ? used : newRefresh,
                same ? previousRefresh : used,
                now,
                granted,
                targetId,
                targetName,
                null,
                null);
    }

    /** After the side said that the refresh token is no longer good. */
    public StoredToken refused(Instant now, String reason) {
        return new StoredToken(
                null, null, refresh, previousRefresh, rotatedAt, granted, targetId, targetName, now, reason);
    }

    /** With the refusal forgotten, to try once more. */
    public StoredToken hoped() {
        return new StoredToken(
                access,
                accessExpiresAt,
                refresh,
                previousRefresh,
                rotatedAt,
                granted,
                targetId,
                targetName,
                null,
                null);
    }

    /** For the organisation or account that was chosen. */
    public StoredToken forTarget(String id, String name) {
        return new StoredToken(
                access,
                accessExpiresAt,
                refresh,
                previousRefresh,
                rotatedAt,
                granted,
                id,
                name,
                refusedAt,
                refusedReason);
    }
}
