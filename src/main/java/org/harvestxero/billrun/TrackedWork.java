package org.harvestxero.billrun;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.harvest.HarvestProjectView;
import org.harvestxero.harvest.HarvestUnreadableException;
import org.harvestxero.harvest.HarvestUserView;
import org.harvestxero.harvest.WorkReader;
import org.jspecify.annotations.Nullable;

/**
 * Time entries and expenses as Harvest's lists showed them, by client and each once, however the lists shifted while they were read.
 * Lives as long as one bill run. People and projects have to be taken first: roles and fixed fees go with the work.
 */
public final class TrackedWork {
    private final Map<Long, Currency> clients;
    private final Map<Long, Map<Long, TimeEntry>> entries = new HashMap<>();
    private final Map<Long, Map<Long, Expense>> expenses = new HashMap<>();
    private final Map<Long, List<String>> roles = new HashMap<>();
    private final Set<Long> fixedFee = new HashSet<>();
    private final Map<Long, Unreadable> unreadable = new HashMap<>();
    private final List<String> ownerless = new ArrayList<>();

    /** @param clients with their currencies; work of others is passed over */
    TrackedWork(Map<Long, Currency> clients) {
        this.clients = Map.copyOf(clients);
    }

    /**
     * Something of a client that can't be read.
     *
     * @param what such as {@code time entry 4711}
     * @param words why
     */
    record Unreadable(String what, String words) {}

    void take(HarvestPage page) {
        switch (page.array()) {
            case "users" ->
                page.elements()
                        .forEach(user ->
                                roles.put(user.id(), HarvestUserView.of(user).roles()));
            case "projects" ->
                page.elements().stream()
                        .filter(project -> HarvestProjectView.of(project).hasFixedFee())
                        .forEach(project -> fixedFee.add(project.id()));
            case "time_entries" ->
                page.elements()
                        .forEach(node -> keep(
                                "time entry",
                                node,
                                entries,
                                (entry, currency, people) -> WorkReader.timeEntry(entry, currency, people, fixedFee)));
            case "expenses" -> page.elements().forEach(node -> keep("expense", node, expenses, WorkReader::expense));
            default -> throw new IllegalArgumentException("Billing reads no " + page.array());
        }
    }

    private interface Reader<T> {
        T read(HarvestElement node, Currency currency, Map<Long, List<String>> roles);
    }

    private <T> void keep(String kind, HarvestElement node, Map<Long, Map<Long, T>> all, Reader<T> reader) {
        String what = kind + " " + node.label();
        Long client = ownerOf(what, node);
        @Nullable Currency currency = client == null ? null : clients.get(client);
        if (client == null || currency == null) {
            return;
        }
        try {
            all.computeIfAbsent(client, first -> new LinkedHashMap<>())
                    .put(node.id(), reader.read(node, currency, roles));
        } catch (HarvestUnreadableException e) {
            unreadable.putIfAbsent(client, new Unreadable(what, "the field " + e.field() + " is " + e.value()));
        }
    }

    private @Nullable Long ownerOf(String what, HarvestElement node) {
        try {
            return WorkReader.client(node);
        } catch (HarvestUnreadableException e) {
            ownerless.add("It can't be told whose " + what + " is: the field " + e.field() + " is " + e.value() + ".");
            return null;
        }
    }

    /** What can't even be told whose it is, a sentence each. */
    List<String> ownerless() {
        return List.copyOf(ownerless);
    }

    /** The first thing of the client that can't be read. */
    Optional<Unreadable> unreadable(long client) {
        return Optional.ofNullable(unreadable.get(client));
    }

    public Collection<TimeEntry> entries(long client) {
        return entries.getOrDefault(client, Map.of()).values();
    }

    public Collection<Expense> expenses(long client) {
        return expenses.getOrDefault(client, Map.of()).values();
    }
}
