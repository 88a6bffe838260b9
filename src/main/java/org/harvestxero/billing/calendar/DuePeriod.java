package org.harvestxero.billing.calendar;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A period with the dates of its invoice.
 *
 * @param full the period as the cycle cuts it
 * @param covered the days of it that the agreement covers; for an opening run the full period before the start
 * @param kind whether work is billed or only the first fee in advance
 * @param billableFrom the moment it may be billed
 * @param issueDate date of the invoice
 * @param dueDate last day to pay, not before the issue date
 */
public record DuePeriod(
        BillingPeriod full,
        BillingPeriod covered,
        Kind kind,
        Instant billableFrom,
        LocalDate issueDate,
        LocalDate dueDate) {
    private static final String READY = "ready-";

    /** Where a period stands in the life of an agreement. */
    public enum Kind {
        /** Before the first period: bills fees in advance and no work. */
        OPENING,
        REGULAR,
        /** The agreement ends within it. */
        FINAL,
        /** Not a period of the calendar: days of work that people marked as ready to be billed before their period is. */
        READY
    }

    public boolean isOpening() {
        return kind == Kind.OPENING;
    }

    public boolean isFinal() {
        return kind == Kind.FINAL;
    }

    public boolean isReady() {
        return kind == Kind.READY;
    }

    /** Whether people and the database call a bill of marked work so. */
    public static boolean isReady(String label) {
        return label.startsWith(READY);
    }

    /** What people and the database call this run; an opening run has a name of its own, and so has each bill of marked work. */
    public String label() {
        if (isReady()) {
            return READY + billableFrom;
        }
        return isOpening() ? "opening-" + full.end().plusDays(1) : full.label();
    }
}
