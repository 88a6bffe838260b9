package org.harvestxero.sandbox.harvest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;
import static org.harvestxero.sandbox.harvest.Builders.anExpense;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.harvestxero.sandbox.harvest.Caller.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HarvestTimeIT {
    private static final LocalDate MONDAY = LocalDate.of(2026, 10, 5);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T10:15:30Z"));
    private HarvestSandbox harvest;
    private Caller api;
    private long client;
    private long design;
    private long coding;
    private long ann;
    private long bob;
    private long project;

    @BeforeEach
    void start() {
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
        harvest = HarvestSandbox.start(
                HarvestSandboxOptions.defaults().withoutLimits().withClock(clock));
        api = new Caller(harvest);
        client = harvest.add(aClient("Sample Client").currency("EUR"));
        design = harvest.add(aTask("Design"));
        coding = harvest.add(aTask("Coding"));
        ann = harvest.add(aUser("Ann", "Sample").billableRate("90").costRate("50"));
        bob = harvest.add(aUser("Bob", "Sample").billableRate("110"));
        project = harvest.add(aProject(client, "Site")
                .code("ST")
                .hourlyRate("100")
                .task(design)
                .task(coding)
                .person(ann));
    }

    @AfterEach
    void stop() {
        harvest.close();
    }

    private JsonNode entry(long id) {
        return api.get("/time_entries/" + id).json();
    }

    private static void assertNumber(JsonNode of, String field, String expected) {
        assertThat(of.path(field).decimalValue()).isEqualByComparingTo(expected);
    }

    @Test
    void recordsHoursWithIdsAboveTwoToTheThirtyFirst() {
        Answer made = api.post(
                "/time_entries",
                "{'user_id':%d,'project_id':%d,'task_id':%d,'spent_date':'2026-10-05','hours':7.333,'notes':'Icons'}"
                        .formatted(ann, project, design));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("id").asLong()).isGreaterThan(1L << 31);
        assertThat(made.body())
                .contains("\"hours\":7.33,\"hours_without_timer\":7.33,\"rounded_hours\":7.33,\"notes\":\"Icons\"")
                .contains("\"is_locked\":false,\"locked_reason\":null,\"is_closed\":false")
                .contains("\"approval_status\":\"unsubmitted\",\"is_billed\":false")
                .contains("\"billable\":true,\"budgeted\":false,\"billable_rate\":100.0,\"cost_rate\":50.0");
    }

    @Test
    void joinsProblemsByComma() {
        assertThat(api.post("/time_entries", "{}").body())
                .isEqualTo("{\"message\":\"Project can't be blank, Task can't be blank, Spent date can't be blank,"
                        + " Spent date is not a valid date\"}");
        assertThat(api.post(
                                "/time_entries",
                                "{'user_id':%d,'project_id':%d,'task_id':%d,'spent_date':'2026-10-05'}"
                                        .formatted(bob, project, design))
                        .message())
                .isEqualTo("User is not assigned to this project");
    }

    @ParameterizedTest(name = "{1} h are {2} h, {0}")
    @CsvSource({
        "none, 7.33, 7.33",
        "up 15, 1.01, 1.25",
        "up 15, 1.00, 1.00",
        "up 6, 0.11, 0.20",
        "up 30, 0.02, 0.50",
        "nearest 15, 1.12, 1.00",
        "nearest 15, 1.13, 1.25",
        "nearest 6, 0.15, 0.20",
        "nearest 30, 7.24, 7.00"
    })
    void roundsEachEntryAsTheAccountSays(String rule, String hours, String rounded) {
        String[] words = rule.split(" ");
        harvest.rounding(
                words[0].equals("none")
                        ? TimeRounding.none()
                        : words[0].equals("up")
                                ? TimeRounding.up(Integer.parseInt(words[1]))
                                : TimeRounding.nearest(Integer.parseInt(words[1])));

        JsonNode entry = entry(harvest.add(aTimeEntry(project, design, ann).hours(hours)));

        assertNumber(entry, "hours", hours);
        assertNumber(entry, "rounded_hours", rounded);
    }

    @Test
    void startsATimerWhenHoursAreLeftOutAndStopsTheOther() {
        String body =
                "{'user_id':%d,'project_id':%d,'task_id':%d,'spent_date':'2026-11-20'}".formatted(ann, project, design);
        long first = api.post("/time_entries", body).json().path("id").asLong();
        now.set(now.get().plus(Duration.ofMinutes(90)));

        assertThat(entry(first).path("is_running").asBoolean()).isTrue();
        assertNumber(entry(first), "hours", "1.5");
        assertNumber(entry(first), "hours_without_timer", "0");

        api.post("/time_entries", body);
        assertThat(entry(first).path("is_running").asBoolean()).isFalse();
        assertNumber(entry(first), "hours_without_timer", "1.5");

        assertThat(api.patch("/time_entries/" + first + "/stop", "").status()).isEqualTo(422);
        assertThat(api.patch("/time_entries/" + first + "/restart", "")
                        .json()
                        .path("id")
                        .asLong())
                .isEqualTo(first);
        assertThat(api.get("/time_entries?is_running=true")
                        .json()
                        .path("total_entries")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void takesStartAndEndWhenTheCompanyDoes() {
        api.patch("/company", "{'wants_timestamp_timers':true}");

        Answer made = api.post(
                "/time_entries",
                "{'user_id':%d,'project_id':%d,'task_id':%d,'spent_date':'2026-10-05','hours':9,'started_time':'8:00am','ended_time':'3:20pm'}"
                        .formatted(ann, project, design));

        assertThat(made.body())
                .contains("\"hours\":7.33,")
                .contains("\"started_time\":\"8:00am\",\"ended_time\":\"3:20pm\"");
    }

    @Test
    void pricesByProjectTaskOrPerson() {
        long byTask = harvest.add(aProject(client, "By task").billedByTask().task(design, "75.50"));
        long byPerson = harvest.add(aProject(client, "By person")
                .billedByPerson()
                .task(design)
                .person(ann)
                .person(bob, "131.25"));
        long free = harvest.add(aProject(client, "No rates").task(design));
        long internal =
                harvest.add(aProject(client, "Internal").hourlyRate("100").unbillableTask(design));
        api.post("/users/" + ann + "/billable_rates", "{'amount':95,'start_date':'2026-11-01'}");

        assertNumber(entry(harvest.add(aTimeEntry(byTask, design, ann))), "billable_rate", "75.5");
        assertNumber(entry(harvest.add(aTimeEntry(byPerson, design, bob))), "billable_rate", "131.25");
        assertNumber(
                entry(harvest.add(aTimeEntry(byPerson, design, ann).on(LocalDate.of(2026, 10, 31)))),
                "billable_rate",
                "90");
        assertNumber(
                entry(harvest.add(aTimeEntry(byPerson, design, ann).on(LocalDate.of(2026, 11, 1)))),
                "billable_rate",
                "95");
        JsonNode withoutRate = entry(harvest.add(aTimeEntry(free, design, ann)));
        assertThat(withoutRate.path("billable").asBoolean()).isTrue();
        assertThat(withoutRate.path("billable_rate").isNull()).isTrue();
        assertThat(entry(harvest.add(aTimeEntry(internal, design, ann)))
                        .path("billable")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void endsARateTheDayBeforeTheNextBegins() {
        String rates = "/users/" + ann + "/billable_rates";
        api.post(rates, "{'amount':95,'start_date':'2026-11-01'}");

        JsonNode list = api.get(rates).json().path("billable_rates");
        assertThat(list.findValuesAsText("end_date")).containsExactly("2026-10-31", "null");
        assertThat(api.post(rates, "{'amount':99,'start_date':'2026-12-01'}").status())
                .isEqualTo(422);
        api.post(rates, "{'amount':120}");
        assertThat(api.get(rates).json().path("billable_rates")).hasSize(1);
    }

    @Test
    void filtersAsDocumented() {
        long other =
                harvest.add(aProject(harvest.add(aClient("Other")), "Other").hourlyRate("10"));
        long a = harvest.add(aTimeEntry(project, design, ann).on(MONDAY).approved());
        long b = harvest.add(
                aTimeEntry(project, coding, bob).on(MONDAY.plusDays(1)).submitted());
        long c = harvest.add(aTimeEntry(other, design, ann).on(MONDAY.plusDays(2)));

        assertThat(ids("")).isEqualTo(c + " " + b + " " + a);
        assertThat(ids("?from=2026-10-05&to=2026-10-06")).isEqualTo(b + " " + a);
        assertThat(ids("?client_id=" + client)).isEqualTo(b + " " + a);
        assertThat(ids("?project_id=" + other)).isEqualTo(c + "");
        assertThat(ids("?task_id=" + design + "&user_id=" + ann)).isEqualTo(c + " " + a);
        assertThat(ids("?approval_status=approved")).isEqualTo(a + "");
        assertThat(ids("?is_billed=true")).isEmpty();
        harvest.markAsInvoiced(b);
        assertThat(ids("?is_billed=false")).isEqualTo(c + " " + a);
        assertThat(entry(b).path("invoice").isNull()).isTrue();
        now.set(now.get().plusSeconds(60));
        harvest.approve(c);
        assertThat(ids("?updated_since=2026-11-20T10:16:00Z")).isEqualTo(c + "");
    }

    private String ids(String query) {
        List<String> ids = new ArrayList<>();
        api.get("/time_entries" + query)
                .json()
                .path("time_entries")
                .forEach(row -> ids.add(row.path("id").asText()));
        return String.join(" ", ids);
    }

    @Test
    void locksWhatIsApprovedInvoicedOrArchived() {
        long id = harvest.add(aTimeEntry(project, design, ann).on(MONDAY).approved());
        harvest.addToken("ann", ann);

        assertThat(entry(id).path("locked_reason").asText()).isEqualTo("Item Approved and Locked for this Time Period");
        assertThat(api.withToken("ann")
                        .patch("/time_entries/" + id, "{'hours':2}")
                        .status())
                .isEqualTo(422);
        assertThat(api.patch("/time_entries/" + id, "{'hours':2}").status()).isEqualTo(200);

        long invoice = importTime("task", "").json().path("id").asLong();
        assertThat(entry(id).path("locked_reason").asText())
                .isEqualTo("Item Invoiced and Approved and Locked for this Time Period");
        assertThat(api.delete("/time_entries/" + id).status()).isEqualTo(422);
        long late = harvest.add(aTimeEntry(project, design, ann).on(MONDAY));
        assertThat(entry(late).path("locked_reason").asText()).isEqualTo("Item Locked for this Time Period");

        api.delete("/invoices/" + invoice);
        assertThat(entry(late).path("is_locked").asBoolean()).isFalse();
        harvest.edit("/projects/" + project, Map.of("is_active", false));
        assertThat(entry(late).path("locked_reason").asText()).isEqualTo("Item Archived");
    }

    private Answer importTime(String summary, String range) {
        return api.post(
                "/invoices",
                "{'client_id':%d,'line_items_import':{'project_ids':[%d],'time':{'summary_type':'%s'%s},'expenses':{'summary_type':'category'%s}}}"
                        .formatted(client, project, summary, range, range));
    }

    @Test
    void billsTimeAndExpensesByTaskAndFreesThemOnDeletion() {
        long a = harvest.add(aTimeEntry(project, design, ann).on(MONDAY).hours("1.25"));
        long b = harvest.add(
                aTimeEntry(project, design, bob).on(MONDAY.plusDays(1)).hours("2.08"));
        harvest.add(aTimeEntry(project, coding, bob).on(MONDAY.plusDays(2)).hours("3"));
        long running = harvest.add(aTimeEntry(project, coding, ann).on(MONDAY).running());
        long outside = harvest.add(aTimeEntry(project, coding, ann).on(MONDAY.plusMonths(1)));
        long meals = api.get("/expense_categories")
                .json()
                .path("expense_categories")
                .findParent("name")
                .path("id")
                .asLong();
        long lunch = harvest.add(
                anExpense(project, meals, ann).on(MONDAY).cost("33.35").notes("Lunch"));
        String range = ",'from':'2026-10-01','to':'2026-10-31'";

        JsonNode invoice = importTime("task", range).json();

        assertThat(invoice.path("state").asText()).isEqualTo("draft");
        assertThat(invoice.path("period_start").asText()).isEqualTo("2026-10-01");
        assertThat(invoice.path("period_end").asText()).isEqualTo("2026-10-31");
        assertNumber(invoice, "amount", "666.35");
        assertThat(invoice.path("line_items").findValuesAsText("description"))
                .startsWith(
                        "[ST] Site: Design (10/01/2026 - 10/31/2026)", "[ST] Site: Coding (10/01/2026 - 10/31/2026)");
        assertThat(invoice.path("line_items").findValuesAsText("kind"))
                .containsExactly("Service", "Service", "Product");
        assertNumber(invoice.path("line_items").path(0), "quantity", "3.33");
        assertThat(entry(a).path("invoice").path("number").asText())
                .isEqualTo(invoice.path("number").asText());
        assertThat(entry(b).path("is_billed").asBoolean()).isTrue();
        assertThat(entry(running).path("is_billed").asBoolean()).isFalse();
        assertThat(entry(outside).path("is_billed").asBoolean()).isFalse();
        assertThat(api.get("/expenses/" + lunch).json().path("locked_reason").asText())
                .isEqualTo("Expense is invoiced.");

        api.delete("/invoices/" + invoice.path("id").asLong());
        assertThat(entry(a).path("is_billed").asBoolean()).isFalse();
        assertThat(entry(a).path("invoice").isNull()).isTrue();
        assertThat(api.get("/expenses/" + lunch).json().path("is_billed").asBoolean())
                .isFalse();
    }

    @Test
    void summarisesByProjectPersonOrEntry() {
        harvest.edit("/projects/" + project, Map.of("bill_by", "People"));
        harvest.add(aTimeEntry(project, design, ann).on(MONDAY).hours("1").notes("Icons"));
        harvest.add(aTimeEntry(project, coding, bob).on(MONDAY.plusDays(1)).hours("2"));

        JsonNode blended = importTime("project", "").json();
        assertNumber(blended.path("line_items").path(0), "unit_price", "103.3333333333");
        assertNumber(blended, "amount", "310.00");
        api.delete("/invoices/" + blended.path("id").asLong());

        JsonNode people = importTime("people", "").json();
        assertThat(people.path("line_items").path(0).path("description").asText())
                .isEqualTo("[ST] Site: Ann Sample (10/05/2026 - 10/06/2026)");
        assertThat(people.path("line_items")).hasSize(2);
        api.delete("/invoices/" + people.path("id").asLong());

        JsonNode detailed = importTime("detailed", "").json();
        assertThat(detailed.path("line_items").path(0).path("description").asText())
                .isEqualTo("10/05/2026 - Design: Icons");
        assertThat(detailed.path("period_start").asText()).isEqualTo("2026-10-05");
        assertThat(detailed.path("period_end").asText()).isEqualTo("2026-10-06");
    }

    @Test
    void refusesImportsThatMakeNoSense() {
        assertThat(importTime("task", "").message()).isEqualTo("There is nothing to invoice");
        assertThat(importTime("mood", "").message()).isEqualTo("Summary type is not included in the list");
        long stranger = harvest.add(aProject(harvest.add(aClient("Other")), "Other"));
        assertThat(api.post(
                                "/invoices",
                                "{'client_id':%d,'line_items_import':{'project_ids':[%d],'time':{'summary_type':'task'}}}"
                                        .formatted(client, stranger))
                        .message())
                .isEqualTo("Project " + stranger + " is invalid");
        assertThat(api.post(
                                "/invoices",
                                "{'client_id':%d,'line_items':[{'kind':'Service','unit_price':1}],'line_items_import':{'project_ids':[%d]}}"
                                        .formatted(client, project))
                        .message())
                .isEqualTo("Line items and line items import can't be used together");

        harvest.turn(HarvestSwitch.EMPTY_IMPORT_MAKES_DRAFT, true);
        assertThat(importTime("task", "").status()).isEqualTo(201);
    }

    @Test
    void keepsReceiptsForHoldersOfAToken() {
        long meals = harvest.get("/expense_categories")
                .path("expense_categories")
                .path(0)
                .path("id")
                .asLong();
        String boundary = "----sandbox";
        String form = part(boundary, "name=\"project_id\"", Long.toString(project))
                + part(boundary, "name=\"expense_category_id\"", Long.toString(meals))
                + part(boundary, "name=\"user_id\"", Long.toString(ann))
                + part(boundary, "name=\"spent_date\"", "2026-10-05")
                + part(boundary, "name=\"total_cost\"", "13.59")
                + part(boundary, "name=\"receipt\"; filename=\"lunch.txt\"\r\nContent-Type: text/plain", "Soup")
                + "--" + boundary + "--\r\n";

        JsonNode expense = api.send(api.request("/expenses")
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(BodyPublishers.ofString(form)))
                .json();

        assertNumber(expense, "total_cost", "13.59");
        assertThat(expense.path("receipt").path("file_name").asText()).isEqualTo("lunch.txt");
        assertThat(expense.path("receipt").path("file_size").asInt()).isEqualTo(4);
        String url = expense.path("receipt").path("url").asText();
        assertThat(api.get(url).body()).isEqualTo("Soup");
        harvest.turn(HarvestSwitch.RECEIPTS_WITH_TOKEN, false);
        assertThat(api.get(url).status()).isEqualTo(302);
        assertThat(URI.create(api.get(url).header("Location")).getPath()).isEqualTo("/sign_in");
    }

    private static String part(String boundary, String disposition, String content) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
    }

    @Test
    void pricesExpensesByUnit() {
        long mileage = harvest.add(anExpense(project, category("Mileage"), ann).units("12.5"));

        assertNumber(api.get("/expenses/" + mileage).json(), "total_cost", "5.63");
    }

    private long category(String name) {
        for (JsonNode each : harvest.get("/expense_categories").path("expense_categories")) {
            if (each.path("name").asText().equals(name)) {
                return each.path("id").asLong();
            }
        }
        throw new AssertionError(name);
    }

    @Test
    void reportsRoundedHoursAndMoney() {
        harvest.rounding(TimeRounding.up(15));
        harvest.add(aTimeEntry(project, design, ann).on(MONDAY).hours("1.01"));
        harvest.add(aTimeEntry(project, coding, ann).on(MONDAY.plusDays(1)).hours("2"));
        harvest.add(anExpense(project, category("Meals"), ann).on(MONDAY).cost("12.84"));
        long fixed = harvest.add(aProject(client, "Fixed").fixedFee("1200").task(design));
        harvest.add(aTimeEntry(fixed, design, ann).on(MONDAY).hours("4"));
        String october = "?from=20261001&to=2026-10-31";

        assertThat(api.get("/reports/time/clients" + october).body())
                .contains("\"client_name\":\"Sample Client\",\"total_hours\":7.25,\"billable_hours\":7.25,"
                        + "\"currency\":\"EUR\",\"billable_amount\":325}");
        assertThat(api.get("/reports/time/projects" + october)
                        .json()
                        .path("results")
                        .findValuesAsText("project_name"))
                .containsExactly("Fixed", "[ST] Site");
        assertThat(api.get("/reports/uninvoiced" + october).body())
                .contains("\"project_name\":\"Fixed\",\"currency\":\"EUR\",\"total_hours\":4,\"uninvoiced_hours\":4,"
                        + "\"uninvoiced_expenses\":0,\"uninvoiced_amount\":1200}")
                .contains("\"project_name\":\"Site\",\"currency\":\"EUR\",\"total_hours\":3.25,"
                        + "\"uninvoiced_hours\":3.25,\"uninvoiced_expenses\":12.84,\"uninvoiced_amount\":337.84}");
        assertThat(api.get("/reports/time/team?from=2025-01-01&to=2026-12-31").status())
                .isEqualTo(422);
    }

    @Test
    void survivesBillingThatLeavesNoTraceInUpdatedAt() {
        harvest.turn(HarvestSwitch.BILLING_TOUCHES_ENTRIES, false);
        long id = harvest.add(aTimeEntry(project, design, ann).on(MONDAY));
        now.set(now.get().plusSeconds(60));

        harvest.approve(id);
        importTime("task", "");

        assertThat(entry(id).path("is_billed").asBoolean()).isTrue();
        assertThat(entry(id).path("updated_at").asText()).isEqualTo("2026-11-20T10:15:30Z");
    }
}
