package org.harvestxero.payroll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.SplittableRandom;
import org.harvestxero.payroll.PayCalendar.Cycle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which days are paid at once. */
class PayCalendarTest {
    private static PayCalendar calendar(Cycle cycle, String start) {
        return new PayCalendar("c", "Calendar", cycle, LocalDate.parse(start));
    }

    @ParameterizedTest
    @CsvSource({
        "WEEKLY,       2026-09-28, 2026-10-11, 2026-10-05, 2026-10-11",
        "WEEKLY,       2026-09-28, 2026-09-27, 2026-09-21, 2026-09-27",
        "FORTNIGHTLY,  2026-09-28, 2026-10-12, 2026-10-12, 2026-10-25",
        "FOURWEEKLY,   2026-09-28, 2026-09-28, 2026-09-28, 2026-10-25",
        "MONTHLY,      2026-01-01, 2026-10-13, 2026-10-01, 2026-10-31",
        "MONTHLY,      2020-03-03, 2020-04-02, 2020-03-03, 2020-04-02",
        "MONTHLY,      2026-01-31, 2026-02-28, 2026-02-28, 2026-03-30",
        "MONTHLY,      2026-01-31, 2026-02-27, 2026-01-31, 2026-02-27",
        "QUARTERLY,    2026-01-01, 2025-12-31, 2025-10-01, 2025-12-31",
        "ANNUAL,       2026-04-06, 2026-10-01, 2026-04-06, 2027-04-05",
        "TWICEMONTHLY, 2026-01-01, 2026-02-15, 2026-02-01, 2026-02-15",
        "TWICEMONTHLY, 2026-01-16, 2026-02-28, 2026-02-16, 2026-02-28",
    })
    void theDaysOfAPeriodFollowFromOne(Cycle cycle, String start, String day, String first, String last) {
        assertThat(calendar(cycle, start).periodOf(LocalDate.parse(day)))
                .isEqualTo(new PayPeriod(LocalDate.parse(first), LocalDate.parse(last)));
    }

    @Test
    void theLastThatIsOverEndedBeforeTheDay() {
        PayCalendar weekly = calendar(Cycle.WEEKLY, "2026-09-28");

        assertThat(weekly.lastBefore(LocalDate.parse("2026-10-11")).last()).isEqualTo("2026-10-04");
        assertThat(weekly.lastBefore(LocalDate.parse("2026-10-12")).last()).isEqualTo("2026-10-11");
    }

    @ParameterizedTest
    @EnumSource(Cycle.class)
    void periodsFollowEachOtherWithoutGaps(Cycle cycle) {
        SplittableRandom random = new SplittableRandom(cycle.ordinal());
        for (int round = 0; round < 300; round++) {
            LocalDate start = LocalDate.of(2025, 1, 1).plusDays(random.nextInt(700));
            if (cycle == Cycle.TWICEMONTHLY) {
                start = start.withDayOfMonth(random.nextBoolean() ? 1 : 16);
            }
            PayCalendar calendar = calendar(cycle, start.toString());
            LocalDate day = start.plusDays(random.nextInt(-1_000, 1_000));
            PayPeriod period = calendar.periodOf(day);
            assertThat(period.holds(day)).isTrue();
            assertThat(calendar.periodOf(period.first())).isEqualTo(period);
            assertThat(calendar.periodOf(period.last())).isEqualTo(period);
            assertThat(calendar.periodOf(period.last().plusDays(1)).first())
                    .isEqualTo(period.last().plusDays(1));
            assertThat(calendar.lastBefore(day).last()).isEqualTo(period.first().minusDays(1));
        }
    }

    @Test
    void xerosWordsAreReadInEitherSpelling() {
        assertThat(Cycle.called("FourWeekly")).contains(Cycle.FOURWEEKLY);
        assertThat(Cycle.called("TWICEMONTHLY")).contains(Cycle.TWICEMONTHLY);
        assertThat(Cycle.called("Lunar")).isEmpty();
    }
}
