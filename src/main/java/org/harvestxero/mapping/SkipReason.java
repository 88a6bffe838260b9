package org.harvestxero.mapping;

import java.util.Locale;

/** Why an invoice is left out on purpose. */
public enum SkipReason {
    RETAINER_FUNDING("It adds funds to a retainer; the money is coded in Xero by hand."),
    BEFORE_COPY_SINCE("It was issued before copy.since."),
    DRAFTS_OFF("It is a draft, and copy.drafts is off.");

    private final String sentence;

    SkipReason(String sentence) {
        this.sentence = sentence;
    }

    /** The name tools see, such as {@code retainer-funding}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String sentence() {
        return sentence;
    }
}
