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
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FakeProgram;
import org.harvestxero.api.FakeWork;
import org.harvestxero.api.MonthEnd;
import org.harvestxero.api.Trouble;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.Origin;
import org.harvestxero.billing.Project;
import org.harvestxero.monthend.Coding;
import org.harvestxero.monthend.CostEntry;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.monthend.JournalLine;
import org.harvestxero.monthend.JournalPiece;
import org.harvestxero.monthend.LeftOut;
import org.harvestxero.monthend.PayVeil;
import org.harvestxero.monthend.Work;
import org.harvestxero.worth.UnbilledPiece;
import org.harvestxero.worth.Worth;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code month-end} and {@code explain journal} print, and end with. */
class MonthEndCommandIT {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final Coding ALPHA = new Coding("310", List.of(new Coding.Option("Project", "Alpha")));

    @TempDir
    Path home;

    private final Clock clock = Clock.fixed(FakeWork.NOON, ZoneOffset.UTC);
    private final FakeProgram program = new FakeProgram(clock);
    private CommandRun last;

    @BeforeEach
    void home() throws IOException {
        CommandRun.furnish(home);
        program.monthEnd.answer = new MonthEnd.Answer(
                OCTOBER, List.of(journal(List.of(leftOut()))), new CycleReport.Calls(9, 4), List.of());
    }

    private static MonthEnd.Journal journal(List<LeftOut> leftOut) {
        List<JournalLine> lines = List.of(
                new JournalLine(ALPHA, amount("1300.00")), new JournalLine(Coding.of("840"), amount("-1300.00")));
        return new MonthEnd.Journal(
                JournalKind.COST,
                new MonthEnd.Whole("GBP", lines, amount("1300.00"), amount("32.5"), 7),
                new MonthEnd.Change(
                        MonthEnd.Outcome.MADE,
                        new MonthEnd.Document(
                                "HX-COST-2026-10-v2",
                                LocalDate.of(2026, 10, 31),
                                "HX-COST-2026-10-v2 Labour cost",
                                "DRAFT",
                                "j-2"),
                        List.of(
                                new JournalLine(ALPHA, amount("40.00")),
                                new JournalLine(Coding.of("840"), amount("-40.00"))),
                        null),
                new MonthEnd.Tie(
                        amount("32.5"),
                        leftOut.isEmpty() ? BigDecimal.ZERO : amount("4.5"),
                        leftOut.isEmpty() ? amount("32.5") : amount("37")),
                leftOut,
                List.of("A note."));
    }

    private static LeftOut leftOut() {
        return new LeftOut(
                LeftOut.Why.NO_RATE,
                "no cost rate of Ben Baker",
                "Give the person a cost rate in Harvest that covers these days.",
                List.of(new CostEntry(
                        77,
                        Instant.EPOCH,
                        LocalDate.of(2026, 10, 8),
                        new Work(
                                new Work.Person(new Named(1, "Ben Baker"), false, List.of()),
                                new Named(2, "Acme"),
                                new Named(3, "Website"),
                                new Named(4, "Design")),
                        new CostEntry.Effort(amount("4.5"), null),
                        new CostEntry.Standing(true, false))));
    }

    private static BigDecimal amount(String text) {
        return new BigDecimal(text);
    }

    private int run(String... arguments) {
        Cli cli =
                new Cli(program, Map.of(), Map.of("user.name", "tester", "harvest-xero.home", home.toString()), clock);
        last = CommandRun.of(cli, List.of(arguments));
        return last.exit();
    }

    @Test
    void showsTheJournalWhatChangedWhatIsMissingAndTheTieOut() {
        assertThat(run("month-end", "--as", "ada")).isEqualTo(1);

        assertThat(program.monthEnd.asked).containsExactly("2026-10 ada");
        assertThat(last.out().lines())
                .containsExactly(
                        "Labour cost of 2026-10: 1,300.00 GBP for 32.50 hours in 7 entries.",
                        "",
                        "ACCOUNT  TRACKING           DEBIT    CREDIT",
                        "310      Project: Alpha  1,300.00            GBP",
                        "840                                1,300.00  GBP",
                        "",
                        "Made: HX-COST-2026-10-v2, DRAFT, dated 2026-10-31.",
                        "",
                        "Only what changed since it was booked:",
                        "",
                        "ACCOUNT  TRACKING        DEBIT  CREDIT",
                        "310      Project: Alpha  40.00          GBP",
                        "840                              40.00  GBP",
                        "",
                        "",
                        "Not in the journal",
                        "4.50 hours in 1 entry: no cost rate of Ben Baker. Give the person a cost rate in Harvest that covers these days.",
                        "    2026-10-08  4.50  Ben Baker, Website, Design",
                        "",
                        "Hours: 32.50 in the journal + 4.50 left out = 37.00 of Harvest's time report.",
                        "A note.");
    }

