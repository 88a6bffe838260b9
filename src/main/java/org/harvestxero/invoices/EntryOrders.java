package org.harvestxero.invoices;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.harvestxero.api.Invoices.Wanted;
import org.harvestxero.store.database.Stretch;
import org.harvestxero.store.invoice.InvoiceEntry;
import org.harvestxero.store.invoice.InvoiceEntry.Standing;
import org.harvestxero.store.invoice.InvoiceEntryTable;
import org.harvestxero.store.invoice.InvoiceEntryTable.Alike;

/** In which orders of the entries one looks for what is wanted: those that leave the fewest, the best first. */
final class EntryOrders {
    /** So many are looked at one by one; where there are more, the days are gone through for all of them. */
    private static final int FEW_CLIENTS = 8;

    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private final InvoiceEntryTable entries;
    private final Wanted wanted;
    private final List<Long> clients;

    private EntryOrders(InvoiceEntryTable entries, Wanted wanted, List<Long> clients) {
        this.entries = entries;
        this.wanted = wanted;
        this.clients = clients;
    }

    /** Gives the next entries behind a place. */
    interface Reader {
        List<InvoiceEntry> read(Place place, int most);
    }

    /** @param key of an entry in this order */
    record Order(Reader reader, Function<InvoiceEntry, String> key) {}

    /** @param clients whose name is wanted; empty where any is */
    static List<Order> of(InvoiceEntryTable entries, Wanted wanted, List<Long> clients) {
        EntryOrders orders = new EntryOrders(entries, wanted, clients);
        String number = EntryWriter.key(wanted.named().number());
        String order = EntryWriter.key(wanted.named().order());
        if (!number.isEmpty()) {
            return orders.byNumber(number);
        }
        if (!order.isEmpty()) {
            return List.of(new Order(
                    (place, most) -> entries.ordered(alike(order, place), most),
                    entry -> entry.named().order()));
        }
        return List.of(new Order(orders::byDay, entry -> entry.day().toString()));
    }

    /** Digits alone are looked for at the end of numbers first. */
    private List<Order> byNumber(String number) {
        Order beginning = new Order(
                (place, most) -> entries.numbered(alike(number, place), most),
                entry -> entry.named().key());
        return InvoiceEntryTable.isDigits(number)
                ? List.of(
                        new Order(
                                (place, most) ->
                                        entries.ending(number, place.isFirst() ? Long.MIN_VALUE : place.id(), most),
                                entry -> ""),
                        beginning)
                : List.of(beginning);
    }

    private static Alike alike(String start, Place place) {
        return place.isFirst() ? Alike.of(start) : new Alike(start, place.key(), place.id());
    }

    private List<InvoiceEntry> byDay(Place place, int most) {
        Stretch days = days(place);
        if (wanted.amount() != null) {
            return entries.ofAmount(wanted.amount(), days, most);
        }
        if (!clients.isEmpty() && clients.size() <= FEW_CLIENTS) {
            return clients.stream()
                    .flatMap(client -> entries.ofClient(client, days, most).stream())
                    .sorted(Comparator.comparing(InvoiceEntry::day)
                            .thenComparing(InvoiceEntry::sourceId)
                            .reversed())
                    .limit(most)
                    .toList();
        }
        return wanted.standing() == null
                ? entries.byDay(days, most)
                : entries.ofStanding(Standing.valueOf(wanted.standing().name()), days, most);
    }

    private Stretch days(Place place) {
        LocalDate from =
                wanted.days().from() == null ? FIRST_DAY : wanted.days().from();
        LocalDate to = wanted.days().to() == null ? LAST_DAY : wanted.days().to();
        if (place.isFirst()) {
            return new Stretch(from, to, Long.MAX_VALUE);
        }
        try {
            LocalDate last = LocalDate.parse(place.key());
            return last.isAfter(to) ? new Stretch(from, to, Long.MAX_VALUE) : new Stretch(from, last, place.id());
        } catch (DateTimeException e) {
            return new Stretch(from, to, Long.MAX_VALUE);
        }
    }
}
