package org.harvestxero.api;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One document that could not be copied. A refused contact shows as its blocked invoices.
 *
 * @param id what {@code failed show|retry|discard} take
 * @param sourceId Harvest's id
 * @param number the human one, null when the kind has none
 * @param cause the code of the cause, such as {@code account-archived}
 * @param causeId what documents blocked by the same trouble share
 * @param message what is wrong, in a sentence a bookkeeper understands
 * @param remedy what to do
 */
public record FailedCopy(
        long id,
        String connection,
        DocumentKind kind,
        long sourceId,
        @Nullable String number,
        String cause,
        long causeId,
        String message,
        String remedy,
        int attempts,
        Instant firstFailedAt,
        Instant lastFailedAt,
        State state) {

    public enum State {
        /** Waits for a person or a change. */
        FAILED,
        /** Tried again by itself, at a time that is set. */
        RETRYING,
        /** Given up by a person. */
        DISCARDED;

        /** As shown and written in JSON. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
