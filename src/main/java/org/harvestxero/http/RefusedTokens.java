package org.harvestxero.http;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.harvestxero.config.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Tells tokens that expired between two calls from consent that was withdrawn: when a side keeps refusing distinct new tokens for five
 * minutes, consent is gone. The first token refused may just have been old and doesn't count.
 */
public final class RefusedTokens {
    /** How often a call is tried again with whatever token is newest. */
    public static final int TRIES_AGAIN = 2;

    /** How long a side is left alone after it refused two new tokens in a row. */
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

    /** A token was accepted, whatever else the answer said. */
    public synchronized void worked() {
        first = null;
        newest = null;
        fresh = 0;
    }

    /** For how long distinct new tokens have been refused, once that is long enough to mean that consent is gone; empty before. */
    public synchronized Optional<Duration> deadFor() {
        long since = nanos.getAsLong() - freshSince;
        return fresh >= 2 && since >= DEAD_AFTER ? Optional.of(Duration.ofNanos(since)) : Optional.empty();
    }
}
