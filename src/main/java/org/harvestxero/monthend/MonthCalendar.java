package org.harvestxero.monthend;

import java.time.LocalDate;
import java.time.YearMonth;
import org.harvestxero.billing.calendar.WorkingDays;

/**
 * When the journals of a month are made by themselves.
 *
 * @param workingDay of the month after, from 1
 */
public record MonthCalendar(int workingDay, WorkingDays days) {
    public MonthCalendar {
        if (workingDay < 1 || workingDay > 20) {
            throw new IllegalArgumentException(workingDay + " is no working day of a month: 1 to 20");
        }
    }

    /** The first day on which the month's journals may be made. */
    public LocalDate dueOn(YearMonth month) {
        return days.after(month.atEndOfMonth(), workingDay);
    }

    /** Whether that day has come. */
    public boolean isDue(YearMonth month, LocalDate today) {
        return !today.isBefore(dueOn(month));
    }
}
