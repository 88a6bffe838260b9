package org.harvestxero.dunning;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.harvestxero.billing.calendar.WorkingDays;

/**
 * When a client may be mailed: on working days, between two times of day where the client is.
 *
 * @param from the first moment of a day
 * @param to the moment from which on it is too late
 */
public record SendingHours(LocalTime from, LocalTime to, ZoneId zone, WorkingDays days) {
    /** @throws IllegalArgumentException where no time lies between them */
    public SendingHours {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("no time lies from " + from + " to " + to);
        }
    }

    public boolean isOpen(Instant now) {
        ZonedDateTime there = now.atZone(zone);
        LocalTime time = there.toLocalTime();
        return days.isWorkingDay(there.toLocalDate()) && !time.isBefore(from) && time.isBefore(to);
    }

    /** The client's own day. */
    public LocalDate day(Instant now) {
        return now.atZone(zone).toLocalDate();
    }
}
