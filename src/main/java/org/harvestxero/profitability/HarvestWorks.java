package org.harvestxero.profitability;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.harvestxero.harvest.HarvestInvoicedView;
import org.harvestxero.profit.InvoicedWork;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.profit.ProfitNameTable;
import org.jspecify.annotations.Nullable;

/** Finds the work on Harvest's invoices among the months that were read. */
final class HarvestWorks {
    private final ConnectionStore store;
    private final YearMonth month;
    private final List<InvoicedWork> own;
    private final ProfitNameTable.Names names;
    private final Set<YearMonth> read;

    /** @param month that is being read @param own work of it that is on invoices */
    HarvestWorks(ConnectionStore store, YearMonth month, List<InvoicedWork> own) {
        this.store = store;
        this.month = month;
        this.own = own;
        this.names = store.monthEnd().profit().names().all();
        this.read = new HashSet<>(store.monthEnd().profit().months().all().keySet());
        this.read.add(month);
    }

    /** @param complete whether all months of the invoice's period were read, so that nothing of it is missing */
    record Known(List<InvoicedWork> works, boolean complete) {}

    /** @param invoice Harvest's id */
    Known of(long invoice, HarvestInvoicedView.Period period) {
        List<InvoicedWork> works =
                new ArrayList<>(store.monthEnd().profit().invoiced().of(invoice, month, names));
        own.stream().filter(work -> work.invoice() == invoice).forEach(works::add);
        return new Known(works, isRead(period.start(), period.end()));
    }

    private boolean isRead(@Nullable LocalDate start, @Nullable LocalDate end) {
        if (start == null || end == null || end.isBefore(start)) {
            return false;
        }
        YearMonth last = YearMonth.from(end);
        for (YearMonth each = YearMonth.from(start); !each.isAfter(last); each = each.plusMonths(1)) {
            if (!read.contains(each)) {
                return false;
            }
        }
        return true;
    }
}
