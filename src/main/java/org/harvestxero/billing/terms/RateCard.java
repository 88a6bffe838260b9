package org.harvestxero.billing.terms;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.harvestxero.billing.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Prices by person, task, role and project.
 *
 * <p>The line that names what stands first in the precedence wins; among equals the one that names the next, and so on;
 * then the one in effect most recently; then the one listed first. Rates are never mixed.
 *
 * @param lines in order of precedence
 */
public record RateCard(List<RateLine> lines) {
    private static final RateCard EMPTY = new RateCard(List.of());

    /** What a line may name, in the usual order of precedence. */
    public enum By {
        PERSON,
        TASK,
        ROLE,
        PROJECT
    }

    public RateCard {
        lines = List.copyOf(lines);
    }

    public static RateCard empty() {
        return EMPTY;
    }

    /** Person before task before role before project. */
    public static RateCard of(RateLine... lines) {
        return of(List.of(lines), List.of(By.values()));
    }

    /** @param precedence all four, the strongest first */
    public static RateCard of(List<RateLine> lines, List<By> precedence) {
        if (!Set.copyOf(precedence).equals(Set.of(By.values())) || precedence.size() != By.values().length) {
            throw new IllegalArgumentException(
                    "Precedence names person, task, role and project once each: " + precedence);
        }
        List<RateLine> sorted = new ArrayList<>(lines);
        sorted.sort(Comparator.comparingInt((RateLine line) -> -strength(line.match(), precedence))
                .thenComparing(RateLine::from, Comparator.nullsLast(Comparator.reverseOrder())));
        return new RateCard(sorted);
    }

    /** The line that prices this work; null when none does. */
    public @Nullable RateLine find(Origin origin, LocalDate day) {
        for (RateLine line : lines) {
            if (line.holds(origin, day)) {
                return line;
            }
        }
        return null;
    }

    private static int strength(Match match, List<By> precedence) {
        int strength = 0;
        for (By by : precedence) {
            strength = 2 * strength + (names(match, by) ? 1 : 0);
        }
        return strength;
    }

    private static boolean names(Match match, By by) {
        Set<String> names = switch (by) {
            case PERSON -> match.people();
            case TASK -> match.kinds();
            case ROLE -> match.roles();
            case PROJECT -> match.projects();
        };
        return !names.isEmpty();
    }
}
