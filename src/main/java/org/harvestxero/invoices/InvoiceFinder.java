package org.harvestxero.invoices;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.harvestxero.api.Invoices;
import org.harvestxero.api.PublicIds;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.invoice.InvoiceEntry;
import org.harvestxero.store.invoice.StandingInvoices.Sides;

/** Finds invoices in the tables that {@link InvoiceIndex} keeps; how they stand is read of the ledger itself. */
public final class InvoiceFinder implements Invoices {
    /** More clients of one name than this are not looked for. */
    private static final int MOST_CLIENTS = 1_000;

    private static final int MOST = 500;

    private final ConnectionStore store;
    private final InvoiceIndex index;
    private final Links links;
    private final LongSupplier nanos;
    private volatile boolean kept;

    /** @param nanos a monotonic clock */
    public InvoiceFinder(ConnectionStore store, Links links, LongSupplier nanos) {
        this.store = store;
        this.links = links;
        this.nanos = nanos;
        this.index = new InvoiceIndex(store, nanos);
    }

    /**
     * Addresses of pages.
     *
     * @param harvest where people open Harvest; empty while that is not known
     * @param xero by what it is there and Xero's id
     */
    public record Links(Supplier<Optional<String>> harvest, BiFunction<Kind, String, String> xero) {}

    @Override
    public void keepLooking() {
        kept = true;
    }

    @Override
    public void look() {
        kept = true;
        index.look();
    }

    @Override
    public Found find(Wanted wanted) {
        if (!kept) {
            index.lookAtAll();
        }
        String named = EntryWriter.key(wanted.named().client());
        List<Long> clients =
                named.isEmpty() ? List.of() : store.invoices().clients().named(named, MOST_CLIENTS + 1);
        boolean many = clients.size() > MOST_CLIENTS;
        if (!named.isEmpty() && clients.isEmpty()) {
            return new Found(List.of(), "", new Reach(isWhole(), false, null));
        }
        List<Long> looked = many ? clients.subList(0, MOST_CLIENTS) : clients;
        Wanted bounded = wanted.with(new Page(
                wanted.page().after(), Math.max(1, Math.min(MOST, wanted.page().most()))));
        InvoiceSearch.Result result = new InvoiceSearch(
                        EntryOrders.of(store.invoices().entries(), bounded, looked),
                        new EntryMatch(bounded, looked),
                        bounded,
                        nanos)
                .from(Place.of(bounded.page().after()));
        return new Found(rows(result.entries()), result.next(), new Reach(isWhole(), many, result.backTo()));
    }

    private boolean isWhole() {
        return !kept || index.isWhole();
    }

    private List<Row> rows(List<InvoiceEntry> entries) {
        Map<Long, Sides> sides = store.invoices()
                .standing()
                .sides(entries.stream().map(InvoiceEntry::sourceId).toList());
        Optional<String> harvest = links.harvest().get();
        return entries.stream()
                .map(entry -> row(entry, Objects.requireNonNull(sides.get(entry.sourceId())), harvest))
                .toList();
    }

    private Row row(InvoiceEntry entry, Sides sides, Optional<String> harvest) {
        long id = entry.sourceId();
        String source = Objects.requireNonNullElse("gone".equals(sides.ledger()) ? "deleted" : sides.source(), "");
        String xero = Objects.requireNonNullElse(sides.status(), "");
        return new Row(
                id < 0 ? PublicIds.draft(-id) : Long.toString(id),
                entry.named().number(),
                entry.named().client(),
                entry.day(),
                entry.money().amount(),
                entry.money().currency(),
                Standing.valueOf(entry.standing().name()),
                id < 0
                        ? Side.NONE
                        : new Side(
                                source,
                                harvest.map(address -> address + "/invoices/" + id)
                                        .orElse("")),
                sides.kind() == null || sides.targetId() == null
                        ? Side.NONE
                        : new Side(xero, links.xero().apply(sides.kind(), sides.targetId())));
    }
}
