package org.harvestxero.copy.expense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aUser;
import static org.harvestxero.sandbox.harvest.Builders.anExpense;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.sandbox.harvest.ExpenseBuilder;
import org.harvestxero.sandbox.harvest.HarvestSandbox;

/** An agency whose people spend money, between the two sandboxes, on 3 November 2026. */
public final class ExpenseDesk implements AutoCloseable {
    public static final String MAPPINGS = """
            expenses:
              contacts: create
              receipts: ignored
              rules:
                - when: {category: Meals}
                  use: {account: "493", taxType: INPUT2}
                - when: {category: Mileage}
                  use: {account: "400"}
            """;
    static final LocalDate OCTOBER = LocalDate.of(2026, 10, 5);

    final TestClock clock;
    public final CopyScenario scenario;
    public final long ann;
    public final long ben;
    private final long client;
    private final Map<Long, Long> projects = new HashMap<>();

    public ExpenseDesk(Map<String, String> settings) {
        this(MAPPINGS, settings);
    }

    public ExpenseDesk(String mappings, Map<String, String> settings) {
        this(TestClock.at("2026-11-03T09:00:00Z"), mappings, settings);
    }

    ExpenseDesk(TestClock clock, String mappings, Map<String, String> settings) {
        this.clock = clock;
        Map<String, String> all = new HashMap<>(Map.of("expenses.as", "bill"));
        all.putAll(settings);
        scenario = CopyScenario.start(clock, all);
        scenario.mappings(mappings);
        ann = scenario.harvest().add(aUser("Ann", "Archer").email("ann@example.com"));
        ben = scenario.harvest().add(aUser("Ben", "Baker").email("ben@example.com"));
        client = scenario.harvest().add(aClient("Sample Bakery"));
        long website = scenario.harvest()
                .add(aProject(client, "Website").code("WEB").person(ann).person(ben));
        projects.put(ann, website);
        projects.put(ben, website);
    }

    long category(String name) {
        for (JsonNode each : scenario.harvest().get("/expense_categories").path("expense_categories")) {
            if (each.path("name").asText().equals(name)) {
                return each.path("id").asLong();
            }
        }
        throw new AssertionError("no category " + name);
    }

    ExpenseBuilder meal(long person) {
        return anExpense(projectOf(person), category("Meals"), person).on(OCTOBER);
    }

    ExpenseBuilder of(String category, long person) {
        return anExpense(projectOf(person), category(category), person).on(OCTOBER);
    }

    public long add(ExpenseBuilder expense) {
        return scenario.harvest().add(expense);
    }

    /** The bills in Xero that stand, by number. */
    List<JsonNode> bills() {
        return scenario.xero().invoices().stream()
                .filter(invoice -> invoice.path("Type").asText().equals("ACCPAY"))
                .toList();
    }

    /** Of the person's bill for October. */
    String number(long person) {
        return "HX-" + person + "-2026-10";
    }

    JsonNode bill(String number) {
        return bills().stream()
                .filter(bill -> bill.path("InvoiceNumber").asText().equals(number))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no bill " + number + " among " + bills()));
    }

    /** What a person in Xero edits. */
    static ObjectNode fields() {
        return JsonNodeFactory.instance.objectNode();
    }

    private long projectOf(long person) {
        return projects.get(person);
    }

    /** People more, who work for the client. */
    List<Long> people(int count) {
        List<Long> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long person = scenario.harvest().add(aUser("Person", "No" + i).email("p" + i + "@example.com"));
            join(person);
            people.add(person);
        }
        return people;
    }

    /** One person more, who works for the client. */
    long person(String first, String last, String email) {
        long person = scenario.harvest().add(aUser(first, last).email(email));
        join(person);
        return person;
    }

    void join(long person) {
        projects.put(
                person,
                scenario.harvest().add(aProject(client, "Work of " + person).person(person)));
    }

    /** Harvest makes an invoice of the project's expenses, as its API does for anybody. */
    void rebill(long person) throws IOException, InterruptedException {
        HarvestSandbox harvest = scenario.harvest();
        String body = "{\"client_id\":" + client + ",\"line_items_import\":{\"project_ids\":[" + projectOf(person)
                + "],\"expenses\":{\"summary_type\":\"detailed\"}}}";
        HttpResponse<String> made = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(harvest.baseUrl() + "/invoices"))
                                .header(
                                        "Authorization",
                                        "Bearer " + harvest.options().access().token())
                                .header(
                                        "Harvest-Account-Id",
                                        Long.toString(harvest.options().access().accountId()))
                                .header("User-Agent", "test (test@example.com)")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    /** A person wants everything that stands failed tried again. */
    void retryAll() {
        CopyService service = scenario.copyService();
        service.retry(
                service.failedCopies(FailedFilter.STANDING).stream()
                        .map(FailedCopy::id)
                        .collect(Collectors.toSet()),
                "test");
    }

    @Override
    public void close() {
        scenario.close();
    }
}
