package org.harvestxero.api;

/** What people look up of both sides' books and of the work on them. */
public record BooksDesk(
        ReconciledDays days,
        PaymentDesk payments,
        Sales sales,
        WorkLog log,
        Profit profit,
        Budgets budgets,
        Purchases purchases) {
    public BooksDesk with(Profit other) {
        return new BooksDesk(days, payments, sales, log, other, budgets, purchases);
    }
}
