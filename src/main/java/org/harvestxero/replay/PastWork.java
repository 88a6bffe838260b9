package org.harvestxero.replay;

import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.calendar.BillingPeriod;
import org.harvestxero.comparison.Invoiced;
import org.harvestxero.comparison.ReplayReport.Left;
import org.harvestxero.harvest.HarvestClientView;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.harvest.HarvestProjectView;
import org.harvestxero.harvest.HarvestReader;
import org.harvestxero.harvest.HarvestUnreadableException;
import org.harvestxero.harvest.HarvestUserView;
import org.harvestxero.harvest.WorkReader;
import org.harvestxero.mapping.document.SourceInvoice;
import org.jspecify.annotations.Nullable;

/**
 * What Harvest has of some days: people, work and the invoices that really went out. Read once for all clients and kept only as long
 * as one comparison.
 */
final class PastWork {
    private final Map<Long, List<String>> roles = new HashMap<>();
    private final Set<Long> fixedFee = new HashSet<>();
    private final Map<Long, Map<Long, HarvestElement>> entries = new HashMap<>();
    private final Map<Long, Map<Long, HarvestElement>> expenses = new HashMap<>();
    private final Map<Long, List<Dated>> invoices = new HashMap<>();
    private final List<Left> unreadable = new ArrayList<>();

    /** An invoice and the currency it is in. */
    record Dated(Invoiced invoice, Currency currency) {}

    /** @param currency null when Harvest doesn't say */
    record Client(Named named, @Nullable Currency currency) {}

    static List<Client> clients(Function<HarvestListRequest, List<HarvestElement>> harvest) {
        return harvest.apply(HarvestListRequest.of("/clients")).stream()
                .map(client -> new Client(
                        new Named(client.id(), client.name().orElse("")),
                        currency(HarvestClientView.of(client).currency())))
                .toList();
    }

    private static @Nullable Currency currency(@Nullable String code) {
        return Currency.getAvailableCurrencies().stream()
                .filter(currency -> currency.getCurrencyCode().equals(code))
                .findFirst()
                .orElse(null);
    }

    /**
     * @param work first and last day worked
     * @param issued first and last date of invoices
     * @param client null for all
     */
    static PastWork read(
            Function<HarvestListRequest, List<HarvestElement>> harvest,
            BillingPeriod work,
            BillingPeriod issued,
            @Nullable Named client) {
        PastWork past = new PastWork();
        harvest.apply(HarvestListRequest.of("/users"))
                .forEach(user ->
                        past.roles.put(user.id(), HarvestUserView.of(user).roles()));
        HarvestListRequest projects = HarvestListRequest.of("/projects");
        harvest.apply(client == null ? projects : projects.with("client_id", Long.toString(client.id()))).stream()
                .filter(project -> HarvestProjectView.of(project).hasFixedFee())
                .forEach(project -> past.fixedFee.add(project.id()));
        harvest.apply(list("/time_entries", work, client)).forEach(entry -> past.keep(past.entries, "entry", entry));
        harvest.apply(list("/expenses", work, client)).forEach(expense -> past.keep(past.expenses, "expense", expense));
        harvest.apply(list("/invoices", issued, client)).forEach(past::invoice);
        return past;
    }

    private static HarvestListRequest list(String path, BillingPeriod days, @Nullable Named client) {
        HarvestListRequest list = HarvestListRequest.of(path)
                .with("from", days.start().toString())
                .with("to", days.end().toString());
        return client == null ? list : list.with("client_id", Long.toString(client.id()));
    }

    private void keep(Map<Long, Map<Long, HarvestElement>> all, String what, HarvestElement work) {
        reading(
                what,
                work,
                element -> all.computeIfAbsent(WorkReader.client(element), first -> new LinkedHashMap<>())
                        .put(element.id(), element));
    }

    /** Drafts are no invoices yet. */
    private void invoice(HarvestElement node) {
        reading("invoice", node, element -> {
            SourceInvoice invoice = HarvestReader.invoice(element, null);
            if (invoice.state() != SourceInvoice.State.DRAFT) {
                Currency currency = Currency.getInstance(invoice.currency());
                invoices.computeIfAbsent(invoice.client().id(), first -> new ArrayList<>())
                        .add(new Dated(PastInvoiceReader.invoiced(invoice, element, currency), currency));
            }
        });
    }

    private void reading(String what, HarvestElement element, Consumer<HarvestElement> take) {
        try {
            take.accept(element);
        } catch (HarvestUnreadableException e) {
            unreadable.add(new Left(what + " " + element.label(), String.valueOf(e.getMessage())));
        }
    }

    /** The client's entries as if nobody had billed them yet. */
    List<TimeEntry> entries(Client client, Currency currency) {
        return open(entries, client, entry -> asOpen(WorkReader.timeEntry(entry, currency, roles, fixedFee)));
    }

    List<Expense> expenses(Client client, Currency currency) {
        return open(expenses, client, expense -> asOpen(WorkReader.expense(expense, currency, roles)));
    }

    private <T> List<T> open(
            Map<Long, Map<Long, HarvestElement>> all, Client client, Function<HarvestElement, T> read) {
        List<T> found = new ArrayList<>();
        all.getOrDefault(client.named().id(), Map.of())
                .values()
                .forEach(node -> reading("work", node, element -> found.add(read.apply(element))));
        return found;
    }

    /** Ids of the client's entries that Harvest does not mark as invoiced. */
    Set<Long> neverInvoiced(Client client) {
        Set<Long> ids = new HashSet<>();
        entries.getOrDefault(client.named().id(), Map.of()).forEach((id, entry) -> {
            if (!WorkReader.isBilled(entry)) {
                ids.add(id);
            }
        });
        return ids;
    }

    List<Dated> invoices(Client client) {
        return invoices.getOrDefault(client.named().id(), List.of());
    }

    /** What could not be read, and so is missing from the comparison. */
    List<Left> unreadable() {
        return List.copyOf(unreadable);
    }

    private static TimeEntry asOpen(TimeEntry entry) {
        return new TimeEntry(
                entry.id(),
                entry.updatedAt(),
                entry.spentDate(),
                entry.origin(),
                entry.hours(),
                entry.tracked(),
                asOpen(entry.status()),
                entry.notes(),
                entry.billableRate(),
                entry.currency());
    }

    private static Expense asOpen(Expense expense) {
        return new Expense(
                expense.id(),
                expense.updatedAt(),
                expense.spentDate(),
                expense.origin(),
                expense.cost(),
                expense.units(),
                asOpen(expense.status()),
                expense.notes(),
                expense.receiptUrl());
    }

    private static TimeEntry.Status asOpen(TimeEntry.Status status) {
        return new TimeEntry.Status(status.billable(), false, status.running(), status.approval());
    }
}
