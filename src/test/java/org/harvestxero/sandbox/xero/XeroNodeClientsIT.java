package org.harvestxero.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.harvestxero.NodeScripts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Xero's own Node client and MCP server, in the versions pinned in {@code src/test/node}, do with the sandbox what they do with
 * Xero. Run by {@code mvn verify -Pnode}; skipped where npm is missing or can't install them. Installed once, below {@code target}.
 */
@Tag("node")
class XeroNodeClientsIT {
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
        NodeScripts.install();
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
            return NodeScripts.run(command, Map.of("SANDBOX", sandbox.baseUrl()));
        }
    }
}
