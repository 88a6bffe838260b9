package org.harvestxero.store.invoice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An invoice as it is searched.
 *
 * @param sourceId Harvest's id; of a draft that Harvest has no invoice of its own, below zero
 * @param seen what it was made from
 * @param day of issue
 * @param money with tax where that is known
 * @param words subject, notes and lines in small letters
 */
public record InvoiceEntry(
        long sourceId, String seen, LocalDate day, Named named, Money money, Standing standing, String words) {

    /**
     * What people know it by.
     *
     * @param number null while it has none
     * @param key what its number is searched by, in small letters
     * @param order the client's order in small letters; empty without one
     */
    public record Named(@Nullable String number, String key, long clientId, String client, String order) {}

    /** @param amount null where it isn't known */
    public record Money(
            @Nullable BigDecimal amount, @Nullable String currency) {}

    /** Where an invoice stands, in one word for both sides. */
    public enum Standing {
        /** Still being made, in Harvest or here. */
        DRAFT,
        /** On its way to Xero. */
        WAITING,
        /** Could not be copied. */
        FAILED,
        /** In Xero, something is left to pay. */
        OPEN,
        /** In Xero, nothing is left to pay. */
        PAID,
        /** Not to be copied. */
        LEFT_OUT,
        /** Void, or deleted on one side. */
        VOID;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Standing of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
