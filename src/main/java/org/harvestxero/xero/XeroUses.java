package org.harvestxero.xero;

/**
 * What is done in Xero beyond invoices, their contacts and the set-up they need.
 *
 * @param payments whether payments are recorded; they are read in any case
 * @param attachments whether files are attached to invoices and bills
 * @param spending whether money spent is booked on bank accounts
 * @param journals whether manual journals are made
 * @param payroll whether timesheets go to payroll
 */
public record XeroUses(boolean payments, boolean attachments, boolean spending, boolean journals, boolean payroll) {
    /** Nothing is spent, no journal made, nobody paid. */
    public XeroUses(boolean payments, boolean attachments) {
        this(payments, attachments, false, false, false);
    }
}
