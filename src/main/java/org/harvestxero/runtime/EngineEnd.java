package org.harvestxero.runtime;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.harvestxero.api.SideException;
import org.harvestxero.monitoring.DiskRoom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of an engine, which {@code run} waits for: it was told to stop, or its database is lost. */
final class EngineEnd {
    private static final Logger LOG = LoggerFactory.getLogger(EngineEnd.class);
    /** An exit code at which a service manager restarts the process. */
    private static final int DATABASE_LOST = 3;

    private final Optional<DiskRoom> room;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean again;
    private final AtomicReference<@Nullable String> lost = new AtomicReference<>();

    EngineEnd(Optional<DiskRoom> room) {
        this.room = room;
    }

    void stopped() {
        stopped.countDown();
    }

    /** Somebody wants it to start again. */
    void startAgain() {
        again = true;
        stopped.countDown();
    }

    boolean startsAgain() {
        return again && lost.get() == null;
    }

    /** @throws SideException when it is the database that ended it */
    void await() throws InterruptedException {
        stopped.await();
        String words = lost.get();
        if (words != null) {
            throw new SideException(words, null);
        }
    }

    /** Ends the process: only a new start can tell for sure what the database still holds. */
    void databaseLost(String why) {
        String free = room.map(disk -> " (" + disk.freeBytes() / 1_000_000 + " MB are free on its disk)")
                .orElse("");
        String words = "The database closed itself, because its file could not be written" + free + ": " + why
                + ". This process ends; make room if it is the disk, and the next start goes on from what was saved.";
        if (lost.compareAndSet(null, words)) {
            LOG.error(words);
            StopWithin.endSoon(DATABASE_LOST);
            stopped.countDown();
        }
    }
}
