package org.harvestxero.runtime;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes sure that a process that was told to stop does end, whatever hangs: a database that does not answer, a call in flight, a full
 * disk. The process is then cut off as a kill would, and the next start recovers.
 */
public final class StopWithin {
    /** Shorter than the ten seconds that a container's stop waits before it kills. */
    private static final Duration LONGEST = Duration.ofMillis(9500);

    /** The exit code that shells report for a process ended by SIGTERM. */
    private static final int TERMINATED = 143;

    private static final AtomicInteger CODE = new AtomicInteger(TERMINATED);

    private static final AtomicBoolean WATCHING = new AtomicBoolean();

    private StopWithin() {}

    /** Watches every stop of this process from now on, whatever causes it. */
    public static void watch() {
        WATCHING.set(true);
        Runtime.getRuntime().addShutdownHook(new Thread(StopWithin::begin, "stop-within"));
    }

    /** Ends the process with this code, also when it hangs on the way. */
    public static void exit(int code) {
        CODE.set(code);
        System.exit(code);
    }

    /**
     * Ends the process with this code if it has not ended by itself within ten seconds from now, since closing a lost database may hang too.
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
