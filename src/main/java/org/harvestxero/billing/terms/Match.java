package org.harvestxero.billing.terms;

import java.util.Set;
import org.harvestxero.billing.Origin;

/**
 * Which work a rule, rate or cap means. Each set that isn't empty must contain the work's own; texts are names, ids in
 * digits, or project codes, compared exactly.
 *
 * @param projects projects by name, code or id
 * @param kinds tasks of time entries, categories of expenses
 * @param roles one of a person's roles is enough
 * @param people people by name or id
 */
public record Match(Set<String> projects, Set<String> kinds, Set<String> roles, Set<String> people) {
    private static final Match ANY = new Match(Set.of(), Set.of(), Set.of(), Set.of());

    public Match {
        projects = Set.copyOf(projects);
        kinds = Set.copyOf(kinds);
        roles = Set.copyOf(roles);
        people = Set.copyOf(people);
    }

    /** Matches everything. */
    public static Match any() {
        return ANY;
    }

    public static Match projects(String... projects) {
        return new Match(Set.of(projects), Set.of(), Set.of(), Set.of());
    }

    public static Match kinds(String... kinds) {
        return new Match(Set.of(), Set.of(kinds), Set.of(), Set.of());
    }

    public static Match roles(String... roles) {
        return new Match(Set.of(), Set.of(), Set.of(roles), Set.of());
    }

    public static Match people(String... people) {
        return new Match(Set.of(), Set.of(), Set.of(), Set.of(people));
    }

    public boolean isAny() {
        return projects.isEmpty() && kinds.isEmpty() && roles.isEmpty() && people.isEmpty();
    }

    public boolean matches(Origin origin) {
        return isAny()
                || (projects.isEmpty() || projects.stream().anyMatch(origin.project()::isCalled))
                        && (kinds.isEmpty() || kinds.stream().anyMatch(origin.kind()::isCalled))
                        && (roles.isEmpty() || origin.roles().stream().anyMatch(roles::contains))
                        && (people.isEmpty() || people.stream().anyMatch(origin.person()::isCalled));
    }
}
