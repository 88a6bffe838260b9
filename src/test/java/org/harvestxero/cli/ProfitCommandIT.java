package org.harvestxero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.harvestxero.api.Budgets;
import org.harvestxero.api.FakeProfit;
import org.harvestxero.api.FakeProgram;
import org.harvestxero.api.FakeWork;
import org.harvestxero.api.Profit;
import org.harvestxero.billing.Named;
import org.harvestxero.dunning.AgedAmounts;
import org.harvestxero.profit.AgedWork;
import org.harvestxero.profit.Backlog;
import org.harvestxero.profit.Fact;
import org.harvestxero.profit.Report;
import org.harvestxero.profit.Subject;
import org.harvestxero.profit.View;
import org.harvestxero.profit.budget.Budget;
import org.harvestxero.profit.budget.BudgetUse;
import org.harvestxero.profit.budget.BurnUp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code profit} and {@code budgets} print and write, and end with. */
class ProfitCommandIT {
    @TempDir
    Path home;

    private final Clock clock = Clock.fixed(FakeWork.NOON, ZoneOffset.UTC);
    private final FakeProgram program = new FakeProgram(clock);
    private final FakeProfit profit = program.profit;
    private CommandRun last;

    @BeforeEach
    void home() throws IOException {
        CommandRun.furnish(home);
        profit.facts = List.of(
                fact("=HYPERLINK(1)", 31, "Ann", "10", "400.00", "1000.00"),
                fact("=HYPERLINK(1)", 32, "Ben", "5", "250.00", "500.00"));
    }

    private static Fact fact(String project, long person, String name, String hours, String cost, String revenue) {
        return new Fact(
                new Subject(
                        YearMonth.of(2026, 10),
                        new Named(1, "Acme"),
                        new Named(11, project),
                        new Subject.Person(new Named(person, name), "Designer"),
                        new Named(21, "Design")),
                new Fact.Effort(n(hours), n(hours), n("0"), n("1"), n("0")),
                new Fact.Amounts(n(cost), n(revenue), n("0"), null),
                new Fact.Billed(n(revenue), n("2000"), new TreeMap<>(Map.of("discount", n("-500")))),
                Fact.Lag.NONE);
    }

    private static BigDecimal n(String number) {
        return new BigDecimal(number);
    }

    private int run(String... arguments) {
        Cli cli =
                new Cli(program, Map.of(), Map.of("user.name", "tester", "harvest-xero.home", home.toString()), clock);
        last = CommandRun.of(cli, List.of(arguments));
        return last.exit();
    }

    @Test
    void showsTheLastMonthByProjectWithItsTotal() {
        assertThat(run("profit", "--as", "ada")).isZero();

        assertThat(profit.asked).singleElement().satisfies(request -> {
            assertThat(request.by()).isEqualTo(View.PROJECT);
            assertThat(request.reading()).isEqualTo(Profit.Reading.CHANGED);
            assertThat(request.pay()).isFalse();
        });
        assertThat(last.out())
                .contains("What work earned by project")
                .contains("=HYPERLINK(1)")
                .contains("1,500.00")
                .contains("650.00")
                .contains("850.00")
                .contains("Accrued income is not reckoned");
    }

    @Test
    void hidesWhatSinglePeopleCostUnlessAskedFor() {
        assertThat(run("profit", "--by", "person", "--kept")).isZero();
        assertThat(last.out()).contains("hidden").contains("--show-pay").doesNotContain("400.00");
        assertThat(profit.asked.get(0).reading()).isEqualTo(Profit.Reading.NONE);

        assertThat(run("profit", "--by", "person", "--show-pay")).isZero();
        assertThat(last.out()).contains("400.00").doesNotContain("hidden");
    }

    @Test
    void saysTheFormulasAndEveryFigureAsJson() throws Exception {
        assertThat(run("profit", "--json", "--explain", "--from", "2026-09", "--to", "2026-10"))
                .isZero();

        JsonNode json = new ObjectMapper().readTree(last.out());
        assertThat(json.path("from").asText()).isEqualTo("2026-09");
        assertThat(json.at("/rows/0/margin").decimalValue()).isEqualByComparingTo("850.00");
        assertThat(json.at("/rows/0/realisation").decimalValue()).isEqualByComparingTo("37.5");
        assertThat(json.at("/rows/0/writtenUpOrDown/discount").decimalValue()).isEqualByComparingTo("-1000");
        assertThat(json.at("/rows/0/accrued").isNull()).isTrue();
        assertThat(json.at("/formulas/marginPercent").asText()).isEqualTo("Margin ÷ (revenue + accrued).");
    }

