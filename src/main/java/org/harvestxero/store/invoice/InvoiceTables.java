package org.harvestxero.store.invoice;

import org.springframework.jdbc.core.JdbcTemplate;

/** The tables invoices of one connection are searched in. */
public record InvoiceTables(
        InvoiceEntryTable entries,
        InvoiceClientTable clients,
        InvoiceSearchTable search,
        StandingInvoices standing,
        StoryRows story) {
    public static InvoiceTables of(String connection, JdbcTemplate jdbc) {
        return new InvoiceTables(
                new InvoiceEntryTable(connection, jdbc),
                new InvoiceClientTable(connection, jdbc),
                new InvoiceSearchTable(connection, jdbc),
                new StandingInvoices(connection, jdbc),
                new StoryRows(connection, jdbc));
    }
}
