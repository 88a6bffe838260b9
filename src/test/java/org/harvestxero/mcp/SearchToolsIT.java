package org.harvestxero.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.harvestxero.PostgresServer;
import org.harvestxero.api.BillRequest;
import org.harvestxero.console.user.Role;
import org.harvestxero.mcp.token.Assistant;
import org.junit.jupiter.api.Test;

/** Clients and work as assistants find them: on which bill, or why on none. */
class SearchToolsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AssistantScenario assistants;
    private McpSyncClient client;

    private JsonNode told(String tool, Map<String, Object> arguments) {
        McpSchema.CallToolResult result = client.callTool(
                McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
        assertThat(result.isError()).as("%s", result.content()).isNotEqualTo(true);
        return JSON.valueToTree(result.structuredContent());
    }

    private String refused(String tool, Map<String, Object> arguments) {
        McpSchema.CallToolResult result = client.callTool(
                McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
        assertThat(result.isError()).isTrue();
        return ((McpSchema.TextContent) result.content().get(0)).text();
    }

    private void start(Map<String, String> more) {
        assistants = AssistantScenario.start(more);
        var harvest = assistants.copy().harvest();
        long globex = harvest.add(aClient("Globex").currency("USD"));
        long design = harvest.add(aTask("Research"));
        long ben = harvest.add(aUser("Ben", "Baker"));
        long shop = harvest.add(aProject(globex, "Shop").hourlyRate("120").task(design));
        for (int day = 1; day <= 4; day++) {
            harvest.add(aTimeEntry(shop, design, ben)
                    .on(LocalDate.of(2026, 10, day))
                    .hours("1.5")
                    .notes("Day " + day)
                    .approved());
        }
        harvest.add(aTimeEntry(shop, design, ben)
                .on(LocalDate.of(2026, 10, 20))
                .hours("2")
                .notes("Not looked at"));
        assistants.copy().agreement("globex.yaml", "client: Globex\nstart: 2026-10-01\nreview: {when: []}\n");
        assistants.engine().billingService().bill(BillRequest.due(), "test");
        client = assistants.client(
                assistants.token("Finder", new Assistant.Bounds(1_000, 500, 60), AssistantScenario.LAST, Role.VIEWER));
    }

    private void end() {
        client.closeGracefully();
        assistants.close();
    }

    @Test
    void onH2() {
        start(Map.of());
        try {
            found();
            learnedAnew();
        } finally {
            end();
        }
    }

    @Test
    void onPostgres() {
        start(Map.of("database.url", PostgresServer.newDatabase(), "database.user", "postgres"));
        try {
            found();
        } finally {
            end();
        }
    }

    private void found() {
        JsonNode all = told("search_work", Map.of());
        assertThat(all.path("work").findValuesAsText("day"))
                .containsExactly("2026-10-20", "2026-10-05", "2026-10-04", "2026-10-03", "2026-10-02", "2026-10-01");
        assertThat(all.has("next")).isFalse();
        assertThat(all.has("note")).isFalse();

        JsonNode held =
                told("search_work", Map.of("project", "sho", "state", "held")).at("/work/0");
        assertThat(held.at("/notes/quoted").asText()).isEqualTo("Not looked at");
        assertThat(held.path("hours").asText()).isEqualTo("2.00");
        assertThat(held.path("worth")).isEqualTo(JSON.valueToTree(Map.of("amount", "240.00", "currency", "USD")));
        assertThat(held.path("reason").asText()).isNotEmpty();
        assertThat(held.at("/why/quoted").asText()).isNotEmpty();
        assertThat(held.path("bills")).isEmpty();

        JsonNode billed = told("search_work", Map.of("person", "ann")).at("/work/0");
        assertThat(billed.path("state").asText()).isEqualTo("billed");
        assertThat(billed.at("/notes/quoted").asText()).isEqualTo(AssistantScenario.HOSTILE);
        assertThat(billed.path("bills"))
                .isEqualTo(JSON.valueToTree(List.of(Map.of(
                        "draft",
                        "D1",
                        "state",
                        "review",
                        "hours",
                        "12.50",
                        "amount",
                        Map.of("amount", "1250.00", "currency", "USD")))));

        List<String> days = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = told("search_work", Map.of("client", "globex", "most", 2, "after", after));
            days.addAll(page.path("work").findValuesAsText("day"));
            after = page.path("next").asText();
        } while (!after.isEmpty());
        assertThat(days).containsExactly("2026-10-20", "2026-10-04", "2026-10-03", "2026-10-02", "2026-10-01");
        assertThat(told("search_work", Map.of("from", "2026-10-02", "to", "2026-10-03", "client", "GLOBEX"))
                        .path("work"))
                .hasSize(2);
        assertThat(told("search_work", Map.of("client", "globex", "person", "ann"))
                        .path("work"))
                .isEmpty();
        assertThat(told("search_work", Map.of("client", "nobody")).path("work")).isEmpty();
        assertThat(refused("search_work", Map.of("after", "x"))).startsWith("after is the word");

        await().untilAsserted(() -> assertThat(
                        told("search_clients", Map.of()).path("clients").findValuesAsText("quoted"))
                .containsExactly("Acme", "Globex", "Sample Bakery"));
        JsonNode globex = told("search_clients", Map.of("name", "GLO")).at("/clients/0");
        assertThat(globex.at("/waiting/0/state").asText()).isEqualTo("held");
        assertThat(globex.at("/waiting/0/pieces").asInt()).isEqualTo(1);
        assertThat(globex.at("/waiting/0/worth/amount").asText()).isEqualTo("240.00");
        assertThat(globex.at("/waiting/0/oldest").asText()).isEqualTo("2026-10-20");
        JsonNode bakery = told("search_clients", Map.of("name", "bakery")).at("/clients/0");
        assertThat(bakery.path("xero_contact").asText()).contains("Contacts");
        assertThat(bakery.at("/latest_invoice/number").asText()).startsWith("INV-");
        JsonNode first = told("search_clients", Map.of("most", 2));
        assertThat(told(
                                "search_clients",
                                Map.of("most", 2, "after", first.path("next").asText()))
                        .path("clients")
                        .findValuesAsText("quoted"))
                .containsExactly("Sample Bakery");
    }

    /** What was learned of runs may be lost: it is made of them again. */
    private void learnedAnew() {
        assistants.copy().sql("delete from work_entry");
        assistants.copy().sql("delete from watermark where name = 'work-search'");

        assertThat(told("search_work", Map.of()).path("work")).hasSize(6);
    }
}
