package org.harvestxero.config.agreement;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.harvestxero.config.yaml.NearestName;

/** Jollyday's tables of public holidays: which places there are, and their days. */
final class HolidayTables {
    private static final int NEAREST_SHOWN = 5;
    /** What people write for a country whose code is another; Java knows the rest by their three letters. */
    private static final Map<String, String> MEANT = Map.of(
            "uk", "gb", "en", "gb-eng", "eng", "gb-eng", "sco", "gb-sct", "sct", "gb-sct", "wal", "gb-wls", "wls",
            "gb-wls", "nir", "gb-nir", "ger", "de", "el", "gr");

    private HolidayTables() {}

    /**
     * A place of the tables.
     *
     * @param path its code and those around it, from the country down
     * @param below the codes of the library below the country
     * @param known whether every part was known; else the place is the nearest one around
     */
    record Place(List<String> path, List<String> below, CalendarHierarchy node, boolean known) {
        String code() {
            return path.get(path.size() - 1);
        }

        /** Its parts and theirs, by code. */
        Map<String, Place> parts() {
            Map<String, Place> parts = new LinkedHashMap<>();
            node.getChildren().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(part -> below(part.getKey(), part.getValue()))
                    .forEach(part -> {
                        parts.put(part.code(), part);
                        parts.putAll(part.parts());
                    });
            return parts;
        }

        /** The code with its name: {@code de-by-ag (Augsburg)}. */
        String named() {
            String name = node.getDescription(Locale.ENGLISH);
            return name == null || name.isBlank() || name.startsWith("undefined") ? code() : code() + " (" + name + ")";
        }

        private Place below(String id, CalendarHierarchy child) {
            List<String> deeper = new ArrayList<>(path);
            deeper.add(code() + "-" + id.toLowerCase(Locale.ROOT));
            List<String> ids = new ArrayList<>(below);
            ids.add(id);
            return new Place(List.copyOf(deeper), List.copyOf(ids), child, known);
        }
    }

    /**
     * The place of a code.
     *
     * @throws IllegalArgumentException naming the nearest codes there are when the country or any part is unknown
     */
    static Place strictly(String code) {
        return find(code, true);
    }

    /** The same, or the nearest place around it where a part is unknown; empty for an unknown country. */
    static Optional<Place> nearest(String code) {
        return supported(country(code)) ? Optional.of(find(code, false)) : Optional.empty();
    }

    private static Place find(String code, boolean strictly) {
        String[] parts = code.split("-");
        if (!supported(parts[0])) {
            throw unknownCountry(code, parts[0]);
        }
        HolidayManager manager = manager(parts[0]);
        Place place = new Place(List.of(parts[0]), List.of(), manager.getCalendarHierarchy(), true);
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i];
            Optional<Map.Entry<String, CalendarHierarchy>> child = place.node().getChildren().entrySet().stream()
                    .filter(each -> each.getKey().equalsIgnoreCase(part))
                    .findFirst();
            if (child.isEmpty()) {
                if (strictly) {
                    throw unknownPart(place, part);
                }
                return new Place(place.path(), place.below(), place.node(), false);
            }
            place = place.below(child.get().getKey(), child.get().getValue());
        }
        return place;
    }

    /**
     * The public holidays of a year. A holiday that is observed on the other side of New Year stands in the library's list of the
     * year it belongs to, so the lists around are looked at too: New Year's Day 2028 in the United States is 31 December 2027.
     */
    static Set<LocalDate> days(Place place, int year) {
        HolidayManager manager = manager(place.path().get(0));
        String[] below = place.below().toArray(String[]::new);
        Set<LocalDate> days = new TreeSet<>();
        for (int list = year - 1; list <= year + 1; list++) {
            for (Holiday holiday : manager.getHolidays(Year.of(list), HolidayType.PUBLIC_HOLIDAY, below)) {
                if (holiday.getDate().getYear() == year) {
                    days.add(holiday.getDate());
                }
            }
        }
        return days;
    }

    /** One at a time: Jollyday 2.19 looks its parts up with a service loader that threads share, and fails when two do at once. */
    private static synchronized HolidayManager manager(String country) {
        return HolidayManager.getInstance(ManagerParameters.create(country));
    }

    private static boolean supported(String country) {
        return HolidayManager.getSupportedCalendarCodes().contains(country.toUpperCase(Locale.ROOT));
    }

    private static String country(String code) {
        return code.split("-")[0];
    }

    private static IllegalArgumentException unknownCountry(String code, String country) {
        String meant = MEANT.getOrDefault(country, byThreeLetters(country));
        String rest = code.substring(country.length());
        List<String> codes = HolidayManager.getSupportedCalendarCodes().stream()
                .map(each -> each.toLowerCase(Locale.ROOT))
                .filter(each -> each.matches("[a-z]{2,4}"))
                .toList();
        return new IllegalArgumentException("No public holidays are known for \"" + code + "\"; "
                + (meant.isEmpty()
                        ? "the nearest codes are " + String.join(", ", NearestName.among(country, codes, NEAREST_SHOWN))
                        : "write \"" + meant + (meant.contains("-") ? "" : rest) + "\""));
    }

    private static String byThreeLetters(String country) {
        for (String two : Locale.getISOCountries()) {
            if (new Locale("", two).getISO3Country().equalsIgnoreCase(country)) {
                return two.toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }

    private static IllegalArgumentException unknownPart(Place place, String part) {
        Map<String, String> names = new TreeMap<>();
        place.node().getChildren().forEach((id, child) -> {
            Place one = place.below(id, child);
            names.put(one.code().substring(place.code().length() + 1), one.named());
        });
        String sentence = "No region \"" + part + "\" is known in \"" + place.code() + "\"; ";
        return new IllegalArgumentException(
                names.isEmpty()
                        ? sentence + "write \"" + place.code() + "\""
                        : sentence + "the nearest codes are "
                                + NearestName.among(part, names.keySet(), NEAREST_SHOWN).stream()
                                        .map(id -> names.getOrDefault(id, id))
                                        .collect(Collectors.joining(", ")));
    }
}
