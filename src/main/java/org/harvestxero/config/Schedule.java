package org.harvestxero.config;

import java.text.ParseException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.quartz.CronExpression;

/**
 * When something runs: a Quartz cron expression and the zone it is meant in.
 *
 * <p>A rhythm, such as every five minutes, runs in UTC: in a zone whose clocks change Quartz leaves out the hour that comes twice.
 * A time of day, or a day, means the clock of the people who wrote it.
 */
public final class Schedule {
    /** What a trigger that is off waits for: Quartz refuses one that never comes. */
    static final String NEVER = "0 0 0 1 1 ? 2099";

    private static final int DAY_OF_MONTH = 3;
    private static final Pattern RHYTHM = Pattern.compile("[*0]/\\d+|\\*");

    private final String text;
    private final CronExpression cron;
    private final ZoneId zone;

    private Schedule(String text, CronExpression cron, ZoneId zone) {
        this.text = text;
        this.cron = cron;
        this.zone = zone;
        cron.setTimeZone(TimeZone.getTimeZone(zoneName(zone)));
    }

    /**
     * @param local where the people are whose time of day is meant
     * @throws IllegalArgumentException for what {@link #complaint} complains of
     */
    public static Schedule of(String text, ZoneId local) {
        return in(text, isRhythm(text) ? ZoneOffset.UTC : local);
    }

    /** The same in a zone that is given. */
    public static Schedule in(String text, ZoneId zone) {
        complaint(text).ifPresent(complaint -> {
            throw new IllegalArgumentException("\"" + text + "\" must be " + complaint);
        });
        try {
            return new Schedule(text, new CronExpression(text), zone);
        } catch (ParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** What is wrong, as text that follows "must be"; empty when it means what it says. */
    public static Optional<String> complaint(String text) {
        return CronComplaint.of(text);
    }

    private static boolean isRhythm(String text) {
        String[] fields = text.strip().split("\\s+");
        for (int i = DAY_OF_MONTH; i < fields.length; i++) {
            if (!fields[i].equals("*") && !fields[i].equals("?")) {
                return false;
            }
        }
        return fields.length > DAY_OF_MONTH && RHYTHM.matcher(fields[2]).matches();
    }

    /** Whether it stands for a schedule that is off. */
    public boolean isOff() {
        return text.equals(NEVER);
    }

    /** As it is written. */
    public String text() {
        return text;
    }

    public ZoneId zone() {
        return zone;
    }

    /** The zone as Quartz knows it; what it doesn't know it would take for GMT. */
    public String zoneName() {
        return zoneName(zone);
    }

    private static String zoneName(ZoneId zone) {
        return zone.normalized() instanceof ZoneOffset offset
                ? offset.equals(ZoneOffset.UTC) ? "UTC" : "GMT" + offset.getId()
                : zone.getId();
    }

    /** The next times, at most so many; fewer when it ends, as with a year. */
    public List<ZonedDateTime> next(Instant after, int most) {
        List<ZonedDateTime> times = new ArrayList<>();
        Date from = Date.from(after);
        while (times.size() < most) {
            Date time = cron.getNextValidTimeAfter(from);
            if (time == null) {
                return times;
            }
            times.add(time.toInstant().atZone(zone));
            from = time;
        }
        return times;
    }

    /** The next day on which clocks go forward over every time it would run at, within a year; empty when there is none. */
    public Optional<LocalDate> skippedOn(Instant after) {
        ZoneOffsetTransition change = zone.getRules().nextTransition(after);
        while (change != null && !change.isGap()) {
            change = zone.getRules().nextTransition(change.getInstant());
        }
        if (change == null) {
            return Optional.empty();
        }
        LocalDate day = change.getDateTimeBefore().toLocalDate();
        return runsOn(day.minusDays(1)) && runsOn(day.plusDays(1)) && !runsOn(day)
                ? Optional.of(day)
                : Optional.empty();
    }

    private boolean runsOn(LocalDate day) {
        Instant before = day.atTime(LocalTime.MIDNIGHT).atZone(zone).toInstant().minusSeconds(1);
        return next(before, 1).stream().anyMatch(time -> time.toLocalDate().equals(day));
    }

    @Override
    public String toString() {
        return text + " (" + zoneName() + ")";
    }
}
