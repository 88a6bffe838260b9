package org.harvestxero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillReport.Bill;
import org.harvestxero.api.BillReport.Bucket;
import org.harvestxero.api.BillReport.Draft;
import org.harvestxero.api.BillReport.Line;
import org.harvestxero.api.BillReport.NotBilled;
import org.harvestxero.api.BillReport.Outcome;
import org.harvestxero.api.BillReport.Refused;
import org.harvestxero.api.BillReport.Step;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.BillRequest.Manner;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FakeProgram;
import org.harvestxero.api.FakeWork;
import org.harvestxero.api.UnbilledReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillCommandIT {
    @TempDir
    Path home;

    private final Clock clock = Clock.fixed(FakeWork.NOON, ZoneOffset.UTC);
    private final FakeProgram program = new FakeProgram(clock);
    private String out = "";
    private String err = "";

    @BeforeEach
    void home() throws IOException {
        Files.writeString(home.resolve("application.properties"), """
                harvest.account-id=123
                harvest.access-token=pat-secret
                xero.client-id=abc
                xero.client-secret=xero-secret
                copy.since=2026-11-01
                """);
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(home.resolve("routes/idle.camel.yaml"), """
                - route:
                    id: idle
                    from: {uri: direct:idle, steps: [{stop: {}}]}
                """);
    }

    @Test
    void listsWhatIsBilledNowhereAndTiesItToHarvestsReport() throws IOException {
        program.unbilled = new UnbilledReport(
                LocalDate.of(2025, 11, 23),
                LocalDate.of(2026, 11, 22),
                List.of(
                        new UnbilledReport.Row(
                                "Acme",
                                7,
                                "held",
                                "held: no rate",
                                new BigDecimal("2.00"),
                                new BigDecimal("0.00"),
                                "USD",
                                1,
                                0,
                                LocalDate.of(2026, 10, 5),
                                48),
                        new UnbilledReport.Row(
                                "Globex",
                                8,
                                "no-agreement",
                                "no agreement",
                                new BigDecimal("12.50"),
                                new BigDecimal("1270.00"),
                                "USD",
                                3,
                                1,
                                LocalDate.of(2026, 8, 1),
                                113)),
                List.of(new UnbilledReport.Tie(
                        "USD",
                        sum("24.50", "2270.00"),
                        sum("14.50", "1270.00"),
                        sum("9.00", "900.00"),
                        sum("1.00", "100.00"))),
                List.of(new UnbilledReport.Difference(
                        "Globex", "Shop", "USD", sum("13.50", "1370.00"), sum("12.50", "1270.00"))),
                List.of("Not used as it stands: agreements/globex.yaml, line 2: no."),
                new CycleReport.Calls(5, 0),
                List.of());

        assertThat(run("bill", "--unbilled")).isZero();
        assertThat(out).isEqualTo("""
                Work of 2025-11-23 to 2026-11-22 that is billed nowhere
                CLIENT  HOURS     WORTH       OLDEST      DAYS  WHY
                Acme     2.00      0.00  USD  2026-10-05    48  held: no rate
                Globex  12.50  1,270.00  USD  2026-08-01   113  no agreement
                in all  14.50  1,270.00  USD
                Uninvoiced in Harvest, without fixed fees: 24.50 h, 2,270.00 USD = 14.50 h, 1,270.00 USD billed nowhere + \
                9.00 h, 900.00 USD billed or settled here + 1.00 h, 100.00 USD difference:
                  Globex, Shop: Harvest's report says 13.50 h, 1,370.00 USD, its entries and expenses come to 12.50 h, \
                1,270.00 USD
                Not used as it stands: agreements/globex.yaml, line 2: no.
                """);

        assertThat(run("bill", "--unbilled", "--json")).isZero();
        JsonNode json = new ObjectMapper().readTree(out);
        assertThat(json.at("/rows/1/reason").asText()).isEqualTo("no-agreement");
        assertThat(json.at("/rows/1/worth").decimalValue()).isEqualByComparingTo("1270");
        assertThat(json.at("/rows/1/days").asInt()).isEqualTo(113);
        assertThat(json.at("/ties/0/here/hours").decimalValue()).isEqualByComparingTo("9");
        assertThat(json.at("/differences/0/project").asText()).isEqualTo("Shop");
    }

    private static UnbilledReport.Sum sum(String hours, String worth) {
        return new UnbilledReport.Sum(new BigDecimal(hours), new BigDecimal(worth));
    }

    @Test
    void billsWhatIsDue() {
        assertThat(run("bill")).isZero();

        assertThat(program.asked).isEqualTo(BillRequest.due());
        assertThat(out).contains("Nothing is due.");
    }

    @Test
    void asksForOneClientsPeriodAndShowsDraftsLeftoversAndTheProof() {
        program.bills = report(Outcome.TRIED, List.of());

        assertThat(run("bill", "--period", "2026-10", "--client", "Acme", "--dry-run"))
                .isZero();

        assertThat(program.asked).isEqualTo(new BillRequest("2026-10", "Acme", Manner.DRY_RUN));
        assertThat(out).isEqualTo("""
                        Acme, 2026-10 (2026-10-01 to 2026-10-31): would be billed 1,050.00 USD before tax, by acme.yaml
                          Draft for PO-7, dated 2026-11-01, due 2026-12-01, reference PO-7: waits for review
                            QUANTITY   PRICE    AMOUNT  LINE
                               12.50  100.00  1,250.00  Website, October 2026
                                   1    -200   -200.00  Discount
                            For review: the first invoice of this client
                            NOT BILLED    DAY         WHO  HOURS   WORTH  WHERE  WHY
                            entry 4711    2026-10-06  Ann   2.00  200.00  held   submitted, but not approved
                            expense 4712  2026-10-07  Ann          18.40  held   not submitted for approval
                            ADDS UP  HOURS     WORTH
                            came in  14.50  1,468.40  USD
                            billed   12.50  1,250.00  USD
                            held      2.00    218.40  USD
                            1,250.00 worth + 0.0049 cents - 200.0049 discount = 1,050.00 billed
                          Note: PO-7: 80 % are used

                        1 period, 1 draft, 1 for review, 1,050.00 USD before tax; 7 calls to Harvest, 0 to Xero; 1.2 s
                        """);
    }

    @Test
    void saysWhatANewBillWouldChange() {
        program.bills = report(
                Outcome.COMPARED, List.of("invoice 1042 came to 900.00 USD, and would come to 1050.00 USD (+150.00)"));

        run("bill", "--period", "2026-10");

        assertThat(out)
                .contains("billed before; a new bill would come to 1,050.00 USD")
                .contains("  invoice 1042 came to 900.00 USD, and would come to 1050.00 USD (+150.00)\n");
    }

    @Test
    void whatCouldNotBeBilledIsToldAndIsExitCodeOne() {
        program.bills = new BillReport(
                List.of(),
                List.of(new Refused("agreements/acme.yaml", "It names no client.", "Correct it.")),
                List.of(),
                new CycleReport.Calls(1, 0),
                Duration.ofMillis(90),
                List.of());

        assertThat(run("bill")).isEqualTo(1);

        assertThat(out).contains("agreements/acme.yaml  It names no client. → Correct it.");
    }

    @Test
    void jsonKeepsItsContract() throws IOException {
        program.bills = report(Outcome.TRIED, List.of());

        run("bill", "--dry-run", "--json");

        JsonNode bill = new ObjectMapper().readTree(out).path("bills").get(0);
        assertThat(bill.properties().stream().map(Map.Entry::getKey))
                .containsExactly(
                        "client",
                        "clientId",
                        "period",
                        "from",
                        "to",
                        "agreement",
                        "outcome",
                        "total",
                        "currency",
                        "drafts",
                        "notBilled",
                        "buckets",
                        "steps",
                        "notices",
                        "differences");
        assertThat(bill.path("drafts")
                        .get(0)
                        .path("lines")
                        .get(0)
                        .path("amount")
                        .asText())
                .isEqualTo("1250.0");
        assertThat(out).contains("\"total\" : 1050.00,");
    }

    @Test
    void aShadowIsAskedForAsSuch() {
        assertThat(run("bill", "--shadow")).isZero();

        assertThat(program.asked).isEqualTo(new BillRequest(null, null, Manner.SHADOW));
    }

    @Test
    void dryRunAndShadowDoNotGoTogether() {
        assertThat(run("bill", "--shadow", "--dry-run")).isEqualTo(2);

        assertThat(err).contains("mutually exclusive");
    }

    private static BillReport report(Outcome outcome, List<String> differences) {
        Draft draft = new Draft(
                null,
                "PO-7",
                "review",
                null,
                LocalDate.of(2026, 11, 1),
                LocalDate.of(2026, 12, 1),
                "PO-7",
                new BigDecimal("1050.00"),
                "USD",
                List.of(
                        line("Website, October 2026", "12.50", "100.00", "1250.00"),
                        line("Discount", "1", "-200", "-200.00")),
                List.of("the first invoice of this client"));
        Bill bill = new Bill(
                "Acme",
                5,
                "2026-10",
                LocalDate.of(2026, 10, 1),
                LocalDate.of(2026, 10, 31),
                "acme.yaml",
                outcome,
                new BigDecimal("1050.00"),
                "USD",
                List.of(draft),
                List.of(
                        rest("time-entry", 4711, 6, "2.00", "200.00", "submitted, but not approved"),
                        rest("expense", 4712, 7, "0.00", "18.40", "not submitted for approval")),
                List.of(
                        bucket("in", "14.50", "1468.40"),
                        bucket("billed", "12.50", "1250.00"),
                        bucket("held", "2.00", "218.40")),
                List.of(
                        new Step("worth", new BigDecimal("1250.00000000")),
                        new Step("cents", new BigDecimal("0.0049")),
                        new Step("discount", new BigDecimal("-200.0049"))),
                List.of("PO-7: 80 % are used"),
                differences);
        return new BillReport(
                List.of(bill), List.of(), List.of(), new CycleReport.Calls(7, 0), Duration.ofMillis(1_234), List.of());
    }

    private static Line line(String description, String quantity, String price, String amount) {
        return new Line(description, new BigDecimal(quantity), new BigDecimal(price), new BigDecimal(amount));
    }

    private static NotBilled rest(String kind, long id, int day, String hours, String worth, String words) {
        return new NotBilled(
                kind,
                id,
                LocalDate.of(2026, 10, day),
                "Ann",
                "Website",
                "Design",
                new BigDecimal(hours),
                new BigDecimal(worth),
                "USD",
                "held",
                "not-approved",
                words);
    }

    private static Bucket bucket(String name, String hours, String worth) {
        return new Bucket(name, new BigDecimal(hours), new BigDecimal(worth), "USD");
    }

    private int run(String... arguments) {
        Cli cli =
                new Cli(program, Map.of(), Map.of("user.name", "tester", "harvest-xero.home", home.toString()), clock);
        CommandRun run = CommandRun.of(cli, List.of(arguments));
        out = run.out();
        err = run.err();
        return run.exit();
    }
}
