package org.harvestxero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FakeProgram;
import org.harvestxero.api.FakeWork;
import org.harvestxero.api.Payroll;
import org.harvestxero.api.Payroll.Outcome;
import org.harvestxero.api.Trouble;
import org.harvestxero.billing.Named;
import org.harvestxero.monthend.CostEntry;
import org.harvestxero.monthend.Work;
import org.harvestxero.payroll.Hindrance;
import org.harvestxero.payroll.PayLine;
import org.harvestxero.payroll.PayPeriod;
import org.harvestxero.payroll.PaySheet;
import org.harvestxero.payroll.Unpaid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code payroll} and its subcommands print, and end with. */
class PayrollCommandIT {
    private static final PayPeriod WEEK = new PayPeriod(LocalDate.of(2026, 10, 5), LocalDate.of(2026, 10, 11));
    private static final Payroll.Person ANN = new Payroll.Person(1, "Ann Archer");

    @TempDir
    Path home;

    private final Clock clock = Clock.fixed(FakeWork.NOON, ZoneOffset.UTC);
    private final FakeProgram program = new FakeProgram(clock);
    private CommandRun last;

    @BeforeEach
    void home() throws IOException {
        CommandRun.furnish(home);
        program.payroll.answer = answer(
                List.of(
                        sheet(
                                ANN,
                                List.of(line(5, "7.5"), line(7, "8")),
                                List.of(line(5, "7.5"), line(7, "6")),
                                List.of(leave()),
                                Outcome.DUE,
                                null,
                                "Draft"),
                        sheet(
                                new Payroll.Person(2, "Ben Baker"),
                                List.of(line(6, "6")),
                                List.of(),
                                List.of(),
                                Outcome.HELD,
                                "It was deleted in Xero by a person.",
                                null)),
                List.of(new Payroll.Unmatched(
                        new Payroll.Person(3, "Cleo Cox"),
                        new BigDecimal("3"),
                        new Hindrance(
                                Hindrance.Kind.NO_EMAIL, "Cleo Cox has no e-mail address in Harvest", "Give one."))));
    }

    private static Payroll.Answer answer(List<Payroll.Sheet> sheets, List<Payroll.Unmatched> unmatched) {
        return new Payroll.Answer(
                List.of(new Payroll.Period(WEEK, "Weekly", sheets)),
                unmatched,
                List.of(),
                new CycleReport.Calls(3, 7),
                List.of());
    }

    private static PayLine line(int day, String hours) {
        return new PayLine(new PayLine.Cell(LocalDate.of(2026, 10, day), "Regular Hours", null), new BigDecimal(hours));
    }

    private static Payroll.Sheet sheet(
            Payroll.Person person,
            List<PayLine> lines,
            List<PayLine> standing,
            List<Unpaid> unpaid,
            Outcome outcome,
            @Nullable String message,
            @Nullable String status) {
        return new Payroll.Sheet(
                person,
                new PaySheet(WEEK, lines, unpaid),
                standing,
                new Payroll.Change(outcome, message, status, status == null ? null : "t-1"));
    }

    private static Unpaid leave() {
        return new Unpaid(
                Unpaid.Why.LEAVE,
                "time off",
                "Enter it as leave in Xero Payroll.",
                List.of(new CostEntry(
                        77,
                        Instant.EPOCH,
                        LocalDate.of(2026, 10, 8),
                        new Work(
                                new Work.Person(new Named(1, "Ann Archer"), false, List.of()),
                                new Named(2, "Internal"),
                                new Named(3, "Time off"),
                                new Named(4, "Holiday")),
                        new CostEntry.Effort(new BigDecimal("8"), null),
                        new CostEntry.Standing(true, false))));
    }

    private int run(String... arguments) {
        Cli cli =
                new Cli(program, Map.of(), Map.of("user.name", "tester", "harvest-xero.home", home.toString()), clock);
        last = CommandRun.of(cli, List.of(arguments));
        return last.exit();
    }

