package org.harvestxero.event;

import org.jspecify.annotations.Nullable;

/**
 * What can't be copied.
 *
 * @param failedId by which people name it, such as F7
 * @param type what it is: an invoice, or what belongs to one
 * @param harvestId null where it has no twin in Harvest
 * @param number the invoice's number; null where it has none
 */
public record FailedDocument(
        String failedId,
        Subject.Type type,
        @Nullable Long harvestId,
        @Nullable String number) {
    public FailedDocument {
        number = Words.cut(number, Words.NAME);
    }

    Subject subject() {
        return harvestId == null ? new Subject(type, failedId) : Subject.of(type, harvestId);
    }
}
