package org.harvestxero.billing.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CycleTest {
    static Stream<Cycle> cycles() {
        return Stream.of(
                Cycle.monthly(),
                new MonthCycle(1, LocalDate.of(2026, 1, 31)),
                new MonthCycle(1, LocalDate.of(2026, 1, 17)),
                new MonthCycle(3, LocalDate.of(2026, 2, 1)),
                new MonthCycle(12, LocalDate.of(2024, 2, 29)),
                new TwiceAMonthCycle(1, 16),
                new TwiceAMonthCycle(5, 20),
                new WeekCycle(1, LocalDate.of(2026, 1, 5)),
                new WeekCycle(2, LocalDate.of(2026, 1, 5)));
    }

    @ParameterizedTest
    @MethodSource("cycles")
    void coversEveryDayExactlyOnce(Cycle cycle) {
        BillingPeriod period = cycle.containing(LocalDate.of(2023, 12, 20));

        for (int i = 0; i < 120; i++) {
            BillingPeriod next = cycle.after(period);
            assertThat(next.start()).isEqualTo(period.end().plusDays(1));
            assertThat(cycle.before(next)).isEqualTo(period);
            assertThat(cycle.containing(next.start())).isEqualTo(next);
            assertThat(cycle.containing(next.end())).isEqualTo(next);
            period = next;
        }
    }

    @Test
    void startsOnTheLastDayOfMonthsThatLackTheAnchorsDay() {
        Cycle cycle = new MonthCycle(1, LocalDate.of(2026, 1, 31));

        List<BillingPeriod> periods = Stream.iterate(cycle.containing(LocalDate.of(2026, 1, 31)), cycle::after)
                .limit(4)
                .toList();

        assertThat(periods)
                .containsExactly(
                        BillingPeriod.of("2026-01-31", "2026-02-27"),
                        BillingPeriod.of("2026-02-28", "2026-03-30"),
                        BillingPeriod.of("2026-03-31", "2026-04-29"),
                        BillingPeriod.of("2026-04-30", "2026-05-30"));
    }

    @Test
    void startsOnThe29thInALeapYear() {
        Cycle cycle = new MonthCycle(1, LocalDate.of(2026, 1, 31));

        assertThat(cycle.containing(LocalDate.of(2028, 2, 29))).isEqualTo(BillingPeriod.of("2028-02-29", "2028-03-30"));
    }

    @Test
    void spansAMonthEndInTwoWeeks() {
        Cycle cycle = new WeekCycle(2, LocalDate.of(2026, 1, 5));

        assertThat(cycle.containing(LocalDate.of(2026, 4, 1))).isEqualTo(BillingPeriod.of("2026-03-30", "2026-04-12"));
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({"0, 16", "5, 5", "20, 5", "1, 29"})
    void twoPeriodsAMonthStartOnTwoDaysUpToThe28th(int first, int second) {
        assertThatThrownBy(() -> new TwiceAMonthCycle(first, second))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Periods twice a month start on two days between 1 and 28, not " + first + " and " + second);
    }

    @Test
    void theSecondOfTwoPeriodsMayStartOnThe28th() {
        Cycle cycle = new TwiceAMonthCycle(14, 28);

        assertThat(cycle.containing(LocalDate.of(2026, 2, 28))).isEqualTo(BillingPeriod.of("2026-02-28", "2026-03-13"));
        assertThat(cycle.containing(LocalDate.of(2026, 3, 13))).isEqualTo(BillingPeriod.of("2026-02-28", "2026-03-13"));
        assertThat(cycle.containing(LocalDate.of(2026, 3, 14))).isEqualTo(BillingPeriod.of("2026-03-14", "2026-03-27"));
    }

    @Test
    void aPeriodIsAtLeastAMonthOrAWeek() {
        LocalDate day = LocalDate.of(2026, 1, 1);

        assertThatThrownBy(() -> new MonthCycle(0, day)).hasMessage("A period needs at least one month, not 0");
        assertThatThrownBy(() -> new WeekCycle(0, day)).hasMessage("A period needs at least one week, not 0");
    }

    @Test
    void cutsQuartersFromTheAnchorsMonth() {
        Cycle cycle = new MonthCycle(3, LocalDate.of(2026, 2, 1));

        assertThat(cycle.containing(LocalDate.of(2026, 1, 31))).isEqualTo(BillingPeriod.of("2025-11-01", "2026-01-31"));
    }
}
