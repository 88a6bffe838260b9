package org.harvestxero.profit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.harvestxero.billing.Named;
import org.harvestxero.monthend.CostEntry;
import org.harvestxero.monthend.Work;
import org.harvestxero.profit.IncomeSplit.Income;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Figures by hand, and that all views add up to the same. */
class ProfitTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final Named ACME = new Named(1, "Acme");
    private static final Named WEBSITE = new Named(11, "Website");
    private static final Named POSTER = new Named(12, "Poster");
    private static final Named LEAFLET = new Named(13, "Leaflet");
    private static final Named DESIGN = new Named(21, "Design");
    private static final Named ANN = new Named(31, "Ann");
    private static final Named BEN = new Named(32, "Ben");
    private static final Named CLEO = new Named(33, "Cleo");

    private static BigDecimal n(String number) {
        return new BigDecimal(number);
    }

    private static WorkEntry entry(
            long id, Named project, Named person, String hours, @Nullable String cost, boolean billable) {
        return entry(id, ACME, project, person, hours, cost, billable);
    }

    private static WorkEntry entry(
            long id, Named client, Named project, Named person, String hours, @Nullable String cost, boolean billable) {
        return new WorkEntry(
                new CostEntry(
                        id,
                        Instant.EPOCH,
                        OCTOBER.atDay(5),
                        new Work(new Work.Person(person, false, List.of("Designer")), client, project, DESIGN),
                        new CostEntry.Effort(n(hours), cost == null ? null : n(cost)),
                        new CostEntry.Standing(true, false)),
                new WorkEntry.Price(billable, billable ? n("100") : null, false, "GBP"));
    }

    private static List<Fact> worked(WorkEntry... entries) {
        WorkedMonth month = new WorkedMonth(OCTOBER, 2, id -> id == 3);
        Stream.of(entries).forEach(month::take);
        return month.facts();
    }

    private static Tally.Sums sums(View view, List<Fact> facts, boolean pay) {
        Tally tally = new Tally(view);
        facts.forEach(tally::add);
        return tally.sums(pay);
    }

    @Test
    void workBecomesHoursAndCostThatIsRoundedOnceForTheMonth() {
        List<Fact> facts = worked(
                entry(1, WEBSITE, ANN, "7.5", "40.001", true),
                entry(2, POSTER, ANN, "2.25", "40.001", false),
                entry(3, WEBSITE, BEN, "3", null, true),
                entry(1, WEBSITE, ANN, "7.5", "40.001", true));

        Tally.Sums sums = sums(View.PROJECT, facts, true);

        assertThat(sums.rows()).extracting(row -> row.group().name()).containsExactly("Website", "Poster");
        Row website = sums.rows().get(0);
        assertThat(Figure.HOURS.of(website)).hasValue(n("10.5"));
        assertThat(Figure.BILLABLE_PERCENT.of(sums.total())).hasValue(n("82.4"));
        assertThat(Figure.COST.of(website)).hasValue(n("300.01"));
        assertThat(Figure.COST.of(sums.total())).hasValue(n("390.01"));
        assertThat(website.figures().effort().unrated()).isEqualByComparingTo("3");
        assertThat(Figure.UNBILLED.of(website)).hasValue(n("7.5"));
        assertThat(Figure.UTILISATION.of(website)).isEmpty();
    }

    private static Part part(Named project, Named person, String amount, String worth, Map<String, String> reasons) {
        TreeMap<String, BigDecimal> why = new TreeMap<>();
        reasons.forEach((word, value) -> why.put(word, n(value)));
        return new Part(project, new Subject.Person(person, "Designer"), DESIGN, n(amount), n(worth), why);
    }

    private static IncomeDocument invoice(String rate, List<IncomeDocument.Line> lines, List<List<Part>> made) {
        return new IncomeDocument(
                new IncomeDocument.Identity("x", "INV-1", false, LocalDate.of(2026, 10, 10), "USD"),
                ACME,
                n(rate),
                lines,
                new IncomeDocument.Origin("by work", LocalDate.of(2026, 9, 30), made));
    }

    private static IncomeDocument.Line line(String account, String net) {
        return new IncomeDocument.Line(account, n(net));
    }

    @Test
    void anInvoiceIsSplitLineByLineInWholeCentsAtItsOwnRate() {
        List<Income> incomes = IncomeSplit.of(
                invoice(
                        "1.25",
                        List.of(line("200", "100.00"), line("260", "25.01")),
                        List.of(
                                List.of(
                                        part(WEBSITE, ANN, "66.67", "80.00", Map.of("discount", "-13.33")),
                                        part(WEBSITE, BEN, "33.33", "33.33", Map.of())),
                                List.of(Part.of(POSTER, n("25.01"))))),
                2);

        assertThat(incomes)
                .extracting(
                        Income::account,
                        income -> income.fact().subject().project().name(),
                        income -> income.fact().subject().person().name().name(),
                        income -> income.fact().amounts().revenue())
                .containsExactly(
                        tuple("200", "Website", "Ann", n("53.34")),
                        tuple("200", "Website", "Ben", n("26.66")),
                        tuple("260", "Poster", "unassigned", n("20.01")));
        Fact.Billed ann = incomes.get(0).fact().billed();
        assertThat(ann.worth()).isEqualByComparingTo("64.00");
        assertThat(ann.reasons()).containsEntry("discount", n("-10.66"));
        assertThat(ann.worth().add(ann.reasons().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add)))
                .isEqualByComparingTo(ann.net());
        Tally.Sums sums = sums(View.PROJECT, incomes.stream().map(Income::fact).toList(), true);
        assertThat(Figure.REALISATION.of(sums.rows().get(0))).hasValue(n("88.2"));
        assertThat(Figure.DAYS_TO_INVOICE.of(sums.total())).hasValue(n("10.0"));
    }

    @Test
    void linesThatAreNotTheDraftsAreSplitByAllItsPartsAndTheUnknownIsUnassigned() {
        List<List<Part>> made = List.of(List.of(Part.of(WEBSITE, n("60"))), List.of(Part.of(POSTER, n("30"))));
        assertThat(IncomeSplit.of(invoice("1", List.of(line("200", "100.00")), made), 2))
                .extracting(income -> income.fact().amounts().revenue())
                .containsExactly(n("66.67"), n("33.33"));
        assertThat(IncomeSplit.of(invoice("1", List.of(line("200", "100.00")), List.of()), 2))
                .singleElement()
                .satisfies(income -> {
                    assertThat(income.fact().subject().project()).isEqualTo(Subject.NOBODY);
                    assertThat(income.fact().amounts().revenue()).isEqualByComparingTo("100");
                });
    }

    @Test
    void marginIsWhatWasEarnedLessCostAndExpensesThatNobodyPays() {
        Subject subject = new Subject(OCTOBER, ACME, WEBSITE, new Subject.Person(ANN, ""), DESIGN);
        List<Fact> facts = List.of(
                new Fact(
                        subject,
                        new Fact.Effort(n("10"), n("8"), n("0"), n("2"), n("0")),
                        new Fact.Amounts(n("400.00"), n("1000.00"), n("50.00"), n("150.00")),
                        Fact.Billed.NONE,
                        Fact.Lag.NONE),
                new Fact(
                        new Subject(
                                OCTOBER, Subject.NOBODY, Subject.NOBODY, new Subject.Person(ANN, ""), Subject.NOBODY),
                        new Fact.Effort(n("0"), n("0"), n("0"), n("0"), n("16")),
                        Fact.Amounts.NONE,
                        Fact.Billed.NONE,
                        Fact.Lag.NONE));

        Row total = sums(View.PERSON, facts, true).total();

        assertThat(Figure.MARGIN.of(total)).hasValue(n("700.00"));
        assertThat(Figure.MARGIN_PERCENT.of(total)).hasValue(n("60.9"));
        assertThat(Figure.EFFECTIVE_RATE.of(total)).hasValue(n("100.00"));
        assertThat(Figure.UTILISATION.of(total)).hasValue(n("50.0"));
        assertThat(Figure.ACCRUED.of(total)).hasValue(n("150.00"));
    }

    @Test
    void whoMayNotSeePaySeesSumsOfTwoPeopleAndMoreOnly() {
        List<Fact> facts = worked(
                entry(1, WEBSITE, ANN, "1", "40", true),
                entry(2, WEBSITE, BEN, "1", "50", true),
                entry(4, POSTER, ANN, "1", "40", true));

        Tally.Sums projects = sums(View.PROJECT, facts, false);

        assertThat(projects.rows()).extracting(Row::payShown).containsExactly(false, false);
        assertThat(Figure.COST.of(projects.total())).hasValue(n("130.00"));
        assertThat(projects.rows()).allSatisfy(row -> {
            assertThat(Figure.COST.of(row)).isEmpty();
            assertThat(Figure.MARGIN.of(row)).isEmpty();
            assertThat(Figure.MARGIN_PERCENT.of(row)).isEmpty();
            assertThat(Figure.HOURS.of(row)).isPresent();
        });
        assertThat(sums(View.PERSON, facts, false).rows()).noneMatch(Row::payShown);
        assertThat(sums(View.CLIENT, facts, false).rows()).allMatch(Row::payShown);
        assertThat(sums(View.PROJECT, facts, true).rows()).allMatch(Row::payShown);
    }

    @Test
    void whatIsHiddenOfOnePersonAloneIsNotToldByTheTotal() {
        List<Fact> facts = worked(
                entry(1, WEBSITE, ANN, "2", "40", true),
                entry(2, WEBSITE, BEN, "1", "50", true),
                entry(4, POSTER, ANN, "1", "40", true),
                entry(5, LEAFLET, ANN, "1", "40", true));

        Tally.Sums projects = sums(View.PROJECT, facts, false);

        assertThat(projects.rows()).hasSize(3).noneMatch(Row::payShown);
        assertThat(Figure.COST.of(projects.total())).hasValue(n("210.00"));
    }

    private static List<String> shown(Tally.Sums sums) {
        return sums.rows().stream()
                .filter(Row::payShown)
                .map(row -> row.group().name())
                .toList();
    }

    @Test
    void whatIsHiddenOfOneClientIsNotToldByTheClientsSum() {
        Named globex = new Named(2, "Globex");
        Named initech = new Named(3, "Initech");
        Named umbrella = new Named(4, "Umbrella");
        Named shop = new Named(14, "Shop");
        Named portal = new Named(15, "Portal");
        List<Fact> facts = worked(
                entry(1, POSTER, ANN, "10", "40", true),
                entry(2, WEBSITE, ANN, "10", "40", true),
                entry(4, WEBSITE, BEN, "12", "50", true),
                entry(5, globex, LEAFLET, BEN, "2", "50", true),
                entry(6, initech, shop, ANN, "1", "40", true),
                entry(7, initech, shop, BEN, "1", "50", true),
                entry(8, umbrella, portal, ANN, "2", "40", true),
                entry(9, umbrella, portal, BEN, "2", "50", true));

        Tally.Sums projects = sums(View.PROJECT, facts, false);

        assertThat(shown(sums(View.CLIENT, facts, false))).containsExactlyInAnyOrder("Acme", "Umbrella");
        assertThat(shown(projects)).containsExactly("Portal");
        assertThat(Figure.COST.of(projects.total())).hasValue(n("1770.00"));
    }

    @Test
    void whoHasNoCostRateHidesNobody() {
        List<Fact> facts = new ArrayList<>(worked(
                entry(1, WEBSITE, ANN, "2", "40", true),
                entry(2, WEBSITE, BEN, "1", null, true),
                entry(4, POSTER, ANN, "1", "40", true)));

        Tally.Sums alone = sums(View.PROJECT, facts, false);

        assertThat(alone.rows()).hasSize(2).noneMatch(Row::payShown);
        assertThat(alone.rows().get(0).figures().people()).isEqualTo(2);
        assertThat(alone.total().payShown()).isFalse();

        facts.addAll(worked(entry(5, LEAFLET, ANN, "1", "40", true), entry(6, LEAFLET, CLEO, "9", "60", true)));

        Tally.Sums beside = sums(View.PROJECT, facts, false);

        assertThat(beside.rows()).hasSize(3).noneMatch(Row::payShown);
        assertThat(Figure.COST.of(beside.total())).hasValue(n("700.00"));
    }

    @Test
    void everyViewOfRandomMonthsAddsUpToTheSameInEveryFigure() {
        for (int seed = 0; seed < 60; seed++) {
            List<Fact> facts = new ArrayList<>();
            Random random = new Random(seed);
            for (int month = 1; month <= 4; month++) {
                facts.addAll(randomWork(random, YearMonth.of(2026, month)));
                facts.addAll(randomIncome(random, YearMonth.of(2026, month)));
            }
            Map<Figure, BigDecimal> first = new EnumMap<>(Figure.class);
            for (View view : View.values()) {
                Tally.Sums sums = sums(view, facts, true);
                for (Figure figure : List.of(
                        Figure.HOURS,
                        Figure.BILLABLE,
                        Figure.REVENUE,
                        Figure.COST,
                        Figure.EXPENSES,
                        Figure.MARGIN,
                        Figure.WORTH,
                        Figure.UNBILLED)) {
                    BigDecimal added = sums.rows().stream()
                            .map(row -> figure.of(row).orElseThrow())
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
                    assertThat(added)
                            .as("seed %s, %s by %s", seed, figure, view)
                            .isEqualByComparingTo(figure.of(sums.total()).orElseThrow())
                            .isEqualByComparingTo(first.computeIfAbsent(figure, none -> added));
                }
            }
        }
    }

    private static List<Fact> randomWork(Random random, YearMonth month) {
        WorkedMonth worked = new WorkedMonth(month, 2, id -> random.nextBoolean());
        for (int i = 0; i < 40; i++) {
            boolean billable = random.nextInt(3) > 0;
            worked.take(new WorkEntry(
                    new CostEntry(
                            random.nextInt(1_000_000),
                            Instant.EPOCH,
                            month.atDay(1 + random.nextInt(28)),
                            new Work(
                                    new Work.Person(
                                            new Named(1 + random.nextInt(4), "P"),
                                            false,
                                            random.nextBoolean() ? List.of() : List.of("A", "B")),
                                    new Named(1 + random.nextInt(3), "C"),
                                    new Named(1 + random.nextInt(5), "J"),
                                    new Named(1 + random.nextInt(3), "T")),
                            new CostEntry.Effort(
                                    BigDecimal.valueOf(random.nextInt(900), 2),
                                    random.nextInt(9) == 0 ? null : BigDecimal.valueOf(random.nextInt(99_999), 3)),
                            new CostEntry.Standing(true, false)),
                    new WorkEntry.Price(billable, BigDecimal.TEN, random.nextBoolean(), "GBP")));
        }
        return worked.facts();
    }

    private static List<Fact> randomIncome(Random random, YearMonth month) {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            List<IncomeDocument.Line> lines = new ArrayList<>();
            List<List<Part>> made = new ArrayList<>();
            BigDecimal sign = BigDecimal.valueOf(random.nextInt(5) == 0 ? -1 : 1);
            for (int line = 0; line < 1 + random.nextInt(3); line++) {
                BigDecimal amount =
                        BigDecimal.valueOf(1 + random.nextInt(99_999), 2).multiply(sign);
                lines.add(new IncomeDocument.Line("20" + random.nextInt(2), amount));
                List<Part> parts = new ArrayList<>();
                for (int part = 0; part < random.nextInt(4); part++) {
                    parts.add(new Part(
                            new Named(1 + random.nextInt(5), "J"),
                            new Subject.Person(new Named(1 + random.nextInt(4), "P"), "A, B"),
                            new Named(1 + random.nextInt(3), "T"),
                            BigDecimal.valueOf(random.nextInt(9_999), 2),
                            random.nextBoolean() ? null : BigDecimal.valueOf(random.nextInt(99_999), 3),
                            new TreeMap<>()));
                }
                made.add(parts);
            }
            BigDecimal rate = random.nextBoolean() ? BigDecimal.ONE : BigDecimal.valueOf(1 + random.nextInt(30_000), 4);
            List<Income> incomes = IncomeSplit.of(
                    new IncomeDocument(
                            new IncomeDocument.Identity("x" + i, "I", sign.signum() < 0, month.atDay(3), "USD"),
                            new Named(random.nextInt(3), "C"),
                            rate,
                            lines,
                            new IncomeDocument.Origin("", month.atDay(1), made)),
                    2);
            BigDecimal base = lines.stream()
                    .map(line -> line.net().divide(rate, 2, RoundingMode.HALF_UP))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(incomes.stream()
                            .map(income -> income.fact().amounts().revenue())
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(base);
            incomes.forEach(income -> facts.add(income.fact()));
        }
        return facts;
    }
}
