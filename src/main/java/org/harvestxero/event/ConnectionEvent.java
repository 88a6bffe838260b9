package org.harvestxero.event;

import org.jspecify.annotations.Nullable;

/** What becomes of a connection. */
public sealed interface ConnectionEvent extends Event {

    /** @param side whose consent is gone, {@code harvest} or {@code xero} */
    record ConsentLost(String side, String message, String remedy) implements ConnectionEvent {
        public ConsentLost {
            message = Words.cutText(message, Words.SENTENCE);
            remedy = Words.cutText(remedy, Words.SENTENCE);
        }

        @Override
        public EventKind kind() {
            return EventKind.CONSENT_LOST;
        }

        @Override
        public Subject subject() {
            return new Subject(Subject.Type.CONNECTION, side);
        }
    }

    /**
     * Nothing is copied for now.
     *
     * @param by who paused it; null when the connection did by itself
     * @param reason for a person
     */
    record Paused(@Nullable String by, String reason) implements ConnectionEvent {
        public Paused {
            by = Words.cut(by, Words.NAME);
            reason = Words.cutText(reason, Words.SENTENCE);
        }

        @Override
        public EventKind kind() {
            return EventKind.CONNECTION_PAUSED;
        }

        @Override
        public Subject subject() {
            return new Subject(Subject.Type.CONNECTION, "connection");
        }
    }
}
