package org.harvestxero.dunning;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why nothing is done about an invoice although it is open.
 *
 * @param words the reason for people
 * @param until the last day it holds; null while what it rests on stands
 */
public record Hold(Why why, String words, @Nullable LocalDate until) {
    /** What kind of reason it is. */
    public enum Why {
        PROMISED,
        DISPUTED,
        /** Money on it in Xero that nobody has explained (ruling 29). */
        UNEXPLAINED_MONEY,
        /** A copy of the invoice or of one of its payments failed, or is under way. */
        COPY_OPEN,
        /** A question about its client is open. */
        CLIENT_QUESTION,
        /** Harvest shows it paid or written off. */
        SETTLED_IN_HARVEST,
        /** Left alone by the file. */
        EXEMPT;

        /** As answers have it, such as {@code unexplained-money}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether it holds on that day. */
    public boolean holdsOn(LocalDate day) {
        return until == null || !day.isAfter(until);
    }
}
