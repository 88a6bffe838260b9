package org.harvestxero.runtime;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sees to it that a process that was told to stop does end, whatever hangs: a database that does not answer, a call under way, a disk
 * that is full. What is cut off then is what a kill cuts off, and the next start goes on from it.
 */
public final class StopWithin {
    /** Shorter than the ten seconds that a container's stop waits before it kills. */
    private static final Duration LONGEST = Duration.ofMillis(9500);

    /** What a shell tells of a process that SIGTERM ended. */
    private static final int TERMINATED = 143;

    private static final AtomicInteger CODE = new AtomicInteger(TERMINATED);

    private static final AtomicBoolean WATCHING = new AtomicBoolean();

    private StopWithin() {}

    /** Watches every stop of this process from now on, whoever brings it about. */
    public static void watch() {
        WATCHING.set(true);
        Runtime.getRuntime().addShutdownHook(new Thread(StopWithin::begin, "stop-within"));
    }

    /** Ends the process with this code; one that hangs meanwhile ends with it, too. */
    public static void exit(int code) {
        CODE.set(code);
        System.exit(code);
    }

    /**
     * Ends the process with this code when it has not ended by itself within ten seconds from now: closing what is lost may hang, too.
     * Only where stops are watched.
     */
    public static void endSoon(int code) {
        if (WATCHING.get()) {
            CODE.set(code);
            begin();
        }
    }

    private static void begin() {
        Thread watcher = new Thread(StopWithin::haltInTheEnd, "stop-watcher");
        watcher.setDaemon(true);
        watcher.start();
    }

    private static void haltInTheEnd() {
        long end = System.nanoTime() + LONGEST.toNanos();
        for (long left = LONGEST.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        System.err.println(
                "Not everything could be stopped within 10 s; ending all the same. The next start goes on from here.");
        Runtime.getRuntime().halt(CODE.get());
    }
}
