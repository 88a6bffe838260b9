package org.harvestxero.profit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.harvestxero.billing.Named;
import org.harvestxero.monthend.CostEntry;
import org.harvestxero.monthend.Work;
import org.harvestxero.profit.IncomeSplit.Income;
import org.junit.jupiter.api.Test;

/** The sums of all views are the same, and by account they are what a report of profit and loss adds up: by hand, and of random years. */
class ViewSumsTest {
    /** Those whose rows add up; the others are made of them. */
    private static final List<Figure> ADDED = List.of(
            Figure.HOURS,
            Figure.BILLABLE,
            Figure.REVENUE,
            Figure.ACCRUED,
            Figure.COST,
            Figure.EXPENSES,
            Figure.MARGIN,
            Figure.WORTH,
            Figure.WORTH_UNKNOWN,
            Figure.UNBILLED,
            Figure.UNBILLED_WORTH,
            Figure.UNBILLED_TO_30,
            Figure.UNBILLED_OLDER);

    private static BigDecimal n(String number) {
        return new BigDecimal(number);
    }

    private static Subject subject(int month, int client, int project, int person) {
        return new Subject(
                YearMonth.of(2026, month),
                new Named(client, "C" + client),
                new Named(project, "J" + project),
                new Subject.Person(new Named(person, "P" + person), person == 31 ? "Designer" : "Coder"),
                new Named(20 + project % 2, "T" + project % 2));
    }

    private static Fact fact(Subject subject, String hours, String cost, String revenue, String accrued) {
        return new Fact(
                subject,
                new Fact.Effort(n(hours), n(hours), n("0"), n("0"), n("0")),
                new Fact.Amounts(n(cost), n(revenue), n("0"), n(accrued)),
                Fact.Billed.NONE,
                Fact.Lag.NONE);
    }

    private static Tally.Sums sums(View view, List<Fact> facts) {
        Tally tally = new Tally(view);
        facts.forEach(tally::add);
        return tally.sums(true);
    }

    private static List<String> told(View view, List<Fact> facts) {
        return sums(view, facts).rows().stream()
                .map(row -> row.group().name() + " " + Figure.HOURS.of(row).orElseThrow() + " h "
                        + Figure.MARGIN.of(row).orElseThrow())
                .toList();
    }

    @Test
    void aSmallYearByHand() {
        List<Fact> facts = List.of(
                fact(subject(9, 1, 11, 31), "10", "400.05", "1000.00", "50.00"),
                fact(subject(9, 1, 12, 32), "4", "200.00", "333.33", "0.00"),
                fact(subject(10, 2, 13, 31), "2.5", "100.01", "0.00", "250.00"),
                fact(subject(10, 1, 11, 32), "1", "50.00", "66.67", "-50.00"));

        assertThat(told(View.PROJECT, facts)).containsExactly("J11 11 h 616.62", "J12 4 h 133.33", "J13 2.5 h 149.99");
        assertThat(told(View.CLIENT, facts)).containsExactly("C1 15 h 749.95", "C2 2.5 h 149.99");
        assertThat(told(View.MONTH, facts)).containsExactly("2026-09 14 h 783.28", "2026-10 3.5 h 116.66");
        assertThat(told(View.PERSON, facts)).containsExactly("P31 12.5 h 799.94", "P32 5 h 100.00");
        assertThat(told(View.ROLE, facts)).containsExactly("Designer 12.5 h 799.94", "Coder 5 h 100.00");
        assertThat(told(View.TASK, facts)).containsExactly("T1 13.5 h 766.61", "T0 4 h 133.33");
        for (View view : View.values()) {
            // 1,400.00 revenue + 250.00 accrued − 750.06 cost
            assertThat(Figure.MARGIN.of(sums(view, facts).total()))
                    .as("%s", view)
                    .hasValue(n("899.94"));
        }
    }

