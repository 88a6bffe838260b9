package org.harvestxero.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedDetail;
import org.harvestxero.api.FailedFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Causes put right on the command line: what is offered, what is written, and what then stands in Xero. */
class FailedFixCommandIT {
    private static final String RULES = """
            # Ours; 'by hand'.

            rules:
              - why: Signs are apart   # since March
                when: {kind: 'Service'}
                use: {account: '991'}  # no such account

            # the end
            """;

    private CopyScenario scenario;
    private CommandRun last;

    @BeforeEach
    void invoicesThatFailByARule() throws IOException {
        scenario = start(Map.of());
        scenario.mappings(RULES);
        invoice("Corner Shop", "INV-20");
        invoice("Second Shop", "INV-21");
        scenario.once();
    }

    private static CopyScenario start(Map<String, String> settings) throws IOException {
        CopyScenario started = CopyScenario.start(settings);
        Files.writeString(started.home().resolve("application.properties"), "time-zone=UTC\n");
        return started;
    }

    @AfterEach
    void stop() {
        scenario.close();
    }

    private void invoice(String client, String number) {
        long id = scenario.harvest().add(aClient(client).currency("USD"));
        scenario.harvest()
                .add(anInvoice(id).number(number).line("Signs", "1", "40").open());
    }

    private int run(String... arguments) {
        Cli cli = new Cli(
                (home, settings, mode, commands) -> scenario.another(context -> {}),
                Map.of(),
                Map.of(
                        "user.name",
                        "tester",
                        "harvest-xero.home",
                        scenario.home().toString()),
                scenario.clock());
        last = CommandRun.of(cli, List.of(arguments));
        return last.exit();
    }

    private String file() throws IOException {
        return Files.readString(scenario.home().resolve("mappings.yaml"));
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(last.out());
    }

    private FailedCopy failed(String number) {
        return scenario.copyService().failedCopies(FailedFilter.STANDING).stream()
                .filter(copy -> number.equals(copy.number()))
                .findFirst()
                .orElseThrow();
    }

    private String id(String number) {
        return "F" + failed(number).id();
    }

    @Test
    void withoutAValueItListsWhatXeroOffersAndWhatDecidesNow() throws IOException {
        assertThat(run("failed", "fix", "INV-20")).isZero();

        assertThat(last.out())
                .startsWith("1. account, decided now by mappings.yaml rule 1 (Signs are apart): 991\n")
                .contains("200    200 · Sales", "Revenue", "A new rule may ask for ", "client Corner Shop")
                .contains(
                        "Xero's list was read ", "`failed fix " + id("INV-20") + " --account VALUE` writes the change");

        assertThat(run("failed", "fix", "INV-20", "--json")).isZero();
        assertThat(json().at("/choices/0/key").asText()).isEqualTo("account");
        assertThat(json().at("/choices/0/now/value").asText()).isEqualTo("991");
        assertThat(json().at("/choices/0/offers").findValuesAsText("value")).contains("200", "260");
        assertThat(json().at("/exit").asInt()).isZero();
    }

    @Test
    void aDryRunShowsTheChangeAndWritesNothing() throws IOException {
        assertThat(run("failed", "fix", "INV-20", "--account", "260", "--dry-run"))
                .isZero();

        assertThat(last.out().lines())
                .containsExactly(
                        scenario.home().resolve("mappings.yaml").toString(),
                        "     4    - why: Signs are apart   # since March",
                        "     5      when: {kind: 'Service'}",
                        "-    6      use: {account: '991'}  # no such account",
                        "+    6      use: {account: '260'}  # no such account",
                        "     7  ",
                        "     8  # the end",
                        "2 of 2 documents with this cause go on by it. Nothing is written yet.");
        assertThat(file()).isEqualTo(RULES);
        assertThat(failed("INV-20").state()).isEqualTo(FailedCopy.State.FAILED);
    }

    @Test
    void theValueIsWrittenAndWhatItFreesIsCopied() throws IOException {
        String record = id("INV-20");

        assertThat(run("failed", "fix", record, "--account", "260", "--as", "Ada"))
                .isZero();

        assertThat(last.out()).endsWith("Written. 2 documents will be tried again with the next cycle.\n");
        assertThat(file()).isEqualTo(RULES.replace("'991'", "'260'"));
        scenario.once();
        for (String number : List.of("INV-20", "INV-21")) {
            assertThat(scenario.invoice(number).at("/LineItems/0/AccountCode").asText())
                    .as(number)
                    .isEqualTo("260");
        }
        assertThat(run("failed", "fix", record, "--account", "260")).isEqualTo(2);
        assertThat(last.err()).contains("There is no failed copy " + record);
    }

