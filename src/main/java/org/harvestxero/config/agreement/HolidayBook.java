package org.harvestxero.config.agreement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.harvestxero.billing.calendar.Holidays;
import org.harvestxero.config.agreement.HolidayTables.Place;

/**
 * Public holidays of countries and their parts: Jollyday's tables, put right by {@code holidays.yaml}. An edit of that file counts
 * from the next question on, also for agreements that were read before.
 */
public final class HolidayBook {
    private static final String NONE = "none";
    /** No country lives with fewer; a table that has fewer lacks some. */
    private static final int FEWEST_DAYS = 6;

    private static final int YEARS_AHEAD = 2;
    private static final int PARTS_SHOWN = 6;

    private final Supplier<HolidayCorrections> corrections;

    HolidayBook(Supplier<HolidayCorrections> corrections) {
        this.corrections = corrections;
    }

    /** By the corrections that came with the program. */
    public static HolidayBook shipped() {
        return new HolidayBook(HolidaysFile::shipped);
    }

    /** By a file that may be edited meanwhile. */
    public static HolidayBook of(HolidaysFile file) {
        return new HolidayBook(file::corrections);
    }

    /**
     * The holidays of a place.
     *
     * @param code a country, or a country and its parts, in lower case: {@code us}, {@code us-ny}; or {@code none}
     * @throws IllegalArgumentException naming the nearest codes if the country or any part of the code is unknown
     */
    public Holidays of(String code) {
        if (code.equals(NONE)) {
            return Holidays.none();
        }
        HolidayTables.strictly(code);
        return new Of(code, corrections.get()); // read by now, so that a broken file is told before it matters
    }

    /**
     * The holidays of a place that was accepted once: where a part isn't known (any more), those of what is around it.
     *
     * @throws IllegalArgumentException if the country is unknown
     */
    Holidays asKept(String code) {
        if (code.equals(NONE)) {
            return Holidays.none();
        }
        return HolidayTables.nearest(code).isPresent() ? new Of(code, corrections.get()) : of(code);
    }

    /**
     * What a person should know who relies on the holidays of a place, a sentence each.
     *
     * @param year the first of those that matter
     */
    public List<String> cautions(String code, int year) {
        if (code.equals(NONE)) {
            return List.of();
        }
        HolidayCorrections now = corrections.get();
        Place named = HolidayTables.nearest(code).orElseThrow();
        Place place = meant(named, now);
        List<String> cautions = new ArrayList<>();
        if (!named.known()) {
            cautions.add("\"" + code + "\" is unknown, " + named.named() + " counts");
        }
        boolean fine = decided(named, now) || decided(place, now);
        if (!place.code().equals(named.code())) {
            if (!fine) {
                cautions.add("\"" + named.code() + "\" without a part means " + place.named() + "; "
                        + others(named.parts(), place, now, year));
            }
        } else if (!fine && !place.node().getChildren().isEmpty()) {
            String others = others(place.parts(), place, now, year);
            if (!others.isEmpty()) {
                cautions.add("\"" + place.code() + "\" means what all of it keeps; " + others);
            }
        }
        thin(place, now, year).ifPresent(cautions::add);
        return cautions;
    }

    private static boolean decided(Place place, HolidayCorrections now) {
        HolidayCorrections.Place said = now.places().get(place.code());
        return said != null && said.partsAreFine();
    }

    /** The parts whose holidays are others; empty when there are none. */
    private static String others(Map<String, Place> parts, Place place, HolidayCorrections now, int year) {
        List<String> differ = parts.values().stream()
                .filter(part -> !part.code().equals(place.code()))
                .filter(part -> differs(part, place, now, year))
                .map(Place::named)
                .toList();
        if (differ.isEmpty()) {
            return "";
        }
        return "others are kept in "
                + differ.stream().limit(PARTS_SHOWN).collect(Collectors.joining(", "))
                + (differ.size() > PARTS_SHOWN ? " and " + (differ.size() - PARTS_SHOWN) + " more parts" : "");
    }

    private static boolean differs(Place one, Place other, HolidayCorrections now, int year) {
        for (int each = year; each <= year + YEARS_AHEAD; each++) {
            if (!days(one, now, each).equals(days(other, now, each))) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> thin(Place place, HolidayCorrections now, int year) {
        for (String code : place.path()) {
            HolidayCorrections.Place said = now.places().get(code);
            if (said != null && said.thin() != null && said.thin().concerns(year + 1)) {
                return Optional.of("the table of " + place.code() + " is known to be incomplete"
                        + (said.thin().from() == null
                                ? ""
                                : " from " + said.thin().from() + " on") + ": "
                        + said.thin().why());
            }
        }
        int days = days(place, now, year).size();
        return days < FEWEST_DAYS
                ? Optional.of("the table of " + place.code() + " has only " + days + " days in " + year)
                : Optional.empty();
    }

    /** The part that counts where a country is named without one. */
    private static Place meant(Place named, HolidayCorrections now) {
        HolidayCorrections.Place said = now.places().get(named.code());
        return said == null || said.means() == null ? named : HolidayTables.strictly(said.means());
    }

    private static Set<LocalDate> days(Place place, HolidayCorrections now, int year) {
        return now.applied(place.path(), year, HolidayTables.days(place, year));
    }

    /** The holidays of one code; keeps each year it was asked for until the corrections change. */
    private final class Of implements Holidays {
        private final String code;
        private volatile Kept kept;

        Of(String code, HolidayCorrections now) {
            this.code = code;
            this.kept = new Kept(now, new ConcurrentHashMap<>());
        }

        private record Kept(HolidayCorrections by, Map<Integer, Set<LocalDate>> years) {}

        @Override
        public boolean isHoliday(LocalDate day) {
            HolidayCorrections now = corrections.get();
            Kept known = kept;
            if (known.by() != now) {
                known = new Kept(now, new ConcurrentHashMap<>());
                kept = known;
            }
            return known.years()
                    .computeIfAbsent(
                            day.getYear(),
                            year -> days(meant(HolidayTables.nearest(code).orElseThrow(), now), now, year))
                    .contains(day);
        }
    }
}
