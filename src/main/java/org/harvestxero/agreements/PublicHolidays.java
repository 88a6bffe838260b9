package org.harvestxero.agreements;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import org.harvestxero.billing.calendar.Holidays;

/** Public holidays of a country or region, from Jollyday's tables. */
public final class PublicHolidays implements Holidays {
    private final HolidayManager manager;
    private final String[] region;

    private PublicHolidays(HolidayManager manager, String[] region) {
        this.manager = manager;
        this.region = region;
    }

    /**
     * The holidays of a place.
     *
     * @param place a country, or a country and a region, in lower case: {@code us}, {@code us-ny}; or {@code none}
     * @throws IllegalArgumentException if nobody knows the place
     */
    public static Holidays of(String place) {
        if (place.equals("none")) {
            return Holidays.none();
        }
        String[] parts = place.split("-");
        if (!HolidayManager.getSupportedCalendarCodes().contains(parts[0].toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException("No public holidays are known for \"" + place + "\"");
        }
        HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(parts[0]));
        String[] region = Arrays.copyOfRange(parts, 1, parts.length);
        if (region.length > 0 && !manager.getCalendarHierarchy().getChildren().containsKey(region[0])) {
            throw new IllegalArgumentException("No region \"" + region[0] + "\" is known in \"" + parts[0] + "\"");
        }
        return new PublicHolidays(manager, region);
    }

    @Override
    public boolean isHoliday(LocalDate day) {
        return manager.isHoliday(day, HolidayType.PUBLIC_HOLIDAY, region);
    }
}
