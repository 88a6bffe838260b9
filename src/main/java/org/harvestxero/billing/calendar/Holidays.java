package org.harvestxero.billing.calendar;

import java.time.LocalDate;

/** Knows the public holidays of one place. */
@FunctionalInterface
public interface Holidays {
    boolean isHoliday(LocalDate day);

    static Holidays none() {
        return day -> false;
    }
}
