package org.harvestxero.store.copy;

import java.util.Locale;

/** Where an outbox row stands. */
public enum OutboxState {
    WAITING,
    SENDING,
    DONE,
    FAILED,
    DISCARDED,
    SUPERSEDED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static OutboxState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
