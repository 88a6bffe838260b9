package org.harvestxero.profitability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;
import static org.harvestxero.sandbox.harvest.Builders.anExpense;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.OverdueDesk;
import org.harvestxero.api.Profit;
import org.harvestxero.api.Profit.Reading;
import org.harvestxero.profit.Figure;
import org.harvestxero.profit.Report;
import org.harvestxero.profit.Row;
import org.harvestxero.profit.View;
import org.harvestxero.sandbox.harvest.LoggedRequest;
import org.harvestxero.worth.UnbilledWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What work earned, from both sides, to the cent as Xero's own report of profit and loss says. */
class ProfitIT {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final Profit.Span SPAN = new Profit.Span(OCTOBER, OCTOBER.plusMonths(1));
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestClock clock = TestClock.at("2026-11-03T09:00:00Z");
    private CopyScenario scenario;
    private long design;
    private long ann;
    private long ben;
    private long website;
    private long shop;

    @BeforeEach
    void agency() {
        scenario = CopyScenario.start(clock, Map.of("time-zone", "UTC", "copy.since", "2026-10-01"));
        design = scenario.harvest().add(aTask("Design"));
        ann = scenario.harvest()
                .add(aUser("Ann", "Archer")
                        .email("ann@example.com")
                        .costRate("40.005")
                        .roles("Designer"));
        ben = scenario.harvest()
                .add(aUser("Ben", "Baker").email("ben@example.com").costRate("50"));
        long acme = scenario.harvest().add(aClient("Acme"));
        long globex = scenario.harvest().add(aClient("Globex").currency("USD"));
        website = scenario.harvest()
                .add(aProject(acme, "Website")
                        .hourlyRate("100")
                        .task(design)
                        .person(ann)
                        .person(ben));
        shop = scenario.harvest()
                .add(aProject(globex, "Shop")
                        .hourlyRate("120")
                        .task(design)
                        .person(ann)
                        .person(ben));
        scenario.agreement("acme.yaml", "client: Acme\nstart: 2026-10-01\nreview: {when: []}\n");
        work(website, ann, 1, "7.5");
        work(website, ben, 15, "2.25");
        work(shop, ben, 20, "3");
        scenario.harvest()
                .add(anInvoice(globex)
                        .number("G-1")
                        .issued(LocalDate.of(2026, 10, 25))
                        .due(LocalDate.of(2026, 11, 25))
                        .line("Work", "3", "120.01", line -> line.put("project_id", shop))
                        .line("Font", "1", "55.55")
                        .open());
        scenario.bill(BillRequest.due());
        scenario.once();
        byHand();
        approveAll();
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    private long work(long project, long person, int day, String hours) {
        return scenario.harvest()
                .add(aTimeEntry(project, design, person)
                        .on(LocalDate.of(2026, 10, day))
                        .hours(hours)
                        .notes("Worked")
                        .approved());
    }

    /** An invoice that Harvest never saw. */
    private void byHand() {
        ObjectNode invoice = JSON.createObjectNode()
                .put("Type", "ACCREC")
                .put("Status", "AUTHORISED")
                .put("Date", "2026-10-07")
                .put("DueDate", "2026-10-30")
                .put("InvoiceNumber", "HAND-1");
        invoice.putObject("Contact").put("Name", "By hand");
        invoice.putArray("LineItems")
                .addObject()
                .put("Description", "Work")
                .put("Quantity", 1)
                .put("UnitAmount", new BigDecimal("33.33"))
                .put("AccountCode", "200")
                .put("TaxType", "NONE");
        scenario.xero().createInvoice(invoice);
    }

    private void approveAll() {
        for (JsonNode invoice : scenario.xero().invoices()) {
            if (invoice.path("Status").asText().equals("DRAFT")) {
                scenario.xero()
                        .editInvoice(
                                invoice.path("InvoiceNumber").asText(),
                                JSON.createObjectNode().put("Status", "AUTHORISED"));
            }
        }
    }

    private Profit.Answer report(View by, Reading reading) {
        Profit.Answer answer =
                scenario.engine().books().profit().report(new Profit.Request(SPAN, by, null, reading, true), "ada");
        assertThat(answer.troubles()).isEmpty();
        return answer;
    }

    private static String figures(Row row) {
        return row.group().name() + " " + Figure.HOURS.of(row).orElseThrow() + " h, cost "
                + Figure.COST.of(row).orElseThrow() + ", revenue "
                + Figure.REVENUE.of(row).orElseThrow();
    }

    @Test
    void allViewsAddUpToTheSameAndToXerosProfitAndLoss() throws Exception {
        scenario.harvest()
                .add(anExpense(website, category(), ann)
                        .on(LocalDate.of(2026, 10, 9))
                        .cost("12.50")
                        .notBillable());

        Profit.Answer projects = report(View.PROJECT, Reading.CHANGED);

        assertThat(projects.report().sums().rows())
                .extracting(ProfitIT::figures)
                .containsExactly(
                        "Website 9.75 h, cost 412.54, revenue 975.00",
                        "Shop 3.00 h, cost 150.00, revenue 283.49",
                        "unassigned 0.00 h, cost 0.00, revenue 77.07");
        assertThat(projects.report().notes()).isEmpty();
        List<BigDecimal> rows = scenarioIncome();
        BigDecimal income = rows.get(rows.size() - 1);
        for (View view : View.values()) {
            Profit.Answer answer = report(view, Reading.NONE);
            for (Figure figure : List.of(Figure.HOURS, Figure.REVENUE, Figure.COST, Figure.EXPENSES, Figure.MARGIN)) {
                assertThat(answer.report().sums().rows().stream()
                                .map(row -> figure.of(row).orElseThrow())
                                .reduce(BigDecimal.ZERO, BigDecimal::add))
                        .as("%s by %s", figure, view)
                        .isEqualByComparingTo(
                                figure.of(answer.report().sums().total()).orElseThrow())
                        .isEqualByComparingTo(
                                figure.of(projects.report().sums().total()).orElseThrow());
            }
        }
        Row total = projects.report().sums().total();
        assertThat(Figure.REVENUE.of(total).orElseThrow()).isEqualByComparingTo(income);
        assertThat(byAccount().values())
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactlyInAnyOrderElementsOf(rows.subList(0, rows.size() - 1));
        assertThat(Figure.EXPENSES.of(total).orElseThrow()).isEqualByComparingTo("12.50");
        assertThat(Figure.REALISATION.of(projects.report().sums().rows().get(0)))
                .hasValue(new BigDecimal("100.0"));
    }

    private Map<String, BigDecimal> byAccount() {
        Map<String, BigDecimal> accounts = new HashMap<>();
        scenario.engine()
                .books()
                .profit()
                .sources(new Profit.Request(SPAN, View.PROJECT, null, Reading.NONE, false), "ada")
                .income()
                .forEach(each -> accounts.merge(each.account(), each.revenue(), BigDecimal::add));
        return accounts;
    }

    private long category() {
        return scenario.harvest()
                .get("/expense_categories")
                .at("/expense_categories/0/id")
                .asLong();
    }

    @Test
    void onlyWhatChangedIsReadAgain() {
        clock.jump(Duration.ofDays(70));
        report(View.PROJECT, Reading.CHANGED);
        scenario.harvest().clearCalls();
        scenario.xero().clearLog();

        Profit.Answer again = report(View.PROJECT, Reading.CHANGED);

        assertThat(scenario.harvest().requests())
                .extracting(LoggedRequest::path)
                .noneMatch(path -> path.startsWith("/v2/time_entries") && path.contains("from=2026-10"))
                .anyMatch(path -> path.contains("time_entries") && path.contains("updated_since="));
        assertThat(Figure.HOURS.of(again.report().sums().total())).hasValue(new BigDecimal("12.75"));

        long late = work(shop, ann, 30, "1");
        assertThat(Figure.HOURS.of(
                        report(View.PROJECT, Reading.CHANGED).report().sums().total()))
                .hasValue(new BigDecimal("13.75"));
        scenario.harvest().delete("/time_entries/" + late);
        assertThat(Figure.HOURS.of(
                        report(View.PROJECT, Reading.CHANGED).report().sums().total()))
                .hasValue(new BigDecimal("12.75"));
        scenario.xero().voidInvoice("HAND-1");
        assertThat(Figure.REVENUE.of(
                        report(View.PROJECT, Reading.CHANGED).report().sums().total()))
                .hasValue(new BigDecimal("1302.23"));
    }

    @Test
    void whatWaitsIsWhatTheListsOfOpenInvoicesAndOfUnbilledWorkSay() {
        work(website, ann, 2, "1.5");
        clock.jumpTo("2026-11-28T09:00:00Z");
        report(View.CLIENT, Reading.CHANGED);
        assertThat(report(View.CLIENT, Reading.NONE).report().asOf().open()).isNull();
        assertThat(scenario.engine().overdue().refresh()).isEmpty();

        Report clients = report(View.CLIENT, Reading.NONE).report();

        Row total = clients.sums().total();
        UnbilledWork unbilled = scenario.engine().monthEnd().unbilled(LocalDate.of(2026, 11, 28));
        assertThat(clients.asOf()).isEqualTo(new Report.AsOf(unbilled.day(), LocalDate.of(2026, 11, 28)));
        assertThat(Figure.UNBILLED_WORTH.of(total).orElseThrow())
                .isEqualByComparingTo(unbilled.priced()
                        .map(piece ->
                                Objects.requireNonNull(piece.worth().base()).amount())
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .setScale(2, RoundingMode.HALF_UP))
                .isGreaterThanOrEqualTo(new BigDecimal("150.00"));
        assertThat(Figure.UNBILLED_TO_60.of(total))
                .hasValueSatisfying(old -> assertThat(old).isPositive());
        OverdueDesk.Aged aged = scenario.engine().overdue().aged();
        assertThat(Figure.OPEN_AGES).hasSize(6);
        assertThat(Figure.OPEN.of(total).orElseThrow())
                .isEqualByComparingTo(inBase(aged, each -> each.open().total()));
        assertThat(Figure.OPEN_NOT_DUE.of(total).orElseThrow())
                .isEqualByComparingTo(inBase(aged, each -> each.open().current()));
        assertThat(Figure.OPEN_TO_30.of(total).orElseThrow())
                .isEqualByComparingTo(inBase(aged, each -> each.open().to30()))
                .isPositive();
        assertThat(Figure.INVOICED.of(total).orElseThrow())
                .isEqualByComparingTo(aged.outstanding().stream()
                        .map(each -> inBase(each.currency(), each.invoiced()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
        Profit.Sources sources = scenario.engine()
                .books()
                .profit()
                .sources(new Profit.Request(SPAN, View.CLIENT, null, Reading.NONE, false), "ada");
        assertThat(sources.waiting().open().stream().map(Profit.Open::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(Figure.OPEN.of(total).orElseThrow());
        assertThat(sources.waiting().work().stream()
                        .map(each -> each.amount())
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(Figure.UNBILLED_WORTH.of(total).orElseThrow());
        for (View view : View.values()) {
            Report report = report(view, Reading.NONE).report();
            for (Figure figure : Figure.UNBILLED_AGES) {
                assertThat(report.sums().rows().stream()
                                .map(row -> figure.of(row).orElse(BigDecimal.ZERO))
                                .reduce(BigDecimal.ZERO, BigDecimal::add))
                        .as("%s by %s", figure, view)
                        .isEqualByComparingTo(figure.of(total).orElseThrow());
            }
        }
    }

    private static BigDecimal inBase(OverdueDesk.Aged aged, Function<OverdueDesk.AgedClient, BigDecimal> of) {
        return aged.clients().stream()
                .map(each -> inBase(each.currency(), of.apply(each)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The one invoice in another currency has a rate of 1.27. */
    private static BigDecimal inBase(String currency, BigDecimal amount) {
        return currency.equals("GBP") ? amount : amount.divide(new BigDecimal("1.27"), 2, RoundingMode.HALF_UP);
    }

    private Report ofWebsite(View by, Reading reading, boolean pay) {
        return scenario.engine()
                .books()
                .profit()
                .report(new Profit.Request(SPAN, by, "website", reading, pay), "ada")
                .report();
    }

    @Test
    void aProjectAloneTellsNoMoreThanBesideTheOthers() {
        for (View by : List.of(View.PROJECT, View.MONTH)) {
            Report hidden = ofWebsite(by, Reading.CHANGED, false);
            assertThat(hidden.sums().rows()).isNotEmpty().noneMatch(Row::payShown);
            assertThat(hidden.sums().total().payShown()).isFalse();
            assertThat(Figure.HOURS.of(hidden.sums().total())).hasValue(new BigDecimal("9.75"));
        }
        assertThat(Figure.COST.of(
                        ofWebsite(View.PROJECT, Reading.NONE, true).sums().total()))
                .hasValue(new BigDecimal("412.54"));

        work(shop, ann, 30, "1");

        assertThat(Figure.COST.of(
                        ofWebsite(View.PROJECT, Reading.CHANGED, false).sums().total()))
                .hasValue(new BigDecimal("412.54"));
    }

    @Test
    void sourcesOfAProjectAreItsWorkAndItsInvoices() {
        Profit.Request website = new Profit.Request(SPAN, View.PROJECT, "website", Reading.CHANGED, false);
        scenario.engine().books().profit().report(website, "ada");

        Profit.Sources sources = scenario.engine().books().profit().sources(website, "ada");

        assertThat(sources.work())
                .extracting(fact -> fact.subject().person().name().name() + " "
                        + fact.effort().worked())
                .containsExactly("Ann Archer 7.50", "Ben Baker 2.25");
        assertThat(sources.income())
                .extracting(each -> each.person().name() + " " + each.revenue())
                .containsExactly("Ann Archer 750.00", "Ben Baker 225.00");
        assertThat(sources.income().get(0).invoice().split()).startsWith("by the work billed in ");
        assertThatThrownBy(() -> scenario.engine()
                        .books()
                        .profit()
                        .sources(new Profit.Request(SPAN, View.PROJECT, "Webb", Reading.NONE, false), "ada"))
                .isInstanceOf(DecisionException.class)
                .hasMessageContaining("Webb");
    }

    /** What Xero's report of profit and loss shows of each account of income, and in all. */
    private List<BigDecimal> scenarioIncome() throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        String login =
                Base64.getEncoder().encodeToString("sandbox-client:sandbox-secret".getBytes(StandardCharsets.UTF_8));
        String token = JSON.readTree(http.send(
                                HttpRequest.newBuilder(
                                                URI.create(scenario.xero().baseUrl() + "/connect/token"))
                                        .header("Authorization", "Basic " + login)
                                        .header("Content-Type", "application/x-www-form-urlencoded")
                                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body())
                .path("access_token")
                .asText();
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(scenario.xero().baseUrl()
                                + "/api.xro/2.0/Reports/ProfitAndLoss?fromDate=2026-10-01&toDate=2026-11-30"))
                        .header("Authorization", "Bearer " + token)
                        .header("Xero-Tenant-Id", scenario.xero().tenantId().toString())
                        .header("Accept", "application/json")
                        .GET()
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        for (JsonNode section : JSON.readTree(answer.body()).at("/Reports/0/Rows")) {
            if (section.path("Title").asText().equals("Income")) {
                List<BigDecimal> amounts = new ArrayList<>();
                section.path("Rows")
                        .forEach(row -> amounts.add(
                                new BigDecimal(row.at("/Cells/1/Value").asText())));
                return amounts;
            }
        }
        throw new AssertionError("No income in " + answer.body());
    }
}
