package org.harvestxero.mapping.contact;

import java.util.Locale;

/** Who wins where a field was changed on both sides since they were last known to belong together. */
public enum FieldPolicy {
    /** The field never crosses. */
    OFF,
    HARVEST,
    XERO,
    /** The side that was changed last; a person where that can't be told. */
    NEWEST,
    /** A person. */
    ASK;

    public static FieldPolicy of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
