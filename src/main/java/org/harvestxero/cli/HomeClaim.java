package org.harvestxero.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.harvestxero.config.Home;
import org.harvestxero.config.SettingsException;
import org.harvestxero.runtime.ControlFile;
import org.harvestxero.runtime.HomeLock;
import org.jspecify.annotations.Nullable;

/**
 * Who has a home when a command begins; one of the two is there.
 *
 * @param lock when it is this process
 * @param running how to reach the process that runs for it
 */
record HomeClaim(@Nullable HomeLock lock, @Nullable ControlFile running) {
    /** How long a command waits for another one to give the home back, or for a starting process to listen. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    /**
     * Takes the home's lock, or gives the process that runs for the home. A command that holds it for a moment is waited for.
     *
     * @throws SettingsException when it is still held by one that is no running process after all that waiting
     */
    static HomeClaim of(Home home, String command, Clock clock) throws InterruptedException {
        Instant end = clock.instant().plus(PATIENCE);
        while (true) {
            Optional<HomeLock> taken = HomeLock.take(home, command);
            if (taken.isPresent()) {
                ControlFile.delete(home);
                return new HomeClaim(taken.get(), null);
            }
            Optional<ControlFile> running = ControlFile.read(home);
            if (running.isPresent()) {
                return new HomeClaim(null, running.get());
            }
            if (clock.instant().isAfter(end)) {
                throw new SettingsException(home + " is held by " + HomeLock.holder(home)
                        + ": wait until it has ended, or use another home with --home.");
            }
            Thread.sleep(LOOK_AGAIN.toMillis());
        }
    }
}
