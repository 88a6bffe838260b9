package org.harvestxero.console.page.sides;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads on which looks run: as many as there are looks at most, and none while nobody looks. */
final class Looks implements AutoCloseable {
    private static final int MOST = 8;
    private static final long IDLE_SECONDS = 20;
    private static final long LONGEST_END_SECONDS = 5;

    private final Clock clock;
    private final List<Look<?>> looks = new ArrayList<>();
    private final ExecutorService threads;

    Looks(Clock clock) {
        this.clock = clock;
        this.threads =
                new ThreadPoolExecutor(0, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), run -> {
                    Thread made = new Thread(run, "console-look");
                    made.setDaemon(true);
                    return made;
                });
    }

    <T> Look<T> look(String name) {
        Look<T> look = new Look<>(name, threads, clock);
        looks.add(look);
        return look;
    }

    @Override
    public void close() {
        looks.forEach(look -> look.stop("The end of the program"));
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
