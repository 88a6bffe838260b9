package org.harvestxero.store.copy;

import java.util.Arrays;
import java.util.Locale;

/** What is left to do about a Harvest document. */
public enum DocumentState {
    /** New, or shown otherwise than before: to be planned. */
    CHANGED,
    /** Its Xero copy is to be changed, once it was read. */
    EDIT,
    /** Nothing is left to do; the outbox has it. */
    PLANNED,
    /** It is not to be copied; the reason says why. */
    SKIPPED,
    /** Deleted in Harvest. */
    GONE,
    /** A word of another release: read as none of the others, and never written. */
    UNKNOWN;

    public String code() {
        if (this == UNKNOWN) {
            throw new IllegalStateException("A document is never moved to a state that is not known");
        }
        return word();
    }

    public static DocumentState of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElse(UNKNOWN);
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
