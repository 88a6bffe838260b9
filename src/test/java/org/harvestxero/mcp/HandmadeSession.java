package org.harvestxero.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** A session of an assistant by hand-made requests. */
final class HandmadeSession {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final AssistantScenario assistants;
    private final String token;
    private final String id;

    private HandmadeSession(AssistantScenario assistants, String token, String id) {
        this.assistants = assistants;
        this.token = token;
        this.id = id;
    }

    static HandmadeSession begin(AssistantScenario assistants, String token) throws IOException, InterruptedException {
        HttpResponse<String> begun = initialize(assistants, "Bearer " + token);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
        HandmadeSession session = new HandmadeSession(
                assistants, token, begun.headers().firstValue("Mcp-Session-Id").orElseThrow());
        assertThat(session.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                        .statusCode())
                .isEqualTo(202);
        return session;
    }

    /** The same session asked by somebody else. */
    HandmadeSession of(String foreignToken) {
        return new HandmadeSession(assistants, foreignToken, id);
    }

    static HttpResponse<String> initialize(AssistantScenario assistants, @Nullable String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(assistants.at("/mcp")))
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\","
                                + "\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}"));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static String message(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body()).at("/error/message").asText();
    }

    String id() {
        return id;
    }

    HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create(assistants.at("/mcp")))
                .header("Authorization", "Bearer " + token)
                .header("Mcp-Session-Id", id);
    }

    HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return HTTP.send(
                request()
                        .header("Accept", "application/json, text/event-stream")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
