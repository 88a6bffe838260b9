package org.harvestxero.doctor;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.harvestxero.api.Check.Finding;
import org.harvestxero.config.Settings;
import org.harvestxero.config.mapping.MappingSettings;
import org.harvestxero.harvest.HarvestClientView;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.mapping.SetupCheck;
import org.harvestxero.mapping.coding.MappingContext;
import org.harvestxero.mapping.document.XeroSettings;

/**
 * Whether Xero's books take what the settings and Harvest's clients ask for.
 */
final class BooksChecks {
    private final RemoteChecks.Needs needs;
    private final Settings settings;
    private final Sides sides;

    BooksChecks(RemoteChecks.Needs needs, Settings settings, Sides sides) {
        this.needs = needs;
        this.settings = settings;
        this.sides = sides;
    }

    List<Finding> accountsAndTaxes() {
        MappingContext context = MappingContext.of(
                        sides.settings(), needs.mapped().options(), "")
                .withRules(needs.mapped().rules().get());
        List<Finding> findings = new ArrayList<>();
        Stream.concat(
                        SetupCheck.findings(context, MappingSettings.paymentAccounts(settings)).stream(),
                        writeOffs(context.xero()).stream())
                .forEach(finding -> findings.add(Finding.failure(
                        finding.where() + ": " + finding.problem().sentence(),
                        finding.problem().remedy())));
        if (settings.optional("copy.revenue-account").isEmpty()) {
            findings.add(Finding.warning(
                    "copy.revenue-account is not set; lines whose item and contact name no account will fail",
                    "Set it to the code of the usual sales account."));
        }
        SetupCheck.taxChoices(context).forEach(choice -> findings.add(Finding.ok("lines with tax of " + choice)));
        if (findings.isEmpty()) {
            findings.add(Finding.ok("every account, tax type and category that is named can be used"));
        }
        return findings;
    }

    /** Named without being used yet, it is looked at all the same. */
    private Optional<SetupCheck.Finding> writeOffs(XeroSettings xero) {
        Optional<String> account = settings.optional("copy.write-off-account");
        boolean follows = settings.text("copy.closed").equals("follow");
        return follows || account.isPresent() ? SetupCheck.writeOffs(xero, account.orElse(null)) : Optional.empty();
    }

    List<Finding> currencies() {
        XeroSettings xero = sides.settings();
        Map<String, List<String>> missing = new TreeMap<>();
        sides
                .harvest(
                        HarvestRequest.get("/clients").with("is_active", "true").with("per_page", "2000"))
                .list("clients")
                .stream()
                .map(HarvestClientView::of)
                .forEach(client -> {
                    String currency = client.currency();
                    if (currency != null && !currency.isEmpty() && !xero.takesCurrency(currency)) {
                        missing.computeIfAbsent(currency, code -> new ArrayList<>())
                                .add(Objects.requireNonNullElse(client.name(), ""));
                    }
                });
        return missing.isEmpty()
                ? List.of(Finding.ok("Xero takes the currency of every active client"))
                : missing.entrySet().stream()
                        .map(entry -> Finding.warning(
                                "Xero does not take " + entry.getKey() + ", the currency of "
                                        + RemoteChecks.some(entry.getValue()),
                                "Add " + entry.getKey() + " in Xero under Settings → Currencies."))
                        .toList();
    }

    List<Finding> lockDates() {
        Optional<LocalDate> since = settings.date("copy.since");
        Optional<LocalDate> locked = sides.settings().organisation().lockedUntil();
        if (locked.isEmpty()) {
            return List.of(Finding.ok("no period is locked in Xero"));
        }
        return since.isPresent() && !since.get().isAfter(locked.get())
                ? List.of(Finding.warning(
                        "Xero is locked up to " + locked.get() + ", so invoices issued from " + since.get()
                                + " to that day will fail",
                        "Set copy.since=" + locked.get().plusDays(1) + ", or move the lock date in Xero."))
                : List.of(Finding.ok("Xero is locked up to " + locked.get() + ", before anything that is copied"));
    }
}
