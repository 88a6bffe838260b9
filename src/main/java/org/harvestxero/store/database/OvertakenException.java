package org.harvestxero.store.database;

/** This process led the connection until another took it over: nothing was recorded, and nothing may be sent. */
public final class OvertakenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OvertakenException() {
        super(
                "Another process took the connection over while this one was held up; nothing more is sent or recorded here, and"
                        + " what was under way is looked for by that one");
    }
}
