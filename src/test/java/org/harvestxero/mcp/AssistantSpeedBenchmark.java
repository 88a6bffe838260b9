package org.harvestxero.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.harvestxero.console.user.Role;
import org.harvestxero.mcp.token.Assistant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How long reading tools take over HTTP among 100,000 invoices, the client's own work included:
 * {@code mvn test -Dtest=AssistantSpeedBenchmark -DexcludedTags= -DincludedTags=benchmark}.
 */
@Tag("benchmark")
class AssistantSpeedBenchmark {
    private static final int KNOWN = Integer.getInteger("bench.known", 100_000);
    private static final int TIMES = 50;
    private static final int FIRST = 10;

    @Test
    void printsMilliseconds() {
        try (AssistantScenario assistants = AssistantScenario.start(Map.of())) {
            fill(assistants);
            McpSyncClient client = assistants.client(assistants.token(
                    "Bench", new Assistant.Bounds(1_000, 500, 60), AssistantScenario.LAST, Role.ADMIN));
            Awaitility.await()
                    .pollInterval(Duration.ofSeconds(2))
                    .atMost(Duration.ofMinutes(5))
                    .until(() -> !ask(client, "search_invoices", Map.of()).has("note"));
            for (Map.Entry<String, Map<String, Object>> each : calls(client).entrySet()) {
                String tool = each.getKey().split(" ")[0];
                List<Double> millis = new ArrayList<>();
                for (int i = 0; i < FIRST + TIMES; i++) {
                    long start = System.nanoTime();
                    ask(client, tool, each.getValue());
                    if (i >= FIRST) {
                        millis.add((System.nanoTime() - start) / 1e6);
                    }
                }
                millis.sort(null);
                System.out.printf(
                        "%-40s p50 %6.1f ms, p95 %6.1f ms (at most 50)%n",
                        each.getKey(), millis.get(TIMES / 2), millis.get(TIMES * 95 / 100));
            }
            client.closeGracefully();
        }
    }

    private static Map<String, Map<String, Object>> calls(McpSyncClient client) {
        String id = ask(client, "search_invoices", Map.of("number", "INV-1"))
                .at("/invoices/0/id")
                .asText();
        Map<String, Map<String, Object>> calls = new LinkedHashMap<>();
        calls.put("search_invoices", Map.of());
        calls.put("search_invoices by number", Map.of("number", "INV-4711"));
        calls.put("search_invoices by client", Map.of("client", "client 77"));
        calls.put("search_invoices by text", Map.of("text", "sprint"));
        calls.put("search_invoices 500 rows", Map.of("most", 500));
        calls.put("invoice_story", Map.of("id", id));
        calls.put("explain_invoice", Map.of("invoice", "D1"));
        calls.put("failed_causes", Map.of());
        calls.put("drafts_waiting", Map.of());
        calls.put("draft", Map.of("draft", "D1"));
        calls.put("status", Map.of());
        calls.put("balances", Map.of());
        calls.put("billing_periods", Map.of("from", "2026-09"));
        calls.put("overdue", Map.of());
        return calls;
    }

    private static JsonNode ask(McpSyncClient client, String tool, Map<String, Object> arguments) {
        McpSchema.CallToolResult result = client.callTool(
                McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
        assertThat(result.isError()).as("%s", result.content()).isNotEqualTo(true);
        return new ObjectMapper().valueToTree(result.structuredContent());
    }

    private static void fill(AssistantScenario assistants) {
        String json =
                "'{\"id\": ' || x || ', \"state\": \"open\", \"currency\": \"USD\", \"issue_date\": \"' || (date '2019-01-01' + cast(x / 40 as int))"
                        + " || '\", \"subject\": \"Work of a month\", \"client\": {\"id\": ' || mod(x, 500) || ', \"name\": \"Client ' || mod(x, 500) || '\"},"
                        + " \"line_items\": [{\"description\": \"Sprint ' || x || ' of the website, with tests and a review\", \"quantity\": 1.0, \"unit_price\": 100.0, \"amount\": 100.0}]}'";
        String series = " from system_range(1, " + KNOWN + ") r(x)";
        assistants
                .copy()
                .sql("insert into document_text (id, content) select 10000000 + x, stringtoutf8(" + json + ")"
                        + series);
        assistants
                .copy()
                .sql(
                        "insert into source_document (connection, kind, source_id, parent_id, number, source_state, amount, due_amount, updated_at, fingerprint, content_id, state, recorded_at)"
                                + " select 'main', 'invoice', x, mod(x, 500), 'INV-9' || x, 'open', mod(x, 9000), mod(x, 9000), current_timestamp, 'f' || x, 10000000 + x, 'planned', current_timestamp"
                                + series);
    }
}
