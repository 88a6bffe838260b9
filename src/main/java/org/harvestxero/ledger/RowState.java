package org.harvestxero.ledger;

import java.util.Locale;

/** Where an outbox row stands. */
public enum RowState {
    WAITING,
    SENDING,
    DONE,
    FAILED,
    DISCARDED,
    SUPERSEDED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static RowState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
