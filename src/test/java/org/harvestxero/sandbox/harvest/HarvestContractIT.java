package org.harvestxero.sandbox.harvest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aContact;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;
import static org.harvestxero.sandbox.harvest.Builders.anExpense;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the shape of our answers against recorded and documented ones, where those are at hand. */
class HarvestContractIT {
    private static final Path SAMPLES =
            Path.of(System.getProperty("shared.apis", "../shared/apis")).resolve("harvest");

    private static final Set<String> EXTRAS = Set.of(
            "client.currency",
            "project.code",
            "user_assignment.use_default_rates",
            "is_explicitly_locked",
            "invoice_recipient_status");

    private static HarvestSandbox harvest;
    private static Caller api;
    private static long client;
    private static long contact;
    private static long project;
    private static long task;
    private static long user;
    private static long invoice;
    private static long entry;
    private static long expense;

    @BeforeAll
    static void start() {
        assumeTrue(Files.isDirectory(SAMPLES), "no recorded answers at " + SAMPLES);
        harvest = HarvestSandbox.start(HarvestSandboxOptions.defaults()
                .withoutLimits()
                .withClock(Clock.fixed(Instant.parse("2026-11-20T10:15:30Z"), ZoneOffset.UTC)));
        api = new Caller(harvest);
        client = harvest.add(aClient("Client").address("1 Sample Street"));
        contact = harvest.add(aContact(client, "Jane", "Sample").email("jane@example.com"));
        task = harvest.add(aTask("Design"));
        user = harvest.add(
                aUser("Kim", "Sample").billableRate("100").costRate("50").roles("Designer"));
        project = harvest.add(
                aProject(client, "Site").code("ST").hourlyRate("100").task(task).person(user));
        harvest.edit("/projects/" + project, Map.of("budget_by", "project", "budget", 50));
        entry = harvest.add(aTimeEntry(project, task, user)
                .with("external_reference", Json.object().put("id", "7").put("permalink", "https://example.com/7")));
        long category = harvest.get("/expense_categories")
                .path("expense_categories")
                .path(0)
                .path("id")
                .asLong();
        expense = harvest.add(anExpense(project, category, user).cost("9.99").receipt("a.txt", "text/plain", "x"));
        invoice = harvest.add(anInvoice(client)
                .tax("5")
                .line("Work", "2", "100", line -> line.put("project_id", project))
                .open()
                .payment(aPayment("10")));
    }

    @AfterAll
    static void stop() {
        if (harvest != null) {
            harvest.close();
        }
    }

