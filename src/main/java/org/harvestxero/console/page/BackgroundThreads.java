package org.harvestxero.console.page;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of what the console does in the background: none while there is nothing to do, and none that keeps the program from ending. */
public final class BackgroundThreads implements Executor, AutoCloseable {
    private static final long IDLE_SECONDS = 20;
    private static final long LONGEST_END_SECONDS = 5;

    private final ExecutorService threads;

    private BackgroundThreads(String name, int most, BlockingQueue<Runnable> waiting) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(most, most, IDLE_SECONDS, TimeUnit.SECONDS, waiting, run -> {
            Thread made = new Thread(run, name);
            made.setDaemon(true);
            return made;
        });
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    /** One thread: what comes meanwhile waits for its turn. @param name for thread dumps */
    public static BackgroundThreads one(String name) {
        return new BackgroundThreads(name, 1, new LinkedBlockingQueue<>());
    }

    /** As many threads as there is work, at most these: what comes beyond is refused. @param name for thread dumps */
    public static BackgroundThreads upTo(int most, String name) {
        return new BackgroundThreads(name, most, new SynchronousQueue<>());
    }

    /** @throws java.util.concurrent.RejectedExecutionException once closed, or beyond the most */
    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }

    /** Takes nothing more, and interrupts what has not ended by itself within five seconds. */
    @Override
    public void close() {
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
