package org.harvestxero.billing.variance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.LinePrice;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.Origin;
import org.harvestxero.billing.Project;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.engine.Difference;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.LineKind;
import org.harvestxero.billing.engine.LineSource;
import org.harvestxero.billing.engine.Source;
import org.harvestxero.billing.terms.Coding;
import org.junit.jupiter.api.Test;

class PeriodVarianceTest {
    private static final Currency USD = Currency.getInstance("USD");

    private static LineSource work(long person, String name, String hours, String rate, Difference... differences) {
        Rate price = Rate.hourly(rate, "USD");
        Hours worked = Hours.of(hours);
        BigDecimal more =
                List.of(differences).stream().map(Difference::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        Money amount = Money.roundHalfUp(price.worth(worked).add(more), USD);
        return new LineSource(
                source(Source.Kind.TIME_ENTRY, person, name),
                worked,
                worked,
                price.worth(worked),
                amount,
                price,
                "",
                "",
                List.of(differences));
    }

    private static LineSource expense(String cost) {
        return new LineSource(
                source(Source.Kind.EXPENSE, 1, "Ann"),
                Hours.ZERO,
                Hours.ZERO,
                new BigDecimal(cost),
                Money.of(cost, "USD"),
                null,
                "",
                "",
                List.of());
    }

    private static Source source(Source.Kind kind, long person, String name) {
        return new Source(
                kind,
                person,
                Instant.EPOCH,
                LocalDate.of(2026, 10, 5),
                new Origin(
                        new Named(5, "Acme"),
                        new Project(7, "Website", null),
                        new Named(9, "Design"),
                        new Named(person, name),
                        List.of()),
                null,
                null,
                USD);
    }

    private static DraftLine line(LineKind kind, String rule, String own, LineSource... sources) {
        Money fee = Money.of(own, "USD");
        Money amount = List.of(sources).stream().map(LineSource::amount).reduce(fee, Money::plus);
        return new DraftLine(
                kind, "Line", LinePrice.flat(amount), amount, Coding.open(), rule, fee, "", List.of(sources));
    }

    private static Draft draft(DraftLine... lines) {
        Money total = List.of(lines).stream().map(DraftLine::amount).reduce(Money.zero(USD), Money::plus);
        return new Draft(
                "",
                LocalDate.of(2026, 11, 1),
                LocalDate.of(2026, 12, 1),
                new Draft.Words("", "", "", ""),
                List.of(lines),
                total,
                List.of());
    }

    private static List<String> told(Draft before, Draft now) {
        return PeriodVariance.causes(List.of(before), List.of(now), USD).stream()
                .map(cause -> cause.kind() + " " + cause.amount().amount() + ": " + cause.words())
                .toList();
    }

    private static Draft hours(LineSource... sources) {
        return draft(line(LineKind.HOURS, "Time", "0.00", sources));
    }

    @Test
    void moreHoursCountAtThePriceBefore() {
        assertThat(told(hours(work(1, "Ann", "10.00", "100.00")), hours(work(1, "Ann", "12.50", "100.00"))))
                .containsExactly("HOURS 250.00: 12.50 h, 10.00 h before");
    }

    @Test
    void aNewPriceIsToldApartFromMoreHours() {
        assertThat(told(hours(work(1, "Ann", "10.00", "100.00")), hours(work(1, "Ann", "12.00", "110.00"))))
                .containsExactly("HOURS 200.00: 12.00 h, 10.00 h before", "RATES 120.00: Ann at 110.00, 100.00 before");
    }

    @Test
    void peopleWhoCameAndWentAreHours() {
        assertThat(told(
                        hours(work(1, "Ann", "10.00", "100.00"), work(2, "Bob", "5.00", "80.00")),
                        hours(work(1, "Ann", "10.00", "100.00"), work(3, "Cy", "2.00", "90.00"))))
                .containsExactly("HOURS -220.00: 12.00 h, 15.00 h before: Bob −5.00, Cy +2.00");
    }

    @Test
    void feesExpensesDiscountsAndAddedLinesHaveTheirOwn() {
        Draft before = draft(
                line(LineKind.FEE, "Care", "500.00"),
                line(LineKind.EXPENSE, "Costs", "0.00", expense("20.00")),
                line(LineKind.HOURS, "Time", "0.00", work(1, "Ann", "1.00", "100.00")));
        Draft now = draft(
                line(LineKind.FEE, "Care", "600.00"),
                line(LineKind.EXPENSE, "Costs", "0.00", expense("20.00"), expense("15.50")),
                line(
                        LineKind.HOURS,
                        "Time",
                        "0.00",
                        work(
                                1,
                                "Ann",
                                "1.00",
                                "100.00",
                                new Difference(Difference.Kind.WRITE_DOWN, new BigDecimal("-10")))),
                line(LineKind.DISCOUNT, "", "-5.00"),
                line(LineKind.CORRECTION, "", "7.00"),
                line(LineKind.ADDED, "", "49.90"));

        assertThat(told(before, now))
                .containsExactly(
                        "FEES 100.00: Care 600.00, 500.00 before",
                        "EXPENSES 15.50: 2 expenses, 1 expense before",
                        "REDUCTIONS -15.00: -15.00 now, 0.00 before",
                        "CORRECTIONS 7.00: 7.00 now, 0.00 before",
                        "ADDED 49.90: 49.90 now, 0.00 before");
    }

    @Test
    void theSameIsNoDifference() {
        assertThat(told(hours(work(1, "Ann", "10.00", "100.00")), hours(work(1, "Ann", "10.00", "100.00"))))
                .isEmpty();
    }

    /** Whatever the figures, the causes add up to the difference, to the cent. */
    @Test
    void causesAddUpToTheDifference() {
        Random random = new Random(271);
        for (int round = 0; round < 300; round++) {
            Draft before = crooked(random);
            Draft now = crooked(random);

            Money told = PeriodVariance.causes(List.of(before), List.of(now), USD).stream()
                    .map(Cause::amount)
                    .reduce(Money.zero(USD), Money::plus);

            assertThat(told).isEqualTo(now.subtotal().minus(before.subtotal()));
        }
    }

    private static Draft crooked(Random random) {
        List<LineSource> sources = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(8); i++) {
            long person = 1 + random.nextInt(4);
            sources.add(work(
                    person,
                    "Person " + person,
                    BigDecimal.valueOf(1 + random.nextInt(900), 2).toPlainString(),
                    BigDecimal.valueOf(3_000 + random.nextInt(9_000), 2).toPlainString(),
                    new Difference(Difference.Kind.DISCOUNT, BigDecimal.valueOf(-random.nextInt(1_000), 3))));
        }
        return draft(
                line(LineKind.HOURS, "Time", "0.00", sources.toArray(LineSource[]::new)),
                line(
                        LineKind.FEE,
                        "Care",
                        BigDecimal.valueOf(random.nextInt(50_000), 2).toPlainString()));
    }
}
