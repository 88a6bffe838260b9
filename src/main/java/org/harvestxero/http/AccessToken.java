package org.harvestxero.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.harvestxero.config.secret.Secret;

/** @param expiresAt {@link Instant#MAX} for a token that doesn't expire */
public record AccessToken(Secret value, Instant expiresAt) {
    /** False when it expires within the margin. */
    public boolean isGoodFor(Duration margin, Clock clock) {
        return expiresAt.isAfter(clock.instant().plus(margin));
    }

    /** The value of an {@code Authorization} header. */
    public Secret bearer() {
        return Secret.of("Bearer " + value.reveal());
    }
}
