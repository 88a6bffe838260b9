package org.harvestxero.doctor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.harvestxero.api.Check.Finding;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.FixedFee;
import org.harvestxero.billing.terms.NoCharge;
import org.harvestxero.billing.terms.References;
import org.harvestxero.config.agreement.AgreementRefusedException;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.config.yaml.NearestName;
import org.harvestxero.mapping.document.XeroSettings;
import org.jspecify.annotations.Nullable;

/** Holds every name in the agreements against what Harvest and Xero have, before a bill stumbles over it. */
final class AgreementLint {
    private static final int MOST_NAMES = 8;

    private final HarvestNames harvest;
    private final XeroSettings xero;
    private final List<Finding> findings = new ArrayList<>();
    private final BooksLint books;

    private AgreementLint(HarvestNames harvest, XeroSettings xero) {
        this.harvest = harvest;
        this.xero = xero;
        this.books = new BooksLint(xero, findings);
    }

    /**
     * What has to be put right, and who is billed by which file.
     *
     * @param refused files that can't be used at all
     */
    static List<Finding> findings(
            List<AgreementVersion> agreements,
            List<AgreementRefusedException> refused,
            HarvestNames harvest,
            XeroSettings xero) {
        AgreementLint lint = new AgreementLint(harvest, xero);
        refused.forEach(each -> lint.findings.add(refused(each)));
        agreements.forEach(lint::agreement);
        boolean clean = lint.findings.isEmpty();
        lint.findings.add(Finding.ok(agreements.size()
                + (agreements.size() == 1 ? " agreement" : " agreements")
                + (clean ? ": every name in them is known in Harvest and Xero" : " looked at")));
        lint.without(agreements);
        return List.copyOf(lint.findings);
    }

    /** The same when no agreement is in force, so that neither side has to be asked. */
    static List<Finding> broken(List<AgreementRefusedException> refused) {
        return refused.isEmpty()
                ? List.of(Finding.ok("there are no agreements, so nothing is billed by us"))
                : refused.stream().map(AgreementLint::refused).toList();
    }

    private static Finding refused(AgreementRefusedException e) {
        return Finding.failure(
                "agreements/" + e.getMessage(),
                "Correct the line; until then the last good version of the file stays in force, if there was one.");
    }

    private void agreement(AgreementVersion version) {
        String file = "agreements/" + version.file();
        List<HarvestNames.Client> called = harvest.clients().stream()
                .filter(client -> client.isCalled(version.client()))
                .toList();
        if (called.isEmpty()) {
            unknown(
                    file,
                    "client",
                    version.client(),
                    harvest.clients().stream().map(HarvestNames.Client::name).toList());
            return;
        }
        if (called.stream().filter(HarvestNames.Client::active).count() > 1) {
            findings.add(Finding.failure(
                    file + ": Harvest has " + called.size() + " clients called \"" + version.client() + "\"",
                    "Write the client's id instead of its name: "
                            + called.stream()
                                    .map(client -> Long.toString(client.id()))
                                    .collect(Collectors.joining(" or "))
                            + "."));
            return;
        }
        HarvestNames.Client client = harvest.client(version.client()).orElseThrow();
        if (!client.active()) {
            findings.add(Finding.warning(
                    file + ": " + client.name() + " is archived in Harvest",
                    "Give the agreement an end date, or delete the file once its last invoice is out."));
        }
        Currency kept = currency(file, client);
        if (kept == null) {
            return;
        }
        Agreement agreement = version.in(kept);
        books.billedIn(file, client, kept, agreement);
        work(file, client, References.of(agreement));
        fixedFees(file, client, agreement);
        books.books(file, References.of(agreement));
    }

    /** Harvest has no price for an hour of such a project: without a rule that names it, its time is held. */
    private void fixedFees(String file, HarvestNames.Client client, Agreement agreement) {
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

    private @Nullable Currency currency(String file, HarvestNames.Client client) {
        if (client.currency() == null) {
            findings.add(Finding.failure(
                    file + ": Harvest does not say in which currency " + client.name() + " is billed",
                    "Set the client's currency in Harvest."));
            return null;
        }
        return Currency.getInstance(client.currency());
    }

    private void work(String file, HarvestNames.Client client, References named) {
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
                        file + ": nobody in Harvest has the role \"" + role + "\"" + meant(role, harvest.roles()),
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

    private void unknown(String file, String what, String name, Collection<String> known) {
        String there = some(known.stream()
                .filter(each -> !each.matches("\\d+"))
                .sorted()
                .distinct()
                .toList());
        findings.add(Finding.failure(
                file + ": Harvest has no " + what + " \"" + name + "\"" + meant(name, known),
                "Write the name exactly as in Harvest" + (there.isEmpty() ? "." : "; there are: " + there + ".")));
    }

    private void without(List<AgreementVersion> agreements) {
        List<String> others = harvest.clients().stream()
                .filter(HarvestNames.Client::active)
                .filter(client -> agreements.stream().noneMatch(version -> client.isCalled(version.client())))
                .map(HarvestNames.Client::name)
                .sorted()
                .toList();
        if (!others.isEmpty()) {
            findings.add(Finding.ok("without an agreement, so not billed by us: " + some(others)));
        }
    }

    static String meant(String name, Collection<String> known) {
        return NearestName.of(name, known)
                .map(near -> " (did you mean \"" + near + "\"?)")
                .orElse("");
    }

    static String some(List<String> names) {
        return names.size() <= MOST_NAMES
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMES)) + " and " + (names.size() - MOST_NAMES) + " more";
    }
}
