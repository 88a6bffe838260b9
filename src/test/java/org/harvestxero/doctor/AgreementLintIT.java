package org.harvestxero.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.harvestxero.api.Check.Finding;
import org.harvestxero.api.Check.Level;
import org.harvestxero.config.agreement.AgreementCatalogue;
import org.harvestxero.config.agreement.Reload;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.mapping.document.XeroSettings.Account;
import org.harvestxero.mapping.document.XeroSettings.Item;
import org.harvestxero.mapping.document.XeroSettings.Organisation;
import org.harvestxero.mapping.document.XeroSettings.TaxRate;
import org.harvestxero.mapping.document.XeroSettings.TrackingCategory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgreementLintIT {
    private static final HarvestNames HARVEST = new HarvestNames(
            List.of(
                    new HarvestNames.Client(1, "Acme", "EUR", true),
                    new HarvestNames.Client(2, "Globex", "USD", true),
                    new HarvestNames.Client(3, "Twins", "EUR", true),
                    new HarvestNames.Client(4, "Twins", "EUR", true),
                    new HarvestNames.Client(5, "Old friend", "EUR", false)),
            List.of(
                    new HarvestNames.Project(10, "Website", "WEB", 1, true),
                    new HarvestNames.Project(11, "Shop", null, 2, true),
                    new HarvestNames.Project(12, "Archive", null, 1, false)),
            Set.of("Design", "20"),
            Set.of("Travel", "40"),
            Set.of("Ann Lee", "30"),
            Set.of("Strategist"));

    private static final XeroSettings XERO = new XeroSettings(
            new Organisation("o", "Studio", "EUR", "DE", ZoneId.of("Europe/Berlin"), null, null, null, null),
            List.of(
                    account("200", "Sales", "REVENUE", true, null),
                    account("299", "Old sales", "REVENUE", false, null),
                    account("610", "Receivables", "CURRENT", true, "DEBTORS")),
            List.of(
                    new TaxRate("OUTPUT", "15 % on sales", new BigDecimal("15"), true, Set.of("REVENUE")),
                    new TaxRate("OLD", "17.5 %", new BigDecimal("17.5"), false, Set.of("REVENUE"))),
            List.of(new Item("CARE", "Care plan", true, false, null, null)),
            List.of(new TrackingCategory("t", "Region", true, List.of())),
            Set.of("EUR"),
            List.of());

    @TempDir
    Path folder;

    @Test
    void aProjectAtAFixedFeeThatNoRuleNamesIsFound() throws IOException {
        HarvestNames fixed = new HarvestNames(
                HARVEST.clients(),
                List.of(
                        new HarvestNames.Project(10, "Website", "WEB", 1, true, true),
                        new HarvestNames.Project(11, "Shop", null, 2, true, true)),
                HARVEST.tasks(),
                HARVEST.categories(),
                HARVEST.people(),
                HARVEST.roles());

        assertThat(about(fixed, "client: Acme\nstart: 2026-01-01\n"))
                .containsExactly(
                        "agreements/acme.yaml: Harvest keeps the project \"Website\" at a fixed fee, and no rule"
                                + " names it, so its time is held");
        assertThat(about(
                        fixed,
                        "client: Acme\nstart: 2026-01-01\nrules: [{name: Site, for: {projects: WEB}, hourly: {}}]\n"))
                .isEmpty();
    }

    private List<String> about(HarvestNames harvest, String agreement) throws IOException {
        Files.writeString(folder.resolve("acme.yaml"), agreement);
        AgreementCatalogue catalogue = new AgreementCatalogue(folder, ZoneId.of("UTC"));
        catalogue.reload();
        return AgreementLint.findings(catalogue.agreements(), List.of(), harvest, XERO).stream()
                .filter(finding -> finding.level() == Level.WARNING)
                .map(Finding::what)
                .filter(what -> what.contains("fixed fee"))
                .toList();
    }

    @Test
    void everythingKnownIsAllWell() throws IOException {
        write("acme.yaml", """
                client: Acme
                start: 2026-01-01
                rules:
                  - {name: Web, for: {projects: [WEB], tasks: Design, roles: Strategist, people: Ann Lee}, hourly: {}}
                coding:
                  - {account: 200, taxType: OUTPUT, item: CARE, tracking: {Region: North}}
                """);

        assertThat(lint())
                .allMatch(finding -> finding.level() == Level.OK)
                .extracting(Finding::what)
                .contains(
                        "1 agreement: every name in them is known in Harvest and Xero",
                        "without an agreement, so not billed by us: Globex, Twins, Twins");
    }

    @Test
    void eachUnknownNameIsToldWithItsFileAndWhatWasMeant() throws IOException {
        write("acme.yaml", """
                client: Acme
                start: 2026-01-01
                rules:
                  - {name: Web, for: {projects: [WEBB, Shop, Archive], tasks: Desing, roles: Plumber, people: Anne Lee}, hourly: {}}
                coding:
                  - {account: 201, taxType: OUTPUTT, item: CARRE, tracking: {Regoin: North}}
                  - {for: {projects: WEB}, account: 299, taxType: OLD}
                  - {for: {tasks: Design}, account: 610}
                expenses:
                  rules: [{for: {categories: Travels}, do: bill}]
                """);

        List<Finding> found = lint();

        assertThat(found)
                .extracting(Finding::what)
                .contains(
                        "agreements/acme.yaml: Harvest has no project of Acme \"WEBB\" (did you mean \"WEB\"?)",
                        "agreements/acme.yaml: the project \"Shop\" belongs to Globex, not to Acme",
                        "agreements/acme.yaml: the project \"Archive\" is archived in Harvest",
                        "agreements/acme.yaml: Harvest has no task \"Desing\" (did you mean \"Design\"?)",
                        "agreements/acme.yaml: nobody in Harvest has the role \"Plumber\"",
                        "agreements/acme.yaml: Harvest has no person \"Anne Lee\" (did you mean \"Ann Lee\"?)",
                        "agreements/acme.yaml: Harvest has no expense category \"Travels\" (did you mean \"Travel\"?)",
                        "agreements/acme.yaml: Xero has no account 201",
                        "agreements/acme.yaml: Xero has no tax type OUTPUTT (did you mean \"OUTPUT\"?)",
                        "agreements/acme.yaml: Xero has no item with the code \"CARRE\"",
                        "agreements/acme.yaml: the account 299 (Old sales) is archived in Xero",
                        "agreements/acme.yaml: the tax type OLD (17.5 %) is no longer active in Xero",
                        "agreements/acme.yaml: the account 610 (Receivables) is a bank or system account, which no invoice line may use",
                        "agreements/acme.yaml: Xero has no active tracking category \"Regoin\" (did you mean \"Region\"?)");
        assertThat(found)
                .filteredOn(finding -> finding.level() != Level.OK)
                .allMatch(finding -> !finding.remedy().isEmpty());
    }

    @Test
    void clientsMustBeKnownUnambiguousAndOfTheRightCurrency() throws IOException {
        write("a.yaml", "client: Acme Ltd\nstart: 2026-01-01\n");
        write("b.yaml", "client: Twins\nstart: 2026-01-01\n");
        write("c.yaml", "client: Acme\nstart: 2026-01-01\ncurrency: USD\n");
        write("d.yaml", "client: Old friend\nstart: 2026-01-01\n");
        write("e.yaml", "client: Broken\nstrat: 2026-01-01\n");

        assertThat(lint())
                .extracting(Finding::what)
                .anyMatch(what -> what.startsWith("agreements/e.yaml, line "))
                .contains(
                        "agreements/a.yaml: Harvest has no client \"Acme Ltd\"",
                        "agreements/b.yaml: Harvest has 2 clients called \"Twins\"",
                        "agreements/c.yaml: bills in USD, but Harvest keeps the work of Acme in EUR, so all of it would be held",
                        "agreements/c.yaml: Xero does not take USD",
                        "agreements/d.yaml: Old friend is archived in Harvest");
    }

    @Test
    void aCurrencyRateForTheBaseCurrencyIsPointedOut() throws IOException {
        write("acme.yaml", "client: Acme\nstart: 2026-01-01\nsending: {currencyRate: 1.2}\n");
        write("globex.yaml", "client: Globex\nstart: 2026-01-01\nsending: {currencyRate: 1.2}\n");

        assertThat(lint())
                .filteredOn(finding -> finding.level() == Level.WARNING)
                .extracting(Finding::what)
                .containsExactly(
                        "agreements/acme.yaml: sending.currencyRate is not used, because EUR is the base currency in Xero");
    }

    @Test
    void noAgreementsIsNoFault() {
        assertThat(AgreementLint.broken(List.of()))
                .extracting(Finding::what)
                .containsExactly("there are no agreements, so nothing is billed by us");
    }

    private List<Finding> lint() {
        AgreementCatalogue catalogue = new AgreementCatalogue(folder, ZoneId.of("Europe/Berlin"));
        Reload reload = catalogue.reload();
        return AgreementLint.findings(catalogue.agreements(), reload.refused(), HARVEST, XERO);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private static Account account(String code, String name, String type, boolean active, String system) {
        return new Account("id-" + code, code, name, type, "REVENUE", "OUTPUT", active, false, system, null);
    }
}
