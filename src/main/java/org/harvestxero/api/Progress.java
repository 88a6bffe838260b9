package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How far a cycle has come: its stage, what of it is done, and when the rest can be done at the earliest under the limits of both
 * sides. It asks no database, so that it can be told while that hangs. A stage that no call, row or page moves on for ten minutes
 * stands still; whatever is waited for within a cycle takes less.
 */
public final class Progress {
    public static final Duration STILL_AFTER = Duration.ofMinutes(10);

    /** Documents a request to Xero carries. */
    private static final int DOCUMENTS_A_CALL = 50;

    private final LongSupplier ticker;
    private final LongSupplier calls;
    private final Supplier<Limits> limits;
    private final List<Runnable> whenOver = new CopyOnWriteArrayList<>();
    private @Nullable ProgressStage stage;

    /**
     * @param ticker nanoseconds by a monotonic clock
     * @param calls to both sides since the start
     * @param limits as they are now
     */
    public Progress(LongSupplier ticker, LongSupplier calls, Supplier<Limits> limits) {
        this.ticker = ticker;
        this.calls = calls;
        this.limits = limits;
    }

    /** One that nobody looks at. */
    public static Progress unwatched() {
        return new Progress(System::nanoTime, () -> 0, () -> new Limits(1, 1, OptionalInt.empty()));
    }

    /** @param xeroToday calls that copying may still make today; empty where that is not known */
    public record Limits(double harvestPerMinute, double xeroPerMinute, OptionalInt xeroToday) {}

    /** What comes after the stage, each list a call to Harvest. */
    public record Ahead(long paymentLists, long documents) {
        public static final Ahead NOTHING = new Ahead(0, 0);
    }

    /**
     * @param total documents or lists of the stage; null where that is not known before
     * @param age how long the stage has lasted
     * @param still since when nothing moved
     * @param perSecond of the stage; null before anything is done
     * @param left until all is done, at the earliest; null where that can't be told
     * @param waitsForDay whether Xero's day leaves fewer calls than are needed
     */
    public record Reading(
            String stage,
            long done,
            @Nullable Long total,
            long calls,
            Duration age,
            Duration still,
            @Nullable BigDecimal perSecond,
            @Nullable Duration left,
            Ahead ahead,
            boolean waitsForDay) {
        public boolean standsStill() {
            return still.compareTo(STILL_AFTER) >= 0;
        }

        /** Such as {@code plan-invoices, 3,200 of 10,000, about 4 minutes}. */
        public String words() {
            return ProgressWords.told(this, false);
        }

        /** The same with how fast it goes and what is still to come. */
        public String line() {
            return ProgressWords.told(this, true);
        }

        /** For who has to look after it. */
        public String stillSentence() {
            return stage + " has not moved for " + ProgressWords.minutes(still)
                    + ": no call, row or page was done since";
        }
    }

    /** A stage begins. */
    public synchronized void begin(String name, @Nullable Long total, Ahead ahead) {
        stage = new ProgressStage(name, total, ahead, ticker.getAsLong(), calls.getAsLong());
    }

    /** So many more of the stage are done. */
    public synchronized void done(long more) {
        ProgressStage now = stage;
        if (now != null && more > 0) {
            now.done += more;
            now.movedAt = ticker.getAsLong();
        }
    }

    /** So many more documents have their verdict: of the stage, or beside it while it reads payments. */
    public synchronized void sent(long more) {
        ProgressStage now = stage;
        if (now == null || !now.readsLists()) {
            done(more);
        } else if (more > 0) {
            now.sentBeside += more;
            now.movedAt = ticker.getAsLong();
        }
    }

    /** The cycle is over. */
    public void end() {
        synchronized (this) {
            stage = null;
        }
        whenOver.forEach(Runnable::run);
    }

    /** What is to be done whenever a cycle is over. */
    public void whenOver(Runnable work) {
        whenOver.add(work);
    }

    /** How the cycle stands now; empty while none runs. */
    public synchronized Optional<Reading> read() {
        ProgressStage now = stage;
        if (now == null) {
            return Optional.empty();
        }
        long time = ticker.getAsLong();
        long made = calls.getAsLong();
        if (made != now.callsSeen) {
            now.callsSeen = made;
            now.movedAt = time;
        }
        Long total = now.total == null ? null : Long.valueOf(Math.max(now.total, now.done));
        long rest = total == null ? 0 : total - now.done;
        Limits allowed = limits.get();
        Ahead ahead = now.ahead();
        long lists = ahead.paymentLists() + (now.readsLists() ? rest : 0);
        long documents = ahead.documents() + (now.sends() ? rest : 0);
        long xeroCalls = (documents + DOCUMENTS_A_CALL - 1) / DOCUMENTS_A_CALL;
        return Optional.of(new Reading(
                now.name,
                now.done,
                total,
                made - now.callsBefore,
                Duration.ofNanos(time - now.began),
                Duration.ofNanos(time - now.movedAt),
                now.perSecond(time),
                now.left(time, total, rest, atTheEarliest(lists, xeroCalls, allowed)),
                ahead,
                allowed.xeroToday().isPresent()
                        && xeroCalls > allowed.xeroToday().getAsInt()));
    }

    /** Both sides are asked at the same time. */
    private static Duration atTheEarliest(long harvestCalls, long xeroCalls, Limits allowed) {
        double minutes = Math.max(harvestCalls / allowed.harvestPerMinute(), xeroCalls / allowed.xeroPerMinute());
        return Duration.ofMillis(Math.round(minutes * 60_000));
    }
}
