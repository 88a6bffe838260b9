package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.harvestxero.console.user.Role;
import org.harvestxero.mcp.token.Assistant;
import org.harvestxero.mcp.token.AssistantFile;
import org.harvestxero.mcp.token.AssistantToken;

/** An assistant with a token, which proposes over HTTP. Asks for {@code mcp.enabled=true}. */
final class ProposingAssistant implements AutoCloseable {
    private final McpSyncClient client;

    /** @param name as people read it */
    ProposingAssistant(ConsoleScenario console, String name) {
        String token = AssistantToken.next();
        new AssistantFile(console.home().resolve("data/assistants"))
                .put(new Assistant(
                        name,
                        Set.of(Role.ADMIN),
                        Set.of(),
                        Assistant.Bounds.USUAL,
                        LocalDate.of(2026, 12, 31),
                        null,
                        AssistantToken.hash(token)));
        client = McpClient.sync(HttpClientStreamableHttpTransport.builder(console.at(""))
                        .endpoint("/mcp")
                        .jsonMapper(new JacksonMcpJsonMapper(new ObjectMapper()))
                        .addHttpRequestCustomizer((request, method, uri, body, context) ->
                                request.header("Authorization", "Bearer " + token))
                        .build())
                .jsonSchemaValidator((schema, answer) -> JsonSchemaValidator.ValidationResponse.asValid(""))
                .build();
        client.initialize();
    }

    void propose(String tool, Map<String, Object> arguments) {
        assertThat(client.callTool(McpSchema.CallToolRequest.builder(tool)
                                .arguments(arguments)
                                .build())
                        .isError())
                .isNotEqualTo(true);
    }

    @Override
    public void close() {
        client.closeGracefully();
    }
}
