package org.harvestxero.console.page.deals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.harvestxero.api.DecisionException;
import org.harvestxero.commands.Stop;
import org.harvestxero.commands.StoppedException;
import org.harvestxero.console.page.BackgroundFailure;
import org.harvestxero.console.page.BackgroundThreads;
import org.jspecify.annotations.Nullable;

/**
 * What is made on the side to be looked at, such as a dry run: in the background, one after the other, and kept for a while in memory.
 * Safe for several threads.
 */
public final class Trials implements AutoCloseable {
    private static final int MOST = 8;
    private static final Duration KEPT = Duration.ofMinutes(30);

    private final Clock clock;
    private final Map<Long, Trial> trials = new LinkedHashMap<>();
    private final BackgroundThreads thread = BackgroundThreads.one("console-trials");
    private long last;
    private boolean closed;

    public Trials(Clock clock) {
        this.clock = clock;
    }

    /**
     * What is made.
     *
     * @param name for people
     * @param who asked for it
     * @param back address of the page it was asked on, within the console
     */
    record Title(String name, String who, String back) {}

    /**
     * How one stands.
     *
     * @param done pieces that are done with
     * @param total pieces there are; 0 while that isn't known
     * @param at what it is at
     * @param problem why it ended without a result; empty where it didn't
     * @param result null until it is over, and where there is none
     */
    record Reading(
            long id,
            Title title,
            Progress progress,
            String problem,
            @Nullable Object result) {
        boolean over() {
            return result != null || !problem.isEmpty();
        }
    }

    /** @param ended null while it hasn't */
    record Progress(
            Instant began,
            int done,
            int total,
            String at,
            @Nullable Instant ended) {}

    private static final class Trial {
        private final long id;
        private final Title title;
        private final Callable<?> work;
        private final Stop stop = new Stop();
        private volatile Progress progress;
        private volatile String problem = "";
        private volatile @Nullable Object result;

        Trial(long id, Title title, Callable<?> work, Instant began) {
            this.id = id;
            this.title = title;
            this.work = work;
            this.progress = new Progress(began, 0, 0, "waiting for its turn", null);
            stop.onReached((done, total, at) -> progress = new Progress(progress.began(), done, total, at, null));
        }

        Reading reading() {
            return new Reading(id, title, progress, problem, result);
        }

        boolean over() {
            return progress.ended() != null;
        }
    }

    /**
     * Begins one, or lets it wait for those before it.
     *
     * @throws DecisionException when too many wait
     */
    synchronized long start(Title title, Callable<?> work) {
        forgetOld();
        if (closed) {
            throw new DecisionException("The program is stopping: try again once it runs.");
        }
        if (trials.size() >= MOST) {
            long oldest = trials.values().stream()
                    .filter(Trial::over)
                    .map(trial -> trial.id)
                    .findFirst()
                    .orElseThrow(() -> new DecisionException(
                            "Too much is being tried already: wait until some of it has ended, or stop it."));
            trials.remove(oldest);
        }
        Trial trial = new Trial(++last, title, work, clock.instant());
        trials.put(trial.id, trial);
        thread.execute(() -> run(trial));
        return trial.id;
    }

    private void run(Trial trial) {
        Object result = null;
        String problem = "";
        try {
            trial.stop.check();
            result = trial.stop.during(trial.work);
        } catch (StoppedException e) {
            problem = "Stopped by hand, before its end.";
        } catch (Exception | Error e) {
            problem = BackgroundFailure.words(trial.title.name(), e);
        }
        Progress reached = trial.progress;
        trial.result = result;
        trial.problem = result == null && problem.isEmpty() ? "Nothing came of it." : problem;
        trial.progress = new Progress(reached.began(), reached.total(), reached.total(), reached.at(), clock.instant());
    }

    private void forgetOld() {
        Instant before = clock.instant().minus(KEPT);
        trials.values().removeIf(trial -> {
            Instant ended = trial.progress.ended();
            return ended != null && ended.isBefore(before);
        });
    }

    synchronized Optional<Reading> find(long id) {
        forgetOld();
        return Optional.ofNullable(trials.get(id)).map(Trial::reading);
    }

    /** Ends one at the next safe point. */
    synchronized void stop(long id) {
        Trial trial = trials.get(id);
        if (trial != null) {
            trial.stop.ask("by hand");
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            trials.values().forEach(trial -> trial.stop.ask("the program ends"));
        }
        thread.close();
    }
}
