package org.harvestxero.contacts;

import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aContact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedFilter;

/** The program with clients and contacts that follow each other. */
final class ContactsScenario implements AutoCloseable {
    final TestClock clock = TestClock.at("2026-10-05T08:00:00Z");
    final CopyScenario copy;

    ContactsScenario(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("contacts.follow", "true", "contacts.create", "at-once"));
        all.putAll(settings);
        copy = CopyScenario.start(clock, all);
        copy.scheduled();
        clock.jump(Duration.ofMinutes(10));
    }

    /** A client with one person, and its contact in Xero. */
    long client(String name) {
        long client = copy.harvest()
                .add(aClient(name).address("1 Sample Street\nSampleton").currency("USD"));
        copy.harvest()
                .add(aContact(client, "Ada", "Able")
                        .email("ada@" + name.toLowerCase(Locale.ROOT) + ".example")
                        .recipient());
        cycle();
        cycle();
        return client;
    }

    /** One cycle as the schedule starts it, ten minutes after the one before. */
    void cycle() {
        copy.scheduled();
        clock.jump(Duration.ofMinutes(10));
    }

    JsonNode contact(String name) {
        return copy.xero().contacts().stream()
                .filter(contact -> contact.path("Name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No contact " + name + " among " + names()));
    }

    List<String> names() {
        return copy.xero().contacts().stream()
                .map(contact -> contact.path("Name").asText())
                .toList();
    }

    JsonNode inHarvest(long client) {
        return copy.harvest().get("/clients/" + client);
    }

    JsonNode people(long client) {
        return copy.harvest().get("/contacts?client_id=" + client).path("contacts");
    }

    void editInXero(String name, ObjectNode fields) {
        copy.xero().editContact(UUID.fromString(contact(name).path("ContactID").asText()), fields);
    }

    static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }

    void editInHarvest(String path, Map<String, ?> changes) {
        copy.harvest().edit(path, changes);
    }

    List<FailedCopy> failed() {
        return copy.copyService().failedCopies(FailedFilter.STANDING).stream().toList();
    }

    /** Calls of the next cycle. */
    List<String> callsOfCycle() {
        copy.harvest().clearCalls();
        copy.xero().clearLog();
        cycle();
        List<String> calls = new ArrayList<>();
        copy.harvest().requests().forEach(request -> calls.add("harvest " + request.method() + " " + request.path()));
        copy.xero().requests().forEach(request -> calls.add("xero " + request.method() + " " + request.path()));
        return calls;
    }

    @Override
    public void close() {
        copy.close();
    }
}
