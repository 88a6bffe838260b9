package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.harvestxero.CopyScenario;
import org.harvestxero.api.Check;
import org.harvestxero.config.SettingsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file that broke while nothing ran is met by its last good version. */
class BrokenAtStartIT {
    private static final String GOOD = "rules:\n- use: {account: 260}\n";
    private static final String BROKEN = "rules:\n- use: {acount: 200}\n";

    private CopyScenario scenario;
    private long client;

    @BeforeEach
    void start() {
        scenario = CopyScenario.start();
        client = scenario.harvest().add(aClient("Sample Bakery"));
    }

    @AfterEach
    void stop() {
        scenario.close();
    }

    private String accountOf(String number) {
        scenario.harvest()
                .add(anInvoice(client)
                        .number(number)
                        .issued(LocalDate.of(2026, 11, 2))
                        .line("Design", "1", "100")
                        .open());
        assertThat(scenario.once().troubles()).isEmpty();
        return scenario.invoice(number)
                .path("LineItems")
                .path(0)
                .path("AccountCode")
                .asText();
    }

    @Test
    void theLastGoodMappingsAreInForceLoudly() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try {
            scenario.mappings(GOOD);
            assertThat(accountOf("INV-1")).isEqualTo("260");
            scenario.mappings(BROKEN);
            scenario.restart(Map.of(
                    "mail.host", "127.0.0.1",
                    "mail.port", Integer.toString(mail.getSmtp().getPort()),
                    "mail.security", "none",
                    "mail.from", "books@example.com",
                    "mail.to", "ada@example.com"));

            assertThat(accountOf("INV-2")).isEqualTo("260");

            assertThat(scenario.engine().warnings())
                    .singleElement()
                    .satisfies(warning -> assertThat(warning)
                            .startsWith("The edited mappings are not in force, the last good ones are: ")
                            .contains("acount"));
            assertThat(findings("mappings")).extracting(Check.Finding::level).containsExactly(Check.Level.FAILURE);
            scenario.fire("schedule-notices");
            scenario.fire("schedule-notices");
            assertThat(mail.getReceivedMessages()).singleElement().satisfies(told -> {
                assertThat(told.getSubject()).isEqualTo("harvest-xero (main): 1 warning");
                assertThat(told.getContent().toString())
                        .contains("acount")
                        .contains("What to do: Correct the file; it is read again with the next cycle.");
            });
            Files.delete(scenario.home().resolve("mappings.yaml"));
            Files.createDirectory(scenario.home().resolve("mappings.yaml"));
            scenario.restart();
            assertThat(accountOf("INV-3")).isEqualTo("260");
            Files.delete(scenario.home().resolve("mappings.yaml"));
            scenario.mappings("rules: []\n");
            scenario.restart();
            assertThat(accountOf("INV-4")).isEqualTo("200");
            assertThat(scenario.engine().warnings()).isEmpty();
        } finally {
            mail.stop();
        }
    }

    @Test
    void withoutAGoodVersionABrokenFileRefusesTheStart() throws Exception {
        try (Stream<Path> kept = Files.walk(scenario.home().resolve("data/last-good"))) {
            assertThat(kept.filter(file -> file.endsWith("mappings.yaml")).toList())
                    .hasSize(1);
        }
        Files.delete(scenario.home().resolve("data/last-good/mappings.yaml"));
        scenario.mappings(BROKEN);

        assertThatThrownBy(scenario::restart)
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("acount");

        scenario.mappings(GOOD);
        scenario.restart();
    }

    @Test
    void theLastGoodRoutesRunAllTogether() throws Exception {
        Path routes = scenario.home().resolve("routes");
        copy(Path.of("routes"), routes);
        scenario.restart();
        assertThat(accountOf("INV-1")).isEqualTo("200");
        Path file = routes.resolve("copy-invoices.camel.yaml");
        String good = Files.readString(file);
        Files.writeString(file, good.replace("uri: direct:", "uri: direct:missing-"));

        scenario.restart();

        assertThat(accountOf("INV-2")).isEqualTo("200");
        assertThat(scenario.engine().warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning).startsWith("Edited routes are not live: "));
        Files.writeString(file, good + "# edited\n");
        scenario.restart();
        assertThat(scenario.engine().warnings()).isEmpty();
        assertThat(scenario.home().resolve("data/last-good/routes/copy-invoices.camel.yaml"))
                .hasContent(good + "# edited\n");
    }

    @Test
    void whatIsKeptIsItsOwnersAlone() throws Exception {
        scenario.agreement("bakery.yaml", "client: Sample Bakery\nstart: 2026-10-01\n");
        scenario.engine().warnings();

        Path kept = scenario.home().resolve("data/last-good");
        for (String folder : List.of("", "agreements", "routes", "routes/connectors")) {
            assertThat(modes(kept.resolve(folder))).isEqualTo("rwx------");
        }
        for (String file : List.of("mappings.yaml", "agreements/bakery.yaml", "routes/connectors/xero.camel.yaml")) {
            assertThat(modes(kept.resolve(file))).isEqualTo("rw-------");
        }
    }

    @Test
    void aFolderOfAgreementsThatIsGoneEndsNoAgreement() throws Exception {
        scenario.agreement("bakery.yaml", "client: Sample Bakery\nstart: 2026-10-01\n");
        assertThat(scenario.engine().warnings()).isEmpty();
        Path agreements = scenario.home().resolve("agreements");
        Files.move(agreements, scenario.home().resolve("elsewhere"));
        // Else the folder that came with the program would count.
        Files.createDirectories(scenario.home().resolve("routes"));
        Files.writeString(agreements, "no folder");

        assertThat(scenario.engine().warnings())
                .singleElement()
                .asString()
                .contains("is missing; put it back, or an empty one if nothing shall be billed");
        Files.delete(scenario.home().resolve("routes"));
        scenario.restart();
        assertThat(scenario.engine().warnings()).hasSize(1);

        Files.delete(agreements);
        Files.move(scenario.home().resolve("elsewhere"), agreements);
        Files.writeString(agreements.resolve("bakery.yaml"), "client: [\n");
        assertThat(scenario.engine().warnings()).singleElement().asString().startsWith("agreements/bakery.yaml, line ");
        Files.delete(agreements.resolve("bakery.yaml"));
        assertThat(scenario.engine().warnings()).isEmpty();
        assertThat(scenario.home().resolve("data/last-good/agreements/bakery.yaml"))
                .doesNotExist();
    }

    private List<Check.Finding> findings(String name) {
        return scenario.engine().checks().stream()
                .filter(check -> check.name().equals(name))
                .flatMap(check -> check.look().get().stream())
                .toList();
    }

    private static String modes(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path there = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(there);
                } else {
                    Files.copy(each, there);
                }
            }
        }
    }
}
