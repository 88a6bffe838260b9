package org.harvestxero.http;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The calls left today, as the other side told last, of which a reserve is kept for people. Not thread-safe.
 */
final class DayAllowance {
    /** After this long without news, one call may find out whether the day has turned. */
    private static final Duration NEWS_GROW_OLD = Duration.ofMinutes(30);

    private final int reserve;
    private @Nullable News news;

    private record News(int calls, long learntNanos) {}

    /** @param reserve zero where no day limit exists */
    DayAllowance(int reserve) {
        this.reserve = reserve;
    }

    void learn(int calls, long now) {
        news = new News(calls, now);
    }

    /** Lets the next call find out. */
    void growOld(long now) {
        News last = news;
        if (last != null) {
            news = new News(last.calls(), now - NEWS_GROW_OLD.toNanos());
        }
    }

    OptionalInt left() {
        News last = news;
        return last == null ? OptionalInt.empty() : OptionalInt.of(last.calls());
    }

    /**
     * Nanoseconds until a call may find out again, while only the reserve is left; empty when a call may begin now. The call that is let
     * through to find out makes the news fresh, so that it stays the only one.
     */
    OptionalLong nanosUntilAsked(long now) {
        News last = news;
        if (last == null || last.calls() > reserve || reserve <= 0) {
            return OptionalLong.empty();
        }
        long wait = last.learntNanos() + NEWS_GROW_OLD.toNanos() - now;
        if (wait > 0) {
            return OptionalLong.of(wait);
        }
        news = new News(last.calls(), now);
        return OptionalLong.empty();
    }
}
