package org.harvestxero.mapping.contact;

import java.util.Locale;

/** One of the two sides a contact stands on. */
public enum ContactSide {
    HARVEST,
    XERO;

    /** The word in tables and commands. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ContactSide of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
