package org.harvestxero.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.NodeScripts;
import org.harvestxero.api.ReconcileRequest;
import org.harvestxero.config.Home;
import org.harvestxero.console.user.Role;
import org.harvestxero.mcp.token.Assistant;
import org.harvestxero.runtime.HomeLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The official client for Node and the inspector's command line drive every tool, over HTTP and over a command's standard input and output,
 * with what it takes and with what it doesn't. Run by
 * {@code mvn verify -Pnode}; skipped where npm is missing or can't install it.
 */
@Tag("node")
class AssistantClientsIT {
    private AssistantScenario assistants;
    private HomeLock lock;
    private Path tokenFile;

    @BeforeEach
    void start() throws IOException {
        assistants = AssistantScenario.start(Map.of("console.enabled", "true"));
        assistants.failByARule();
        assistants.engine().reconciliations().reconcile(ReconcileRequest.all(), "test");
        lock = HomeLock.take(Home.at(assistants.home()), "run").orElseThrow();
        tokenFile = assistants.home().resolve("token");
    }

    @AfterEach
    void stop() {
        lock.close();
        assistants.close();
    }

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        NodeScripts.install();
    }

    @Test
    void everyToolOverHttp() throws IOException, InterruptedException {
        drive(Map.of("ADDRESS", assistants.at("/mcp")));
    }

    @Test
    void everyToolOverStandardInputAndOutput() throws IOException, InterruptedException {
        drive(Map.of("COMMAND", command()));
    }

    @Test
    void everyToolByTheInspectorOverHttp() throws IOException, InterruptedException {
        drive(Map.of("ADDRESS", assistants.at("/mcp"), "INSPECTOR", "1"));
    }

    @Test
    void everyToolByTheInspectorOverStandardInputAndOutput() throws IOException, InterruptedException {
        drive(Map.of("COMMAND", command(), "INSPECTOR", "1"));
    }

    private String command() throws IOException {
        return new ObjectMapper()
                .writeValueAsString(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.harvestxero.Main",
                        "mcp",
                        "--stdio",
                        "--token-file",
                        tokenFile.toString(),
                        "--home",
                        assistants.home().toString()));
    }

    private void drive(Map<String, String> more) throws IOException, InterruptedException {
        Path limited = assistants.home().resolve("limited-token");
        Map<String, String> environment = new HashMap<>(more);
        environment.put("TOKEN_FILE", tokenFile.toString());
        environment.put("LIMITED_TOKEN_FILE", limited.toString());
        token(tokenFile, "Node", new Assistant.Bounds(1_000, 500, 60));
        Path reader = assistants.home().resolve("reader-token");
        environment.put("READER_TOKEN_FILE", reader.toString());
        token(reader, "Reader", new Assistant.Bounds(1_000, 500, 60));
        token(limited, "Busy", new Assistant.Bounds(30, 5, 0));

        JsonNode told = NodeScripts.run(List.of("node", "assistants.mjs"), environment);

        assertThat(told.path("failed")).as(told.toPrettyString()).isEmpty();
        assertThat(told.path("tried").asInt()).isGreaterThan(more.containsKey("INSPECTOR") ? 45 : 100);
        assertThat(assistants.audited())
                .filteredOn(row -> row.startsWith("Busy|"))
                .hasSize(more.containsKey("INSPECTOR") ? 0 : 100);
    }

    private void token(Path file, String name, Assistant.Bounds bounds) throws IOException {
        Files.writeString(file, assistants.token(name, bounds, AssistantScenario.LAST, Role.ADMIN) + "\n");
    }
}
