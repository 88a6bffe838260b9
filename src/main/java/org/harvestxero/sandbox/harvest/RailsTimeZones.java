package org.harvestxero.sandbox.harvest;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;

/** The names Harvest gives to time zones. */
final class RailsTimeZones {
    private static final Map<String, String> ZONES = Map.ofEntries(
            Map.entry("UTC", "Etc/UTC"),
            Map.entry("London", "Europe/London"),
            Map.entry("Edinburgh", "Europe/London"),
            Map.entry("Dublin", "Europe/Dublin"),
            Map.entry("Paris", "Europe/Paris"),
            Map.entry("Berlin", "Europe/Berlin"),
            Map.entry("Amsterdam", "Europe/Amsterdam"),
            Map.entry("Stockholm", "Europe/Stockholm"),
            Map.entry("Eastern Time (US & Canada)", "America/New_York"),
            Map.entry("Central Time (US & Canada)", "America/Chicago"),
            Map.entry("Mountain Time (US & Canada)", "America/Denver"),
            Map.entry("Pacific Time (US & Canada)", "America/Los_Angeles"),
            Map.entry("Sydney", "Australia/Sydney"),
            Map.entry("Auckland", "Pacific/Auckland"),
            Map.entry("Tokyo", "Asia/Tokyo"));

    private RailsTimeZones() {}

    static ZoneId zone(String name) {
        try {
            return ZoneId.of(ZONES.getOrDefault(name, name));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("The sandbox does not know the time zone " + name, e);
        }
    }
}
