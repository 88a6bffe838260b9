package org.harvestxero.doctor;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.harvestxero.api.Check.Finding;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.FixedFee;
import org.harvestxero.billing.terms.NoCharge;
import org.harvestxero.billing.terms.References;

/** Holds what an agreement says of the work it bills against Harvest: projects, tasks, categories, people and their roles. */
final class WorkLint {
    private final HarvestNames harvest;
    private final List<Finding> findings;

    WorkLint(HarvestNames harvest, List<Finding> findings) {
        this.harvest = harvest;
        this.findings = findings;
    }

    /** Harvest has no price for an hour of such a project: without a rule that names it, its time is held. */
    void fixedFees(String file, HarvestNames.Client client, Agreement agreement) {
        for (HarvestNames.Project project : harvest.projects()) {
            boolean named = agreement.rules().stream()
                    .anyMatch(rule -> rule.match().projects().stream().anyMatch(project::isCalled)
                            || (rule.match().isAny()
                                    && (rule.terms() instanceof FixedFee || rule.terms() instanceof NoCharge)));
            if (project.fixedFee() && project.active() && project.client() == client.id() && !named) {
                findings.add(Finding.warning(
                        file + ": Harvest keeps the project \"" + project.name()
                                + "\" at a fixed fee, and no rule names it, so its time is held",
                        "Name the project in a rule that says how it is billed: fixed, hourly, retainer or free."));
            }
        }
    }

    void names(String file, HarvestNames.Client client, References named) {
        named.projects().forEach(project -> project(file, client, project));
        unknownOf(file, "task", named.tasks(), harvest.tasks());
        unknownOf(file, "expense category", named.categories(), harvest.categories());
        Set<String> both = new TreeSet<>(harvest.tasks());
        both.addAll(harvest.categories());
        unknownOf(file, "task or expense category", named.tasksOrCategories(), both);
        unknownOf(file, "person", named.people(), harvest.people());
        named.roles().stream()
                .filter(role -> !harvest.roles().contains(role))
                .forEach(role -> findings.add(Finding.failure(
                        file + ": nobody in Harvest has the role \"" + role + "\""
                                + AgreementLint.meant(role, harvest.roles()),
                        "Write the role exactly as Harvest has it (Manage → Roles), or give it to somebody there.")));
    }

    private void project(String file, HarvestNames.Client client, String name) {
        List<HarvestNames.Project> called = harvest.projects().stream()
                .filter(project -> project.isCalled(name))
                .toList();
        List<HarvestNames.Project> own = called.stream()
                .filter(project -> project.client() == client.id())
                .toList();
        if (!own.isEmpty()) {
            if (own.stream().noneMatch(HarvestNames.Project::active)) {
                findings.add(Finding.warning(
                        file + ": the project \"" + name + "\" is archived in Harvest",
                        "Take it out once its last work is billed."));
            }
        } else if (called.isEmpty()) {
            unknown(
                    file,
                    "project of " + client.name(),
                    name,
                    harvest.projects().stream()
                            .filter(project -> project.client() == client.id())
                            .flatMap(project -> project.code() == null
                                    ? Stream.of(project.name())
                                    : Stream.of(project.name(), project.code()))
                            .toList());
        } else {
            String owner = harvest.clients().stream()
                    .filter(other -> other.id() == called.get(0).client())
                    .map(HarvestNames.Client::name)
                    .findFirst()
                    .orElse("another client");
            findings.add(Finding.failure(
                    file + ": the project \"" + name + "\" belongs to " + owner + ", not to " + client.name(),
                    "Name a project of " + client.name() + ", or move the project in Harvest."));
        }
    }

    private void unknownOf(String file, String what, Set<String> named, Collection<String> known) {
        named.stream().filter(Predicate.not(known::contains)).forEach(name -> unknown(file, what, name, known));
    }

    void unknown(String file, String what, String name, Collection<String> known) {
        String there = AgreementLint.some(known.stream()
                .filter(each -> !each.matches("\\d+"))
                .sorted()
                .distinct()
                .toList());
        findings.add(Finding.failure(
                file + ": Harvest has no " + what + " \"" + name + "\"" + AgreementLint.meant(name, known),
                "Write the name exactly as in Harvest" + (there.isEmpty() ? "." : "; there are: " + there + ".")));
    }
}
