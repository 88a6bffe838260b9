package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was invoiced, by Xero's sales invoices as they were last read. */
public interface Sales {
    /** Approved invoices issued in these months, both included. @param most clients in all, those with the most first */
    Report of(YearMonth from, YearMonth to, int most);

    /**
     * @param readAt Xero's lists were read up to then; null while they never were
     * @param months in which anything was issued, by month and currency
     * @param clients by currency, those with the most first
     */
    record Report(@Nullable Instant readAt, List<Month> months, List<Client> clients) {
        public Report {
            months = List.copyOf(months);
            clients = List.copyOf(clients);
        }
    }

    /** In one currency, with tax. @param paid by payments @param due what is left to pay now */
    record Sum(String currency, long invoices, BigDecimal total, BigDecimal paid, BigDecimal due) {}

    record Month(YearMonth month, Sum sum) {}

    record Client(String name, Sum sum) {}
}
