package org.harvestxero.doctor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import org.harvestxero.api.Check.Finding;
import org.harvestxero.billing.Counted;
import org.harvestxero.billing.terms.Agreement;
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
    private final WorkLint work;
    private final BooksLint books;

    private AgreementLint(HarvestNames harvest, XeroSettings xero) {
        this.harvest = harvest;
        this.xero = xero;
        this.work = new WorkLint(harvest, findings);
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
        lint.findings.add(Finding.ok(Counted.of(agreements.size(), "agreement")
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
            work.unknown(
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
        work.names(file, client, References.of(agreement));
        work.fixedFees(file, client, agreement);
        books.books(file, References.of(agreement));
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
