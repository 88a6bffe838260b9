package org.harvestxero.monthend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.YearMonth;
import org.harvestxero.billing.calendar.Holidays;
import org.harvestxero.billing.calendar.WorkingDays;
import org.junit.jupiter.api.Test;

/** The n-th working day of the month after. */
class MonthCalendarTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    @Test
    void weekendsAndHolidaysDontCount() {
        // 1 November 2026 is a Sunday
        assertThat(new MonthCalendar(1, WorkingDays.mondayToFriday(Holidays.none())).dueOn(OCTOBER))
                .isEqualTo("2026-11-02");
        assertThat(new MonthCalendar(3, WorkingDays.mondayToFriday(LocalDate.of(2026, 11, 3)::equals)).dueOn(OCTOBER))
                .isEqualTo("2026-11-05");
    }

    @Test
    void aMonthIsDueFromThatDayOn() {
        MonthCalendar third = new MonthCalendar(3, WorkingDays.mondayToFriday(Holidays.none()));

        assertThat(third.isDue(OCTOBER, LocalDate.of(2026, 11, 3))).isFalse();
        assertThat(third.isDue(OCTOBER, LocalDate.of(2026, 11, 4))).isTrue();
        assertThat(third.isDue(OCTOBER, LocalDate.of(2026, 11, 30))).isTrue();
    }

    @Test
    void thereIsNoTwentyFirst() {
        assertThatThrownBy(() -> new MonthCalendar(21, WorkingDays.mondayToFriday(Holidays.none())))
                .hasMessage("21 is no working day of a month: 1 to 20");
    }
}
