package org.harvestxero.runtime;

import org.harvestxero.api.LeaderLock;
import org.harvestxero.api.StartingOver;
import org.harvestxero.config.SettingsException;

/** Starts the links of a connection over, but only while no process works the connection. */
final class ExclusiveStartOver {
    private final LeaderLock leaderLock;
    private final StartingOver startingOver;
    private final boolean serves;

    /** @param serves whether this process itself works the connection, or may come to */
    ExclusiveStartOver(LeaderLock leaderLock, StartingOver startingOver, boolean serves) {
        this.leaderLock = leaderLock;
        this.startingOver = startingOver;
        this.serves = serves;
    }

    /** @throws SettingsException while a process works the connection */
    void check() {
        if (serves || !leaderLock.take()) {
            throw new SettingsException("The connection " + leaderLock.connection()
                    + " is being worked: stop harvest-xero run, then start over.");
        }
        leaderLock.giveBack();
    }

    /**
     * @return what was done, in sentences
     * @throws SettingsException while a process works the connection
     */
    String startOver(String who) {
        check();
        if (!leaderLock.take()) {
            throw new SettingsException("Another process has begun to work the connection: stop it, then start over.");
        }
        try {
            return startingOver.startOver(who);
        } finally {
            leaderLock.giveBack();
        }
    }
}
