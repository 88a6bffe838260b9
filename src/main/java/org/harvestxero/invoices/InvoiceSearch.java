package org.harvestxero.invoices;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.harvestxero.api.Invoices.Wanted;
import org.harvestxero.invoices.EntryOrders.Order;
import org.harvestxero.store.invoice.InvoiceEntry;
import org.jspecify.annotations.Nullable;

/**
 * One look through the entries, in the order of the index that leaves the fewest; what else is wanted is seen to in each. It ends with the
 * page, or after a while: then it says how far it came.
 */
final class InvoiceSearch {
    private static final int MORE = 1_000;
    private static final long LONGEST_NANOS = 50_000_000;

    private final List<Order> orders;
    private final EntryMatch match;
    private final int most;
    private final LongSupplier nanos;
    private final List<InvoiceEntry> found = new ArrayList<>();
    private final Set<Long> ids = new HashSet<>();

    /** @param nanos a monotonic clock */
    InvoiceSearch(List<Order> orders, EntryMatch match, Wanted wanted, LongSupplier nanos) {
        this.orders = orders;
        this.match = match;
        this.most = wanted.page().most();
        this.nanos = nanos;
    }

    /**
     * What was found.
     *
     * @param next where to go on; empty at the end
     * @param backTo the day at which time was up; null where the page is full or all was looked at
     */
    record Result(
            List<InvoiceEntry> entries,
            String next,
            @Nullable LocalDate backTo) {}

    Result from(Place start) {
        long end = nanos.getAsLong() + LONGEST_NANOS;
        Place place = start.order() < orders.size() ? start : Place.FIRST;
        int reads = most + 1;
        Place lastFound = place;
        while (true) {
            Order order = orders.get(place.order());
            List<InvoiceEntry> read = order.reader().read(place, reads);
            for (InvoiceEntry entry : read) {
                place = new Place(place.order(), order.key().apply(entry), entry.sourceId());
                if (match.fits(entry) && !ids.contains(entry.sourceId())) {
                    if (found.size() == most) {
                        return new Result(found, lastFound.text(), null);
                    }
                    found.add(entry);
                    ids.add(entry.sourceId());
                    lastFound = place;
                }
            }
            if (read.size() < reads) {
                if (place.order() + 1 == orders.size()) {
                    return new Result(found, "", null);
                }
                place = new Place(place.order() + 1, "", 0);
            } else if (nanos.getAsLong() - end >= 0) {
                return new Result(found, place.text(), read.get(read.size() - 1).day());
            }
            reads = MORE;
        }
    }
}
