package org.harvestxero.http;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.harvestxero.config.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Tells tokens that ran out between two calls from consent that died: a side that keeps refusing new tokens, distinct ones, for five
 * minutes lets nobody in any more. The first token refused may just have been old and doesn't count.
 */
public final class RefusedTokens {
    /** How often a call is tried again with whatever token is newest. */
    public static final int TRIES_AGAIN = 2;

    /** How long a side that refused two new tokens in a row is left alone. */
    public static final Duration PAUSE = Duration.ofSeconds(60);

    private static final long DEAD_AFTER = Duration.ofMinutes(5).toNanos();

    private final LongSupplier nanos;
    private @Nullable Secret first;
    private @Nullable Secret newest;
    private int fresh;
    private long freshSince;

    public RefusedTokens() {
        this(System::nanoTime);
    }

    RefusedTokens(LongSupplier nanos) {
        this.nanos = nanos;
    }

    public synchronized void refused(AccessToken token) {
        Secret value = token.value();
        if (first == null) {
            first = value;
        } else if (!value.equals(first) && !Objects.equals(newest, value)) {
            newest = value;
            fresh++;
            if (fresh == 1) {
                freshSince = nanos.getAsLong();
            }
        }
    }

    /** A token was taken, whatever else the answer said. */
    public synchronized void worked() {
        first = null;
        newest = null;
        fresh = 0;
    }

    /** For how long distinct new tokens have been refused, once that means that consent died; empty before. */
    public synchronized Optional<Duration> deadFor() {
        long since = nanos.getAsLong() - freshSince;
        return fresh >= 2 && since >= DEAD_AFTER ? Optional.of(Duration.ofNanos(since)) : Optional.empty();
    }
}
