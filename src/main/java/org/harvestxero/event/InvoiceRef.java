package org.harvestxero.event;

import org.jspecify.annotations.Nullable;

/**
 * An invoice in an event.
 *
 * @param harvestId null where the invoice has no twin in Harvest
 * @param draft our draft it was made of, such as D12; null of a copied one
 * @param xeroId null while it isn't known
 */
public record InvoiceRef(
        @Nullable Long harvestId,
        @Nullable String draft,
        @Nullable String number,
        @Nullable String xeroId,
        @Nullable ClientRef client) {
    public InvoiceRef {
        number = Words.cut(number, Words.NAME);
    }

    /**
     * An invoice, by the number under which its rows are kept.
     *
     * @param sourceId Harvest's id, or our draft's below zero where the invoice has no twin in Harvest
     */
    public static InvoiceRef of(
            long sourceId, @Nullable String number, @Nullable String xeroId, @Nullable ClientRef client) {
        return sourceId < 0
                ? new InvoiceRef(null, "D" + -sourceId, number, xeroId, client)
                : new InvoiceRef(sourceId, null, number, xeroId, client);
    }

    Subject subject() {
        if (harvestId != null) {
            return Subject.of(Subject.Type.INVOICE, harvestId);
        }
        String id = draft != null ? draft : xeroId != null ? xeroId : number;
        return new Subject(Subject.Type.INVOICE, id == null ? "?" : String.valueOf(Words.cut(id, Subject.LONGEST_ID)));
    }
}
