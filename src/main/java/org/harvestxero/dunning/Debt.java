package org.harvestxero.dunning;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a client owes by one invoice.
 *
 * @param id Xero's id of the invoice
 * @param number as people see it
 */
public record Debt(String id, String number, Debtor debtor, Dates dates, Amounts amounts) {
    /**
     * Who owes it.
     *
     * @param clientId Harvest's; null where no client of Harvest is known
     * @param contactId Xero's
     */
    public record Debtor(@Nullable Long clientId, String contactId, String name) {
        /** The same for all invoices of one client. */
        public String key() {
            return clientId == null ? contactKey() : "client-" + clientId;
        }

        /** The same for all invoices of one contact in Xero. */
        public String contactKey() {
            return "contact-" + contactId;
        }
    }

    /** @param due the last day on which it is paid in time */
    public record Dates(LocalDate issued, LocalDate due) {}

    /**
     * With tax, in the invoice's currency.
     *
     * @param due what is left to pay
     */
    public record Amounts(String currency, BigDecimal total, BigDecimal due) {}

    public BigDecimal due() {
        return amounts.due();
    }

    public String currency() {
        return amounts.currency();
    }

    /** Days past the due date: 1 on the first of them, negative before. */
    public long daysPast(LocalDate today) {
        return ChronoUnit.DAYS.between(dates.due(), today);
    }

    public boolean isPaid() {
        return amounts.due().signum() <= 0;
    }

    /** The same with what is left to pay now. */
    public Debt owing(BigDecimal due) {
        return new Debt(id, number, debtor, dates, new Amounts(amounts.currency(), amounts.total(), due));
    }
}
