package org.harvestxero.store.copy;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where an outbox row stands, and where it may go from there. */
public enum OutboxState {
    /** Planned; it travels as soon as what it depends on is there. */
    WAITING,
    /** In a batch; nobody knows yet what Xero made of it. */
    SENDING,
    /** Xero took it. */
    DONE,
    /** Xero or our own rules refused it; tried again by itself, by a person, or never. */
    FAILED,
    /** Nothing is to be done, or a person decided so. */
    DISCARDED,
    /** A newer version of the document took its place. Only one that was never sent comes back. */
    SUPERSEDED;

    /** Every statement that moves rows names the states it moves them from; these and no others. */
    public boolean mayBecome(OutboxState next) {
        return next().contains(next);
    }

    private Set<OutboxState> next() {
        return switch (this) {
            case WAITING -> EnumSet.of(WAITING, SENDING, FAILED, DISCARDED, SUPERSEDED);
            case SENDING -> EnumSet.of(WAITING, DONE, FAILED);
            case FAILED -> EnumSet.of(WAITING, SENDING, FAILED, DISCARDED, SUPERSEDED);
            case SUPERSEDED -> EnumSet.of(WAITING, FAILED);
            case DONE, DISCARDED -> EnumSet.noneOf(OutboxState.class);
        };
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static OutboxState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
