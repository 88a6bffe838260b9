package org.harvestxero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.harvestxero.TestClock;
import org.harvestxero.api.FakeProgram;
import org.harvestxero.mcp.token.AssistantFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which assistants may ask, said on the command line. */
class McpCommandIT {
    private final TestClock clock = TestClock.at("2026-11-02T08:00:00Z");

    @TempDir
    private Path home;

    @BeforeEach
    void home() throws IOException {
        Files.writeString(home.resolve("application.properties"), "time-zone=UTC\n");
    }

    private CommandRun run(String... arguments) {
        return CommandRun.of(
                new Cli(
                        new FakeProgram(clock),
                        Map.of("HARVEST_XERO_HOME", home.toString()),
                        Map.of("user.name", "ada"),
                        clock),
                List.of(arguments));
    }

    private AssistantFile file() {
        return new AssistantFile(home.resolve("data/assistants"));
    }

    @Test
    void aTokenIsPrintedOnceAndListedWithoutItself() throws IOException {
        CommandRun added = run("mcp", "tokens", "add", "Desk helper", "--role", "viewer");

        assertThat(added.exit()).isZero();
        assertThat(added.out()).matches("hxa_[\\w-]{43}\n");
        assertThat(added.err())
                .contains("This is the token of Desk helper, good until the end of 2027-01-31. It is shown this once")
                .contains("set mcp.enabled=true");
        assertThat(Files.readString(file().path())).doesNotContain(added.out().strip());
        CommandRun listed = run("mcp", "tokens", "list");
        assertThat(listed.exit()).isZero();
        assertThat(listed.out())
                .contains("Desk helper  viewer  all")
                .contains("2027-01-31")
                .doesNotContain("hxa_");
    }

    @Test
    void boundsAndConnectionsAreKept() {
        assertThat(run(
                                "mcp",
                                "tokens",
                                "add",
                                "Desk helper",
                                "--role",
                                "bookkeeper,reviewer",
                                "--expires",
                                "2026-12-31",
                                "--calls",
                                "5",
                                "--rows",
                                "20",
                                "--side-calls",
                                "0",
                                "--connection",
                                "main,london")
                        .exit())
                .isZero();

        assertThat(file().read().find("desk helper")).hasValueSatisfying(each -> {
            assertThat(each.roleWords()).isEqualTo("bookkeeper, reviewer");
            assertThat(each.bounds()).hasToString("Bounds[calls=5, rows=20, sideCalls=0]");
            assertThat(each.connections()).containsExactlyInAnyOrder("main", "london");
            assertThat(each.expires()).isEqualTo("2026-12-31");
        });
    }

    @Test
    void whatCantBeDoneIsSaidAndChangesNothing() {
        assertThat(run("mcp", "tokens", "add", "a:b", "--role", "viewer").err()).contains("A name has up to");
        assertThat(run("mcp", "tokens", "add", "Ada", "--role", "king").err()).contains("There is no role king");
        assertThat(run("mcp", "tokens", "add", "Ada", "--role", "viewer", "--calls", "0")
                        .err())
                .contains("from 1 to 1000 calls a minute");
        assertThat(run("mcp", "tokens", "add", "Ada", "--role", "viewer", "--expires", "2026-11-01")
                        .err())
                .contains("from today to a year from now");
        assertThat(run("mcp", "tokens", "add", "Ada", "--role", "viewer", "--expires", "2028-01-01")
                        .exit())
                .isEqualTo(2);
        assertThat(file().read().assistants()).isEmpty();
        assertThat(run("mcp", "tokens", "revoke", "Ada").err()).contains("There is no assistant Ada");
        assertThat(run("mcp").err()).contains("mcp --stdio");
        assertThat(run("mcp", "--stdio", "--token-file", home.resolve("none").toString())
                        .err())
                .contains("can't be read");
        run("mcp", "tokens", "add", "Ada", "--role", "viewer");
        assertThat(run("mcp", "tokens", "add", "ADA", "--role", "viewer").err())
                .contains("There is an assistant Ada already");
    }

    @Test
    void aTokenIsRevokedAndAllAreTurnedOffAndOn() {
        run("mcp", "tokens", "add", "Ada", "--role", "viewer");
        assertThat(run("mcp", "off", "--reason", "month end").out()).isEqualTo("All assistants are turned off.\n");
        assertThat(run("mcp", "tokens", "list").out()).contains("All assistants are turned off: month end, by ada.");
        assertThat(run("mcp", "on").out()).isEqualTo("Assistants may ask again.\n");
        assertThat(run("mcp", "on").out()).isEqualTo("Assistants were not turned off. Nothing was changed.\n");

        assertThat(run("mcp", "tokens", "revoke", "ada").out())
                .isEqualTo("The token of ada lets nobody in any more.\n");
        assertThat(run("mcp", "tokens", "list").out()).contains("revoked 2026-11-02");
        assertThat(run("mcp", "tokens", "add", "Ada", "--role", "viewer").exit())
                .isZero();
        assertThat(file().read().assistants()).hasSize(1);
    }
}
