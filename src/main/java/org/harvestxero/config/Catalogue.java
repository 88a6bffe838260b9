package org.harvestxero.config;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every setting there is; what is not here is refused. */
public final class Catalogue {
    /** In the order of documentation, grouped by what they are about. */
    public static final List<Key> KEYS = Stream.of(SideKeys.KEYS, BusinessKeys.KEYS, ProcessKeys.KEYS, EventKeys.KEYS)
            .flatMap(List::stream)
            .toList();

    /** Prefixes whose keys are passed on unread: Camel's own options, and values for routes an operator adds. */
    static final List<String> PASSED_ON = List.of("camel.", "route.");

    private static final Map<String, Key> BY_NAME =
            KEYS.stream().collect(Collectors.toUnmodifiableMap(Key::name, Function.identity()));

    private Catalogue() {}

    /** The key a name belongs to, a member of a family included. */
    public static Optional<Key> find(String name) {
        Key exact = BY_NAME.get(name);
        if (exact != null) {
            return Optional.of(exact);
        }
        return KEYS.stream().filter(key -> key.isMember(name)).findFirst();
    }

    /** Whether a name may be set, be it ours or passed on. */
    public static boolean knows(String name) {
        return find(name).isPresent() || PASSED_ON.stream().anyMatch(name::startsWith);
    }

    /** The known name most like an unknown one. */
    public static String nearest(String name) {
        return KEYS.stream()
                .map(Key::name)
                .min(Comparator.comparingInt(known -> distance(known, name)))
                .orElseThrow();
    }

    /** Letters to insert, delete or replace to make one word of the other. */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
