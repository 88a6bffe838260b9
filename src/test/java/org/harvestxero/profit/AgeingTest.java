package org.harvestxero.profit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.harvestxero.billing.Named;
import org.harvestxero.dunning.AgedAmounts;
import org.junit.jupiter.api.Test;

/** What waits, by age: by hand, and that ages add up to the balance in every view. */
class AgeingTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final LocalDate END = OCTOBER.atEndOfMonth();

    private static BigDecimal n(String number) {
        return new BigDecimal(number);
    }

    private static Subject subject(long client, long project, long person) {
        return new Subject(
                OCTOBER,
                new Named(client, "C" + client),
                new Named(project, "J" + project),
                new Subject.Person(new Named(person, "P" + person), "Designer"),
                new Named(21, "Design"));
    }

    private static Tally.Sums sums(View view, List<Fact> facts) {
        Tally tally = new Tally(view);
        facts.forEach(tally::add);
        return tally.sums(true);
    }

    @Test
    void workIsOfTheAgeThatPeriodsOfThirtyDaysGive() {
        AgedWork work = new AgedWork(END, 2);
        work.take(subject(1, 11, 31), END, n("1"), n("100"));
        work.take(subject(1, 11, 31), LocalDate.of(2026, 10, 1), n("2"), n("200.005"));
        work.take(subject(1, 11, 31), LocalDate.of(2026, 9, 30), n("4"), n("400.004"));
        work.take(subject(1, 11, 31), LocalDate.of(2026, 8, 2), n("8"), n("800"));
        work.take(subject(1, 11, 31), LocalDate.of(2026, 8, 1), n("0.5"), n("50"));
        work.take(subject(1, 11, 31), LocalDate.of(2026, 11, 30), n("0"), n("7"));

        List<AgedWork.Aged> all = work.all();

        assertThat(all)
                .extracting(each -> each.oldest() + " " + each.hours() + " " + each.amount())
                .containsExactly(
                        "2026-10-01 3 307.01", "2026-09-30 4 400.00", "2026-08-02 8 800.00", "2026-08-01 0.5 50.00");
        Row total = sums(View.PROJECT, all.stream().map(each -> each.fact(END)).toList())
                .total();
        assertThat(Figure.UNBILLED_TO_30.of(total)).hasValue(n("307.01"));
        assertThat(Figure.UNBILLED_TO_60.of(total)).hasValue(n("400.00"));
        assertThat(Figure.UNBILLED_TO_90.of(total)).hasValue(n("800.00"));
        assertThat(Figure.UNBILLED_OLDER.of(total)).hasValue(n("50.00"));
        assertThat(Figure.UNBILLED_WORTH.of(total)).hasValue(n("1557.01"));
        assertThat(Figure.OPEN.of(total)).isEmpty();
    }

    private static Fact owed(long client, long daysPast, String open, String invoiced) {
        return Fact.of(
                subject(client, 0, 0),
                new Backlog(null, new Backlog.Owed(AgedAmounts.sinceDue(daysPast, n(open)), n(invoiced))));
    }

    @Test
    void daysSalesOutstandingAreWhatIsOpenByWhatWasInvoicedInNinetyDays() {
        List<Fact> facts = List.of(
                owed(1, 0, "1000.00", "1000.00"),
                owed(1, 1, "250.00", "250.00"),
                owed(1, 0, "0", "2750.00"),
                owed(2, 31, "500.00", "0"),
                owed(2, 91, "30.00", "0"));

        Tally.Sums clients = sums(View.CLIENT, facts);

        Row total = clients.total();
        assertThat(Figure.OPEN.of(total)).hasValue(n("1780.00"));
        assertThat(Figure.OPEN_NOT_DUE.of(total)).hasValue(n("1000.00"));
        assertThat(Figure.OPEN_TO_30.of(total)).hasValue(n("250.00"));
        assertThat(Figure.OPEN_TO_60.of(total)).hasValue(n("500.00"));
        assertThat(Figure.OPEN_TO_90.of(total)).hasValue(n("0"));
        assertThat(Figure.OPEN_OLDER.of(total)).hasValue(n("30.00"));
        // 1,780 ÷ 4,000 × 90
        assertThat(Figure.DAYS_OUTSTANDING.of(total)).hasValue(n("40.1"));
        assertThat(clients.rows()).extracting(row -> row.group().name()).containsExactly("C1", "C2");
        assertThat(Figure.DAYS_OUTSTANDING.of(clients.rows().get(0))).hasValue(n("28.1"));
        assertThat(Figure.DAYS_OUTSTANDING.of(clients.rows().get(1))).isEmpty();
        Tally.Sums projects = sums(View.PROJECT, facts);
        assertThat(projects.rows()).isEmpty();
        assertThat(Figure.OPEN.of(projects.total())).hasValue(n("1780.00"));
    }

    @Test
    void agesOfRandomWorkAddUpToItsBalanceInEveryView() {
        for (int seed = 0; seed < 80; seed++) {
            Random random = new Random(seed);
            int digits = seed % 4 == 0 ? 0 : 2;
            AgedWork work = new AgedWork(END, digits);
            BigDecimal exact = BigDecimal.ZERO;
            BigDecimal hours = BigDecimal.ZERO;
            for (int i = 0; i < 60; i++) {
                BigDecimal worth = BigDecimal.valueOf(random.nextInt(9_999_999) - 900_000, 4);
                BigDecimal worked = BigDecimal.valueOf(random.nextInt(900), 2);
                work.take(
                        subject(1 + random.nextInt(3), 11 + random.nextInt(5), 31 + random.nextInt(4)),
                        END.minusDays(random.nextInt(200) - 10L),
                        worked,
                        worth);
                exact = exact.add(worth);
                hours = hours.add(worked);
            }
            List<AgedWork.Aged> all = work.all();
            assertThat(all.stream().map(AgedWork.Aged::hours).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(hours);
            BigDecimal balance = exact.setScale(digits, RoundingMode.HALF_UP);
            List<Fact> facts = new ArrayList<>();
            all.forEach(each -> facts.add(each.fact(END)));
            for (View view : View.values()) {
                Tally.Sums sums = sums(view, facts);
                for (Figure figure : Figure.UNBILLED_AGES) {
                    assertThat(sums.rows().stream()
                                    .map(row -> figure.of(row).orElse(BigDecimal.ZERO))
                                    .reduce(BigDecimal.ZERO, BigDecimal::add))
                            .as("seed %s, %s by %s", seed, figure, view)
                            .isEqualByComparingTo(figure.of(sums.total()).orElseThrow());
                }
                assertThat(Figure.UNBILLED_WORTH.of(sums.total()))
                        .hasValueSatisfying(worth -> assertThat(worth).isEqualByComparingTo(balance));
                assertThat(Figure.UNBILLED_AGES.stream()
                                .limit(4)
                                .map(figure -> figure.of(sums.total()).orElseThrow())
                                .reduce(BigDecimal.ZERO, BigDecimal::add))
                        .isEqualByComparingTo(balance);
            }
        }
    }
}
