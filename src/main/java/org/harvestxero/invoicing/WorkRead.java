package org.harvestxero.invoicing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.harvest.HarvestReader;
import org.harvestxero.harvest.HarvestUnreadableException;
import org.harvestxero.harvest.WorkReader;

/**
 * Time entries and expenses as Harvest's lists showed them, by client and each once, however the lists shifted while they were read.
 * Lives as long as one look.
 */
public final class WorkRead {
    private final Set<Long> clients;
    private final Map<Long, Map<Long, JsonNode>> entries = new HashMap<>();
    private final Map<Long, Map<Long, JsonNode>> expenses = new HashMap<>();
    private final Map<Long, List<String>> roles = new HashMap<>();
    private final List<String> unreadable = new ArrayList<>();

    /** @param clients work of others is passed over */
    WorkRead(Set<Long> clients) {
        this.clients = Set.copyOf(clients);
    }

    void take(HarvestPage page) {
        switch (page.array()) {
            case "users" -> page.elements().forEach(user -> roles.put(HarvestReader.id(user), WorkReader.roles(user)));
            case "time_entries" -> page.elements().forEach(entry -> keep(entries, entry));
            case "expenses" -> page.elements().forEach(expense -> keep(expenses, expense));
            default -> throw new IllegalArgumentException("Billing reads no " + page.array());
        }
    }

    private void keep(Map<Long, Map<Long, JsonNode>> all, JsonNode work) {
        try {
            long client = WorkReader.client(work);
            if (clients.contains(client)) {
                all.computeIfAbsent(client, first -> new LinkedHashMap<>()).put(HarvestReader.id(work), work);
            }
        } catch (HarvestUnreadableException e) {
            unreadable.add(work.path("id").asText("without an id") + ": the field " + e.field() + " is " + e.value());
        }
    }

    /** What can't even be told whose it is, in words. */
    List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    /** The client's time entries as Harvest sent them. */
    public Collection<JsonNode> entries(long client) {
        return entries.getOrDefault(client, Map.of()).values();
    }

    /** The client's expenses as Harvest sent them. */
    public Collection<JsonNode> expenses(long client) {
        return expenses.getOrDefault(client, Map.of()).values();
    }

    /** Roles by person. */
    public Map<Long, List<String>> roles() {
        return roles;
    }
}