    /** Ann alone on Alpha, Ann and Ben on the rest; what changed since is Ben's. */
    private static MonthEnd.Journal ofFewPeople() {
        List<JournalLine> lines = List.of(
                new JournalLine(ALPHA, amount("300.00")),
                new JournalLine(Coding.of("310"), amount("700.00")),
                new JournalLine(Coding.of("311"), amount("900.00")),
                new JournalLine(Coding.of("840"), amount("-1900.00")));
        Map<Coding, Set<String>> people = Map.of(
                ALPHA, Set.of("Ann"), Coding.of("310"), Set.of("Ann", "Ben"), Coding.of("311"), Set.of("Ann", "Ben"));
        List<JournalLine> changed = List.of(
                new JournalLine(Coding.of("310"), amount("50.00")),
                new JournalLine(Coding.of("840"), amount("-50.00")));
        MonthEnd.Journal shown = journal(List.of());
        return new MonthEnd.Journal(
                JournalKind.COST,
                new MonthEnd.Whole(
                        "GBP",
                        lines,
                        amount("1900.00"),
                        amount("32.5"),
                        7,
                        PayVeil.over(lines, Coding.of("840"), people)),
                new MonthEnd.Change(
                        MonthEnd.Outcome.MADE,
                        shown.change().document(),
                        changed,
                        null,
                        PayVeil.over(changed, Coding.of("840"), Map.of(Coding.of("310"), Set.of("Ben")))),
                shown.tie(),
                List.of(),
                List.of());
    }

    @Test
    void ruling34AmountsThatAreOnePersonsAreShownOnlyWhenAskedFor() throws IOException {
        program.monthEnd.answer =
                new MonthEnd.Answer(OCTOBER, List.of(ofFewPeople()), new CycleReport.Calls(1, 1), List.of());

        assertThat(run("month-end", "--as", "ada")).isZero();

        assertThat(last.out().lines())
                .startsWith(
                        "Labour cost of 2026-10: 1,900.00 GBP for 32.50 hours in 7 entries.",
                        "",
                        "ACCOUNT  TRACKING         DEBIT    CREDIT",
                        "310      Project: Alpha  hidden            GBP",
                        "310                      hidden            GBP",
                        "311                      900.00            GBP",
                        "840                              1,900.00  GBP",
                        "",
                        "What fewer than two people cost is hidden: --show-rates shows it, and the audit keeps that.",
                        "Made: HX-COST-2026-10-v2, DRAFT, dated 2026-10-31.",
                        "",
                        "Only what changed since it was booked:",
                        "",
                        "ACCOUNT  TRACKING   DEBIT  CREDIT",
                        "310                hidden          GBP",
                        "840                        hidden  GBP");
        assertThat(run("month-end", "--json", "--as", "ada")).isZero();
        JsonNode json = new ObjectMapper().readTree(last.out()).at("/journals/0");
        assertThat(json.at("/lines/0/amount").isNull()).isTrue();
        assertThat(json.at("/lines/0/hidden").asBoolean()).isTrue();
        assertThat(json.at("/lines/2/amount").decimalValue()).isEqualByComparingTo("900");
        assertThat(json.at("/change/lines/1/amount").isNull()).isTrue();
        assertThat(last.out()).doesNotContain("300.00", "700.00", "50.00");
        assertThat(program.monthEnd.asked).containsExactly("2026-10 ada", "2026-10 ada");

        assertThat(run("month-end", "--show-rates", "--as", "ada")).isZero();

        assertThat(last.out().lines())
                .contains(
                        "310      Project: Alpha  300.00            GBP",
                        "310                      700.00            GBP")
                .noneMatch(line -> line.contains("hidden"));
        assertThat(program.monthEnd.asked).endsWith("2026-10 ada", "pay shown 2026-10 ada");
        assertThat(run("month-end", "--show-rates", "--json")).isZero();
        assertThat(new ObjectMapper()
                        .readTree(last.out())
                        .at("/journals/0/change/lines/0/amount")
                        .decimalValue())
                .isEqualByComparingTo("50");
    }

