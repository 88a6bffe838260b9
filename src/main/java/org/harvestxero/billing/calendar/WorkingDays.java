package org.harvestxero.billing.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/**
 * Tells working days from weekends and public holidays.
 *
 * @param weekend days of the week nobody works
 * @param holidays public holidays where the client is
 */
public record WorkingDays(Set<DayOfWeek> weekend, Holidays holidays) {
    private static final int LONGEST_BREAK = 60;

    public WorkingDays {
        weekend = Set.copyOf(weekend);
        if (weekend.size() == DayOfWeek.values().length) {
            throw new IllegalArgumentException("A week needs at least one working day");
        }
    }

    /** Monday to Friday, but for {@code holidays}. */
    public static WorkingDays mondayToFriday(Holidays holidays) {
        return new WorkingDays(Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), holidays);
    }

    public boolean isWorkingDay(LocalDate day) {
        return !weekend.contains(day.getDayOfWeek()) && !holidays.isHoliday(day);
    }

    /** {@code day} itself when it is a working day, else the next one. */
    public LocalDate onOrAfter(LocalDate day) {
        return search(day, 1);
    }

    /** {@code day} itself when it is a working day, else the one before. */
    public LocalDate onOrBefore(LocalDate day) {
        return search(day, -1);
    }

    /** The {@code n}-th working day after {@code day}, counted from 1. */
    public LocalDate after(LocalDate day, int n) {
        LocalDate found = day;
        for (int i = 0; i < n; i++) {
            found = onOrAfter(found.plusDays(1));
        }
        return found;
    }

    private LocalDate search(LocalDate from, int step) {
        for (int i = 0; i < LONGEST_BREAK; i++) {
            LocalDate day = from.plusDays((long) i * step);
            if (isWorkingDay(day)) {
                return day;
            }
        }
        throw new IllegalStateException("No working day within " + LONGEST_BREAK + " days of " + from);
    }
}
