package org.harvestxero.profitability;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.harvestxero.billing.Named;
import org.harvestxero.profit.IncomeDocument;
import org.harvestxero.profit.InvoicedWork;
import org.harvestxero.profit.Subject;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.xero.XeroSalesView;
import org.jspecify.annotations.Nullable;

/** Reads what a month was invoiced, and finds the work behind each invoice. */
final class IncomeReader {
    private final ConnectionStore store;
    private final SalesLists lists;

    IncomeReader(ConnectionStore store, SalesLists lists) {
        this.store = store;
        this.lists = lists;
    }

    /**
     * The approved invoices and credit notes of a month.
     *
     * @param base the company's currency
     * @param invoiced the month's own work that Harvest shows on invoices
     * @param notes gets what a person should know
     */
    List<IncomeDocument> read(YearMonth month, String base, List<InvoicedWork> invoiced, List<String> notes) {
        InvoiceOrigins origins = new InvoiceOrigins(store, new HarvestWorks(store, month, invoiced));
        List<XeroSalesView> shown =
                lists.ofMonth(month).stream().filter(XeroSalesView::counts).toList();
        Map<String, Link> links = new HashMap<>();
        for (Kind kind : List.of(Kind.INVOICE, Kind.CREDIT_NOTE)) {
            links.putAll(store.links()
                    .byTarget(
                            kind,
                            shown.stream().map(each -> each.identity().id()).toList()));
        }
        Map<String, Link> contacts = store.links()
                .byTarget(
                        Kind.CONTACT,
                        shown.stream()
                                .map(each -> each.contact().id())
                                .filter(id -> !id.isEmpty())
                                .distinct()
                                .toList());
        List<IncomeDocument> documents = new ArrayList<>();
        for (XeroSalesView each : shown) {
            BigDecimal rate = rate(each, base);
            if (rate == null || each.date() == null) {
                notes.add(each.identity().number() + " is left out: Xero shows no "
                        + (rate == null ? "rate of its currency" : "date") + ".");
                continue;
            }
            InvoiceOrigins.Found found = origins.of(links.get(each.identity().id()));
            documents.add(document(each, rate, client(each, contacts, found), found.origin()));
        }
        return documents;
    }

    private static @Nullable BigDecimal rate(XeroSalesView shown, String base) {
        String currency = shown.identity().currency();
        if (currency.isEmpty() || currency.equals(base)) {
            return BigDecimal.ONE;
        }
        BigDecimal rate = shown.rate();
        return rate == null || rate.signum() <= 0 ? null : rate;
    }

    /** Harvest's client that the invoice or the contact stands for; else the contact alone. */
    private static Named client(XeroSalesView shown, Map<String, Link> contacts, InvoiceOrigins.Found found) {
        if (found.client() != null) {
            return found.client();
        }
        String name = shown.contact().name();
        Link contact = contacts.get(shown.contact().id());
        return new Named(contact == null ? 0 : contact.sourceId(), name.isEmpty() ? Subject.UNASSIGNED : name);
    }

    private static IncomeDocument document(
            XeroSalesView shown, BigDecimal rate, Named client, IncomeDocument.Origin origin) {
        boolean credit = shown.identity().credit();
        return new IncomeDocument(
                new IncomeDocument.Identity(
                        shown.identity().id(),
                        shown.identity().number(),
                        credit,
                        Objects.requireNonNull(shown.date()),
                        shown.identity().currency()),
                client,
                rate,
                shown.lines().stream()
                        .map(line -> new IncomeDocument.Line(
                                line.account(), credit ? line.net().negate() : line.net()))
                        .toList(),
                origin);
    }
}
