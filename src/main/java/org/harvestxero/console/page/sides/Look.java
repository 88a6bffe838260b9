package org.harvestxero.console.page.sides;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.harvestxero.api.DecisionException;
import org.harvestxero.commands.Stop;
import org.harvestxero.console.page.BackgroundFailure;
import org.jspecify.annotations.Nullable;

/**
 * One question to Harvest and Xero that takes a while: asked in the background, one at a time, and what came of it last is kept for
 * whoever looks. Safe for several threads.
 *
 * @param <T> what is found
 */
public final class Look<T> {
    private final String name;
    private final Executor threads;
    private final Clock clock;
    private @Nullable Run running;
    private @Nullable Reading<T> last;

    /** @param name for the log, such as {@code reconcile} */
    Look(String name, Executor threads, Clock clock) {
        this.name = name;
        this.threads = threads;
        this.clock = clock;
    }

    /**
     * How it stands.
     *
     * @param about what exactly was asked for; empty where there is only one thing
     * @param ended null while it runs
     * @param found null while it runs, or where it came to nothing
     * @param problem why it came to nothing; empty where it didn't
     * @param told what is waited for meanwhile; empty for nothing
     */
    public record Reading<T>(
            String who,
            String about,
            Instant began,
            @Nullable Instant ended,
            @Nullable T found,
            String problem,
            String told) {
        public boolean runs() {
            return ended == null;
        }
    }

    private final class Run {
        private final String who;
        private final String about;
        private final Instant began = clock.instant();
        private final Stop stop = new Stop();
        private volatile String told = "";

        Run(String who, String about) {
            this.who = who;
            this.about = about;
            stop.onTold(words -> told = words);
        }

        Reading<T> ended(@Nullable T found, String problem) {
            return new Reading<>(who, about, began, clock.instant(), found, problem, "");
        }

        Reading<T> reading() {
            return new Reading<>(who, about, began, null, null, "", told);
        }
    }

    /**
     * Begins one.
     *
     * @throws DecisionException while one runs, or when the program is stopping
     */
    synchronized void begin(String who, String about, Callable<T> work) {
        Run before = running;
        if (before != null) {
            throw new DecisionException("That is under way already, since " + before.who + " asked for it"
                    + (before.about.isEmpty() ? "" : " (" + before.about + ")") + ".");
        }
        Run run = new Run(who, about);
        try {
            threads.execute(() -> carryOut(run, work));
        } catch (RejectedExecutionException e) {
            throw new DecisionException("The program is stopping: try again once it runs.");
        }
        running = run;
    }

    private void carryOut(Run run, Callable<T> work) {
        Reading<T> came;
        try {
            came = run.ended(run.stop.during(work), "");
        } catch (Exception | Error e) {
            came = run.ended(null, BackgroundFailure.words(name, e));
        }
        synchronized (this) {
            last = came;
            running = null;
        }
    }

    /** The one that runs, else the last; empty before the first. */
    public synchronized Optional<Reading<T>> read() {
        Run run = running;
        return run == null ? Optional.ofNullable(last) : Optional.of(run.reading());
    }

    /** The last that ended; empty before the first. */
    public synchronized Optional<Reading<T>> last() {
        return Optional.ofNullable(last);
    }

    /** Has the one that runs end at its next safe point. */
    synchronized void stop(String who) {
        Run run = running;
        if (run != null) {
            run.stop.ask(who + " stopped it");
        }
    }
}
