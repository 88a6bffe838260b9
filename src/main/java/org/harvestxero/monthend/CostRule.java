package org.harvestxero.monthend;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.billing.Named;
import org.jspecify.annotations.Nullable;

/** Which work goes to which account. */
public record CostRule(Condition when, Target target) {

    /**
     * All that is given must hold; of the names of one kind, one.
     *
     * @param contractor null for both
     */
    public record Condition(
            Set<String> clients,
            Set<String> projects,
            Set<String> tasks,
            Set<String> roles,
            Set<String> people,
            @Nullable Boolean contractor) {
        public static final Condition ALWAYS = new Condition(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), null);

        public Condition {
            clients = Set.copyOf(clients);
            projects = Set.copyOf(projects);
            tasks = Set.copyOf(tasks);
            roles = Set.copyOf(roles);
            people = Set.copyOf(people);
        }

        /** Whether it does for this work. */
        public boolean holds(Work work) {
            return names(clients, work.client())
                    && names(projects, work.project())
                    && names(tasks, work.task())
                    && names(people, work.person().name())
                    && (roles.isEmpty() || work.person().roles().stream().anyMatch(roles::contains))
                    && (contractor == null || contractor == work.person().contractor());
        }

        private static boolean names(Set<String> wanted, Named named) {
            return wanted.isEmpty() || wanted.stream().anyMatch(named::isCalled);
        }
    }

    /**
     * @param tracking option by category; what stands in braces is put in: {project}, {client}, {task}, {person}
     */
    public record Target(String account, Map<String, String> tracking) {
        public Target {
            tracking = Map.copyOf(tracking);
        }

        Coding of(Work work) {
            List<Coding.Option> options = tracking.entrySet().stream()
                    .map(each -> new Coding.Option(each.getKey(), work.fill(each.getValue())))
                    .toList();
            return new Coding(account, options);
        }
    }
}
