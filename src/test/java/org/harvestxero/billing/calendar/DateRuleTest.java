package org.harvestxero.billing.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;
import org.harvestxero.billing.calendar.DateRule.Kind;
import org.harvestxero.billing.calendar.DateRule.Shift;
import org.junit.jupiter.api.Test;

class DateRuleTest {
    private static final LocalDate TUESDAY = LocalDate.of(2026, 3, 31);
    private static final BillingPeriod FEBRUARY = BillingPeriod.of("2026-02-01", "2026-02-28");

    private final WorkingDays days = WorkingDays.mondayToFriday(Holidays.none());

    private LocalDate from(DateRule rule) {
        return rule.from(TUESDAY, FEBRUARY, days);
    }

    @Test
    void eachRuleCountsFromItsOwnDay() {
        assertThat(from(DateRule.net(0))).isEqualTo("2026-03-31");
        assertThat(from(DateRule.net(30))).isEqualTo("2026-04-30");
        assertThat(from(DateRule.periodEnd())).isEqualTo("2026-02-28");
        assertThat(from(DateRule.afterPeriod())).isEqualTo("2026-03-01");
        assertThat(from(DateRule.nextDay(31))).isEqualTo("2026-03-31");
        assertThat(from(DateRule.nextDay(30))).isEqualTo("2026-04-30");
        assertThat(from(DateRule.dayOfMonth(31, 1))).isEqualTo("2026-04-30");
        assertThat(from(DateRule.dayOfMonth(15, 2))).isEqualTo("2026-05-15");
        assertThat(from(DateRule.endOfMonth(0))).isEqualTo("2026-03-31");
        assertThat(from(DateRule.endOfMonth(1))).isEqualTo("2026-04-30");
    }

    /** 2026-02-28 is a Saturday. */
    @Test
    void aWeekendMovesTheDateOnlyWhereAgreed() {
        assertThat(from(DateRule.periodEnd().shifted(Shift.NEXT_WORKING_DAY))).isEqualTo("2026-03-02");
        assertThat(from(DateRule.periodEnd().shifted(Shift.PREVIOUS_WORKING_DAY)))
                .isEqualTo("2026-02-27");
        assertThat(from(DateRule.net(0).shifted(Shift.NEXT_WORKING_DAY))).isEqualTo("2026-03-31");
    }

    @Test
    void aRuleCountsForwardAndNamesADayThatExists() {
        assertThatThrownBy(() -> DateRule.net(-1)).hasMessage("A date rule counts forward, not by -1 or 0");
        assertThatThrownBy(() -> DateRule.endOfMonth(-1)).hasMessage("A date rule counts forward, not by 0 or -1");
        assertThatThrownBy(() -> DateRule.nextDay(0)).hasMessage("A month has no day 0");
        assertThatThrownBy(() -> DateRule.nextDay(32)).hasMessage("A month has no day 32");
        assertThat(DateRule.nextDay(1)).isEqualTo(new DateRule(Kind.DAY_OF_MONTH, 1, 0, Shift.NONE));
        assertThat(DateRule.nextDay(31).number()).isEqualTo(31);
    }

    @Test
    void saturdaysSundaysAndHolidaysAreNoWorkingDays() {
        WorkingDays withHoliday = WorkingDays.mondayToFriday(TUESDAY::equals);

        assertThat(days.isWorkingDay(TUESDAY)).isTrue();
        assertThat(withHoliday.isWorkingDay(TUESDAY)).isFalse();
        assertThat(days.isWorkingDay(LocalDate.of(2026, 3, 28))).isFalse();
        assertThat(days.isWorkingDay(LocalDate.of(2026, 3, 29))).isFalse();
        assertThat(withHoliday.after(LocalDate.of(2026, 3, 30), 1)).isEqualTo("2026-04-01");
        assertThat(withHoliday.onOrBefore(TUESDAY)).isEqualTo("2026-03-30");
    }

    @Test
    void aWeekHasAtLeastOneWorkingDay() {
        assertThatThrownBy(() -> new WorkingDays(Set.of(DayOfWeek.values()), Holidays.none()))
                .hasMessage("A week needs at least one working day");
    }

    /** From 2026-03-31 on, day 60 (counted from 0) is 2026-05-30. */
    @Test
    void theSearchForAWorkingDayEndsAfterSixtyDays() {
        WorkingDays fiftyNineOff = new WorkingDays(Set.of(), day -> day.isBefore(LocalDate.of(2026, 5, 29)));
        WorkingDays sixtyOff = new WorkingDays(Set.of(), day -> day.isBefore(LocalDate.of(2026, 5, 30)));

        assertThat(fiftyNineOff.onOrAfter(TUESDAY)).isEqualTo("2026-05-29");
        assertThatThrownBy(() -> sixtyOff.onOrAfter(TUESDAY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("No working day within 60 days of 2026-03-31");
    }

    @Test
    void workingDaysOfTheCloseAreCountedFromOne() {
        assertThatThrownBy(() -> Close.onWorkingDay(0)).hasMessage("Working days are counted from 1, not 0");
        assertThat(Close.onWorkingDay(1).workingDay()).isEqualTo(1);
    }
}
