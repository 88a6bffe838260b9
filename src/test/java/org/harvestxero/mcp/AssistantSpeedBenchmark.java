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
import java.util.Objects;
import org.awaitility.Awaitility;
import org.harvestxero.api.ReconcileRequest;
import org.harvestxero.console.user.Role;
import org.harvestxero.mcp.token.Assistant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How long each reading tool takes over HTTP among 100,000 invoices, 100,000 time entries and 100,000 receivables, the client's own work
 * included: {@code mvn test -Dtest=AssistantSpeedBenchmark -DexcludedTags= -DincludedTags=benchmark}; {@code -Dbench.known=2000} for fewer.
 */
@Tag("benchmark")
class AssistantSpeedBenchmark {
    private static final int KNOWN = Integer.getInteger("bench.known", 100_000);
    private static final int TIMES = 50;
    private static final int FIRST = 10;

    @Test
    void printsMilliseconds() {
        try (AssistantScenario assistants = AssistantScenario.start(Map.of())) {
            assistants.failByARule();
            fill(assistants);
            assistants.engine().reconciliations().reconcile(ReconcileRequest.all(), "bench");
            McpSyncClient client = client(assistants, "Bench");
            Awaitility.await()
                    .pollInterval(Duration.ofSeconds(2))
                    .atMost(Duration.ofMinutes(5))
                    .until(() -> !ask(client, "search_invoices", Map.of()).has("note"));
            Map<String, Map<String, Object>> calls = calls(client);
            assertThat(calls.keySet().stream().map(call -> call.split(" ")[0]))
                    .as("every tool that answers without asking a side")
                    .containsAll(reading(client));
            for (Map.Entry<String, Map<String, Object>> each : calls.entrySet()) {
                String tool = each.getKey().split(" ")[0];
                McpSyncClient own = client(assistants, "Bench of " + each.getKey());
                List<Double> millis = new ArrayList<>();
                for (int i = 0; i < FIRST + TIMES; i++) {
                    long start = System.nanoTime();
                    ask(own, tool, each.getValue());
                    if (i >= FIRST) {
                        millis.add((System.nanoTime() - start) / 1e6);
                    }
                }
                own.closeGracefully();
                millis.sort(null);
                System.out.printf(
                        "%-40s p50 %6.1f ms, p95 %6.1f ms (at most 50)%n",
                        each.getKey(), millis.get(TIMES / 2), millis.get(TIMES * 95 / 100));
            }
            client.closeGracefully();
        }
    }

    /** One of a token of its own: each may ask a thousand times a minute. */
    private static McpSyncClient client(AssistantScenario assistants, String name) {
        return assistants.client(
                assistants.token(name, new Assistant.Bounds(1_000, 500, 60), AssistantScenario.LAST, Role.ADMIN));
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
        calls.put("overdue_mails", Map.of("all", true));
        calls.put("client_conflicts", Map.of());
        calls.put("proposals", Map.of());
        calls.put("search_clients", Map.of());
        calls.put("search_clients by name", Map.of("name", "client 77"));
        calls.put("search_work", Map.of());
        calls.put("search_work by client", Map.of("client", "client 77"));
        calls.put("search_work by person and state", Map.of("person", "person 7", "state", "held"));
        calls.put("search_work 500 rows", Map.of("most", 500));
        calls.put("profit", Map.of("from", "2026-10"));
        calls.put("profit of a year", Map.of("from", "2025-11", "to", "2026-10", "by", "client"));
        calls.put("profit_sources", Map.of("from", "2026-10", "of", "work"));
        failed(client, calls);
        JsonNode reason = ask(client, "reconciliation", Map.of()).at("/reasons/0");
        calls.put("reconciliation", Map.of());
        calls.put(
                "differences",
                Map.of(
                        "reason",
                        reason.path("reason").asText(),
                        "measure",
                        reason.path("measure").asText(),
                        "currency",
                        reason.path("currency").asText()));
        return calls;
    }

