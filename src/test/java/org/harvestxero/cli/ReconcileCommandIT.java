package org.harvestxero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FakeProgram;
import org.harvestxero.api.FakeWork;
import org.harvestxero.api.Reconciliations;
import org.harvestxero.api.Trouble;
import org.harvestxero.reconciliation.Difference;
import org.harvestxero.reconciliation.Difference.Cause;
import org.harvestxero.reconciliation.Difference.Subject;
import org.harvestxero.reconciliation.Figures;
import org.harvestxero.reconciliation.Measure;
import org.harvestxero.reconciliation.Reason;
import org.harvestxero.reconciliation.Reconciliation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconcileCommandIT {
    private static final String HOSTILE = "=cmd <script>alert(1)</script> & Co";

    @TempDir
    Path home;

    private final Clock clock = Clock.fixed(FakeWork.NOON, ZoneOffset.UTC);
    private final FakeProgram program = new FakeProgram(clock);
    private String out = "";
    private String err = "";

    @BeforeEach
    void home() throws IOException {
        CommandRun.furnish(home);
    }

    private static BigDecimal amount(String text) {
        return new BigDecimal(text);
    }

    private static Figures figures(String total, String paid) {
        return new Figures(amount(total), amount(paid), amount("0.00"));
    }

    private static Reconciliation found(Reason second) {
        Subject bakery = new Subject("invoice", 7L, null, "1031", "Sample Bakery", "EUR");
        Subject museum = new Subject("payment", null, "p-1", "1019", HOSTILE, "EUR");
        return new Reconciliation(
                new Reconciliation.Scope(FakeWork.NOON, FakeWork.NOON, null, null, LocalDate.of(2025, 10, 1)),
                List.of(new Reconciliation.CurrencySum(
                        "EUR", 2, 1, figures("1950.00", "0.00"), figures("1000.00", "25.00"))),
                List.of(
                        new Reconciliation.ReasonSum(
                                "EUR", Measure.TOTAL, Reason.NUMBER_TAKEN, 1, amount("950.00"), amount("950.00")),
                        new Reconciliation.ReasonSum(
                                "EUR", Measure.PAID, second, 1, amount("-25.00"), amount("25.00"))),
                List.of(
                        new Reconciliation.Told(
                                new Difference(
                                        bakery,
                                        Measure.TOTAL,
                                        new Difference.Sides(amount("950.00"), null),
                                        amount("950.00"),
                                        new Cause(Reason.NUMBER_TAKEN, "", "failed retry F7")),
                                LocalDate.of(2026, 11, 21)),
                        new Reconciliation.Told(
                                new Difference(
                                        museum,
                                        Measure.PAID,
                                        Difference.Sides.UNKNOWN,
                                        amount("-25.00"),
                                        new Cause(second, "", "")),
                                LocalDate.of(2026, 11, 22))),
                0,
                new Reconciliation.Beside(
                        List.of(new Reconciliation.BankSum(
                                "EUR", 3, amount("300.00"), 1, amount("25.00"), LocalDate.of(2026, 11, 20))),
                        List.of(new Reconciliation.WorkSum(
                                "EUR", amount("120.00"), amount("100.00"), amount("20.00"), amount("0.00"))),
                        List.of()));
    }

    private void finds(Reconciliation found) {
        program.reconciliations.answer = new Reconciliations.Answer(found, new CycleReport.Calls(7, 6), List.of());
    }

    @Test
    void saysFirstWhetherAllAgreesThenTheSumsTheReasonsAndTheDocuments() {
        finds(found(Reason.PAYMENT_EXPLAINED));

        assertThat(run("reconcile")).isZero();

        assertThat(out).startsWith("2 differences; each has a reason, down to the cent.\n");
        assertThat(out)
                .containsSubsequence(
                        "Harvest",
                        "1,950.00",
                        "Xero",
                        "1,000.00",
                        "difference",
                        "950.00",
                        "-25.00",
                        "Why they differ",
                        "Another invoice in Xero holds",
                        "Documents",
                        "1031",
                        "950.00",
                        "2026-11-21",
                        "number-taken → failed",
                        "retry F7",
                        "Payments in Xero that no line of the bank's statement confirms yet: 1 of 4, 25.00 EUR, the oldest of 2026-11-20.",
                        "Uninvoiced in Harvest, without fixed fees: 120.00 EUR = 100.00 billed nowhere + 20.00 billed or settled here.");
        assertThat(program.reconciliations.asked).containsExactly("null null by tester");
    }

    @Test
    void endsWithOneWhereADifferenceHasNoReason() throws IOException {
        finds(found(Reason.UNEXPLAINED));

        assertThat(run("reconcile", "--json")).isEqualTo(1);

        JsonNode json = new ObjectMapper().readTree(out);
        assertThat(json.path("complete").asBoolean()).isTrue();
        assertThat(json.path("unexplained").asInt()).isEqualTo(1);
        assertThat(json.at("/unexplainedAmounts/EUR").decimalValue()).isEqualByComparingTo("25");
        assertThat(json.at("/differences/0/kind").asText()).isEqualTo("invoice");
        assertThat(json.at("/differences/0/harvest").asLong()).isEqualTo(7);
        assertThat(json.at("/differences/0/xero").isNull()).isTrue();
        assertThat(json.at("/differences/0/harvestAmount").decimalValue()).isEqualByComparingTo("950");
        assertThat(json.at("/differences/0/xeroAmount").isNull()).isTrue();
        assertThat(json.at("/differences/0/amount").decimalValue()).isEqualByComparingTo("950");
        assertThat(json.at("/differences/0/reason").asText()).isEqualTo("number-taken");
        assertThat(json.at("/differences/0/command").asText()).isEqualTo("failed retry F7");
        assertThat(json.at("/sums/0/xero/due").decimalValue()).isEqualByComparingTo("975");
        assertThat(json.path("exit").asInt()).isEqualTo(1);
    }

    @Test
    void tellsNothingOfListsThatWereNotReadToTheirEnd() throws IOException {
        program.reconciliations.answer = new Reconciliations.Answer(
                null,
                new CycleReport.Calls(1, 1),
                List.of(new Trouble("Xero", Trouble.Reason.UNREACHABLE, "Xero does not answer.", "Wait.", null)));

        assertThat(run("reconcile")).isEqualTo(3);
        assertThat(out).isEqualTo("Not complete, so nothing is told.\n");
        assertThat(err).contains("Xero: Xero does not answer. Wait.");
        assertThat(run("reconcile", "--json")).isEqualTo(3);
        assertThat(new ObjectMapper().readTree(out).path("complete").asBoolean())
                .isFalse();
        assertThat(new ObjectMapper().readTree(out).has("differences")).isFalse();
    }

    @Test
    void writesAPageOnWhichNamesStayText() throws IOException {
        finds(found(Reason.UNEXPLAINED));

        assertThat(run("reconcile", "--html", "page.html")).isEqualTo(1);

        String page = Files.readString(home.resolve("page.html"));
        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co")
                .doesNotContain("<script")
                .contains("2 differences; 1 has no reason yet.")
                .contains("failed retry F7");
    }

    @Test
    void givesASpreadsheetItsRowsWithFormulasMadeHarmless() {
        finds(found(Reason.PAYMENT_ONLY_IN_XERO));

        assertThat(run("reconcile", "--csv")).isZero();

        assertThat(out.lines().toList())
                .hasSize(3)
                .element(0)
                .isEqualTo(
                        "kind,number,client,measure,amount,currency,reason,message,detail,remedy,command,since,harvest,xero");
        assertThat(out.lines().toList().get(2))
                .startsWith(
                        "payment,1019,\"'=cmd <script>alert(1)</script> & Co\",paid,-25.00,EUR,payment-only-in-xero,");
    }

    @Test
    void asksForAnotherDayOrOneClient() {
        finds(found(Reason.PAYMENT_EXPLAINED));

        assertThat(run("reconcile", "--as-of", "2026-10-31", "--client", "Sample Bakery"))
                .isZero();
        assertThat(program.reconciliations.asked).containsExactly("2026-10-31 Sample Bakery by tester");
        assertThat(run("reconcile", "--as-of", "2026-11-23")).isEqualTo(2);
        assertThat(err).contains("--as-of is a day that has begun: 2026-11-22 or earlier.");
        assertThat(run("reconcile", "--as-of", "31.10.")).isEqualTo(2);
        assertThat(run("reconcile", "--json", "--csv")).isEqualTo(2);
    }

    @Test
    void showsTheLastDays() throws IOException {
        program.reconciliations.days = List.of(
                new Reconciliations.Day(LocalDate.of(2026, 11, 20), FakeWork.NOON, 0, 0, null, List.of()),
                new Reconciliations.Day(LocalDate.of(2026, 11, 21), FakeWork.NOON, 0, 0, "Xero: no answer", List.of()),
                new Reconciliations.Day(
                        LocalDate.of(2026, 11, 22),
                        FakeWork.NOON,
                        2,
                        1,
                        null,
                        List.of(new Reconciliations.Sum("EUR", Measure.TOTAL, Reason.UNEXPLAINED, 1, amount("4.00")))));

        assertThat(run("reconcile", "--history")).isZero();

        assertThat(out.lines().map(String::stripTrailing).toList())
                .containsExactly(
                        "DAY         DIFFERENCES  UNEXPLAINED  WHY",
                        "2026-11-20            0            0  all agreed",
                        "2026-11-21                            not complete: Xero: no answer",
                        "2026-11-22            2            1  unexplained total ×1 4.00 EUR");
        assertThat(program.reconciliations.asked).containsExactly("history 30");
        assertThat(run("reconcile", "--history", "7", "--json")).isZero();
        assertThat(new ObjectMapper()
                        .readTree(out)
                        .at("/days/2/reasons/0/reason")
                        .asText())
                .isEqualTo("unexplained");
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
