package org.harvestxero.config.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.harvestxero.billing.Named;
import org.harvestxero.config.LastGood;
import org.harvestxero.config.SettingsException;
import org.harvestxero.dunning.ClientTerms;
import org.harvestxero.dunning.Step;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code overdue.yaml} says, what it can't say, and what an agreement changes of it. */
class OverdueFileTest {
    @TempDir
    Path folder;

    private OverdueFile file;

    @BeforeEach
    void templates() throws IOException {
        Files.createDirectories(folder.resolve("overdue"));
        Files.writeString(folder.resolve("overdue/client.txt"), "Subject: x\n\ny\n");
        Files.writeString(folder.resolve("overdue/firm.txt"), "Subject: x\n\ny\n");
        file = open();
    }

    private OverdueFile open() {
        return new OverdueFile(
                () -> folder.resolve("overdue.yaml"),
                () -> folder.resolve("overdue"),
                LastGood.at(folder.resolve("last-good")),
                HolidayBook.shipped(),
                () -> ZoneOffset.UTC);
    }

    private void write(String yaml) throws IOException {
        Files.writeString(folder.resolve("overdue.yaml"), yaml);
    }

    private List<String> plan() {
        return file.rules().terms(null, List.of()).plan().stream()
                .map(Step::name)
                .toList();
    }

    @Test
    void everythingWrongIsToldAtOnceByLineWithWhatWasProbablyMeant() throws IOException {
        write("""
                steps:
                  - {name: first, day: seven, do: remind client}
                  - {name: second, day: 14, do: remind clients}
                  - {name: third, day: 400, do: tell owner, leasts: 5}
                owners: [cfo@agency.example]
                owner: [nobody]
                hours: {from: 9am}
                clients:
                  - {directDebit: true}
                """);

        assertThat(plan()).isEmpty();
        assertThat(file.refusal().orElseThrow())
                .startsWith("overdue.yaml, line 2: \"day\" wants a whole number from -60 to 365, not seven; ")
                .contains(
                        "line 3: \"do\" is one of tell manager, remind client, tell owner, stop work, not remind clients")
                .contains("remind client?")
                .contains("line 4: \"leasts\" is not known here; did you mean least?")
                .contains("line 5: \"owners\" is not known here; did you mean owner?")
                .contains("line 6: entry 1 of \"owner\" wants one e-mail address such as ada@example.com, not nobody")
                .contains("line 7: \"from\" wants a time of day such as 09:00, not 9am")
                .contains("line 9: \"client\" is missing");
    }

    @Test
    void whatFitsTheSchemaAndMakesNoSenseIsToldToo() throws IOException {
        write("steps:\n  - {name: a, day: 1, do: tell owner}\n  - {name: a, day: 2, do: tell owner}\n");
        assertThat(plan()).isEmpty();
        assertThat(file.refusal())
                .hasValueSatisfying(
                        words -> assertThat(words)
                                .isEqualTo(
                                        "overdue.yaml, line 3: \"a\" is the name of two steps; what was done is remembered by it"));

        write("steps:\n  - {name: a, day: 1, do: remind client, template: frim}\n");
        assertThat(plan()).isEmpty();
        assertThat(file.refusal())
                .hasValueSatisfying(words -> assertThat(words)
                        .isEqualTo("overdue.yaml, line 2: there is no overdue/frim.txt; there are client, firm"));

        write("hours: {from: \"17:00\", to: \"09:00\"}\nclients:\n  - client: Acme\n    hours: {holidays: us-xx}\n");
        assertThat(plan()).isEmpty();
        assertThat(file.refusal())
                .hasValueSatisfying(words -> assertThat(words).contains("line 1: no time lies from 17:00 to 09:00"));
    }

    @Test
    void theLastGoodVersionStaysInForceAlsoOverARestart() throws IOException {
        write("steps: [{name: good, day: 1, do: tell owner, template: client}]\n");
        assertThat(plan()).containsExactly("good");

        write("steps: [{name: bad\n");
        assertThat(plan()).containsExactly("good");
        assertThat(file.refusal()).isPresent();
        file = open();
        assertThat(plan()).containsExactly("good");

        write("steps: [{name: better, day: 1, do: tell owner, template: client}]\n");
        assertThat(plan()).containsExactly("better");
        assertThat(file.refusal()).isEmpty();
    }

