package org.harvestxero.api;

import java.time.Instant;
import java.util.Optional;
import org.harvestxero.store.database.DatabaseTrouble;
import org.jspecify.annotations.Nullable;

/**
 * Something that stops all copying: a side that can't be reached, is at its day limit, or wants a person's consent.
 *
 * @param side "Harvest", "Xero", "database", "routes" or "command"
 * @param message what is wrong, in plain words
 * @param remedy what to do, or that it goes on by itself
 * @param until when it goes on by itself; null when a person is needed or nobody knows
 */
public record Trouble(
        String side,
        Reason reason,
        String message,
        String remedy,
        @Nullable Instant until) {
    /** What the failure says of the database; empty when it is another's. */
    public static Optional<Trouble> ofDatabase(Throwable failure) {
        if (DatabaseTrouble.isOvertaken(failure)) {
            return DatabaseTrouble.in(failure)
                    .map(words -> new Trouble(
                            "database",
                            Reason.STOPPED,
                            words + ".",
                            "Nothing: the other process goes on with it, and this one takes over again when that one ends.",
                            null));
        }
        return DatabaseTrouble.shortOfRoom(failure)
                .map(Trouble::noRoom)
                .or(() -> DatabaseTrouble.in(failure)
                        .map(words -> new Trouble(
                                "database",
                                Reason.UNREACHABLE,
                                "The database can't be worked with: " + words,
                                "See to the database; the work goes on by itself once it can be worked with again.",
                                null)));
    }

    /** Too little room on the disk. @param words what is wrong, without the full stop */
    public static Trouble noRoom(String words) {
        return new Trouble(
                "database",
                Reason.NO_ROOM,
                words + ".",
                "Free space on that disk, or move data/ to a larger one; disk.reserve says how much has to stay free.",
                null);
    }

    /** A command that ended before its work was done, because it should. @param words why */
    public static Trouble stopped(String words) {
        return new Trouble(
                "command", Reason.STOPPED, words, "Give the command again, or let the next cycle do the rest.", null);
    }

    public enum Reason {
        UNREACHABLE,
        DAY_LIMIT,
        CONSENT,
        /** The settings lead to another organisation or account than the one the links belong to. */
        MISMATCH,
        /** Too little is free on the disk that the database grows on. */
        NO_ROOM,
        PAUSED,
        STOPPED
    }
}