    @Test
    void theCostOfOnePersonAloneHasNoTotalEither() throws IOException {
        List<JournalLine> lines =
                List.of(new JournalLine(ALPHA, amount("300.00")), new JournalLine(Coding.of("840"), amount("-300.00")));
        MonthEnd.Journal shown = journal(List.of());
        program.monthEnd.answer = new MonthEnd.Answer(
                OCTOBER,
                List.of(new MonthEnd.Journal(
                        JournalKind.COST,
                        new MonthEnd.Whole(
                                "GBP",
                                lines,
                                amount("300.00"),
                                amount("32.5"),
                                7,
                                PayVeil.over(lines, Coding.of("840"), Map.of(ALPHA, Set.of("Ann")))),
                        new MonthEnd.Change(MonthEnd.Outcome.NOTHING, null, List.of(), null),
                        shown.tie(),
                        List.of(),
                        List.of())),
                new CycleReport.Calls(1, 1),
                List.of());

        assertThat(run("month-end")).isZero();
        assertThat(last.out())
                .startsWith("Labour cost of 2026-10: hidden for 32.50 hours")
                .doesNotContain("300.00");
        assertThat(run("month-end", "--json")).isZero();
        assertThat(new ObjectMapper()
                        .readTree(last.out())
                        .at("/journals/0/cost")
                        .isNull())
                .isTrue();
    }

    @Test
    void printsJsonForScripts() throws IOException {
        assertThat(run("month-end", "--month", "2026-09", "--dry-run", "--again", "--json", "--as", "ada"))
                .isEqualTo(1);

        assertThat(program.monthEnd.asked).containsExactly("2026-09 dry again ada");
        JsonNode json = new ObjectMapper().readTree(last.out());
        assertThat(json.at("/journals/0/kind").asText()).isEqualTo("cost");
        assertThat(json.at("/journals/0/lines/0/tracking/Project").asText()).isEqualTo("Alpha");
        assertThat(json.at("/journals/0/change/mark").asText()).isEqualTo("HX-COST-2026-10-v2");
        assertThat(json.at("/journals/0/leftOut/0/entries/0/id").asLong()).isEqualTo(77);
        assertThat(json.at("/journals/0/tie/tied").asBoolean()).isTrue();
        assertThat(json.at("/calls/harvest").asInt()).isEqualTo(9);
    }

    @Test
    void endsWithZeroWhereAllIsBookedAndWithThreeWhereASideCouldNotBeReached() {
        program.monthEnd.answer =
                new MonthEnd.Answer(OCTOBER, List.of(journal(List.of())), new CycleReport.Calls(1, 1), List.of());
        assertThat(run("month-end")).isZero();

        program.monthEnd.answer = new MonthEnd.Answer(
                OCTOBER,
                List.of(),
                new CycleReport.Calls(1, 1),
                List.of(new Trouble(
                        "Xero", Trouble.Reason.UNREACHABLE, "Xero: no answer.", "It is tried again.", null)));
        assertThat(run("month-end")).isEqualTo(3);
        assertThat(last.err()).contains("Xero: no answer.");

        assertThat(run("month-end", "--month", "October")).isEqualTo(2);
        assertThat(last.err()).contains("'October' is no month: write it like 2026-10");
    }

