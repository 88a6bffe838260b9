package org.harvestxero.config.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.harvestxero.config.agreement.HolidayCorrections.Day;
import org.harvestxero.config.agreement.HolidayCorrections.Place;
import org.harvestxero.config.agreement.HolidayCorrections.Thin;
import org.jspecify.annotations.Nullable;

/** Reads the text of a {@code holidays.yaml}. */
final class HolidaysReader {
    private HolidaysReader() {}

    /** @throws AgreementRefusedException naming the line at fault */
    static HolidayCorrections read(String text) throws AgreementRefusedException {
        YamlFile yaml = YamlFile.read(HolidaysFile.NAME, text);
        Optional<AgreementSchema.Fault> fault = Schema.ONCE.fault(yaml.root());
        if (fault.isPresent()) {
            throw refused(yaml, fault.get().pointer(), fault.get().reason());
        }
        Map<String, Place> places = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : yaml.root().path("places").properties()) {
            String pointer = "/places/" + entry.getKey();
            try {
                places.put(entry.getKey(), place(entry.getKey(), pointer, entry.getValue()));
            } catch (Fault e) {
                throw refused(yaml, e.pointer(), e.reason());
            }
        }
        return new HolidayCorrections(places);
    }

    private static Place place(String code, String pointer, JsonNode said) {
        guarded(pointer, () -> HolidayTables.strictly(code));
        String means = text(said, "means");
        if (means != null) {
            guarded(pointer + "/means", () -> HolidayTables.strictly(means));
            if (!means.startsWith(code + "-")) {
                throw new Fault(pointer + "/means", "\"" + means + "\" is no part of \"" + code + "\"");
            }
        }
        JsonNode thin = said.path("thin");
        return new Place(
                means,
                days(pointer + "/add", said.path("add")),
                days(pointer + "/remove", said.path("remove")),
                thin.isObject() ? new Thin(year(thin, "from"), thin.path("why").asText()) : null,
                "fine".equals(text(said, "parts")));
    }

    private static List<Day> days(String pointer, JsonNode list) {
        List<Day> days = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode one = list.get(i);
            String at = pointer + "/" + i;
            Integer from = year(one, "from");
            Integer to = year(one, "to");
            if (from != null && to != null && from > to) {
                throw new Fault(at + "/from", "from " + from + " to " + to + " holds no year");
            }
            String words = one.path("day").asText();
            try {
                days.add(new Day(
                        HolidayDate.parse(words), from, to, one.path("alone").asBoolean()));
            } catch (IllegalArgumentException e) {
                throw new Fault(at + "/day", e.getMessage());
            }
        }
        return days;
    }

    private static void guarded(String pointer, Runnable look) {
        try {
            look.run();
        } catch (IllegalArgumentException e) {
            throw new Fault(pointer, e.getMessage());
        }
    }

    private static @Nullable String text(JsonNode node, String key) {
        return node.hasNonNull(key) ? node.path(key).asText() : null;
    }

    private static @Nullable Integer year(JsonNode node, String key) {
        return node.hasNonNull(key) ? node.path(key).intValue() : null;
    }

    /** Read when the first is needed: a deployment whose clients keep no holidays never needs it. */
    private static final class Schema {
        static final AgreementSchema ONCE = new AgreementSchema("/holidays.schema.json");
    }

    private static AgreementRefusedException refused(YamlFile yaml, String pointer, String reason) {
        return new AgreementRefusedException(
                HolidaysFile.NAME, yaml.lineOf(pointer).orElse(1), reason);
    }
}
