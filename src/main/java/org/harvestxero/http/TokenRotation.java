package org.harvestxero.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.harvestxero.config.secret.Secret;
import org.harvestxero.store.connection.StoredToken;
import org.harvestxero.store.database.Ages;

/** Exchanges a stored refresh token for new tokens, and says what becomes of the stored ones when that is refused. */
final class TokenRotation {
    /** For so long Xero accepts a refresh token again that was used already, in case its answer was lost. */
    private static final Duration GRACE = Duration.ofMinutes(30);

    private final Function<Secret, TokenResponse> refresh;
    private final Api api;
    private final Clock clock;
    /** By the refresh token that each rotation gave. */
    private final Ages<Secret> rotations;

    /**
     * @param refresh asks the side for new tokens; throws what {@link TokenCalls#ask} throws
     * @param nanos a monotonic clock
     */
    TokenRotation(Function<Secret, TokenResponse> refresh, Api api, Clock clock, LongSupplier nanos) {
        this.refresh = refresh;
        this.api = api;
        this.clock = clock;
        this.rotations = new Ages<>(clock, nanos);
    }

    /**
     * The new tokens, or the stored ones marked as refused.
     *
     * @throws ConsentException when the side does not accept our client credentials
     * @throws OutcomeUnknownException when no usable answer came
     */
    StoredToken rotate(StoredToken stored) {
        Secret current = stored.refresh();
        if (current == null) {
            return stored.refused(clock.instant(), "the token has run out and can't be renewed");
        }
        try {
            return rotated(stored, current);
        } catch (GrantRefusedException e) {
            Secret previous = stored.previousRefresh();
            Instant rotatedAt = stored.rotatedAt();
            boolean inGrace = rotatedAt != null && rotations.isYounger(current, rotatedAt, GRACE);
            if (e.isSpent() && previous != null && inGrace) {
                return rotatedFromPrevious(stored, previous);
            }
            return refusal(stored, e);
        }
    }

    private StoredToken rotatedFromPrevious(StoredToken stored, Secret previous) {
        try {
            return rotated(stored, previous);
        } catch (GrantRefusedException e) {
            return refusal(stored, e);
        }
    }

    /** A grant that is spent needs a person, so it is remembered; wrong client credentials are corrected in the settings. */
    private StoredToken refusal(StoredToken stored, GrantRefusedException e) {
        if (e.isSpent()) {
            return stored.refused(clock.instant(), String.valueOf(e.getMessage()));
        }
        throw new ConsentException(api, e.getMessage() + ": check the client id and secret in the settings", e);
    }

    /** Asks once more when the answer is lost, as Xero's grace period allows. */
    private StoredToken rotated(StoredToken stored, Secret used) {
        TokenResponse answer;
        try {
            answer = refresh.apply(used);
        } catch (OutcomeUnknownException lost) {
            answer = refresh.apply(used);
        }
        StoredToken rotated =
                stored.rotated(answer.value(), answer.expiresAt(), answer.refreshToken(), used, clock.instant());
        rotations.begin(Objects.requireNonNull(rotated.refresh()));
        return rotated;
    }
}
