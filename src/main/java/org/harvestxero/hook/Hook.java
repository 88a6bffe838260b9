package org.harvestxero.hook;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.harvestxero.config.Catalogue;
import org.harvestxero.config.Key;
import org.harvestxero.config.Settings;
import org.harvestxero.event.EventKind;

/**
 * A hook that is on.
 *
 * @param name its route begins with {@code direct:hook-} and this
 * @param kinds what it is told of, by the words of events
 */
record Hook(String name, Set<String> kinds) {
    private static final String FAMILY = "hooks";
    private static final String OFF = "off";
    private static final String ON = "on";

    Hook {
        kinds = Set.copyOf(kinds);
    }

    /** Those that the settings switch on. */
    static List<Hook> of(Settings settings) {
        return settings.withPrefix(FAMILY).entrySet().stream()
                .filter(each -> Catalogue.find(FAMILY + "." + each.getKey())
                        .map(Key::family)
                        .orElse(false))
                .filter(each -> !each.getValue().equals(OFF))
                .map(each -> new Hook(each.getKey(), kinds(each.getValue())))
                .toList();
    }

    private static Set<String> kinds(String value) {
        if (value.equals(ON)) {
            return Arrays.stream(EventKind.values()).map(EventKind::code).collect(Collectors.toSet());
        }
        return Arrays.stream(value.split(","))
                .flatMap(word -> EventKind.matching(word).stream())
                .map(EventKind::code)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
