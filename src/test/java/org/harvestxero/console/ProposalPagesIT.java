package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.harvestxero.api.Reviews;
import org.harvestxero.console.user.Role;
import org.harvestxero.mcp.token.Assistant;
import org.harvestxero.mcp.token.AssistantFile;
import org.harvestxero.mcp.token.AssistantToken;
import org.junit.jupiter.api.Test;

/** Proposals of an assistant in a real browser: seen by everybody, decided by those who may. */
class ProposalPagesIT extends BrowserScenario {
    @Override
    void fill() {
        console.serve(Map.of("mcp.enabled", "true"));
        String token = AssistantToken.next();
        new AssistantFile(console.home().resolve("data/assistants"))
                .put(new Assistant(
                        "Desk helper",
                        Set.of(Role.ADMIN),
                        Set.of(),
                        Assistant.Bounds.USUAL,
                        LocalDate.of(2026, 12, 31),
                        null,
                        AssistantToken.hash(token)));
        McpSyncClient client = McpClient.sync(HttpClientStreamableHttpTransport.builder(console.at(""))
                        .endpoint("/mcp")
                        .jsonMapper(new JacksonMcpJsonMapper(new ObjectMapper()))
                        .addHttpRequestCustomizer((request, method, uri, body, context) ->
                                request.header("Authorization", "Bearer " + token))
                        .build())
                .jsonSchemaValidator((schema, answer) -> JsonSchemaValidator.ValidationResponse.asValid(""))
                .build();
        client.initialize();
        propose(client, "propose_hold_draft", Map.of("draft", "D1", "reason", "The client asked us to wait."));
        propose(
                client,
                "propose_change_agreement",
                Map.of(
                        "file",
                        "acme.yaml",
                        "text",
                        "client: Acme\nstart: 2026-10-01\nreview: {when: [{totalAbove: 2000}]}\n",
                        "reason",
                        "Fewer looks at small bills."));
        client.closeGracefully();
    }

    private static void propose(McpSyncClient client, String tool, Map<String, Object> arguments) {
        assertThat(client.callTool(McpSchema.CallToolRequest.builder(tool)
                                .arguments(arguments)
                                .build())
                        .isError())
                .isNotEqualTo(true);
    }

    @Test
    void aProposalIsReadAndDecidedByThoseWhoMay() {
        Page vera = open("Vera", "/proposals");
        assertThat(vera.locator("main").innerText())
                .contains("Put draft D1 of Acme, period 2026-10 aside", "Desk helper");
        Chromium.assertAccessible(vera);
        vera.getByText("P2").first().click();
        vera.waitForURL("**/proposals/P2");
        assertThat(vera.locator("tr.removed, tr.added").allInnerTexts())
                .containsExactly("- review: {when: [always]}", "+ review: {when: [{totalAbove: 2000}]}");
        assertThat(vera.locator("main").innerText()).contains("it takes admin to decide about this");
        Chromium.assertAccessible(vera);
        Chromium.picture(vera, "proposal");

        Page rita = open("Rita", "/proposals/P1");
        Chromium.assertAccessible(rita);
        rita.getByText("Confirm: do exactly this").click();
        rita.locator(".notice.good").waitFor();
        assertThat(rita.locator(".notice").innerText()).isEqualTo("P1 is done. Put aside.");
        assertThat(console.engine()
                        .people()
                        .reviews()
                        .find("D1")
                        .orElseThrow()
                        .item()
                        .state())
                .isEqualTo(Reviews.State.HELD);
        rita.navigate(console.at("/console/proposals/calls"));
        assertThat(rita.locator("main").innerText()).contains("propose_hold_draft", "answered");
        Chromium.assertAccessible(rita);

        Page narrow = chromium.window();
        narrow.setViewportSize(360, 800);
        for (String path : new String[] {"/proposals", "/proposals/P2", "/proposals/calls"}) {
            open(narrow, "Ada", path);
            Chromium.assertFits(narrow);
            narrow.context().clearCookies();
        }
    }
}
