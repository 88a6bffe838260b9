package org.harvestxero.runtime;

import java.util.function.Supplier;
import org.harvestxero.api.LeaderLock;
import org.harvestxero.config.SettingsException;

/** Lets work be done only while this process leads the connection. */
final class LeaderGuard {
    private final LeaderLock leaderLock;
    private final boolean keeps;

    /** @param keeps whether the process leads anyway, so that it does not give the lead back after each piece of work */
    LeaderGuard(LeaderLock leaderLock, boolean keeps) {
        this.leaderLock = leaderLock;
        this.keeps = keeps;
    }

    /** @throws SettingsException when another process leads it */
    <T> T require(Supplier<T> work) {
        if (!leaderLock.take()) {
            throw new SettingsException("The connection " + leaderLock.connection()
                    + " is worked by another process on the same database: let that one do it, or stop it first.");
        }
        return led(work);
    }

    /** @param otherwise the result when another process leads */
    <T> T ifLeading(Supplier<T> work, T otherwise) {
        return leaderLock.take() ? led(work) : otherwise;
    }

    private <T> T led(Supplier<T> work) {
        try {
            return work.get();
        } finally {
            if (!keeps) {
                leaderLock.giveBack();
            }
        }
    }
}
