package org.harvestxero.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.harvestxero.api.Check;
import org.harvestxero.api.Check.Finding;
import org.harvestxero.api.Check.Level;
import org.junit.jupiter.api.Test;

/** What {@code doctor} says of the settings about contacts before a contact fails by them. */
class ContactChecksIT {
    private static List<Finding> findings(ContactsScenario scenario) {
        return scenario.copy.engine().checks().stream()
                .filter(check -> check.name().equals("contacts"))
                .findFirst()
                .map(Check::look)
                .map(look -> look.get())
                .orElse(List.of());
    }

    private static List<String> of(List<Finding> findings, Level level) {
        return findings.stream()
                .filter(finding -> finding.level() == level)
                .map(Finding::what)
                .toList();
    }

    @Test
    void groupsAccountsAndTaxTypesThatXeroLacksAreNamed() {
        try (ContactsScenario scenario = new ContactsScenario(Map.of(
                "contacts.from-group", "Nobody's group",
                "contacts.defaults.group", "Clients of Harvest",
                "contacts.defaults.sales-account", "9999",
                "contacts.defaults.sales-tax", "NOSUCHTAX"))) {
            List<Finding> findings = findings(scenario);

            assertThat(of(findings, Level.FAILURE))
                    .anySatisfy(words -> assertThat(words).contains("contacts.from-group", "Nobody's group"))
                    .anySatisfy(words -> assertThat(words).contains("contacts.defaults.group", "Clients of Harvest"))
                    .anySatisfy(words -> assertThat(words).contains("9999"))
                    .anySatisfy(words -> assertThat(words).contains("NOSUCHTAX"));
            assertThat(findings)
                    .filteredOn(finding -> finding.level() != Level.OK)
                    .allSatisfy(finding -> assertThat(finding.remedy()).isNotBlank());
        }
    }

    @Test
    void nothingIsWrongWhereXeroHasThemAll() {
        try (ContactsScenario scenario = new ContactsScenario(Map.of(
                "contacts.from-group", "Clients of Harvest",
                "contacts.defaults.sales-account", "200",
                "contacts.defaults.sales-tax", "OUTPUT2"))) {
            UUID any = UUID.fromString(scenario.copy
                    .xero()
                    .createContact(ContactsScenario.json().put("Name", "Grouped Ltd"))
                    .path("ContactID")
                    .asText());
            scenario.copy.xero().putIntoGroup("Clients of Harvest", any);

            assertThat(of(findings(scenario), Level.OK)).hasSize(1);
            assertThat(of(findings(scenario), Level.FAILURE)).isEmpty();
        }
    }
}
