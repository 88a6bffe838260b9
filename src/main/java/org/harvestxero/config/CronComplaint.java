package org.harvestxero.config;

import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.quartz.CronExpression;

/** What is wrong with a Quartz cron expression, also where Quartz would take it for something else than it says. */
final class CronComplaint {
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

    private CronComplaint() {}

    /** What is wrong, as text that follows "must be"; empty when it means what it says. */
    static Optional<String> of(String text) {
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
}
