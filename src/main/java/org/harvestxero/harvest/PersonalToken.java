package org.harvestxero.harvest;

import java.time.Instant;
import org.harvestxero.config.secret.Secret;
import org.harvestxero.http.AccessToken;
import org.harvestxero.http.Tokens;

/** A personal access token: it doesn't expire and can't be renewed. */
public final class PersonalToken implements Tokens {
    private final AccessToken token;

    public PersonalToken(Secret token) {
        this.token = new AccessToken(token, Instant.MAX);
    }

    @Override
    public AccessToken current() {
        return token;
    }

    @Override
    public void refused(AccessToken refused) {
        // Nothing to renew: the next call fails with the same words.
    }

    @Override
    public boolean canRenew() {
        return false;
    }
}
