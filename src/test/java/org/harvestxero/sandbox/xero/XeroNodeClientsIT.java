package org.harvestxero.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Xero's own Node client and MCP server, in the versions pinned in {@code src/test/node}, do with the sandbox what they do with
 * Xero. Run by {@code mvn verify -Pnode}; skipped where npm is missing or can't install them. Installed once, below {@code target}.
 */
@Tag("node")
class XeroNodeClientsIT {
    private static final Path SCRIPTS = Path.of("src/test/node");
    private static final Path HERE = Path.of("target/node");

    /** What the MCP server asks for when it is told no scopes, and attachments. */
    private static final String[] SCOPES = {
        "accounting.invoices",
        "accounting.payments",
        "accounting.banktransactions",
        "accounting.manualjournals",
        "accounting.reports.aged.read",
        "accounting.reports.balancesheet.read",
        "accounting.reports.profitandloss.read",
        "accounting.reports.trialbalance.read",
        "accounting.contacts",
        "accounting.settings",
        "accounting.attachments",
        "payroll.settings",
        "payroll.employees",
        "payroll.timesheets"
    };

    /** Asked by each test, so that each is seen to be skipped. */
    @BeforeEach
    void install() throws IOException, InterruptedException {
        assumeTrue(succeeds("npm", "--version"), "npm is not there, so Xero's Node clients are not run");
        Files.createDirectories(HERE);
        try (Stream<Path> scripts = Files.list(SCRIPTS)) {
            for (Path script : scripts.toList()) {
                Files.copy(script, HERE.resolve(script.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path installed = HERE.resolve("node_modules/.installed");
        String wanted = Files.readString(SCRIPTS.resolve("package-lock.json"));
        if (!Files.exists(installed) || !Files.readString(installed).equals(wanted)) {
            assumeTrue(
                    succeeds("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"),
                    "npm could not install Xero's Node clients: see " + HERE.resolve("said.txt"));
            Files.writeString(installed, wanted);
        }
    }

    @Test
    void theNodeClientGetsEveryAnswerItAsksFor() throws IOException, InterruptedException {
        JsonNode told = run(List.of("node", "--require", "./to-sandbox.cjs", "xero-node.mjs"));

        assertThat(told.path("failed")).as(told.toPrettyString()).isEmpty();
        assertThat(told.path("tried").asInt()).isEqualTo(108);
    }

    @Test
    void theMcpServerGetsEveryAnswerItAsksFor() throws IOException, InterruptedException {
        JsonNode told = run(List.of("node", "mcp-server.mjs"));

        assertThat(told.path("failed")).as(told.toPrettyString()).isEmpty();
        assertThat(told.path("tried").asInt()).isEqualTo(27);
    }

    private static JsonNode run(List<String> command) throws IOException, InterruptedException {
        try (XeroSandbox sandbox = XeroSandbox.start(XeroSandboxOptions.defaults()
                .withoutLimits()
                .withScopes(SCOPES)
                .withConnectionsOfCustomConnections())) {
            assertThat(ran(command, Map.of("SANDBOX", sandbox.baseUrl())))
                    .as("%s: %s", command, Files.readString(HERE.resolve("said.txt")))
                    .isZero();
        }
        List<String> lines = Files.readAllLines(HERE.resolve("said.txt"));
        return new ObjectMapper().readTree(lines.get(lines.size() - 1));
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return ran(List.of(command), Map.of()) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int ran(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Files.createDirectories(HERE);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(HERE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(HERE.resolve("said.txt").toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(command + " did not end within three minutes");
        }
        return process.exitValue();
    }
}
