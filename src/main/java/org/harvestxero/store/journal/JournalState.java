package org.harvestxero.store.journal;

import java.util.Locale;

/** What became of a journal. */
public enum JournalState {
    /** Recorded; Xero was not asked yet. */
    PLANNED,
    /** Xero was asked, and what became of it is not known yet. */
    SENDING,
    /** It stands in Xero. */
    MADE,
    /** Xero refused it: nothing stands there. */
    FAILED,
    /** It stood in Xero and was deleted or voided there by a person. */
    GONE;

    /** As the table words it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JournalState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** Whether its lines count, or may. */
    public boolean counts() {
        return this == PLANNED || this == SENDING || this == MADE;
    }
}
