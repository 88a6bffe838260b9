package org.harvestxero.store.billing;

import java.util.Locale;

/** What the results of a run are for. */
public enum BillingMode {
    /** Its drafts become invoices. */
    LIVE,
    /** The agreement says so: the period counts as billed, but by other means; its drafts never leave. */
    SHADOW,
    /** Looked at on the side: kept to be read, changes nothing. */
    TRIAL;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static BillingMode of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