    @Test
    void randomYearsAddUpInEveryFigureAndByAccount() {
        for (int seed = 0; seed < 150; seed++) {
            Random random = new Random(seed);
            int digits = seed % 5 == 0 ? 0 : 2;
            List<Fact> facts = new ArrayList<>();
            Map<String, BigDecimal> accounts = new HashMap<>();
            Map<String, BigDecimal> booked = new HashMap<>();
            for (int month = 1; month <= 6; month++) {
                facts.addAll(work(random, YearMonth.of(2026, month), digits));
                for (Income income : income(random, YearMonth.of(2026, month), digits, booked)) {
                    facts.add(income.fact());
                    accounts.merge(income.account(), income.fact().amounts().revenue(), BigDecimal::add);
                }
            }
            waiting(random, digits).forEach(facts::add);
            assertThat(accounts.keySet()).as("seed %s", seed).isEqualTo(booked.keySet());
            booked.forEach(
                    (account, amount) -> assertThat(accounts.get(account)).isEqualByComparingTo(amount));
            for (Figure figure : ADDED) {
                BigDecimal total = figure.of(sums(View.MONTH, facts).total()).orElseThrow();
                for (View view : View.values()) {
                    Tally.Sums sums = sums(view, facts);
                    assertThat(sums.rows().stream()
                                    .map(row -> figure.of(row).orElse(BigDecimal.ZERO))
                                    .reduce(BigDecimal.ZERO, BigDecimal::add))
                            .as("seed %s, %s by %s", seed, figure, view)
                            .isEqualByComparingTo(total)
                            .isEqualByComparingTo(figure.of(sums.total()).orElseThrow());
                }
            }
            assertThat(Figure.REVENUE.of(sums(View.TASK, facts).total()))
                    .hasValueSatisfying(revenue -> assertThat(revenue)
                            .isEqualByComparingTo(booked.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add)));
        }
    }

    private static List<Fact> work(Random random, YearMonth month, int digits) {
        WorkedMonth worked = new WorkedMonth(month, digits, id -> random.nextBoolean());
        for (int i = 0; i < 25; i++) {
            Subject of = random(random, month);
            worked.take(new WorkEntry(
                    new CostEntry(
                            random.nextInt(1_000_000),
                            Instant.EPOCH,
                            month.atDay(1 + random.nextInt(28)),
                            new Work(
                                    new Work.Person(
                                            of.person().name(),
                                            false,
                                            List.of(of.person().roles())),
                                    of.client(),
                                    of.project(),
                                    of.task()),
                            new CostEntry.Effort(
                                    BigDecimal.valueOf(random.nextInt(900), 2),
                                    random.nextInt(9) == 0 ? null : BigDecimal.valueOf(random.nextInt(99_999), 3)),
                            new CostEntry.Standing(true, false)),
                    new WorkEntry.Price(random.nextBoolean(), BigDecimal.TEN, random.nextBoolean(), "GBP")));
        }
        List<Fact> facts = new ArrayList<>(worked.facts());
        facts.add(Fact.accrued(random(random, month), BigDecimal.valueOf(random.nextInt(20_000) - 10_000, digits)));
        facts.add(new Fact(
                random(random, month),
                Fact.Effort.NONE,
                new Fact.Amounts(
                        BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.valueOf(random.nextInt(20_000), digits), null),
                Fact.Billed.NONE,
                Fact.Lag.NONE));
        return facts;
    }

    private static Subject random(Random random, YearMonth month) {
        return subject(month.getMonthValue(), random.nextInt(4), random.nextInt(6), 31 + random.nextInt(3));
    }

    /** @param booked gets each line's net in the company's currency, by account */
    private static List<Income> income(Random random, YearMonth month, int digits, Map<String, BigDecimal> booked) {
        List<Income> incomes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            BigDecimal sign = BigDecimal.valueOf(random.nextInt(5) == 0 ? -1 : 1);
            BigDecimal rate = random.nextBoolean() ? BigDecimal.ONE : BigDecimal.valueOf(1 + random.nextInt(30_000), 4);
            List<IncomeDocument.Line> lines = new ArrayList<>();
            List<List<Part>> made = new ArrayList<>();
            for (int line = 0; line < 1 + random.nextInt(3); line++) {
                BigDecimal net =
                        BigDecimal.valueOf(1 + random.nextInt(99_999), 2).multiply(sign);
                String account = "20" + random.nextInt(3);
                lines.add(new IncomeDocument.Line(account, net));
                booked.merge(account, net.divide(rate, digits, RoundingMode.HALF_UP), BigDecimal::add);
                List<Part> parts = new ArrayList<>();
                for (int part = 0; part < random.nextInt(4); part++) {
                    Subject of = random(random, month);
                    parts.add(new Part(
                            of.project(),
                            of.person(),
                            of.task(),
                            BigDecimal.valueOf(1 + random.nextInt(9_999), 2),
                            random.nextBoolean() ? null : BigDecimal.valueOf(random.nextInt(99_999), 3),
                            new TreeMap<>()));
                }
                made.add(parts);
            }
            incomes.addAll(IncomeSplit.of(
                    new IncomeDocument(
                            new IncomeDocument.Identity("x" + i, "I", sign.signum() < 0, month.atDay(3), "USD"),
                            new Named(random.nextInt(3), "C"),
                            rate,
                            lines,
                            new IncomeDocument.Origin("", month.atDay(1), made)),
                    digits));
        }
        return incomes;
    }

    private static List<Fact> waiting(Random random, int digits) {
        LocalDate end = LocalDate.of(2026, 6, 30);
        AgedWork work = new AgedWork(end, digits);
        for (int i = 0; i < 20; i++) {
            work.take(
                    random(random, YearMonth.of(2026, 6)),
                    end.minusDays(random.nextInt(150)),
                    BigDecimal.ONE,
                    BigDecimal.valueOf(random.nextInt(999_999), 4));
        }
        return work.all().stream().map(each -> each.fact(end)).toList();
    }
}
