package org.harvestxero.payroll;

import java.util.Locale;

/** Whose payroll an organisation has; each has an API of its own. */
public enum PayRegion {
    UK("GB"),
    NZ("NZ"),
    AU("AU");

    private final String country;

    PayRegion(String country) {
        this.country = country;
    }

    /** The organisation's country as Xero words it. */
    public String country() {
        return country;
    }

    /** As {@code payroll.yaml} words it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static PayRegion called(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
