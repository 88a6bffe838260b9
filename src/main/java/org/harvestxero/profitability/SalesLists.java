package org.harvestxero.profitability;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.journal.JournalSides;
import org.harvestxero.xero.XeroListRequest;
import org.harvestxero.xero.XeroSalesView;

/** Reads lists of sales invoices and credit notes from Xero to their end. */
final class SalesLists {
    /** More pages than any month has; a list that never ends is no list. */
    private static final int MOST_PAGES = 1000;

    private final JournalSides sides;

    SalesLists(JournalSides sides) {
        this.sides = sides;
    }

    /** What is dated in the month, each document once. */
    Collection<XeroSalesView> ofMonth(YearMonth month) {
        return read(XeroSalesView.ofMonth(month));
    }

    /** What was changed since, whatever its month; invoices without their lines. */
    Collection<XeroSalesView> changedSince(Instant since) {
        return read(XeroSalesView.changedSince(since));
    }

    private Collection<XeroSalesView> read(List<XeroListRequest> lists) {
        Map<String, XeroSalesView> shown = new LinkedHashMap<>();
        for (XeroListRequest list : lists) {
            boolean more = true;
            for (int page = 1; more; page++) {
                if (page > MOST_PAGES) {
                    throw new IllegalStateException("Xero's list " + list.path() + " does not end");
                }
                XeroSalesView.Page read = XeroSalesView.page(sides.read(list.request(page)), list, page);
                read.documents().forEach(each -> shown.put(each.identity().id(), each));
                more = read.full();
            }
        }
        return shown.values();
    }
}
