package org.harvestxero.billing.engine;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.terms.HoursBasis;
import org.harvestxero.billing.terms.Pricing;
import org.harvestxero.billing.terms.RateLine;
import org.harvestxero.billing.terms.Rounding;
import org.harvestxero.billing.terms.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Turns an entry's hours into billed hours.
 *
 * <p>What is rounded as one is rounded as a running total, so that its entries' billed hours are never negative and add
 * up to the rounded whole.
 */
final class HoursCounter {
    private static final String AS_IT_IS = "";
    private static final String MINUTES = "counted in whole minutes";
    private static final String DAYS = "counted in days";

    private final Pricing pricing;
    private final Map<GroupKey, Hours> running = new HashMap<>();
    private final Map<Rounding, String> words = new IdentityHashMap<>();

    /** What is rounded as one. */
    private record GroupKey(
            String rule,
            long project,
            long task,
            long person,
            @Nullable LocalDate day,
            @Nullable Rate rate) {}

    HoursCounter(Pricing pricing) {
        this.pricing = pricing;
    }

    /** @param part holds all of the entry's hours, or what earlier runs left open */
    Part count(Part part, Rule rule) {
        Rounding rounding = roundingOf(rule);
        TimeEntry entry = part.entry();
        Hours whole = basis(rounding.of() == Rounding.Of.TRACKED ? entry.tracked() : entry.hours());
        RateLine line = part.priced().line();
        if (!part.hours().equals(entry.hours())) {
            return remainder(part, whole, rounding);
        }
        if (line != null && !line.rate().isHourly()) {
            return part.counted(counted(dayKey(part, rule), whole, line), DAYS);
        }
        return switch (rounding.isNone() ? Rounding.Per.LINE : rounding.per()) {
            case LINE -> part.counted(whole, pricing.hours() == HoursBasis.MINUTES ? MINUTES : AS_IT_IS);
            case ENTRY -> part.counted(rounding.apply(whole), inWords(rounding));
            case DAY -> part.counted(rounded(dayKey(part, rule), whole, rounding), inWords(rounding));
            case TASK -> part.counted(rounded(taskKey(part, rule), whole, rounding), inWords(rounding));
        };
    }

    Rounding roundingOf(Rule rule) {
        Rounding own = rule.rounding();
        return own == null ? pricing.rounding() : own;
    }

    /** What is left of an entry that an earlier run counted: its share, not rounded again. */
    private Part remainder(Part part, Hours whole, Rounding rounding) {
        Hours counted = rounding.per() == Rounding.Per.ENTRY ? rounding.apply(whole) : whole;
        Hours share = counted.equals(part.entry().hours())
                ? part.hours()
                : counted.shareRoundedDown(
                        part.hours().parts(), part.entry().hours().parts());
        return part.counted(share, "what an earlier bill left of it");
    }

    private Hours basis(Hours hours) {
        return pricing.hours() == HoursBasis.MINUTES ? hours.toWholeMinutes() : hours;
    }

    private Hours rounded(GroupKey key, Hours more, Rounding rounding) {
        Hours before = running.getOrDefault(key, Hours.ZERO);
        Hours after = before.plus(more);
        running.put(key, after);
        return rounding.apply(after).minus(rounding.apply(before));
    }

    private Hours counted(GroupKey key, Hours more, RateLine line) {
        Hours before = running.getOrDefault(key, Hours.ZERO);
        Hours after = before.plus(more);
        running.put(key, after);
        return line.count(after).minus(line.count(before));
    }

    private String inWords(Rounding rounding) {
        return words.computeIfAbsent(rounding, Rounding::inWords);
    }

    private static GroupKey dayKey(Part part, Rule rule) {
        return new GroupKey(
                rule.name(),
                0,
                0,
                part.entry().origin().person().id(),
                part.entry().spentDate(),
                part.priced().rate());
    }

    private static GroupKey taskKey(Part part, Rule rule) {
        return new GroupKey(
                rule.name(),
                part.entry().origin().project().id(),
                part.entry().origin().kind().id(),
                0,
                null,
                part.priced().rate());
    }
}
