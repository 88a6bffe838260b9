package org.harvestxero.monthend;

import java.util.Locale;
import java.util.Optional;

/** What a journal books. */
public enum JournalKind {
    /** What the work of the month cost. */
    COST("Labour cost");

    private final String title;

    JournalKind(String title) {
        this.title = title;
    }

    /** For people, such as in a narration. */
    public String title() {
        return title;
    }

    /** As {@code journals.yaml}, commands and the database word it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<JournalKind> called(String word) {
        for (JournalKind kind : values()) {
            if (kind.word().equalsIgnoreCase(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
