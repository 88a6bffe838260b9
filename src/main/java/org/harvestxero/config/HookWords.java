package org.harvestxero.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.harvestxero.config.yaml.NearestName;
import org.harvestxero.event.EventKind;

/** What the setting of a hook may say: on, off, or kinds of events. */
final class HookWords {
    private static final List<String> KINDS =
            Arrays.stream(EventKind.values()).map(EventKind::code).toList();

    private HookWords() {}

    static Optional<String> complaint(String value) {
        if (value.equals("on") || value.equals("off")) {
            return Optional.empty();
        }
        return Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .filter(word -> EventKind.matching(word).isEmpty())
                .findFirst()
                .map(HookWords::expected);
    }

    private static String expected(String unknown) {
        List<String> words =
                Stream.concat(Stream.of("on", "off"), KINDS.stream()).toList();
        String nearest = NearestName.among(unknown, words, 1).get(0);
        return "on, off, or kinds of events with commas between them: "
                + (unknown.isEmpty() ? "one is empty" : unknown + " is none") + ", the nearest is " + nearest;
    }
}
