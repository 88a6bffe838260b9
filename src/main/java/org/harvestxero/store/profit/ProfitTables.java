package org.harvestxero.store.profit;

import java.time.Clock;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables about what work earned, of one connection. */
public record ProfitTables(
        ProfitMonthTable months,
        ProfitFactTable facts,
        Invoices documents,
        ProfitNameTable names,
        SettledEntries settled,
        ProfitAccruedTable accrued,
        Told told) {
    /** What was invoiced. @param xero documents that revenue comes from @param work that Harvest shows on its invoices */
    public record Invoices(ProfitInvoiceTable xero, ProfitInvoicedTable work) {}

    public ProfitInvoiceTable invoices() {
        return documents.xero();
    }

    public ProfitInvoicedTable invoiced() {
        return documents.work();
    }

    /** What people were told. */
    public record Told(BudgetToldTable budgets, ProfitMailTable mails) {}

    public static ProfitTables of(String connection, JdbcTemplate jdbc, Clock clock) {
        return new ProfitTables(
                new ProfitMonthTable(connection, jdbc, clock),
                new ProfitFactTable(connection, jdbc),
                new Invoices(new ProfitInvoiceTable(connection, jdbc), new ProfitInvoicedTable(connection, jdbc)),
                new ProfitNameTable(connection, jdbc),
                new SettledEntries(connection, jdbc),
                new ProfitAccruedTable(connection, jdbc, clock),
                new Told(new BudgetToldTable(connection, jdbc, clock), new ProfitMailTable(connection, jdbc, clock)));
    }
}
