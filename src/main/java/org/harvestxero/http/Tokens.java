package org.harvestxero.http;

import java.time.Instant;
import java.util.Optional;

/** Gives the access token of a connection, renewing it as needed. */
public interface Tokens {
    /**
     * A token that is good for at least the next minutes as far as we know.
     *
     * @throws ConsentException when a person must connect again
     */
    AccessToken current();

    /** Notes that the other side no longer accepts a token; the next one will be different. */
    void refused(AccessToken token);

    /** When the token in use expires; empty before the first and for one that doesn't. */
    default Optional<Instant> expiresAt() {
        return Optional.empty();
    }

    /** The token in use, without asking for another; empty before the first. */
    default Optional<AccessToken> kept() {
        return Optional.empty();
    }

    /** False when asking again can only give the same token. */
    default boolean canRenew() {
        return true;
    }
}
