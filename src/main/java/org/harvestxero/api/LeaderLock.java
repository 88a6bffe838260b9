package org.harvestxero.api;

import java.util.Optional;

/** The right to work a connection, which one process at a time has even when several share a database. */
public interface LeaderLock {
    /** The name of the connection. */
    String connection();

    /** True when this process has it now, or had it already and still has. */
    boolean take();

    void giveBack();

    /** Why this process no longer has it, when another took it over while this one was held up; until it has it again. */
    default Optional<String> overtaken() {
        return Optional.empty();
    }

    /** Whether something is still under way that was begun before another took it over. */
    default boolean isEnding() {
        return false;
    }
}