    @Test
    void showsWhatWaitsByAgeWithWhatItIsMadeOf() throws Exception {
        LocalDate end = LocalDate.of(2026, 10, 31);
        Subject ann = profit.facts.get(0).subject();
        List<Fact> facts = new ArrayList<>(profit.facts);
        facts.add(Fact.of(ann, new Backlog(AgedAmounts.sinceDone(45, n("300.00")), null)));
        facts.add(Fact.of(
                new Subject(
                        YearMonth.of(2026, 10),
                        new Named(2, "Globex"),
                        Subject.NOBODY,
                        Subject.Person.NOBODY,
                        Subject.NOBODY),
                new Backlog(null, new Backlog.Owed(AgedAmounts.sinceDue(12, n("600.00")), n("1800.00")))));
        profit.facts = facts;
        profit.asOf = new Report.AsOf(end, LocalDate.of(2026, 11, 2));

        assertThat(run("profit", "--by", "client")).isZero();
        assertThat(last.out())
                .contains("Unbilled at the end of 2026-10-31, at agreed prices, by days since the work:")
                .containsPattern("CLIENT +UP TO 30 DAYS +31-60 +61-90 +OLDER +IN ALL")
                .containsPattern("Acme +0.00 +300.00 +0.00 +0.00 +300.00")
                .contains("Open invoices on 2026-11-02, with tax, by days past due:")
                .containsPattern("Globex +0.00 +600.00 +0.00 +0.00 +0.00 +600.00 +30.0")
                .contains("Days outstanding = 600.00 open ÷ 1,800.00 invoiced in 90 days × 90.");
        assertThat(last.out().substring(0, last.out().indexOf("Unbilled at"))).doesNotContain("Globex");

        assertThat(run("profit", "--by", "client", "--json")).isZero();
        JsonNode json = new ObjectMapper().readTree(last.out());
        assertThat(json.path("unbilledAsOf").asText()).isEqualTo("2026-10-31");
        assertThat(json.path("openAsOf").asText()).isEqualTo("2026-11-02");
        assertThat(json.at("/rows/0/unbilledTo60").decimalValue()).isEqualByComparingTo("300.00");
        assertThat(json.at("/total/daysSalesOutstanding").decimalValue()).isEqualByComparingTo("30.0");

        profit.sources = new Profit.Sources(
                "GBP",
                List.of(),
                List.of(),
                new Profit.Waiting(
                        profit.asOf,
                        List.of(new AgedWork.Aged(ann, LocalDate.of(2026, 9, 16), n("3"), n("300.00"))),
                        List.of(new Profit.Open(
                                "x",
                                "INV-7",
                                new Named(2, "Globex"),
                                new Profit.Due(LocalDate.of(2026, 10, 21), 12),
                                new Profit.Left(n("750.00"), "USD", n("1.25")),
                                n("600.00")))));
        assertThat(run("profit", "--sources")).isZero();
        assertThat(last.out())
                .containsPattern("2026-09-16 .*Ann +Design +3.00 +300.00")
                .containsPattern("2026-10-21 +INV-7 +Globex +12 +600.00 +750.00 +USD");
        assertThat(run("profit", "--sources", "--json")).isZero();
        JsonNode sources = new ObjectMapper().readTree(last.out());
        assertThat(sources.at("/unbilled/0/days").asInt()).isEqualTo(45);
        assertThat(sources.at("/open/0/left").decimalValue()).isEqualByComparingTo("750.00");
    }

