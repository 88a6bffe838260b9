package org.harvestxero.billing.terms;

import java.time.LocalDate;
import java.util.Set;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Origin;
import org.harvestxero.billing.Rate;
import org.jspecify.annotations.Nullable;

/**
 * One price of a rate card.
 *
 * @param match who, in which role, on which task or project
 * @param from first day worked it holds for; null for always
 * @param to last day worked it holds for; null for ever
 * @param rate price of an hour or a day
 * @param days how days are counted at a day rate; without meaning for an hourly one
 */
public record RateLine(
        Match match, @Nullable LocalDate from, @Nullable LocalDate to, Rate rate, DayCount days) {
    /** How the hours of one person's day become days. */
    public enum DayCount {
        /** Hours over the hours of a day. */
        EXACT,
        /** Half a day for up to half its hours, else one day. */
        HALF,
        /** One day for any work on it. */
        WHOLE
    }

    public static RateLine of(Match match, Rate rate) {
        return new RateLine(match, null, null, rate, DayCount.EXACT);
    }

    public RateLine from(LocalDate day) {
        return new RateLine(match, day, to, rate, days);
    }

    public boolean holds(Origin origin, LocalDate day) {
        return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to)) && match.matches(origin);
    }

    /** The hours billed for {@code worked} on one day; never decreases when {@code worked} grows. */
    public Hours count(Hours worked) {
        if (rate.isHourly() || worked.isZero()) {
            return worked;
        }
        Hours half = Hours.ofParts(rate.unit().parts() / 2);
        return switch (days) {
            case EXACT -> worked;
            case HALF -> worked.compareTo(half) <= 0 ? half : rate.unit();
            case WHOLE -> rate.unit();
        };
    }

    /** In words, such as {@code rate of the agreement for task Design from 2026-01-01}. */
    public String inWords() {
        StringBuilder words = new StringBuilder("the agreement's rate");
        append(words, "person", match.people());
        append(words, "task", match.kinds());
        append(words, "role", match.roles());
        append(words, "project", match.projects());
        if (from != null) {
            words.append(" from ").append(from);
        }
        if (to != null) {
            words.append(" to ").append(to);
        }
        return words.toString();
    }

    private static void append(StringBuilder words, String what, Set<String> names) {
        if (!names.isEmpty()) {
            words.append(words.indexOf(" for ") < 0 ? " for " : ", ")
                    .append(what)
                    .append(' ');
            words.append(String.join(" or ", names.stream().sorted().toList()));
        }
    }
}
