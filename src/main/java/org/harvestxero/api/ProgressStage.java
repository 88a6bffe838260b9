package org.harvestxero.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.harvestxero.api.Progress.Ahead;
import org.jspecify.annotations.Nullable;

/** A stage of a cycle under way, by a monotonic clock. */
final class ProgressStage {
    private static final long SECONDS = Duration.ofSeconds(1).toNanos();

    final String name;
    final @Nullable Long total;
    final Ahead ahead;
    final long began;
    final long callsBefore;
    long done;
    long sentBeside;
    long movedAt;
    long callsSeen;

    ProgressStage(String name, @Nullable Long total, Ahead ahead, long now, long calls) {
        this.name = name;
        this.total = total;
        this.ahead = ahead;
        this.began = now;
        this.movedAt = now;
        this.callsBefore = calls;
        this.callsSeen = calls;
    }

    Ahead ahead() {
        return new Ahead(ahead.paymentLists(), Math.max(0, ahead.documents() - sentBeside));
    }

    boolean readsLists() {
        return name.equals("read-payments");
    }

    boolean sends() {
        return name.equals("send-documents");
    }

    private boolean isLimited() {
        return readsLists() || sends();
    }

    @Nullable
    BigDecimal perSecond(long time) {
        long elapsed = time - began;
        return done == 0 || elapsed < SECONDS
                ? null
                : BigDecimal.valueOf(done)
                        .multiply(BigDecimal.valueOf(SECONDS))
                        .divide(BigDecimal.valueOf(elapsed), 1, RoundingMode.HALF_UP);
    }

    /** The stage by how fast it went so far, and at least as long as the limits ask for. */
    @Nullable
    Duration left(long time, @Nullable Long total, long rest, Duration atTheEarliest) {
        if (total == null || (done == 0 && rest > 0 && atTheEarliest.isZero())) {
            return null;
        }
        Duration asSoFar = done == 0 ? Duration.ZERO : Duration.ofNanos((long) ((double) (time - began) / done * rest));
        if (isLimited()) {
            return asSoFar.compareTo(atTheEarliest) > 0 ? asSoFar : atTheEarliest;
        }
        return asSoFar.plus(atTheEarliest);
    }
}
