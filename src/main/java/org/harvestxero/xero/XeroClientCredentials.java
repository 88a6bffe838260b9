package org.harvestxero.xero;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.harvestxero.http.AccessToken;
import org.harvestxero.http.Tokens;
import org.jspecify.annotations.Nullable;

/** Tokens of a custom connection: asked for with the client's own credentials, kept in memory only. */
public final class XeroClientCredentials implements Tokens {
    /** A token is renewed this long before it expires, so that it outlives a wait at the rate limiter. */
    static final Duration MARGIN = Duration.ofMinutes(2);

    private final XeroTokenRequests requests;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable AccessToken kept;

    public XeroClientCredentials(XeroTokenRequests requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    @Override
    public AccessToken current() {
        lock.lock();
        try {
            AccessToken token = kept;
            if (token == null || !token.isGoodFor(MARGIN, clock)) {
                token = requests.clientCredentials().accessToken();
                kept = token;
            }
            return token;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(kept).map(AccessToken::expiresAt);
    }

    @Override
    public Optional<AccessToken> kept() {
        return Optional.ofNullable(kept);
    }

    @Override
    public void refused(AccessToken token) {
        lock.lock();
        try {
            if (token.equals(kept)) {
                kept = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
