package org.harvestxero.overdue;

import java.time.Instant;
import java.time.YearMonth;
import org.harvestxero.api.Sales;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.overdue.SalesTotals;

/** Adds up what {@link ReceivableLists} kept. */
public final class SalesBook implements Sales {
    private final ConnectionStore store;

    public SalesBook(ConnectionStore store) {
        this.store = store;
    }

    @Override
    public Report of(YearMonth from, YearMonth to, int most) {
        SalesTotals totals = store.overdue().sales();
        return new Report(
                store.watermarks()
                        .find(ReceivableLists.WATERMARK)
                        .map(Instant::parse)
                        .orElse(null),
                totals.months(from.atDay(1), to.atEndOfMonth()).stream()
                        .map(each -> new Month(each.month(), sum(each.sum())))
                        .toList(),
                totals.clients(from.atDay(1), to.atEndOfMonth(), most).stream()
                        .map(each -> new Client(each.name(), sum(each.sum())))
                        .toList());
    }

    private static Sum sum(SalesTotals.Sum of) {
        return new Sum(of.currency(), of.invoices(), of.total(), of.paid(), of.due());
    }
}
