package org.harvestxero.commands;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether the work of one command should end, and why. Made by whoever carries a command out and known to its thread; what works for
 * it on other threads is handed it. Safe for several threads.
 */
public final class Stop {
    /** Name of the property by which an exchange carries it through the routes. */
    public static final String PROPERTY = "stop";

    private static final ThreadLocal<@Nullable Stop> OF_THREAD = new ThreadLocal<>();
    private static final Stop NEVER = new Stop(false);
    /** Longest time a wait passes over a stop that was asked for; milliseconds. */
    private static final long LOOK_EVERY = 250;

    private final boolean mayCome;
    private volatile @Nullable String why;
    private volatile @Nullable Deadline deadline;
    private volatile Consumer<String> told = words -> {};
    private volatile Watcher watcher = (done, total, at) -> {};

    /** Sees how far the work has come. */
    @FunctionalInterface
    public interface Watcher {
        /**
         * @param done pieces that are done with
         * @param total pieces there are; 0 while that isn't known
         * @param at what it is at, for people
         */
        void reached(int done, int total, String at);
    }

    /** @param nanos by the monotonic clock */
    private record Deadline(long nanos, String words) {
        boolean isOver() {
            return nanos - System.nanoTime() <= 0;
        }
    }

    public Stop() {
        this(true);
    }

    private Stop(boolean mayCome) {
        this.mayCome = mayCome;
    }

    /** Of work that nobody stops, such as what a schedule starts. */
    public static Stop never() {
        return NEVER;
    }

    /** Of the command this thread carries out; one that never comes when it carries out none. */
    public static Stop ofThisThread() {
        Stop stop = OF_THREAD.get();
        return stop == null ? NEVER : stop;
    }

    /** Carries out the work of a command on this thread. */
    public <T> T during(Callable<T> work) throws Exception {
        @Nullable Stop before = OF_THREAD.get();
        OF_THREAD.set(this);
        try {
            return work.call();
        } finally {
            OF_THREAD.set(before);
        }
    }

    /** Has the person who waits told, such as what is waited for. */
    public void onTold(Consumer<String> listener) {
        told = listener;
    }

    /** Tells the person who waits for the work; nobody where none does. */
    public void tell(String words) {
        told.accept(words);
    }

    /** Has somebody see how far the work has come. */
    public void onReached(Watcher seen) {
        if (mayCome) {
            watcher = seen;
        }
    }

    /** Says how far the work has come, as {@link Watcher} sees it; to nobody where none does. */
    public void reached(int done, int total, String at) {
        watcher.reached(done, total, at);
    }

    /** Asks the work to end at the next safe point. @param words why, to follow "Stopped:" */
    public void ask(String words) {
        if (mayCome && why == null) {
            why = words;
        }
    }

    /** Has the work end once {@code limit} is over. @param words what to say then, to follow "Stopped:" */
    public void after(Duration limit, String words) {
        if (mayCome) {
            deadline = new Deadline(System.nanoTime() + limit.toNanos(), words);
        }
    }

    public boolean isAsked() {
        return reason().isPresent();
    }

    /** The sentence to tell people; empty while the work may go on. */
    public Optional<String> words() {
        return reason().map(StoppedException::words);
    }

    private Optional<String> reason() {
        String asked = why;
        if (asked != null) {
            return Optional.of(asked);
        }
        Deadline end = deadline;
        return end != null && end.isOver() ? Optional.of(end.words()) : Optional.empty();
    }

    /** @throws StoppedException when the work should end */
    public void check() {
        reason().ifPresent(words -> {
            throw new StoppedException(words);
        });
    }

    /** The part of a wait after which to look again whether the work should end; nanoseconds. */
    public long part(long nanos) {
        return mayCome ? Math.min(nanos, TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY)) : nanos;
    }

    /** Waits that long; false as soon as the work should end. */
    public boolean sleep(Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        for (long left = wait.toNanos(); left > 0 && !isAsked(); left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.sleep(part(left));
        }
        return !isAsked();
    }

    /**
     * Waits for one of the semaphore's permits.
     *
     * @throws StoppedException when the work should end before there is one
     */
    public void acquire(Semaphore semaphore) throws InterruptedException {
        if (!mayCome) {
            semaphore.acquire();
            return;
        }
        while (!semaphore.tryAcquire(LOOK_EVERY, TimeUnit.MILLISECONDS)) {
            check();
        }
    }
}
