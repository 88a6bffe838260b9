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
import java.util.Locale;
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
    private static final String SHAPE = "a Quartz cron expression of 6 or 7 fields such as 0 0/5 * * * ?";
    private static final List<String> FIELDS =
            List.of("second", "minute", "hour", "day of the month", "month", "day of the week", "year");
    private static final int DAY_OF_MONTH = 3;
    private static final int DAY_OF_WEEK = 5;

    private static final String NUMBERS = "\\d+(-\\d+)?(/0*[1-9]\\d*)?";
    private static final String MONTHS = "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC";
    private static final String DAYS = "SUN|MON|TUE|WED|THU|FRI|SAT";
    private static final Pattern NUMBER_LIST = list(NUMBERS);
    private static final Pattern MONTH_LIST = list(NUMBERS + "|(" + MONTHS + ")(-(" + MONTHS + "))?");
    private static final Pattern DAY_LIST = list(NUMBERS + "|(" + DAYS + ")(-(" + DAYS + "))?");
    private static final Pattern DATE_LIST = list(NUMBERS + "|\\d+W|LW?|L-\\d+W?");
    private static final Pattern ONE_WEEKDAY = Pattern.compile("([1-7]|" + DAYS + ")(L|#[1-5])");
    private static final Pattern EVERY = Pattern.compile("\\*(/0*[1-9]\\d*)?");
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
        String[] fields = text.strip().toUpperCase(Locale.ROOT).split("\\s+");
        if (fields.length < 6 || fields.length > 7) {
            return Optional.of(SHAPE);
        }
        for (int i = 0; i < fields.length; i++) {
            Optional<String> other = meansSomethingElse(i, fields[i]);
            if (other.isPresent()) {
                return Optional.of(SHAPE + "; " + other.get());
            }
        }
        try {
            CronExpression cron = new CronExpression(text);
            return cron.getNextValidTimeAfter(Date.from(Instant.EPOCH)) == null
                    ? Optional.of(SHAPE + "; there is no such day")
                    : Optional.empty();
        } catch (ParseException | RuntimeException e) {
            return Optional.of(SHAPE + "; " + e.getMessage());
        }
    }

    /** What Quartz would take, but not as it is written. */
    private static Optional<String> meansSomethingElse(int field, String words) {
        if (words.equals("?") || EVERY.matcher(words).matches()) {
            return Optional.empty();
        }
        Pattern allowed = switch (field) {
            case DAY_OF_MONTH -> DATE_LIST;
            case 4 -> MONTH_LIST;
            case DAY_OF_WEEK -> DAY_LIST;
            default -> NUMBER_LIST;
        };
        if (allowed.matcher(words).matches()
                || field == DAY_OF_WEEK && ONE_WEEKDAY.matcher(words).matches()) {
            return Optional.empty();
        }
        return Optional.of("the " + FIELDS.get(field) + " can't be " + words + hint(field, words));
    }

    private static String hint(int field, String words) {
        if (field == DAY_OF_MONTH && words.endsWith("W")) {
            return ": W goes with single days, such as 1W or 1W,15W";
        }
        if (field == DAY_OF_WEEK && words.equals("L")) {
            return ": write SAT, or FRIL for the last Friday of the month";
        }
        if (field == DAY_OF_WEEK && (words.contains("#") || words.endsWith("L") && !words.matches("[A-Z]{3}"))) {
            return ": # and L go with a single day, such as MON#1 or FRIL";
        }
        if (words.matches(".*[A-Z]{4,}.*")) {
            return ": names have three letters, such as MON or JAN";
        }
        if (words.matches(".*/0+(\\D.*)?")) {
            return ": a step of 0 leads nowhere";
        }
        if (words.matches(".*[A-Z]/.*")) {
            return ": steps go with numbers, such as 2-6/2";
        }
        return "";
    }

    private static Pattern list(String item) {
        return Pattern.compile("(" + item + ")(,(" + item + "))*");
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