    @Test
    void explainJournalWalksDownToTheEntries() throws IOException {
        assertThat(run("explain", "journal", "2026-10", "cost")).isEqualTo(2);
        assertThat(last.err()).contains("No journal of 2026-10 was made");
        program.monthEnd.explained = Optional.of(new MonthEnd.Explained(
                OCTOBER,
                JournalKind.COST,
                "GBP",
                List.of(new MonthEnd.Version(
                        new MonthEnd.Document(
                                "HX-COST-2026-10-v1",
                                LocalDate.of(2026, 10, 31),
                                "Labour cost of October 2026",
                                "POSTED",
                                "j-1"),
                        "made",
                        amount("180.02"),
                        FakeWork.NOON)),
                List.of(
                        new MonthEnd.Part(
                                ALPHA,
                                amount("180.02"),
                                amount("180.015"),
                                List.of(new MonthEnd.Entry(
                                        5,
                                        LocalDate.of(2026, 10, 31),
                                        "Carl Cole",
                                        "Website",
                                        "Design",
                                        amount("3.0000"),
                                        amount("60.005000")))),
                        new MonthEnd.Part(Coding.of("840"), amount("-180.02"), BigDecimal.ZERO, List.of()))));

        assertThat(run("explain", "journal", "2026-10", "cost")).isZero();

        assertThat(last.out().lines())
                .containsExactly(
                        "Labour cost of 2026-10",
                        "",
                        "VERSION             STATE  IN XERO  DATED        TOTAL",
                        "HX-COST-2026-10-v1  made   POSTED   2026-10-31  180.02  GBP",
                        "",
                        "310 Project: Alpha: 180.02 GBP booked, 180.015 by these entries",
                        "ENTRY  DATE        PERSON     PROJECT  TASK    HOURS  COST RATE     COST",
                        "5      2026-10-31  Carl Cole  Website  Design   3.00     60.005  180.015",
                        "",
                        "840: -180.02 GBP");
        assertThat(run("explain", "journal", "2026-10", "--json")).isZero();
        assertThat(new ObjectMapper()
                        .readTree(last.out())
                        .at("/parts/0/entries/0/id")
                        .asLong())
                .isEqualTo(5);
        assertThat(run("explain", "journal", "2026-10", "--show-rates", "--as", "ada"))
                .isZero();
        assertThat(program.monthEnd.asked).last().isEqualTo("explain 2026-10 cost with rates ada");
        assertThat(run("explain", "journal", "2026-10", "costs")).isEqualTo(2);
    }

    @Test
    void withoutRatesNobodysPayIsShown() {
        program.monthEnd.explained = Optional.of(new MonthEnd.Explained(
                OCTOBER,
                JournalKind.COST,
                "GBP",
                List.of(),
                List.of(new MonthEnd.Part(
                        ALPHA,
                        amount("180.02"),
                        null,
                        List.of(new MonthEnd.Entry(
                                5,
                                LocalDate.of(2026, 10, 31),
                                "Carl Cole",
                                "Website",
                                "Design",
                                amount("3.0000"),
                                null))))));

        assertThat(run("explain", "journal", "2026-10")).isZero();

        assertThat(last.out().lines())
                .contains(
                        "310 Project: Alpha: 180.02 GBP booked, by these entries",
                        "ENTRY  DATE        PERSON     PROJECT  TASK    HOURS",
                        "5      2026-10-31  Carl Cole  Website  Design   3.00");
    }

    @Test
    void explainJournalWalksFromAccruedIncomeToWhatItIsMadeOf() {
        program.monthEnd.explained = Optional.of(new MonthEnd.Explained(
                OCTOBER,
                JournalKind.ACCRUED,
                "GBP",
                List.of(),
                List.of(new MonthEnd.Part(
                        Coding.of("200"),
                        amount("-96.00"),
                        amount("96.00"),
                        List.of(),
                        List.of(new JournalPiece(
                                new JournalPiece.Source(JournalPiece.Kind.TIME_ENTRY, 77, LocalDate.of(2026, 10, 8)),
                                new Work(
                                        new Work.Person(new Named(1, "Ann Archer"), false, List.of()),
                                        new Named(2, "Acme"),
                                        new Named(3, "Website"),
                                        new Named(4, "Design")),
                                new JournalPiece.Amount(
                                        amount("96.00"),
                                        amount("1.5"),
                                        new JournalPiece.Foreign(
                                                amount("120.00"), "EUR", amount("0.80"), "journals.yaml")),
                                "2026-10, Work"))))));

        assertThat(run("explain", "journal", "2026-10", "accrued")).isZero();

        assertThat(program.monthEnd.asked).containsExactly("explain 2026-10 accrued");
        assertThat(last.out().lines())
                .contains(
                        "200: -96.00 GBP booked, 96 by these entries",
                        "WHAT        ID  DATE        CLIENT  PROJECT  PERSON      HOURS     AMOUNT  HOW",
                        "time-entry  77  2026-10-08  Acme    Website  Ann Archer   1.50  96.00 GBP  2026-10, Work; 120.00 EUR",
                        "                                                                           at 0.8 (journals.yaml)");
    }

