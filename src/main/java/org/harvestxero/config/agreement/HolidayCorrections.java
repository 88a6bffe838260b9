package org.harvestxero.config.agreement;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What {@code holidays.yaml} says about the tables of public holidays.
 *
 * @param places corrections by code of a country or a part of one, such as {@code au-nsw}
 */
record HolidayCorrections(Map<String, Place> places) {
    HolidayCorrections {
        places = Map.copyOf(places);
    }

    /**
     * @param means the part whose holidays count where the country is named without one; null where only the common ones do
     * @param thin why the table can't be trusted; null where it can
     * @param partsAreFine whether somebody has decided that the parts' own holidays don't matter
     */
    record Place(
            @Nullable String means,
            List<Day> add,
            List<Day> remove,
            @Nullable Thin thin,
            boolean partsAreFine) {
        Place {
            add = List.copyOf(add);
            remove = List.copyOf(remove);
        }
    }

    /**
     * A holiday to add or to take away.
     *
     * @param from first year; null for always
     * @param to last year; null for ever
     * @param alone whether it counts only where the place itself is named, and not in its parts
     */
    record Day(
            HolidayDate date,
            @Nullable Integer from,
            @Nullable Integer to,
            boolean alone) {
        private boolean concerns(String code, List<String> path) {
            return !alone || code.equals(path.get(path.size() - 1));
        }

        private void ifIn(int year, Consumer<LocalDate> then) {
            if ((from == null || year >= from) && (to == null || year <= to)) {
                date.in(year).ifPresent(then);
            }
        }
    }

    /** @param from the first year that is not complete; null for every year */
    record Thin(@Nullable Integer from, String why) {
        boolean concerns(int year) {
            return from == null || year >= from;
        }
    }

    /**
     * A year's holidays put right.
     *
     * @param path the place, from its country down: {@code de}, {@code de-by}, {@code de-by-ag}; the narrower has the last word
     * @param table the holidays of that year by the library
     */
    Set<LocalDate> applied(List<String> path, int year, Set<LocalDate> table) {
        Set<LocalDate> days = new TreeSet<>(table);
        for (String code : path) {
            Place place = places.get(code);
            if (place != null) {
                place.remove().stream()
                        .filter(day -> day.concerns(code, path))
                        .forEach(day -> day.ifIn(year, days::remove));
                place.add().stream().filter(day -> day.concerns(code, path)).forEach(day -> day.ifIn(year, days::add));
            }
        }
        return days;
    }
}
