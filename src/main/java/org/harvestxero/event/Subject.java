package org.harvestxero.event;

import java.util.Locale;

/**
 * What an event is about. Events about one subject reach each hook in the order they happened.
 *
 * @param id the id in Harvest where the subject has one there; else one of ours
 */
public record Subject(Type type, String id) {
    /** The longest id there is room for. */
    public static final int LONGEST_ID = 100;

    /** What kind of thing it is. */
    public enum Type {
        INVOICE,
        PAYMENT,
        CREDIT_NOTE,
        CONTACT,
        EXPENSE,
        BILL,
        SPEND,
        MAIL,
        DRAFT,
        PERIOD,
        CLIENT,
        PROJECT,
        PHASE,
        CONNECTION;

        /** The word in tables and messages, such as {@code credit-note}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        public String toString() {
            return code();
        }
    }

    public Subject {
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            throw new IllegalArgumentException(
                    "The id of what an event is about has 1 to " + LONGEST_ID + " characters");
        }
    }

    public static Subject of(Type type, long id) {
        return new Subject(type, String.valueOf(id));
    }

    /**
     * An invoice, by the number under which its rows are kept.
     *
     * @param sourceId Harvest's id, or our draft's below zero where the invoice has no twin in Harvest
     */
    public static Subject invoice(long sourceId) {
        return sourceId < 0 ? new Subject(Type.INVOICE, "D" + -sourceId) : of(Type.INVOICE, sourceId);
    }
}
