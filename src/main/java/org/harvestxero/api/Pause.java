package org.harvestxero.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a connection talks to neither side now.
 *
 * @param by who or what stopped it
 * @param who the person; null when it stopped by itself
 * @param reason the person's, or what happened
 * @param since null when that is not known
 * @param until when it looks again by itself; null when it waits for a person
 */
public record Pause(
        By by,
        @Nullable String who,
        String reason,
        @Nullable Instant since,
        @Nullable Instant until) {
    /** What pauses there are. */
    public enum By {
        PERSON("person"),
        CONSENT("consent"),
        MISMATCH("mismatch"),
        DAY_LIMIT("day-limit");

        private final String text;

        By(String text) {
            this.text = text;
        }

        /** As stored, shown and written in JSON. */
        public String text() {
            return text;
        }

        /** @throws IllegalArgumentException when there is no such pause */
        public static By of(String text) {
            for (By by : values()) {
                if (by.text.equals(text)) {
                    return by;
                }
            }
            throw new IllegalArgumentException("There is no pause by " + text);
        }
    }

    public boolean byPerson() {
        return by == By.PERSON;
    }
}
