package org.harvestxero.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.harvestxero.config.secret.BrokenSealException;
import org.harvestxero.config.secret.Secret;
import org.harvestxero.store.connection.StoredToken;
import org.harvestxero.store.connection.TokenTable;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that a person consented to. They are refreshed under a lock on the token's row, so that of all threads and processes one asks and
 * the others take what it stored; a new token is committed before it is first used.
 *
 * <p>When the answer to a refresh is lost, the refresh token it used is still stored and is sent again: Xero accepts it for another half
 * hour. When the stored one is refused, the one before it is tried within that time.
 */
public final class RefreshingTokens implements Tokens {
    /** A token is renewed this long before it expires, so that it outlives a wait at the rate limiter. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final TokenTable table;
    private final TokenTable.Key key;
    private final Api api;
    private final Clock clock;
    private final TokenRotation rotation;

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable StoredToken kept;
    private @Nullable AccessToken refused;
    private boolean anew;

    /** @param refresh asks the side for new tokens; throws what {@link TokenCalls#ask} throws */
    public RefreshingTokens(
            TokenTable table, TokenTable.Key key, Function<Secret, TokenResponse> refresh, Api api, Clock clock) {
        this(table, key, refresh, api, clock, System::nanoTime);
    }

    /** @param nanos a monotonic clock */
    RefreshingTokens(
            TokenTable table,
            TokenTable.Key key,
            Function<Secret, TokenResponse> refresh,
            Api api,
            Clock clock,
            LongSupplier nanos) {
        this.rotation = new TokenRotation(refresh, api, clock, nanos);
        this.table = table;
        this.key = key;
        this.api = api;
        this.clock = clock;
    }

    @Override
    public AccessToken current() {
        lock.lock();
        try {
            StoredToken stored = kept;
            AccessToken token = stored == null ? null : usable(stored);
            if (token == null) {
                stored = renewed();
                kept = stored;
                token = usable(stored);
            }
            if (token == null) {
                throw OutcomeUnknownException.noAnswer(
                        api,
                        api + " gave a token that is not good for even " + MARGIN.toMinutes() + " minutes",
                        true,
                        null);
            }
            return token;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void refused(AccessToken token) {
        lock.lock();
        try {
            refused = token;
        } finally {
            lock.unlock();
        }
    }

    /** A person wants another try: a refused token is presented once more, since the refusal may have been a mistake. */
    public void askAnew() {
        lock.lock();
        try {
            anew = true;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what is in memory, after a person connected or disconnected. */
    public void reread() {
        lock.lock();
        try {
            kept = null;
            refused = null;
        } finally {
            lock.unlock();
        }
    }

    /** The organisation or account chosen at consent. */
    public Optional<String> targetId() {
        lock.lock();
        try {
            StoredToken stored = kept;
            return stored != null ? Optional.ofNullable(stored.targetId()) : stored().map(StoredToken::targetId);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Instant> expiresAt() {
        return stored().map(StoredToken::accessExpiresAt);
    }

    @Override
    public Optional<AccessToken> kept() {
        return stored().filter(token -> token.access() != null && token.accessExpiresAt() != null)
                .map(token -> new AccessToken(
                        Objects.requireNonNull(token.access()), Objects.requireNonNull(token.accessExpiresAt())));
    }

    /** What is stored; empty before a person connected. */
    public Optional<StoredToken> stored() {
        try {
            return table.find(key);
        } catch (BrokenSealException e) {
            throw unopened(e);
        }
    }

    private @Nullable AccessToken usable(StoredToken stored) {
        Secret access = stored.access();
        Instant expiresAt = stored.accessExpiresAt();
        if (access == null || expiresAt == null) {
            return null;
        }
        AccessToken token = new AccessToken(access, expiresAt);
        boolean wasRefused = refused != null && refused.value().equals(access);
        return token.isGoodFor(MARGIN, clock) && !wasRefused ? token : null;
    }

    private StoredToken renewed() {
        StoredToken stored;
        try {
            stored = table.changeLocked(key, anew ? this::renewAnew : this::renew)
                    .orElseThrow(
                            () -> new ConsentException(api, api + " is not connected yet: run harvest-xero connect"));
            anew = false;
        } catch (BrokenSealException e) {
            throw unopened(e);
        }
        if (stored.refusedAt() != null) {
            throw new ConsentException(
                    api,
                    api + " no longer takes our consent (" + stored.refusedReason() + "): run harvest-xero connect");
        }
        return stored;
    }

    private ConsentException unopened(BrokenSealException e) {
        return new ConsentException(
                api,
                "The stored token for " + api + " was sealed with another key: put the former key file "
                        + "back (secrets.key-file), or run harvest-xero connect",
                e);
    }

    private StoredToken renewAnew(StoredToken stored) {
        return stored.refusedAt() == null ? renew(stored) : renew(stored.hoped());
    }

    /** Runs while the row is locked. */
    private StoredToken renew(StoredToken stored) {
        return stored.refusedAt() != null || usable(stored) != null ? stored : rotation.rotate(stored);
    }
}