    @Test
    void showsEachPersonsDaysWhatDiffersAndWhatIsMissing() {
        assertThat(run("payroll", "--dry-run", "--period", "2026-10-06", "--as", "ada"))
                .isEqualTo(1);

        assertThat(program.payroll.asked).containsExactly("run 2026-10-06 dry ada");
        assertThat(last.out().lines())
                .containsExactly(
                        "Weekly, 2026-10-05 to 2026-10-11",
                        "PERSON      Mon 5  Tue 6        Wed 7  Thu 8  Fri 9  Sat 10  Sun 11          TOTAL",
                        "Ann Archer   7.50      -  8.00 (6.00)      -      -       -       -  15.50 (13.50)  to be changed",
                        "Ben Baker       -   6.00            -      -      -       -       -           6.00  HELD",
                        "In brackets: hours as they stood in Xero before, where they differ.",
                        "Ann Archer: 8.00 hours not sent, time off. Enter it as leave in Xero Payroll.",
                        "    2026-10-08  8.00  Time off, Holiday",
                        "Ben Baker: It was deleted in Xero by a person.",
                        "",
                        "Not in any timesheet",
                        "3.00 hours: Cleo Cox has no e-mail address in Harvest. Give one.");
    }

    @Test
    void printsJsonForScripts() throws IOException {
        assertThat(run("payroll", "--again", "--json", "--as", "ada")).isEqualTo(1);

        assertThat(program.payroll.asked).containsExactly("run null again ada");
        JsonNode json = new ObjectMapper().readTree(last.out());
        assertThat(json.at("/periods/0/first").asText()).isEqualTo("2026-10-05");
        assertThat(json.at("/periods/0/timesheets/0/lines/0/rate").asText()).isEqualTo("Regular Hours");
        assertThat(json.at("/periods/0/timesheets/0/outcome").asText()).isEqualTo("due");
        assertThat(json.at("/periods/0/timesheets/0/linesInXeroBefore/1/hours").decimalValue())
                .isEqualByComparingTo("6");
        assertThat(json.at("/periods/0/timesheets/0/leftOut/0/why").asText()).isEqualTo("leave");
        assertThat(json.at("/unmatched/0/why").asText()).isEqualTo("no-email");
        assertThat(json.at("/calls/xero").asInt()).isEqualTo(7);
    }

    @Test
    void endsWithZeroWhereAllIsSentAndWithThreeWherePayrollIsClosed() {
        program.payroll.answer = answer(
                List.of(sheet(ANN, List.of(line(5, "7.5")), List.of(), List.of(leave()), Outcome.MADE, null, "Draft")),
                List.of());
        assertThat(run("payroll")).isZero();

        program.payroll.answer = new Payroll.Answer(
                List.of(),
                List.of(),
                List.of(),
                new CycleReport.Calls(1, 1),
                List.of(new Trouble("Xero", Trouble.Reason.CONSENT, "Closed.", "Connect again.", null)));
        assertThat(run("payroll")).isEqualTo(3);
        assertThat(last.err()).contains("Closed.");
        assertThat(run("payroll", "--period", "October")).isEqualTo(2);
    }

    @Test
    void employeesAreListedAndLinkedWithPeople() throws IOException {
        assertThat(run("payroll", "unlink", "Ann Archer", "--as", "ada")).isZero();
        assertThat(last.out()).contains("Nobody had said which employee Ann Archer is.");
        program.payroll.staff = List.of(
                new Payroll.Staff("e-1", "A. Archer", "ann@example.com", ANN, true),
                new Payroll.Staff("e-2", "Dan Dale", null, null, false));

        assertThat(run("payroll", "employees")).isZero();
        assertThat(last.out().lines())
                .containsExactly(
                        "EMPLOYEE   E-MAIL           IN HARVEST              EMPLOYEE-ID",
                        "A. Archer  ann@example.com  Ann Archer (1, linked)  e-1",
                        "Dan Dale                                            e-2");
        assertThat(run("payroll", "employees", "--json")).isZero();
        assertThat(new ObjectMapper().readTree(last.out()).at("/0/linked").asBoolean())
                .isTrue();
        assertThat(run("payroll", "link", "1", "e-1", "--as", "ada")).isZero();
        assertThat(last.out()).contains("Ann Archer is A. Archer in Xero Payroll from now on.");
        assertThat(run("payroll", "unlink", "1", "--as", "ada")).isZero();
        assertThat(program.payroll.asked).containsExactly("unlink Ann Archer ada", "link 1 e-1 ada", "unlink 1 ada");
    }
}