    @ParameterizedTest(name = "{0} {1} looks like {2}")
    @CsvSource({
        "GET, /company, company_get_with_observed_extras.json",
        "GET, /users/me, users_me.json",
        "GET, /users, users_list.json",
        "GET, /users/me/project_assignments, users_me_project_assignments.json",
        "GET, /users/{user}/project_assignments, user_project_assignments_list.json",
        "GET, /users/{user}/billable_rates, user_billable_rates_list.json",
        "GET, /users/{user}/cost_rates, user_cost_rates_list.json",
        "GET, /users/{user}/teammates, user_teammates_list.json",
        "GET, /roles, roles_list.json",
        "GET, /clients, clients_list.json",
        "GET, /clients/{client}, clients_get.json",
        "GET, /contacts, contacts_list.json",
        "GET, /contacts/{contact}, contacts_get_with_recipient_status.json",
        "GET, /projects, projects_list.json",
        "GET, /projects/{project}, projects_get.json",
        "GET, /projects/{project}/task_assignments, project_task_assignments_list.json",
        "GET, /projects/{project}/user_assignments, project_user_assignments_list.json",
        "GET, /task_assignments, task_assignments_list.json",
        "GET, /user_assignments, user_assignments_list.json",
        "GET, /tasks, tasks_list.json",
        "GET, /time_entries, time_entries_list.json",
        "GET, /time_entries/{entry}, time_entries_get_with_observed_extras.json",
        "GET, /expenses, expenses_list.json",
        "GET, /expenses/{expense}, expenses_get.json",
        "GET, /expense_categories, expense_categories_list.json",
        "GET, /invoices, invoices_list.json",
        "GET, /invoices/{invoice}, invoices_get_open_partially_paid.json",
        "GET, /invoices/{invoice}/payments, invoice_payments_list_partial.json",
        "GET, /invoices/{invoice}/messages, invoice_messages_list.json",
        "GET, /invoices/{invoice}/messages/new, invoice_messages_new.json",
        "GET, /invoice_item_categories, invoice_item_categories_list.json",
        "GET, '/reports/time/clients?from=20261101&to=20261130', reports_time_clients.json",
        "GET, '/reports/time/projects?from=20261101&to=20261130', reports_time_projects.json",
        "GET, '/reports/time/tasks?from=20261101&to=20261130', reports_time_tasks.json",
        "GET, '/reports/time/team?from=20261101&to=20261130', reports_time_team.json",
        "GET, '/reports/expenses/clients?from=20261101&to=20261130', reports_expenses_clients.json",
        "GET, '/reports/expenses/projects?from=20261101&to=20261130', reports_expenses_projects.json",
        "GET, '/reports/expenses/categories?from=20261101&to=20261130', reports_expenses_categories.json",
        "GET, '/reports/expenses/team?from=20261101&to=20261130', reports_expenses_team.json",
        "GET, '/reports/uninvoiced?from=20261101&to=20261130', reports_uninvoiced.json",
        "GET, /reports/project_budget, reports_project_budget.json",
        "GET, /time_entries/1, error_404_not_found.json",
        "GET, /clients?per_page=5000, error_422_invalid_per_page.json",
        "DELETE, /clients/{client}, error_422_client_not_removable.json"
    })
    void looksLikeTheRealThing(String method, String path, String sample) throws IOException {
        String url = path.replace("{client}", "" + client)
                .replace("{contact}", "" + contact)
                .replace("{project}", "" + project)
                .replace("{user}", "" + user)
                .replace("{entry}", "" + entry)
                .replace("{expense}", "" + expense)
                .replace("{invoice}", "" + invoice);
        var answer = method.equals("GET") ? api.get(url) : api.delete(url);

        assertThat(answer.status()).isEqualTo(statusOf(sample));
        assertSameShape(answer.json(), sample(sample));
    }

    @Test
    void answersCreationsLikeTheRealThing() throws IOException {
        assertSameShape(
                api.post("/invoices/" + invoice + "/payments", "{'amount':1,'send_thank_you':false}")
                        .json(),
                sample("invoice_payments_create_partial.json"));
        assertSameShape(
                api.post("/invoices/" + invoice + "/messages", "{'event_type':'close'}")
                        .json(),
                sample("invoice_messages_event_close.json"));
        assertSameShape(
                api.post("/invoices/" + invoice + "/messages", "{'event_type':'re-open'}")
                        .json(),
                sample("invoice_messages_event_reopen.json"));
        assertSameShape(
                api.post(
                                "/invoices/" + invoice + "/messages",
                                "{'recipients':[{'name':'R','email':'r@example.com'}],'subject':'s','body':'b'}")
                        .json(),
                sample("invoice_messages_create_email.json"));
        assertSameShape(api.post("/time_entries", "{}").json(), sample("error_422_time_entry_required_fields.json"));
        assertThat(api.post("/time_entries", "{}").json())
                .isEqualTo(sample("error_422_time_entry_required_fields.json"));
        assertThat(api.withToken("wrong").get("/users/me").json()).isEqualTo(sample("error_401_invalid_token.json"));
        assertSameShape(api.get(harvest.identityUrl() + "/api/v2/accounts").json(), sample("accounts_get.json"));
    }

