package org.harvestxero.payroll;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * From when on hours are overtime; the earlier of both bounds counts.
 *
 * @param rate name or id of the earnings rate
 * @param perDay hours of a day that are not; null for any number
 * @param perWeek hours of a week that are not; null for any number
 * @param weekBegins first day of a week
 */
public record OvertimeRule(
        String rate, @Nullable BigDecimal perDay, @Nullable BigDecimal perWeek, DayOfWeek weekBegins) {
    /** First day of the week that holds the day. */
    public LocalDate weekOf(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(weekBegins));
    }

    /** The first day whose hours matter to a period: hours of a week that began before it count towards the week's bound. */
    public LocalDate reachesBackTo(PayPeriod period) {
        return perWeek == null ? period.first() : weekOf(period.first());
    }
}
