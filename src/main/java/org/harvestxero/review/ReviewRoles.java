package org.harvestxero.review;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.api.DecisionException;
import org.harvestxero.config.Settings;

/**
 * Who may say yes in which role. A role nobody is named for is open to everyone who may use this program; what they say is in the
 * audit all the same.
 */
public final class ReviewRoles {
    private static final String FAMILY = "review.role";

    private final Map<String, List<String>> people;

    private ReviewRoles(Map<String, List<String>> people) {
        this.people = Map.copyOf(people);
    }

    /** Reads {@code review.role.strategist=Ada, Bob}; blanks in a role are written as hyphens. */
    public static ReviewRoles of(Settings settings) {
        Map<String, List<String>> people = new HashMap<>();
        settings.withPrefix(FAMILY)
                .forEach((role, names) -> people.put(
                        key(role),
                        Arrays.stream(names.split(","))
                                .map(String::strip)
                                .filter(name -> !name.isEmpty())
                                .toList()));
        return new ReviewRoles(people);
    }

    public static ReviewRoles open() {
        return new ReviewRoles(Map.of());
    }

    /** Whether somebody may say yes in the role. */
    boolean isOpenTo(String role, String who) {
        List<String> named = named(role);
        return named.isEmpty() || named.stream().anyMatch(who::equalsIgnoreCase);
    }

    /** Who may in the role; empty where everybody may. */
    List<String> named(String role) {
        return Optional.ofNullable(people.get(key(role))).orElse(List.of());
    }

    /** @throws DecisionException when others are named for the role */
    void check(String role, String who) {
        List<String> named = named(role);
        if (!isOpenTo(role, who)) {
            throw new DecisionException("This step needs the yes of a " + role + ": " + String.join(", ", named)
                    + ". You are " + who + "; " + FAMILY + "." + key(role) + " says who may.");
        }
    }

    private static String key(String role) {
        return role.strip().toLowerCase(Locale.ROOT).replace(' ', '-');
    }
}
