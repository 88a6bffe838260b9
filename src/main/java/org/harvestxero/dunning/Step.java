package org.harvestxero.dunning;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One step of a dunning plan.
 *
 * @param name unique in its plan; what was done is remembered by it
 * @param day counted from the due date: -3 is three days before it, 1 the first day past due
 * @param least what must be open of the invoice, in its own currency, for the step to be taken
 * @param throughXero whether Xero mails the invoice instead of us; only for reminders of clients
 * @param template name of the words of the mail; null where none is sent
 */
public record Step(
        String name,
        int day,
        Deed deed,
        BigDecimal least,
        boolean throughXero,
        @Nullable String template) {
    /** The earliest and the latest day that a plan may name. */
    public static final int EARLIEST = -60;

    public static final int LATEST = 365;

    /** @throws IllegalArgumentException where it makes no sense, in words for who wrote it */
    public Step {
        if (day < EARLIEST || day > LATEST) {
            throw new IllegalArgumentException(
                    "a step lies from " + EARLIEST + " to " + LATEST + " days after the due date");
        }
        if (throughXero && deed != Deed.REMIND_CLIENT) {
            throw new IllegalArgumentException("only a reminder of the client can go through Xero");
        }
    }

    /** Whether it tells of an invoice that is not due yet, which makes no sense once it is. */
    public boolean isAhead() {
        return day < 0;
    }
}