    private static void failed(McpSyncClient client, Map<String, Map<String, Object>> calls) {
        JsonNode causes = ask(client, "failed_causes", Map.of()).path("causes");
        for (JsonNode cause : causes) {
            calls.putIfAbsent(
                    "failed_copies", Map.of("cause_id", cause.path("cause_id").asText()));
        }
        String id = ask(client, "failed_copies", Objects.requireNonNull(calls.get("failed_copies")))
                .at("/copies/0/id")
                .asText();
        calls.put("failed_copy", Map.of("id", id));
        calls.put("mapping_choices", Map.of("id", id));
        calls.put("try_mappings", Map.of("text", "rules:\n  - when: {client: Client 77}\n    use: {account: '260'}\n"));
    }

    private static List<String> reading(McpSyncClient client) {
        return client.listTools().tools().stream()
                .filter(tool -> Boolean.TRUE.equals(tool.annotations().readOnlyHint()))
                .filter(tool ->
                        !(tool.inputSchema().get("required") instanceof List<?> needed && needed.contains("fresh")))
                .map(McpSchema.Tool::name)
                .toList();
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
        assistants
                .copy()
                .sql(
                        "insert into work_entry (connection, place, spent_on, client_id, client, project_id, project, task, person_id, person, hours, currency, notes)"
                                + " select 'main', 2 * (50000000 + x), date '2019-01-01' + cast(x / 40 as int), mod(x, 500), 'Client ' || mod(x, 500), mod(x, 900), 'Project ' || mod(x, 900),"
                                + " 'Design', mod(x, 60), 'Person ' || mod(x, 60), 1.5, 'USD', 'Work on ' || x"
                                + series);
        assistants
                .copy()
                .sql(
                        "insert into entry_state (connection, kind, source_id, client_id, spent_date, state, settled, reason, words, run_id, source_updated_at, worth, fingerprint)"
                                + " select 'main', 'time-entry', 50000000 + x, mod(x, 500), date '2019-01-01' + cast(x / 40 as int), case when mod(x, 50) = 0 then 'held' else 'billed' end, 1.5,"
                                + " null, null, (select min(id) from billing_run), current_timestamp, 150, 'f' || x"
                                + series);
        for (String kind : new String[] {"client 500", "project 900", "person 60"}) {
            String[] words = kind.split(" ");
            assistants
                    .copy()
                    .sql("insert into work_name (connection, kind, id, name, name_key) select 'main', '" + words[0]
                            + "', x, '" + words[0] + " ' || x, '" + words[0]
                            + " ' || x from system_range(1, " + words[1] + ") r(x)");
        }
        assistants
                .copy()
                .sql(
                        "insert into receivable (connection, target_id, contact_id, contact_name, number, status, currency, issued_on, due_on, total, due, paid)"
                                + " select 'main', 't' || x, 'c' || mod(x, 500), 'Client ' || mod(x, 500), 'INV-9' || x, case when mod(x, 50) = 0 then 'AUTHORISED' else 'PAID' end, 'USD',"
                                + " date '2019-01-01' + cast(x / 40 as int), date '2019-02-01' + cast(x / 40 as int), 100, case when mod(x, 50) = 0 then 100 else 0 end, case when mod(x, 50) = 0 then 0 else 100 end"
                                + series);
        months(assistants);
    }

    /** A year of work: 900 facts a month, as of sixty people. */
    private static void months(AssistantScenario assistants) {
        String months = " from system_range(0, 11) m(y)";
        assistants
                .copy()
                .sql("insert into profit_month (connection, of_month, currency, entries, hours, notes, read_at)"
                        + " select 'main', formatdatetime(dateadd(month, -y, date '2026-10-01'), 'yyyy-MM'), 'GBP', 900, 900, '', current_timestamp"
                        + months);
        assistants
                .copy()
                .sql(
                        "insert into profit_fact (connection, of_month, source, account, client_id, project_id, task_id, person_id, roles, worked, billable, unrated,"
                                + " unbilled, capacity, cost, revenue, expenses, billed, worth, lag_net, lag_days) select 'main', formatdatetime(dateadd(month, -y, date '2026-10-01'), 'yyyy-MM'), '', '',"
                                + " mod(x, 500), x, 1, mod(x, 60), '', 1, 1, 0, 0, 0, 40, 0, 0, 0, 0, 0, 0 from system_range(1, 900) r(x),"
                                + months.substring(" from".length()));
    }
}
