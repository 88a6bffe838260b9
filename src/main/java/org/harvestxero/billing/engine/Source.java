package org.harvestxero.billing.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.Origin;
import org.harvestxero.billing.TimeEntry;
import org.jspecify.annotations.Nullable;

/**
 * The time entry or expense something comes from.
 *
 * @param kind which of the two
 * @param id Harvest's number; unique within its kind
 * @param updatedAt Harvest's last change when this was billed
 * @param spentDate the day worked or spent
 * @param origin project, task or category, and person
 * @param notes what it was; null when nothing was written
 * @param receiptUrl where an expense's receipt is; null without one
 * @param currency what its worth is counted in
 */
public record Source(
        Kind kind,
        long id,
        Instant updatedAt,
        LocalDate spentDate,
        Origin origin,
        @Nullable String notes,
        @Nullable String receiptUrl,
        Currency currency) {
    /** What Harvest keeps it as. */
    public enum Kind {
        TIME_ENTRY,
        EXPENSE
    }

    static Source of(TimeEntry entry) {
        return new Source(
                Kind.TIME_ENTRY,
                entry.id(),
                entry.updatedAt(),
                entry.spentDate(),
                entry.origin(),
                entry.notes(),
                null,
                entry.currency());
    }

    static Source of(Expense expense, Currency currency) {
        return new Source(
                Kind.EXPENSE,
                expense.id(),
                expense.updatedAt(),
                expense.spentDate(),
                expense.origin(),
                expense.notes(),
                expense.receiptUrl(),
                currency);
    }
}
