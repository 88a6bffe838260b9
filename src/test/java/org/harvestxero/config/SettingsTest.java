package org.harvestxero.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void optionsWinOverEnvironmentOverFileOverDefault() throws IOException {
        file("copy.default-due-days=10\nxero.calls-per-minute=50\nhttp.port=9000\n");

        Settings settings = load(
                Map.of("COPY_DEFAULT_DUE_DAYS", "20", "XERO_CALLS_PER_MINUTE", "40"),
                Map.of("copy.default-due-days", "30", "java.version", "17"));

        assertThat(settings.number("copy.default-due-days")).isEqualTo(30);
        assertThat(settings.number("xero.calls-per-minute")).isEqualTo(40);
        assertThat(settings.number("http.port")).isEqualTo(9000);
        assertThat(settings.number("harvest.calls-per-15-seconds")).isEqualTo(100);
        assertThat(settings.origin("xero.calls-per-minute"))
                .isEqualTo("the environment variable XERO_CALLS_PER_MINUTE");
    }

    @Test
    void plainHttpIsTakenToThisMachineAlone() {
        for (String address : new String[] {"http://127.0.0.1:8090", "http://localhost:8090", "http://[::1]:8090"}) {
            assertThat(Settings.of(Map.of("xero.api-url", address)).text("xero.api-url"))
                    .isEqualTo(address);
        }
    }

    @Test
    void aCredentialInAnAddressIsNotRepeated() throws IOException {
        file("xero.api-url=https://ann:s3cret@api.xero.com\ndatabase.url=mysql://books:s3cret@db/books\n");

        assertThatThrownBy(() -> load(Map.of(), Map.of()))
                .hasMessageContaining("sets xero.api-url to \"https://******@api.xero.com\"")
                .hasMessageContaining("sets database.url to \"mysql://******@db/books\"")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void theDatabasesAddressIsShownWithoutItsCredentials() {
        Settings settings =
                Settings.of(Map.of("database.url", "jdbc:postgresql://books:s3cret@db/books?password=s3cret&ssl=true"));

        assertThat(settings.databaseAddress()).isEqualTo("jdbc:postgresql://******@db/books?password=******&ssl=true");
        assertThat(settings.shown("database.url")).doesNotContain("s3cret");
        assertThat(settings.toString()).doesNotContain("s3cret");
    }

    @Test
    void aSecretMayStandInAFileThatTheEnvironmentNames() throws IOException {
        Path secret = Files.writeString(folder.resolve("xero-secret"), "s3cret\n");

        Settings settings = load(Map.of("XERO_CLIENT_SECRET_FILE", secret.toString()), Map.of());

        assertThat(settings.text("xero.client-secret")).isEqualTo("s3cret");
        assertThat(settings.secrets()).containsExactly("s3cret");
        assertThat(settings.origin("xero.client-secret"))
                .isEqualTo("the file that the environment variable XERO_CLIENT_SECRET_FILE names");
    }

    @Test
    void aSecretGivenTwiceOrInNoReadableFileIsRefusedWithoutShowingIt() throws IOException {
        Path secret = Files.writeString(folder.resolve("token"), "t0ken");
        Path empty = Files.writeString(folder.resolve("empty"), "\n");

        assertThatThrownBy(() -> load(
                        Map.of(
                                "HARVEST_ACCESS_TOKEN",
                                "other",
                                "HARVEST_ACCESS_TOKEN_FILE",
                                secret.toString(),
                                "MAIL_PASSWORD_FILE",
                                empty.toString(),
                                "XERO_CLIENT_SECRET_FILE",
                                "/nowhere/to/be/found"),
                        Map.of()))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        e -> assertThat(e.problems())
                                .containsExactlyInAnyOrder(
                                        "The environment sets both HARVEST_ACCESS_TOKEN and HARVEST_ACCESS_TOKEN_FILE: keep one of the two.",
                                        "The file that MAIL_PASSWORD_FILE names must hold the secret alone, in one line.",
                                        "The environment sets XERO_CLIENT_SECRET_FILE to /nowhere/to/be/found, which can't be read: name a text file"
                                                + " that the user of this process may read."));
    }

    @Test
    void theFileOfTheSealingKeyStaysASettingOfItsOwn() throws IOException {
        Settings settings = load(Map.of("SECRETS_KEY_FILE", "/run/secrets/key"), Map.of());

        assertThat(settings.text("secrets.key-file")).isEqualTo("/run/secrets/key");
        assertThat(settings.optional("secrets.key")).isEmpty();
    }

    @Test
    void refusesAnUnknownKeyAndNamesFileAndNearestKey() throws IOException {
        file("xero.clientid=abc\n");

        assertThatThrownBy(() -> load(Map.of(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessage("line 1 of " + folder.resolve("application.properties")
                        + " sets xero.clientid, which is not a setting: did you mean xero.client-id?");
    }

    @ParameterizedTest(name = "-D{0}")
    @CsvSource({
        "connection.nam, connection.name",
        "time-zon, time-zone",
        "harvest.acount-id, harvest.account-id",
        "xero.clientid, xero.client-id",
        "calls.contect, calls.contact",
        "copy.drafs, copy.drafts",
        "bill.schedul, bill.schedule",
        "rebill.latter, rebill.later",
        "review.rolle, review.role",
        "mail.hots, mail.host",
        "mial.host, mail.host",
        "http.prt, http.port",
        "commands.timelimit, commands.time-limit",
        "disk.resreve, disk.reserve",
        "audit.day, audit.days",
        "database.ulr, database.url",
        "secrets.kye, secrets.key",
        "users.fil, users.file",
        "log.levl, log.level",
        "routes.componets, routes.components"
    })
    void refusesAMistypedOption(String option, String meant) {
        assertThatThrownBy(() -> load(Map.of(), Map.of(option, "1")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("the option -D" + option + " sets " + option + ", which is not a setting: did you mean "
                        + meant + "?");
    }

    @Test
    void leavesOptionsOfOthersAlone() {
        Map<String, String> options = new TreeMap<>(Map.of(
                "http.proxyHost", "proxy.example",
                "http.proxyPort", "3128",
                "http.nonProxyHosts", "localhost",
                "http.maxConnections", "5",
                "mail.debug", "true",
                "mail.smtp.localhost", "books.example",
                "mail.mime.charset", "UTF-8",
                "harvest-xero.home", "/srv/books",
                "harvest-xero.program", "/opt/harvest-xero"));
        System.getProperties().stringPropertyNames().forEach(name -> options.put(name, System.getProperty(name)));

        assertThat(load(Map.of(), options).optional("mail.host")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "XERO_CLIENT_SECERT, XERO_CLIENT_SECRET",
        "XERO_CLIENT_SECRET_FIEL, XERO_CLIENT_SECRET_FILE",
        "HARVEST_ACESS_TOKEN, HARVEST_ACCESS_TOKEN",
        "XERO_TENNANT_ID, XERO_TENANT_ID"
    })
    void refusesAMistypedVariable(String variable, String meant) {
        assertThatThrownBy(() -> load(Map.of(variable, "s3cret"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "The environment sets " + variable + ", which is not a setting: did you mean " + meant + "?");
    }

    @Test
    void leavesVariablesOfOthersAlone() {
        Map<String, String> others = Map.of(
                "HARVEST_XERO_HOME", "/srv/books",
                "HARVEST_XERO_PORT", "tcp://10.0.0.7:8080",
                "HARVEST_SUBDOMAIN", "acme",
                "HTTPS_PORT", "443",
                "DATABASE_URI", "postgres://db/other",
                "MAIL_TOO", "ann@example.com");

        assertThat(load(others, Map.of()).optional("mail.to")).isEmpty();
    }

    @ParameterizedTest(name = "{0}={1} must be {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "xero.api-url|api.xero.com|an address such as https://api.xero.com",
                "xero.api-url|https://api.xero.com/|no slash at the end",
                "xero.api-url|https://api xero.com|no blanks",
                "harvest.base-url|http://api.harvestapp.com/v2|http only to this machine",
                "xero.identity-url|http://10.0.0.5:8090|http only to this machine",
                "copy.since|01.11.2026|a date such as 2026-11-01",
                "copy.drafts|yes|true or false",
                "copy.schedule|every five minutes|a Quartz cron expression",
                "copy.on-delete|delete|one of: follow, report",
                "xero.calls-in-flight|0|a whole number from 1 to 1000",
                "http.port|http|a whole number from 1 to 65535",
                "time-zone|Auckland|a time zone such as Pacific/Auckland",
                "database.url|mysql://x|an H2 or PostgreSQL address",
                "harvest.account-id|12a|digits only",
                "mail.to|books at example.com|e-mail addresses",
                "connection.name|a/b|up to 40 letters",
                "budget.steps|50, half|whole percentages from 1 to 1000",
                "budget.steps|50;75|or none",
                "budget.steps.website-redesign|0, 80|whole percentages from 1 to 1000",
                "budget.steps.shop|1001|whole percentages from 1 to 1000"
            })
    void refusesAMalformedValueAndSaysWhatItMustBe(String key, String value, String expected) throws IOException {
        file(key + "=" + value + "\n");

        assertThatThrownBy(() -> load(Map.of(), Map.of()))
                .hasMessageStartingWith("line 1 of " + folder.resolve("application.properties") + " sets " + key
                        + " to \"" + value + "\", but it must be ")
                .hasMessageContaining(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "copy.drafts=yes               | line 2 of FILE sets copy.drafts to \"yes\", but it must be true or false. Did you mean true?",
                "copy.drafts=ture              | line 2 of FILE sets copy.drafts to \"ture\", but it must be true or false. Did you mean true?",
                "copy.since=1.11.2026          | line 2 of FILE sets copy.since to \"1.11.2026\", but it must be a date such as 2026-11-01. Did you mean 2026-11-01?",
                "copy.since=0026-11-01         | line 2 of FILE sets copy.since to \"0026-11-01\", but it must be a date such as 2026-11-01. Did you mean 2026-11-01?",
                "copy.on-delete=folow          | line 2 of FILE sets copy.on-delete to \"folow\", but it must be one of: follow, report. Did you mean follow?",
                "time-zone=Auckland            | line 2 of FILE sets time-zone to \"Auckland\", but it must be a time zone such as Pacific/Auckland. Did you mean Pacific/Auckland?",
                "mail.security=tsl             | line 2 of FILE sets mail.security to \"tsl\", but it must be one of: starttls, tls, none. Did you mean tls?",
                "bill.schedul=0 0 * * * ?      | line 2 of FILE sets bill.schedul, which is not a setting: did you mean bill.schedule?",
            })
    void saysWhereAndWhatWasProbablyMeant(String line, String told) throws IOException {
        file("# of this agency\n" + line + "\n");

        assertThatThrownBy(() -> load(Map.of(), Map.of()))
                .hasMessage(told.replace(
                        "FILE", folder.resolve("application.properties").toString()));
    }

    @Test
    void tellsEveryProblemAtOnce() throws IOException {
        file("copy.drafts=maybe\nhttp.port=none\n");

        assertThatThrownBy(() -> load(Map.of("COPY_SINCE", "soon"), Map.of("xero.bogus", "1")))
                .isInstanceOfSatisfying(
                        SettingsException.class, e -> assertThat(e.problems()).hasSize(4));
    }

    @Test
    void refusesAKeyThatIsSetTwice() throws IOException {
        file("http.port=1\nhttp.port=2\n");

        assertThatThrownBy(() -> load(Map.of(), Map.of())).hasMessageContaining("sets http.port twice");
    }

    @Test
    void refusesAFileThatIsNotText() throws IOException {
        Files.write(folder.resolve("application.properties"), new byte[] {'a', '=', (byte) 0xE9, '\n'});

        assertThatThrownBy(() -> load(Map.of(), Map.of())).hasMessageContaining("is not UTF-8 text: save it as UTF-8");
    }

    @Test
    void namesWhatIsMissingForCopyingWithFileVariableAndAProposal() throws IOException {
        file("");

        Settings settings = load(Map.of(), Map.of());

        assertThat(settings.missingForCopying(LocalDate.of(2026, 11, 22)))
                .hasSize(5)
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("xero.client-secret is not set: add it to "
                                + folder.resolve("application.properties") + " or set XERO_CLIENT_SECRET"))
                .anySatisfy(problem -> assertThat(problem).contains("for example copy.since=2026-11-01"));
    }

    @Test
    void asksForAnAccountWhenPaymentsAreCopied() {
        Settings settings = Settings.of(Map.of("copy.payments", "true"));

        assertThat(settings.missingForCopying(LocalDate.of(2026, 11, 22)))
                .anySatisfy(
                        problem -> assertThat(problem).startsWith("copy.payments is true, but copy.payment-account"));
    }

    @Test
    void givesTheMembersOfAFamilyFromFileAndEnvironment() throws IOException {
        file("copy.payment-account=090\ncopy.payment-account.EUR=091\n");

        Settings settings =
                load(Map.of("COPY_PAYMENT_ACCOUNT_USD", "092", "COPY_PAYMENT_ACCOUNT_GATEWAY_STRIPE", "093"), Map.of());

        assertThat(settings.withPrefix("copy.payment-account"))
                .containsExactly(
                        Map.entry("", "090"),
                        Map.entry("EUR", "091"),
                        Map.entry("USD", "092"),
                        Map.entry("gateway.stripe", "093"));
        assertThat(settings.optional("copy.payment-account.NZD")).isEmpty();
    }

    @Test
    void anEmptyValueCountsAsNotSet() throws IOException {
        file("http.port=\nxero.tenant-id=\n");

        Settings settings = load(Map.of("XERO_CLIENT_ID", ""), Map.of());

        assertThat(settings.number("http.port")).isEqualTo(8088);
        assertThat(settings.optional("xero.tenant-id")).isEmpty();
        assertThat(settings.optional("xero.client-id")).isEmpty();
    }

    @Test
    void takesAValueFromANamedVariable() throws IOException {
        file("xero.client-secret={{env:VAULTED}}\n");

        assertThat(load(Map.of("VAULTED", "s3cret"), Map.of()).text("xero.client-secret"))
                .isEqualTo("s3cret");
        assertThatThrownBy(() -> load(Map.of(), Map.of())).hasMessageContaining("the environment has no VAULTED");
    }

    @Test
    void showsNoSecret() {
        Settings settings = Settings.of(Map.of("xero.client-secret", "s3cret", "xero.client-id", "abc"));

        assertThat(settings.toString()).doesNotContain("s3cret").contains("xero.client-id=abc");
        assertThat(settings.shown("xero.client-secret")).isEqualTo("******");
        assertThat(settings.secrets()).containsExactly("s3cret");
        assertThat(settings.placeholders())
                .doesNotContainKey("xero.client-secret")
                .doesNotContainValue("s3cret");
    }

    @Test
    void passesOnWhatBelongsToCamelOrToRoutesOfOthers() throws IOException {
        file("camel.main.name=mine\nroute.greeting=hello\n");

        assertThat(load(Map.of(), Map.of()).placeholders())
                .containsEntry("camel.main.name", "mine")
                .containsEntry("route.greeting", "hello")
                .containsEntry("copy.tracking-category", "");
    }

    @Test
    void keepsTheDatabaseAndRelativeFilesInTheHome() throws IOException {
        file("");

        Settings settings = load(Map.of(), Map.of());

        assertThat(settings.databaseUrl()).isEqualTo("jdbc:h2:file:" + folder.resolve("data/harvest-xero"));
        assertThat(settings.path("secrets.key-file")).isEqualTo(folder.resolve("data/secret.key"));
    }

    @Test
    void everyDefaultIsValidAndEveryKeyExplained() {
        assertThat(Catalogue.KEYS).allSatisfy(key -> {
            assertThat(key.meaning()).endsWith(".");
            if (key.fallback() != null) {
                assertThat(key.complaint(key.fallback())).as(key.name()).isEmpty();
            }
        });
    }

    @Test
    void aFileThatOthersMayWriteIsRefused() throws IOException {
        file("copy.since=2026-11-01\n");
        Path file = folder.resolve("application.properties");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--rw-"));

        assertThatThrownBy(() -> load(Map.of(), Map.of()))
                .hasMessage(file + " can be written by others than its owner (rw-r--rw-): run chmod o-w " + file + ".");
    }

    @Test
    void optionsPassedOnAreShownUnlessTheirNamesSpeakOfASecret() {
        Settings settings = Settings.of(
                Map.of("camel.main.shutdownTimeout", "9", "camel.component.http.proxyAuthPassword", "sesame"));

        assertThat(settings.shown("camel.main.shutdownTimeout")).isEqualTo("9");
        assertThat(settings.shown("camel.component.http.proxyAuthPassword")).isEqualTo("******");
    }

    private void file(String text) throws IOException {
        Files.writeString(folder.resolve("application.properties"), text);
    }

    private Settings load(Map<String, String> environment, Map<String, String> options) {
        return Settings.load(Home.at(folder), environment, options);
    }
}
