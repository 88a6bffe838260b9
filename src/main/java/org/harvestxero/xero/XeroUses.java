package org.harvestxero.xero;

/**
 * What is done in Xero beyond invoices, their contacts and the set-up they need.
 *
 * @param payments whether payments are recorded; they are read in any case
 * @param attachments whether files are attached to invoices and bills
 * @param spending whether money spent is booked on bank accounts
 * @param journals whether manual journals are made
 */
public record XeroUses(boolean payments, boolean attachments, boolean spending, boolean journals) {
    /** Nothing is spent, and no journal made. */
    public XeroUses(boolean payments, boolean attachments) {
        this(payments, attachments, false, false);
    }
}