    @Test
    void aClientsEntryAndItsAgreementComeFirst() throws IOException {
        write("""
                steps: [{name: all, day: 1, do: remind client}]
                to: [all@example.com]
                hours: {from: "08:00", to: "18:00"}
                clients:
                  - client: Acme
                    to: [acme@example.com]
                    hours: {timeZone: America/New_York}
                    payer: Acme Group
                """);
        Files.createDirectories(folder.resolve("agreements"));
        Files.writeString(folder.resolve("agreements/acme.yaml"), """
                client: Acme
                start: 2026-01-01
                overdue:
                  directDebit: true
                  to: [agreed@example.com]
                """);
        AgreementCatalogue agreements = new AgreementCatalogue(folder.resolve("agreements"), ZoneOffset.UTC);
        assertThat(agreements.reload().refused()).isEmpty();

        ClientTerms acme = file.rules().terms(new Named(7, "Acme"), agreements.agreements());
        ClientTerms other = file.rules().terms(new Named(8, "Globex"), agreements.agreements());

        assertThat(acme.recipients().client()).containsExactly("agreed@example.com");
        assertThat(acme.manner().directDebit()).isTrue();
        assertThat(acme.recipients().payer()).isEqualTo("Acme Group");
        assertThat(acme.hours().from()).hasToString("08:00");
        assertThat(acme.hours().isOpen(Instant.parse("2026-11-09T12:30:00Z"))).isFalse();
        assertThat(acme.hours().isOpen(Instant.parse("2026-11-09T13:30:00Z"))).isTrue();
        assertThat(other.recipients().client()).containsExactly("all@example.com");
        assertThat(other.manner().directDebit()).isFalse();
    }

    @Test
    void anAgreementsMistakeIsToldWithItsLine() throws IOException {
        Files.createDirectories(folder.resolve("agreements"));
        Files.writeString(folder.resolve("agreements/acme.yaml"), """
                client: Acme
                start: 2026-01-01
                overdue:
                  directDebits: true
                """);

        assertThat(new AgreementCatalogue(folder.resolve("agreements"), ZoneOffset.UTC)
                        .reload()
                        .refused())
                .singleElement()
                .satisfies(refused -> assertThat(refused.getMessage())
                        .isEqualTo("acme.yaml, line 4: \"directDebits\" is not known here; did you mean directDebit?"));
    }

    @Test
    void theShippedPlanIsGood() {
        OverdueFile shipped = new OverdueFile(
                () -> Path.of("overdue.yaml"),
                () -> Path.of("overdue"),
                LastGood.at(folder.resolve("last-good")),
                HolidayBook.shipped(),
                () -> ZoneOffset.UTC);

        assertThat(shipped.rules().terms(null, List.of()).plan()).hasSize(6);
        assertThat(shipped.refusal()).isEmpty();
        assertThatThrownBy(() -> shipped.template("none")).isInstanceOf(SettingsException.class);
    }

    @Test
    void bothSchemasSayTheSameOfAClient() throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode overdue = json.readTree(Path.of("overdue.schema.json").toFile());
        JsonNode agreement =
                json.readTree(Path.of("agreements/agreement.schema.json").toFile());

        JsonNode ofAgreement = agreement.at("/$defs/dunning/properties");
        ofAgreement
                .fieldNames()
                .forEachRemaining(name -> assertThat(ofAgreement.path(name))
                        .as(name)
                        .isEqualTo(overdue.at("/properties/" + name))
                        .isEqualTo(overdue.at("/$defs/dunnedClient/properties/" + name)));
        for (String name : List.of("address", "timeOfDay", "dunningStep", "sendingHours")) {
            assertThat(agreement.at("/$defs/" + name)).isEqualTo(overdue.at("/$defs/" + name));
        }
    }
}
