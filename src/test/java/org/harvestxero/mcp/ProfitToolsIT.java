package org.harvestxero.mcp;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.Map;
import org.harvestxero.console.user.Role;
import org.harvestxero.mcp.token.Assistant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What work earned and how budgets stand, as assistants are told; what a single person costs only the role payroll is told. */
class ProfitToolsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Assistant.Bounds MUCH = new Assistant.Bounds(1_000, 500, 60);

    private AssistantScenario assistants;
    private McpSyncClient vera;
    private McpSyncClient paula;

    @BeforeEach
    void start() {
        assistants = AssistantScenario.start(Map.of());
        vera = assistants.client(assistants.token("Vera's helper", MUCH, AssistantScenario.LAST, Role.VIEWER));
        paula = assistants.client(assistants.token("Paula's helper", MUCH, AssistantScenario.LAST, Role.PAYROLL));
    }

    @AfterEach
    void stop() {
        vera.closeGracefully();
        paula.closeGracefully();
        assistants.close();
    }

    private static McpSchema.CallToolResult call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        return client.callTool(
                McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
    }

    private static JsonNode told(McpSyncClient client, String tool, Map<String, Object> arguments) {
        McpSchema.CallToolResult result = call(client, tool, arguments);
        assertThat(result.isError()).as("%s", result.content()).isNotEqualTo(true);
        return JSON.valueToTree(result.structuredContent());
    }

    private static String refused(McpSyncClient client, String tool, Map<String, Object> arguments) {
        McpSchema.CallToolResult result = call(client, tool, arguments);
        assertThat(result.isError()).isTrue();
        return ((McpSchema.TextContent) result.content().get(0)).text();
    }

    @Test
    void whatOnePersonCostsIsToldToPayrollAlone() {
        Map<String, Object> october = Map.of("from", "2026-10", "fresh", true, "by", "project");
        assertThat(told(vera, "profit", Map.of("from", "2026-10"))
                        .at("/notes/0/quoted")
                        .asText())
                .isEqualTo("Not read yet: 2026-10.");

        JsonNode seen = told(vera, "profit", october);
        assertThat(seen.at("/rows/0/name/quoted").asText()).isEqualTo("Website");
        assertThat(seen.at("/rows/0/hours").asText()).isEqualTo("12.50");
        assertThat(seen.at("/rows/0/pay_hidden").asBoolean()).isTrue();
        assertThat(seen.at("/total/pay_hidden").asBoolean()).isTrue();
        assertThat(seen.toString()).doesNotContain("cost", "margin", "500.00");

        JsonNode paid = told(paula, "profit", Map.of("from", "2026-10", "by", "person"));
        assertThat(paid.at("/rows/0/name/quoted").asText()).isEqualTo("Ann Archer");
        assertThat(paid.at("/rows/0/cost")).isEqualTo(JSON.valueToTree(Map.of("amount", "500.00", "currency", "GBP")));
        assertThat(assistants.copy().ledger().get("audit_event"))
                .filteredOn(row -> row.contains("pay-shown"))
                .hasSize(1)
                .allMatch(row -> row.contains("Paula's helper") && row.contains("profit by person"));
    }

    @Test
    void sourcesOfWorkTellNoCostButToPayroll() {
        told(vera, "profit", Map.of("from", "2026-10", "fresh", true));

        Map<String, Object> work = Map.of("from", "2026-10", "of", "work", "project", "Website");
        assertThat(told(vera, "profit_sources", work).at("/work/0").has("cost")).isFalse();
        assertThat(told(vera, "profit_sources", work).at("/work/0/hours").asText())
                .isEqualTo("12.50");
        assertThat(told(paula, "profit_sources", work).at("/work/0/cost/amount").asText())
                .isEqualTo("500.00");
        assertThat(told(vera, "profit_sources", Map.of("from", "2026-09", "to", "2026-11", "of", "income"))
                        .has("income"))
                .isTrue();
    }

    @Test
    void groupsOfSeveralPeopleTellTheirCost() {
        long globex = assistants.copy().harvest().add(aClient("Globex").currency("USD"));
        long task = assistants.copy().harvest().add(aTask("Build"));
        long shop = assistants
                .copy()
                .harvest()
                .add(aProject(globex, "Shop").hourlyRate("120").task(task));
        for (String name : new String[] {"Ben", "Cleo"}) {
            long person = assistants.copy().harvest().add(aUser(name, "Baker").costRate("50"));
            assistants
                    .copy()
                    .harvest()
                    .add(aTimeEntry(shop, task, person)
                            .on(LocalDate.of(2026, 10, 6))
                            .hours("2")
                            .approved());
        }

        JsonNode seen = told(vera, "profit", Map.of("from", "2026-10", "fresh", true, "by", "month", "formulas", true));

        assertThat(seen.at("/rows/0/cost/amount").asText()).isEqualTo("700.00");
        assertThat(seen.at("/rows/0").has("id")).isFalse();
        assertThat(seen.path("formulas").findValuesAsText("figure")).contains("margin_percent", "billable_hours");
        assertThat(told(vera, "profit", Map.of("from", "2026-10", "by", "person"))
                        .path("rows"))
                .filteredOn(row -> !row.path("hours").asText().equals("0.00"))
                .hasSize(3)
                .noneMatch(row -> row.has("cost") || row.has("margin"));
    }

    @Test
    void budgetsAreReadFromHarvestWhenThatIsWanted() {
        assertThat(refused(vera, "budgets", Map.of())).startsWith("The arguments don't fit budgets");
        assertThat(refused(vera, "budgets", Map.of("fresh", false)))
                .startsWith("How much of budgets is used can't be told of what is known here");

        assertThat(told(vera, "budgets", Map.of("fresh", true)).path("budgets")).isEmpty();
    }

    @Test
    void monthsThatCantBeReportedAreRefusedInWords() {
        assertThat(refused(vera, "profit", Map.of("from", "2026-10", "to", "2026-09")))
                .startsWith("2026-10 is after 2026-09");
        assertThat(refused(vera, "profit", Map.of("from", "2027-01"))).startsWith("2027-01 has not begun");
        assertThat(refused(vera, "profit", Map.of("from", "2026-13"))).startsWith("from is no month");
        told(vera, "profit", Map.of("from", "2026-10", "fresh", true));
        assertThat(refused(vera, "profit", Map.of("from", "2026-10", "project", "Nothing")))
                .startsWith("No project \"Nothing\" is known");
    }
}
