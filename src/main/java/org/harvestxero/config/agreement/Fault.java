package org.harvestxero.config.agreement;

import org.jspecify.annotations.Nullable;

/** A value that fits the schema but makes no sense; carries its place until file and line are known. */
final class Fault extends IllegalArgumentException {
    private static final String NO_REASON = "it can't be used as it is written";

    private final String pointer;

    /** @param reason as a part of a sentence; null or blank where whoever refused the value had no words for it */
    Fault(String pointer, @Nullable String reason) {
        super(reason == null || reason.isBlank() ? NO_REASON : reason);
        this.pointer = pointer;
    }

    String pointer() {
        return pointer;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