    @Test
    void writesFilesWhoseNamesNoSpreadsheetTakesForFormulas() throws Exception {
        assertThat(run("profit", "--csv", "earned.csv", "--xlsx", "earned.xlsx", "--pdf", "page.pdf"))
                .isZero();

        List<String> lines = Files.readAllLines(home.resolve("earned.csv"));
        assertThat(lines.get(0)).startsWith("project,id,from,to,currency,hours,billableHours,billablePercent");
        assertThat(lines.get(1)).startsWith("\"'=HYPERLINK(1)\",11,");
        assertThat(lines.get(2)).startsWith("Total,,");
        try (InputStream in = Files.newInputStream(home.resolve("earned.xlsx"));
                ReadableWorkbook workbook = new ReadableWorkbook(in)) {
            var rows = workbook.getFirstSheet().read();
            assertThat(rows.get(1).getCellText(0)).isEqualTo("=HYPERLINK(1)");
            assertThat(rows.get(1).getCell(0).getType().name()).isEqualTo("STRING");
            assertThat(rows.get(1).getCellAsNumber(6))
                    .hasValueSatisfying(revenue -> assertThat(revenue).isEqualByComparingTo("1500.00"));
        }
        assertThat(home.resolve("page.pdf")).exists();
        assertThat(last.err()).contains("Written to ");
        assertThat(run("profit", "--csv", "no/such/folder.csv")).isEqualTo(2);
        assertThat(last.err()).contains("can't be written");
    }

    @Test
    void refusesWhatDoesNotFitTogether() {
        assertThat(run("profit", "--month", "2026-10", "--from", "2026-01")).isEqualTo(2);
        assertThat(last.err()).contains("Give either --month, or --from and --to.");
        assertThat(run("profit", "--by", "colour")).isEqualTo(2);
        assertThat(last.err()).contains("project, client, month, person, task, role");
    }

    @Test
    void stepsOfBudgetsThatAreNoneAreRefusedBeforeAnythingIsDone() throws IOException {
        Files.writeString(
                home.resolve("application.properties"),
                "\nbudget.steps.shop=80, lots\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);

        for (String command : List.of("budgets", "doctor")) {
            assertThat(run(command)).as(command).isEqualTo(2);
            assertThat(last.out() + last.err())
                    .contains(
                            "sets budget.steps.shop to \"80, lots\", but it must be whole percentages from 1 to 1000");
        }
    }

    @Test
    void aBudgetIsShownMonthByMonthWithWhatIsToCome() throws Exception {
        Budget budget = new Budget(new Named(1, "Acme"), new Named(11, "Website"), Budget.HOURS, n("100"), false);
        Budgets.Line line = new Budgets.Line(
                new BudgetUse(budget, n("60"), new BudgetUse.Pace(n("20"), 20)),
                List.of(50, 100),
                LocalDate.of(2027, 1, 11),
                new Budgets.Outlook(
                        new BudgetUse.Completion(LocalDate.of(2026, 12, 31), n("93.00")),
                        new BurnUp(
                                n("45"),
                                List.of(new BurnUp.Month(YearMonth.of(2026, 11), n("15"), n("60"))),
                                List.of(
                                        new BurnUp.Month(YearMonth.of(2026, 11), n("10.00"), n("70.00")),
                                        new BurnUp.Month(YearMonth.of(2026, 12), n("23.00"), n("93.00"))))));

        assertThat(BurnUpTexts.text(line).lines().map(String::strip).toList())
                .containsExactly(
                        "",
                        "Website, 100.00 hours, of it 45.00 used before these months or not by time",
                        "MONTH    USED IN IT  BY ITS END  EXPECTED BY ITS END",
                        "2026-11       15.00       60.00                70.00",
                        "2026-12                                        93.00");
        ObjectNode json = JsonOutput.object();
        BurnUpTexts.into(json, line);
        assertThat(json.at("/expected/1/byItsEnd").decimalValue()).isEqualByComparingTo("93.00");
        assertThat(json.path("usedBefore").decimalValue()).isEqualByComparingTo("45");
        assertThat(run("budgets", "--by-month")).isZero();
    }

    @Test
    void budgetsOfNobodyAreNone() {
        assertThat(run("budgets")).isZero();
        assertThat(last.out()).isEqualTo("No active project has a budget in Harvest.\n");
        assertThat(run("budgets", "--json")).isZero();
        assertThat(last.out()).contains("\"budgets\" : [ ]");
    }
}