    @Test
    void aNewRuleAsksForWhatIsSaidAndJsonTellsTheChange() throws IOException {
        assertThat(run(
                        "failed",
                        "fix",
                        "INV-20",
                        "--account",
                        "other revenue",
                        "--when",
                        "client",
                        "--why",
                        "Apart",
                        "--json"))
                .isZero();

        assertThat(json().at("/written").asBoolean()).isTrue();
        assertThat(json().at("/value").asText()).isEqualTo("260");
        assertThat(json().at("/frees/all").asInt()).isEqualTo(2);
        assertThat(json().at("/diff").findValuesAsText("kind"))
                .contains("added")
                .doesNotContain("removed");
        assertThat(file()).contains("why: \"Apart\"", "Corner Shop", "use: {account: '991'}  # no such account");
        scenario.once();
        assertThat(scenario.invoice("INV-20").at("/LineItems/0/AccountCode").asText())
                .isEqualTo("260");
        assertThat(failed("INV-21").cause()).isEqualTo("account-unknown");
    }

    @Test
    void whatCanNotBeChosenIsRefusedInWordsAndNothingIsWritten() throws IOException {
        refuses("Xero has no account \"999\" that may stand there; it has 200 · Sales", "--account", "999");
        refuses("waits for something else than --tax-type: --account (account, number 1).", "--tax-type", "OUTPUT2");
        refuses("A rule can't ask for \"gateway\" here, but for ", "--account", "260", "--when", "gateway");
        refuses("Say either --always or --when", "--account", "260", "--when", "client", "--always");
        refuses("does not wait for a contact", "--contact", "Corner Shop");
        refuses("waits for something else", "--account", "260", "--number", "2");
        assertThat(run("failed", "fix", "INV-20", "--account", "260", "--item", "X"))
                .isEqualTo(2);
        scenario.mappings("rules: [\n");
        refuses("has a mistake as it stands on disk", "--account", "260");
    }

    private void refuses(String words, String... more) throws IOException {
        String before = file();
        List<String> line = new ArrayList<>(List.of("failed", "fix", "INV-20"));
        line.addAll(List.of(more));
        assertThat(run(line.toArray(String[]::new))).as(words).isEqualTo(2);
        assertThat(last.err()).contains(words);
        assertThat(file()).isEqualTo(before);
    }

    @Test
    void theContactIsNamedForAClientOfTheSameName() throws IOException {
        scenario.close();
        scenario = start(Map.of("contacts.follow", "true"));
        scenario.xero().createContact(JsonNodeFactory.instance.objectNode().put("Name", "Harbour Twin"));
        invoice("Twin", "INV-40");
        invoice("TWIN", "INV-41");
        scenario.once();
        String record = id("INV-41");

        assertThat(run("failed", "fix", record)).isZero();
        assertThat(last.out()).contains("Which contact is TWIN?", "It is the contact of another client, Twin.");
        assertThat(run("failed", "fix", record, "--contact", "Twin")).isEqualTo(2);
        assertThat(last.err()).contains("It is the contact of another client, Twin.");
        assertThat(run("failed", "fix", record, "--contact", "harbour twin", "--dry-run"))
                .isZero();
        assertThat(last.out()).endsWith("would be the client's contact.\n");
        assertThat(run("failed", "fix", record, "--contact", "harbour twin", "--json", "--as", "Ada"))
                .isZero();

        assertThat(json().at("/contact").asText()).isEqualTo("Harbour Twin");
        assertThat(json().at("/chosen").asBoolean()).isTrue();
        assertThat(json().at("/retried").asInt()).isEqualTo(1);
        scenario.once();
        assertThat(scenario.invoice("INV-41").at("/Contact/Name").asText()).isEqualTo("Harbour Twin");
    }

    @Test
    void whoseRemedyIsElsewhereIsToldSo() {
        scenario.harvest()
                .add(anInvoice(scenario.harvest().add(aClient("Empty Shop").currency("USD")))
                        .number("INV-50")
                        .open());
        scenario.once();

        assertThat(run("failed", "fix", "INV-50")).isEqualTo(2);

        assertThat(last.err()).contains("Nothing is chosen here for " + id("INV-50"));
        FailedDetail detail =
                scenario.copyService().failedCopy(failed("INV-50").id()).orElseThrow();
        assertThat(detail.copy().cause()).isEqualTo("no-lines");
    }
}