    @Test
    void billsTimeLikeTheDocumentedExample() throws IOException {
        long abc = harvest.add(aClient("ABC Corp").id(5_735_774).currency("USD"));
        long marketing = harvest.add(
                aProject(abc, "Marketing Website").id(14_307_913).code("MW").hourlyRate("100"));
        long graphics = harvest.add(aTask("Graphic Design"));
        harvest.add(aTimeEntry(marketing, graphics, user)
                .on(LocalDate.of(2017, 3, 1))
                .hours("0.75"));
        harvest.add(aTimeEntry(marketing, graphics, user)
                .on(LocalDate.of(2017, 3, 31))
                .hours("1.25"));
        long meals = 0;
        for (JsonNode each : harvest.get("/expense_categories").path("expense_categories")) {
            meals = each.path("name").asText().equals("Meals") ? each.path("id").asLong() : meals;
        }
        harvest.add(
                anExpense(marketing, meals, user).on(LocalDate.of(2017, 3, 3)).cost("33.35"));
        harvest.add(
                anExpense(marketing, meals, user).on(LocalDate.of(2017, 4, 9)).cost("100"));

        JsonNode made = api.post(
                        "/invoices",
                        sample("invoices_create_from_time_request.json").toString())
                .json();

        JsonNode real = sample("invoices_create_from_time.json");
        assertSameShape(made, real);
        for (String field :
                new String[] {"amount", "due_amount", "period_start", "period_end", "payment_term", "state"}) {
            assertThat(made.path(field)).as(field).isEqualTo(real.path(field));
        }
        for (int line = 0; line < 2; line++) {
            for (String field :
                    new String[] {"kind", "description", "quantity", "unit_price", "amount", "taxed", "project"}) {
                assertThat(made.path("line_items").path(line).path(field))
                        .as(field)
                        .isEqualTo(real.path("line_items").path(line).path(field));
            }
        }
    }

    private static JsonNode sample(String name) throws IOException {
        return Json.MAPPER.readTree(Files.readAllBytes(SAMPLES.resolve(name)));
    }

    private static int statusOf(String sample) throws IOException {
        for (JsonNode file : sample("index.json").path("files")) {
            if (file.path("file").asText().equals(sample)) {
                return file.path("status").asInt();
            }
        }
        throw new AssertionError(sample + " is not in the index");
    }

    /** The same fields, of the same kinds, all the way down; undocumented fields seen live may be there or not. */
    private static void assertSameShape(JsonNode ours, JsonNode real) {
        Map<String, Set<String>> found = new TreeMap<>();
        Map<String, Set<String>> wanted = new TreeMap<>();
        describe(ours, "", found);
        describe(real, "", wanted);

        assertThat(missing(wanted, found)).as("fields that are missing").isEmpty();
        assertThat(missing(found, wanted)).as("fields Harvest doesn't have").isEmpty();
        found.forEach((path, kinds) -> {
            Set<String> other = new TreeSet<>(wanted.getOrDefault(path, Set.of()));
            Set<String> own = new TreeSet<>(kinds);
            own.remove("null");
            other.remove("null");
            if (!own.isEmpty() && !other.isEmpty()) {
                assertThat(own).as(path).isEqualTo(other);
            }
        });
    }

    /** Fields of one side that the other lacks although it has the object they belong to. */
    private static Set<String> missing(Map<String, Set<String>> of, Map<String, Set<String>> in) {
        Set<String> missing = new TreeSet<>();
        for (String path : of.keySet()) {
            String parent = path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "";
            boolean parentThere = in.getOrDefault(parent, Set.of()).contains("object");
            if (!path.endsWith("[]")
                    && parentThere
                    && !in.containsKey(path)
                    && EXTRAS.stream().noneMatch(path::endsWith)) {
                missing.add(path);
            }
        }
        return missing;
    }

    private static void describe(JsonNode node, String path, Map<String, Set<String>> kinds) {
        kinds.computeIfAbsent(path, any -> new TreeSet<>())
                .add(node.getNodeType().name().toLowerCase(Locale.ROOT));
        node.properties()
                .forEach(field -> describe(
                        field.getValue(), path.isEmpty() ? field.getKey() : path + "." + field.getKey(), kinds));
        if (node.isArray()) {
            node.forEach(element -> describe(element, path + "[]", kinds));
        }
    }
}
