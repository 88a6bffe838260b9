package org.harvestxero.billing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * Work somebody logged on a day.
 *
 * @param id Harvest's number
 * @param updatedAt Harvest's last change; tells whether an entry changed after billing
 * @param spentDate the day worked
 * @param origin project, task and person
 * @param hours after Harvest's own rounding; what Harvest's invoices and reports use
 * @param tracked before that rounding
 * @param status flags that decide whether it may be billed
 * @param notes what was done; null or empty when nothing was written
 * @param billableRate Harvest's price of an hour; null when Harvest has none or hides it
 * @param currency the client's
 */
public record TimeEntry(
        long id,
        Instant updatedAt,
        LocalDate spentDate,
        Origin origin,
        Hours hours,
        Hours tracked,
        Status status,
        @Nullable String notes,
        @Nullable Rate billableRate,
        Currency currency) {
    /**
     * What Harvest says of an entry's readiness.
     *
     * @param billable may be charged
     * @param billed on a Harvest invoice already, or marked as invoiced there
     * @param running its timer is still going
     * @param approval how far it has come in approval
     */
    public record Status(boolean billable, boolean billed, boolean running, Approval approval) {}

    public boolean hasNotes() {
        return notes != null && !notes.isBlank();
    }
}
