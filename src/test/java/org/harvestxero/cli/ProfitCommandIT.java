package org.harvestxero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.harvestxero.api.FakeProfit;
import org.harvestxero.api.FakeProgram;
import org.harvestxero.api.FakeWork;
import org.harvestxero.api.Profit;
import org.harvestxero.billing.Named;
import org.harvestxero.profit.Fact;
import org.harvestxero.profit.Subject;
import org.harvestxero.profit.View;
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
    void budgetsOfNobodyAreNone() {
        assertThat(run("budgets")).isZero();
        assertThat(last.out()).isEqualTo("No active project has a budget in Harvest.\n");
        assertThat(run("budgets", "--json")).isZero();
        assertThat(last.out()).contains("\"budgets\" : [ ]");
    }
}
