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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The official client for Node drives every tool, over HTTP and over a command's standard input and output. Run by
 * {@code mvn verify -Pnode}; skipped where npm is missing or can't install it.
 */
@Tag("node")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AssistantClientsIT {
    private AssistantScenario assistants;
    private HomeLock lock;
    private Path tokenFile;

    @BeforeAll
    void start() throws IOException {
        assistants = AssistantScenario.start(Map.of("console.enabled", "true"));
        assistants.failByARule();
        assistants.engine().reconciliations().reconcile(ReconcileRequest.all(), "test");
        lock = HomeLock.take(Home.at(assistants.home()), "run").orElseThrow();
        tokenFile = assistants.home().resolve("token");
    }

    @AfterAll
    void stop() {
        lock.close();
        assistants.close();
    }

    @BeforeEach
    void install() throws IOException, InterruptedException {
        NodeScripts.install();
    }

    @Test
    void everyToolOverHttp() throws IOException, InterruptedException {
        drive(Map.of("ADDRESS", assistants.at("/mcp")));
    }

    @Test
    void everyToolOverStandardInputAndOutput() throws IOException, InterruptedException {
        List<String> command = List.of(
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
                assistants.home().toString());

        drive(Map.of("COMMAND", new ObjectMapper().writeValueAsString(command)));
    }

    private void drive(Map<String, String> more) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("TOKEN_FILE", tokenFile.toString());
        Assistant.Bounds much = new Assistant.Bounds(1_000, 500, 60);
        Files.writeString(
                tokenFile,
                assistants.token("Node " + String.join(" ", more.keySet()), much, AssistantScenario.LAST, Role.ADMIN)
                        + "\n");

        JsonNode told = NodeScripts.run(List.of("node", "assistants.mjs"), environment);

        assertThat(told.path("failed")).as(told.toPrettyString()).isEmpty();
        assertThat(told.path("tried").asInt()).isGreaterThan(35);
    }
}
