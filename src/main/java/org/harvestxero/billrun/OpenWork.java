package org.harvestxero.billrun;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.harvest.HarvestClientView;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.harvest.HarvestProjectView;
import org.harvestxero.harvest.HarvestUnreadableException;
import org.harvestxero.harvest.HarvestUserView;
import org.harvestxero.harvest.WorkReader;

/**
 * What Harvest shows as not billed up to a day, and what it shows on invoices dated later, by client. No more than a month's work is held
 * as Harvest sent it.
 */
final class OpenWork {
    private static final int DAYS_AT_ONCE = 31;

    private final Function<HarvestListRequest, List<HarvestElement>> harvest;
    private final LocalDate from;
    private final LocalDate day;
    private final Map<Long, UnbilledClient> clients;
    private final Map<Long, Work> open = new TreeMap<>();
    private final Map<Long, Work> later = new TreeMap<>();
    private final Map<Long, List<String>> roles = new HashMap<>();
    private final Set<Long> fixedFee = new HashSet<>();
    private final List<String> notes = new ArrayList<>();

    /** A client's, each once. */
    record Work(Map<Long, TimeEntry> entries, Map<Long, Expense> expenses) {
        static final Work NONE = new Work(Map.of(), Map.of());

        static Work empty() {
            return new Work(new LinkedHashMap<>(), new LinkedHashMap<>());
        }

        /** That of earlier days. */
        Work before(LocalDate first) {
            Work some = empty();
            entries.forEach((id, entry) -> {
                if (entry.spentDate().isBefore(first)) {
                    some.entries.put(id, entry);
                }
            });
            expenses.forEach((id, expense) -> {
                if (expense.spentDate().isBefore(first)) {
                    some.expenses.put(id, expense);
                }
            });
            return some;
        }
    }

    /** @param notes on those that can't be read */
    record Clients(List<UnbilledClient> all, List<String> notes) {}

    private OpenWork(
            Function<HarvestListRequest, List<HarvestElement>> harvest,
            Clients clients,
            LocalDate from,
            LocalDate day) {
        this.harvest = harvest;
        this.clients = clients.all().stream()
                .collect(Collectors.toMap(client -> client.named().id(), client -> client, (one, other) -> other));
        this.notes.addAll(clients.notes());
        this.from = from;
        this.day = day;
    }

    /**
     * @param harvest gives all elements of a list
     * @param from work of earlier days is not looked at
     * @param nonBillable whether work that Harvest calls non-billable is wanted of a client, by its id
     */
    static OpenWork read(
            Function<HarvestListRequest, List<HarvestElement>> harvest,
            Clients clients,
            LocalDate from,
            LocalDate day,
            Predicate<Long> nonBillable) {
        OpenWork work = new OpenWork(harvest, clients, from, day);
        harvest.apply(HarvestListRequest.of("/users"))
                .forEach(user ->
                        work.roles.put(user.id(), HarvestUserView.of(user).roles()));
        harvest.apply(HarvestListRequest.of("/projects")).stream()
                .filter(project -> HarvestProjectView.of(project).hasFixedFee())
                .forEach(project -> work.fixedFee.add(project.id()));
        work.inSpans(Map.of("is_billed", "false"), node -> work.keep(node, work.open, nonBillable));
        work.onLaterInvoices();
        return work;
    }

    /** All that Harvest shows, each once. */
    static Clients clients(Function<HarvestListRequest, List<HarvestElement>> harvest) {
        Map<Long, UnbilledClient> all = new TreeMap<>();
        List<String> notes = new ArrayList<>();
        for (HarvestElement node : harvest.apply(HarvestListRequest.of("/clients"))) {
            Named named = new Named(node.id(), node.name().orElse(""));
            String code = HarvestClientView.of(node).currency();
            try {
                all.put(named.id(), new UnbilledClient(named, Currency.getInstance(code == null ? "" : code)));
            } catch (IllegalArgumentException e) {
                notes.add("Left out: " + named.name()
                        + ", since Harvest does not say in which currency they are billed.");
            }
        }
        return new Clients(List.copyOf(all.values()), notes);
    }

    private void inSpans(Map<String, String> query, Consumer<HarvestElement> taker) {
        for (String path : List.of("/time_entries", "/expenses")) {
            new HarvestListRequest(path, query)
                    .between(from, day, DAYS_AT_ONCE)
                    .forEach(list -> harvest.apply(list).forEach(taker));
        }
    }

    /** What was invoiced in Harvest since: at the day's end it was not. */
    private void onLaterInvoices() {
        Map<Long, Set<Long>> invoices = new TreeMap<>();
        for (HarvestElement invoice : harvest.apply(
                HarvestListRequest.of("/invoices").with("from", day.plusDays(1).toString()))) {
            try {
                invoices.computeIfAbsent(WorkReader.client(invoice), first -> new HashSet<>())
                        .add(invoice.id());
            } catch (HarvestUnreadableException e) {
                notes.add("Left out: invoice " + invoice.label() + ", which can't be read (" + e.getMessage() + ").");
            }
        }
        invoices.forEach((client, ids) -> inSpans(Map.of("is_billed", "true", "client_id", client.toString()), node -> {
            OptionalLong on = WorkReader.invoice(node);
            if (on.isPresent() && ids.contains(on.getAsLong())) {
                keep(node, later, each -> false);
            }
        }));
    }

    private void keep(HarvestElement node, Map<Long, Work> all, Predicate<Long> nonBillable) {
        try {
            UnbilledClient client = clients.get(WorkReader.client(node));
            if (client == null) {
                return;
            }
            boolean wanted = nonBillable.test(client.named().id());
            Work of = all.computeIfAbsent(client.named().id(), first -> Work.empty());
            if (WorkReader.isExpense(node)) {
                Expense expense = WorkReader.expense(node, client.currency(), roles);
                if (expense.status().billable() || wanted) {
                    of.expenses().put(expense.id(), expense);
                }
            } else {
                TimeEntry entry = WorkReader.timeEntry(node, client.currency(), roles, fixedFee);
                if (entry.status().billable() || wanted) {
                    of.entries().put(entry.id(), entry);
                }
            }
        } catch (HarvestUnreadableException e) {
            notes.add("Left out: " + (WorkReader.isExpense(node) ? "expense " : "time entry ") + node.label()
                    + ", which can't be read: the field " + e.field() + " is " + e.value() + ".");
        }
    }

    /** What is not billed in Harvest. */
    Work open(long client) {
        return open.getOrDefault(client, Work.NONE);
    }

    /** What stands on an invoice of Harvest's that is dated after the day. */
    Work later(long client) {
        return later.getOrDefault(client, Work.NONE);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
