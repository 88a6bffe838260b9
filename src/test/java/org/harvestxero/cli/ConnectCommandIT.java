package org.harvestxero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.harvestxero.api.Consent;
import org.harvestxero.api.FakeProgram;
import org.harvestxero.api.SideException;
import org.harvestxero.api.Trouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectCommandIT {
    @TempDir
    Path home;

    private final FakeProgram program = new FakeProgram(Clock.systemUTC());
    private final Consent xero = new Consent() {
        @Override
        public String side() {
            return "Xero";
        }

        @Override
        public String connect(Dialogue dialogue, Duration longest) throws InterruptedException {
            dialogue.open(URI.create("https://login.xero.com/identity/connect/authorize?state=1"));
            List<String> names = List.of("Acme Ltd", "Demo Company");
            return names.get(dialogue.choose(names));
        }

        @Override
        public boolean disconnect() {
            throw new SideException("No answer from Xero (connection refused)", new IllegalStateException());
        }
    };
    private String out = "";
    private String err = "";

    @Test
    void printsTheConsentPageAndConnectsTheNamedOrganisation() throws Exception {
        program.consents = List.of(xero);
        program.work.troubles =
                List.of(new Trouble("Xero", Trouble.Reason.CONSENT, "Xero wants consent", "Run connect.", null));

        assertThat(connect("--organisation", "demo company")).isZero();

        assertThat(program.work.asked).anyMatch(asked -> asked.startsWith("resume by "));

        assertThat(err).contains("https://login.xero.com/identity/connect/authorize?state=1");
        assertThat(out).startsWith("Connected to Demo Company in Xero.");
    }

    @Test
    void withoutATerminalItAsksForTheName() throws Exception {
        program.consents = List.of(xero);

        assertThat(connect()).isEqualTo(2);

        assertThat(err)
                .contains(
                        "several organisations (Acme Ltd, Demo Company): run connect again with --organisation NAME.");
    }

    @Test
    void anUnreachableSideIsExitCodeThree() throws Exception {
        program.consents = List.of(xero);

        assertThat(connect("--disconnect")).isEqualTo(3);

        assertThat(err).isEqualTo("No answer from Xero (connection refused)\n");
    }

    @Test
    void startingOverIsRefusedWhileAnotherProcessWorksTheConnection() throws Exception {
        program.ownable = false;

        assertThat(connect("--start-over")).isEqualTo(2);

        assertThat(err).isEqualTo("The connection main is being worked: stop harvest-xero run, then start over.\n");
    }

    @Test
    void saysWhenNoConsentIsNeeded() throws Exception {
        assertThat(connect()).isEqualTo(2);

        assertThat(err).contains("No consent is needed here: xero.grant is client-credentials");
    }

    private int connect(String... more) throws Exception {
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(
                home.resolve("routes/idle.camel.yaml"),
                "- route: {id: idle, from: {uri: direct:idle, steps: [{stop: {}}]}}\n");
        List<String> arguments = new ArrayList<>(List.of("connect"));
        arguments.addAll(List.of(more));
        Cli cli = new Cli(program, Map.of("HARVEST_XERO_HOME", home.toString()), Map.of(), Clock.systemUTC());
        CommandRun run = CommandRun.of(cli, arguments);
        out = run.out();
        err = run.err();
        return run.exit();
    }
}
