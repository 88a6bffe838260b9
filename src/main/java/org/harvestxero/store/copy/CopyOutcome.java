package org.harvestxero.store.copy;

import java.util.Locale;

/** How a document came to stand in Xero as we wanted it. */
public enum CopyOutcome {
    /** We made it there. */
    CREATED,
    /** It was there already, and was found to be ours. */
    ADOPTED,
    /** What stood there was changed. */
    UPDATED,
    /** It was deleted or voided there. */
    DELETED;

    /** The word the tables and the audit have for it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static CopyOutcome of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
