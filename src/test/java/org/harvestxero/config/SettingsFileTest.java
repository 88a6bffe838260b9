package org.harvestxero.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The file people start from names every setting with its meaning and default. After a change of the catalogue run this test with
 * {@code -DargLine=-Drewrite=true} once, and look at the difference.
 */
class SettingsFileTest {
    private static final Path FILE = Path.of("application.properties");

    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("connection", "The pair of accounts"),
            Map.entry("time-zone", "The pair of accounts"),
            Map.entry("harvest", "Harvest"),
            Map.entry("xero", "Xero"),
            Map.entry("calls", "Calls to both sides"),
            Map.entry("copy", "What is copied, and how"),
            Map.entry("billing", "Billing by agreement"),
            Map.entry("reconcile", "Comparing both sides, to the cent"),
            Map.entry("month-end", "The end of a month; nothing without a journals.yaml"),
            Map.entry("payroll", "Timesheets for payroll; nothing without a payroll.yaml"),
            Map.entry("profit", "What work earned, and budgets"),
            Map.entry("budget", "What work earned, and budgets"),
            Map.entry("overdue", "Invoices that are not paid when they are due"),
            Map.entry("database", "Database; without these an embedded H2 file below data/"),
            Map.entry("disk", "Database; without these an embedded H2 file below data/"),
            Map.entry("audit", "Requests kept for the audit"),
            Map.entry("secrets", "Tokens at rest"),
            Map.entry("commands", "Commands"),
            Map.entry("http", "Server for health, metrics, control"),
            Map.entry("console", "The console, for people with a browser; off until console.enabled"),
            Map.entry("users", "The console, for people with a browser; off until console.enabled"),
            Map.entry("routes", "What routes may use and leave out"),
            Map.entry("mail", "Notices by e-mail; off until mail.host is set"),
            Map.entry("log", "Log lines on standard error"),
            Map.entry("events", "Events and hooks: who is told of what happens; off until a hook is on"),
            Map.entry("hooks", "Events and hooks: who is told of what happens; off until a hook is on"));

    @Test
    void namesEveryKeyWithItsMeaningAndDefault() throws IOException {
        String wanted = text();
        if (Boolean.getBoolean("rewrite")) {
            Files.writeString(FILE, wanted);
        }

        assertThat(FILE).hasContent(wanted);
    }

    @Test
    void setsNothingByItself() {
        assertThat(Settings.load(Home.at(Path.of("")), Map.of(), Map.of()).names())
                .isEmpty();
    }

    private static String text() {
        StringBuilder text = new StringBuilder("""
                # Settings of this deployment. What is commented out shows the default, or nothing where there is none.
                # Each may also be given by the environment (XERO_CLIENT_SECRET for xero.client-secret) or as an option (-Dkey=value).
                # An option wins over the environment, the environment over this file. Secrets are better kept in the environment.
                #
                # To begin: harvest.account-id, harvest.access-token, xero.client-id, xero.client-secret, copy.since,
                # copy.revenue-account; then `bin/harvest-xero doctor` says what is still missing.
                """);
        String last = "";
        for (Key key : Catalogue.KEYS) {
            String group = key.name().split("[.]")[0];
            String title = TITLES.getOrDefault(group, group);
            if (!title.equals(last)) {
                text.append("\n## ").append(title).append('\n');
                last = title;
            }
            text.append("# ").append(key.meaning());
            key.complaint("\u0000")
                    .filter(expected -> expected.startsWith("one of: "))
                    .ifPresent(expected ->
                            text.append(" One").append(expected.substring(3)).append('.'));
            text.append(key.secret() ? " Secret." : "").append('\n');
            text.append('#')
                    .append(key.name())
                    .append('=')
                    .append(key.fallback() == null ? "" : key.fallback())
                    .append('\n');
        }
        return text.toString();
    }
}