    @Test
    void accruedIncomeTiesInMoneyAndItsReversalIsToldShortly() {
        List<JournalLine> lines = List.of(
                new JournalLine(Coding.of("620"), amount("120.00")),
                new JournalLine(Coding.of("200"), amount("-120.00")));
        MonthEnd.Change nothing = new MonthEnd.Change(MonthEnd.Outcome.NOTHING, null, List.of(), null);
        program.monthEnd.answer = new MonthEnd.Answer(
                OCTOBER,
                List.of(
                        new MonthEnd.Journal(
                                JournalKind.ACCRUED,
                                new MonthEnd.Whole("GBP", lines, amount("120.00"), amount("1.5"), 1),
                                nothing,
                                new MonthEnd.Tie(
                                        MonthEnd.Measure.MONEY, amount("120.00"), amount("0.00"), amount("120.00")),
                                List.of(),
                                List.of()),
                        new MonthEnd.Journal(
                                JournalKind.ACCRUED_REVERSAL,
                                new MonthEnd.Whole("GBP", List.of(), amount("120.00"), amount("1.5"), 1),
                                nothing,
                                new MonthEnd.Tie(
                                        MonthEnd.Measure.MONEY, amount("120.00"), amount("0.00"), amount("120.00")),
                                List.of(),
                                List.of())),
                new CycleReport.Calls(1, 1),
                List.of());

        assertThat(run("month-end")).isZero();

        assertThat(last.out().lines())
                .containsExactly(
                        "Accrued income of 2026-10: 120.00 GBP in 1 piece with 1.50 hours.",
                        "",
                        "ACCOUNT  TRACKING   DEBIT  CREDIT",
                        "620                120.00          GBP",
                        "200                        120.00  GBP",
                        "",
                        "All of it is booked; nothing changed.",
                        "",
                        "Amount: 120.00 in the journal + 0.00 left out = 120.00 of unbilled work at agreed prices.",
                        "",
                        "Reversal of accrued income of 2026-10: 120.00 GBP on the first day of the next month.",
                        "All of it is booked; nothing changed.");
    }

    @Test
    void whereNothingCouldBeCountedItIsNotSaidToBeBooked() {
        program.monthEnd.answer = new MonthEnd.Answer(
                OCTOBER,
                List.of(new MonthEnd.Journal(
                        JournalKind.ACCRUED_REVERSAL,
                        new MonthEnd.Whole("GBP", List.of(), amount("0.00"), amount("0"), 0),
                        new MonthEnd.Change(MonthEnd.Outcome.NOTHING, null, List.of(), null),
                        new MonthEnd.Tie(MonthEnd.Measure.MONEY, amount("0.00"), amount("0.00"), amount("0.00")),
                        List.of(),
                        List.of())),
                new CycleReport.Calls(1, 1),
                List.of());

        assertThat(run("month-end")).isZero();

        assertThat(last.out().lines()).endsWith("There is nothing to book.");
    }

    @Test
    void whatIsNotBilledIsShownAtAgreedPrices() throws IOException {
        Origin origin = new Origin(
                new Named(2, "Acme"),
                new Project(3, "Website", null),
                new Named(4, "Design"),
                new Named(1, "Ann Archer"),
                List.of());
        program.monthEnd.unbilled = List.of(
                new UnbilledPiece(
                        new UnbilledPiece.Item(UnbilledPiece.Kind.TIME_ENTRY, 7, LocalDate.of(2026, 10, 8)),
                        new Named(2, "Acme"),
                        origin,
                        Hours.of("1.5"),
                        new Worth(
                                Worth.Basis.AGREEMENT,
                                Money.of("150.00", "EUR"),
                                new Worth.InBase(amount("120"), amount("0.8"), "journals.yaml"),
                                "2026-10, Work")),
                new UnbilledPiece(
                        new UnbilledPiece.Item(UnbilledPiece.Kind.TIME_ENTRY, 8, LocalDate.of(2026, 10, 9)),
                        new Named(2, "Acme"),
                        origin,
                        Hours.of("2"),
                        Worth.open("not approved")));

        assertThat(run("month-end", "--unbilled", "--month", "2026-10")).isZero();
        assertThat(program.monthEnd.asked).containsExactly("unbilled 2026-10-31");
        assertThat(last.out().lines())
                .containsExactly(
                        "Not billed at the end of 2026-10-31, at agreed prices:",
                        "",
                        "CLIENT  PROJECT  HOURS   WORTH       IN GBP",
                        "Acme    Website   1.50  150.00  EUR  120.00",
                        "",
                        "Without a worth yet:",
                        "",
                        "CLIENT  HOURS  WHY",
                        "Acme     2.00  not approved");
        assertThat(run("month-end", "--unbilled", "--json")).isZero();
        JsonNode json = new ObjectMapper().readTree(last.out());
        assertThat(json.at("/pieces/0/basis").asText()).isEqualTo("agreement");
        assertThat(json.at("/pieces/1/agreed").isNull()).isTrue();
    }
}
