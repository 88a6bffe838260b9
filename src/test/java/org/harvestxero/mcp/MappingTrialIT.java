package org.harvestxero.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.harvestxero.console.user.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another text of the mappings, tried on what failed and what was copied, without a call and without a change. */
class MappingTrialIT {
    private static final String NOW = "rules:\n  - when: {client: Corner Shop}\n    use: {account: '991'}\n";

    private AssistantScenario assistants;
    private McpSyncClient vera;

    @BeforeEach
    void start() {
        assistants = AssistantScenario.start(Map.of());
        assistants.failByARule();
        vera = assistants.client(assistants.token("Vera's helper", Role.VIEWER));
    }

    @AfterEach
    void stop() {
        vera.closeGracefully();
        assistants.close();
    }

    private McpSchema.CallToolResult call(Map<String, Object> arguments) {
        return vera.callTool(McpSchema.CallToolRequest.builder("try_mappings")
                .arguments(arguments)
                .build());
    }

    private JsonNode tried(String text) {
        McpSchema.CallToolResult result = call(Map.of("text", text));
        assertThat(result.isError()).as("%s", result.content()).isNotEqualTo(true);
        return new ObjectMapper().valueToTree(result.structuredContent());
    }

    private static JsonNode document(JsonNode told, String number) {
        return StreamSupport.stream(told.path("documents").spliterator(), false)
                .filter(each -> each.path("number").asText().equals(number))
                .findFirst()
                .orElseThrow();
    }

    private String refused(String text) {
        McpSchema.CallToolResult result = call(Map.of("text", text));
        assertThat(result.isError()).isTrue();
        return ((McpSchema.TextContent) result.content().get(0)).text();
    }

    @Test
    void whatAnotherRuleFreesIsToldAndNothingChanges() {
        Map<String, List<String>> before = assistants.copy().ledger();
        List<Object> calls = new ArrayList<>();
        assistants.copy().calling(calls::add);

        JsonNode told = tried(NOW.replace("991", "260"));

        assertThat(told.path("changed").findValuesAsText("quoted"))
                .contains("-     use: {account: '991'}", "+     use: {account: '260'}");
        assertThat(told.path("failing").asInt()).isEqualTo(3);
        assertThat(told.path("differing").asInt()).isEqualTo(1);
        JsonNode freed = document(told, "INV-20");
        assertThat(freed.path("id").asText()).startsWith("F");
        assertThat(freed.path("turn").asText()).isEqualTo("goes-on");
        assertThat(freed.at("/changes/0/before/quoted").asText()).contains("991");
        assertThat(calls).isEmpty();
        Map<String, List<String>> after = assistants.copy().ledger();
        for (String beside : List.of(
                "assistant_call",
                "invoice_entry",
                "invoice_client",
                "invoice_search",
                "work_entry",
                "work_name",
                "watermark")) { // written by the search itself
            before.remove(beside);
            after.remove(beside);
        }
        assertThat(after).isEqualTo(before);
    }

    @Test
    void whatIsCopiedOtherwiseAndWhatWouldFailIsTold() {
        JsonNode other = tried(NOW + "  - when: {client: Sample Bakery}\n    use: {account: '260'}\n");

        JsonNode copied = document(other, "INV-1");
        assertThat(copied.path("turn").asText()).isEqualTo("otherwise");
        JsonNode account = copied.at("/changes/0");
        assertThat(account.path("line").asInt()).isEqualTo(1);
        assertThat(account.at("/what/quoted").asText()).isEqualTo("account");
        assertThat(account.at("/before/quoted").asText()).startsWith("200 ");
        assertThat(account.at("/after/quoted").asText()).startsWith("260 ");
        assertThat(account.at("/by/quoted").asText()).isNotEmpty();

        JsonNode broken = tried(NOW + "  - when: {client: Acme}\n    use: {account: '992'}\n");
        JsonNode draft = StreamSupport.stream(broken.path("documents").spliterator(), false)
                .filter(each -> each.path("id").asText().equals("D1"))
                .findFirst()
                .orElseThrow();
        assertThat(draft.path("turn").asText()).isEqualTo("would-fail");
        assertThat(draft.at("/changes/0/what/quoted").asText()).isEqualTo("refused");
        assertThat(draft.at("/changes/0/after/quoted").asText()).contains("992");
    }

    @Test
    void namesOfTrackingCategoriesAreQuoted() {
        assistants.copy().mappings(NOW + "  - use: {tracking: {Project: Beta}}\n");
        assistants.engine().copyService().reloadMappings("test");
        long cafe = assistants.copy().harvest().add(aClient("Cafe").currency("USD"));
        assistants
                .copy()
                .harvest()
                .add(anInvoice(cafe)
                        .number("INV-30")
                        .line("Menu cards", "1", "40")
                        .open());
        assistants.engine().copyService().once("test");

        JsonNode tracked = tried(NOW + "  - use: {tracking: {Project: Alpha}}\n");

        JsonNode change = document(tracked, "INV-30").at("/changes/0");
        assertThat(change.at("/what/quoted").asText()).as("%s", change).isEqualTo("tracking Project");
        assertThat(change.at("/after/quoted").asText()).isEqualTo("Alpha");
    }

    @Test
    void whatIsNoMappingIsRefusedInWords() {
        assertThat(refused("rules: {")).startsWith("The text can't be used as mappings.yaml: ");
        assertThat(refused("rules:\n  - use: {colour: red}\n")).startsWith("The text can't be used as mappings.yaml: ");
        assertThat(refused(NOW)).isEqualTo("The text says what mappings.yaml says.");
    }
}
