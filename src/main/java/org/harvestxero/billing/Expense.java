package org.harvestxero.billing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Money somebody spent for a client.
 *
 * @param id Harvest's number
 * @param updatedAt Harvest's last change
 * @param spentDate the day it was spent
 * @param origin project, category and person
 * @param cost what it cost, in the currency it is kept in
 * @param units how many of the category's unit, such as kilometres; null when there is none
 * @param status billable, billed and approval; an expense never runs
 * @param notes what it was for; null or empty when nothing was written
 * @param receiptUrl where Harvest keeps the receipt; null without one
 */
public record Expense(
        long id,
        Instant updatedAt,
        LocalDate spentDate,
        Origin origin,
        Money cost,
        @Nullable BigDecimal units,
        TimeEntry.Status status,
        @Nullable String notes,
        @Nullable String receiptUrl) {
    public boolean hasNotes() {
        return notes != null && !notes.isBlank();
    }
}
