package org.harvestxero.console.page;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.harvestxero.api.DecisionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What takes too long for one click: done in the background, piece by piece, one task after the other. Somebody may look how far it has
 * come, and stop it between two pieces. Safe for several threads.
 */
public final class Tasks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);
    private static final int PIECE = 500;
    private static final int MOST = 20;

    private final Map<Long, Task> tasks = new LinkedHashMap<>();
    private final BackgroundThreads thread = BackgroundThreads.one("console-tasks");
    private final BackgroundThreads figures = BackgroundThreads.one("console-figures");
    private long last;
    private boolean closed;

    /** Does a piece; gives how many documents it was done with. */
    @FunctionalInterface
    interface Step {
        int of(Set<Long> ids);
    }

    /** @param name for people: what is done with how many */
    record Work(String name, String who, Step step) {}

    /** How a task stands. @param problem why it ended before its end; empty where it didn't */
    public record Reading(
            long id, String name, String who, int total, int seen, int done, boolean over, String problem) {}

    private static final class Task {
        private final long id;
        private final Work work;
        private final List<Long> ids;
        private volatile int seen;
        private volatile int done;
        private volatile boolean stopped;
        private volatile boolean over;
        private volatile String problem = "";

        Task(long id, Work work, Collection<Long> ids) {
            this.id = id;
            this.work = work;
            this.ids = List.copyOf(ids);
        }

        Reading reading() {
            return new Reading(id, work.name(), work.who(), ids.size(), seen, done, over, problem);
        }
    }

    /**
     * Begins one, or lets it wait for those before it.
     *
     * @throws DecisionException when too many wait
     */
    synchronized long start(Work work, Collection<Long> ids) {
        if (tasks.size() >= MOST) {
            long oldest = tasks.values().stream()
                    .filter(task -> task.over)
                    .map(task -> task.id)
                    .findFirst()
                    .orElseThrow(() ->
                            new DecisionException("Too much is being done already: wait until some of it has ended."));
            tasks.remove(oldest);
        }
        if (closed) {
            throw new DecisionException("The program is stopping: try again once it runs.");
        }
        Task task = new Task(++last, work, ids);
        tasks.put(task.id, task);
        thread.execute(() -> run(task));
        return task.id;
    }

    private static void run(Task task) {
        try {
            for (int from = 0; from < task.ids.size() && !task.stopped; from += PIECE) {
                List<Long> piece = task.ids.subList(from, Math.min(task.ids.size(), from + PIECE));
                task.done += task.work.step().of(new LinkedHashSet<>(piece));
                task.seen += piece.size();
            }
            if (task.stopped && task.seen < task.ids.size()) {
                task.problem = "Stopped by hand; what was done stays done.";
            }
        } catch (RuntimeException | Error e) {
            ended(task, e);
        } finally {
            task.over = true;
        }
    }

    private static void ended(Task task, Throwable failure) {
        LOG.warn("A task of the console ended before its end: {}", task.work.name(), failure);
        String words = failure instanceof DecisionException ? failure.getMessage() : failure.toString();
        task.problem =
                "It ended before its end (" + words + "). What was done stays done; start it again for the rest.";
    }

    synchronized Optional<Reading> find(long id) {
        return Optional.ofNullable(tasks.get(id)).map(Task::reading);
    }

    /** Ends one after its present piece. */
    synchronized void stop(long id) {
        Task task = tasks.get(id);
        if (task != null) {
            task.stopped = true;
        }
    }

    /** Where figures that take long to know are found out anew. */
    Executor figures() {
        return figures;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            tasks.values().forEach(task -> task.stopped = true);
        }
        figures.close();
        thread.close();
    }
}
