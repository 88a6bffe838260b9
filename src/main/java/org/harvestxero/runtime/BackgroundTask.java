package org.harvestxero.runtime;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A step of the start that runs on a thread of its own while the start goes on. */
public final class BackgroundTask {
    private final FutureTask<?> work;

    private BackgroundTask(FutureTask<?> work) {
        this.work = work;
    }

    /** @param name of the thread, for thread dumps */
    public static BackgroundTask begin(String name, Runnable work) {
        FutureTask<?> task = new FutureTask<>(work, null);
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return new BackgroundTask(task);
    }

    /** Returns once the step has ended, and throws what it threw. An interrupt does not cut the wait short; it is restored afterwards. */
    public void await() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    work.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof RuntimeException failure) {
                        throw failure;
                    }
                    if (e.getCause() instanceof Error failure) {
                        throw failure;
                    }
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
