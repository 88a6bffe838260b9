package org.harvestxero.store.event;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What is told of one connection's invoices.
 *
 * @param known invoices as they are named in events
 * @param payments what was paid of them, told once
 */
public record InvoiceNews(KnownInvoices known, PaymentNews payments) {
    public static InvoiceNews of(String connection, JdbcTemplate jdbc, EventTable events) {
        KnownInvoices known = new KnownInvoices(connection, jdbc);
        return new InvoiceNews(known, new PaymentNews(connection, jdbc, events, known));
    }
}
