package org.harvestxero.mcp.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages on standard input and output, passed on to a process that is there, away, or began anew meanwhile. */
class StdioBridgeIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INITIALIZE =
            "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\"}}";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger sessions = new AtomicInteger();
    private volatile String answer = "";
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile CyclicBarrier refusals = new CyclicBarrier(1);
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/mcp", this::take);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** A process that knows its latest session alone. */
    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String session = exchange.getRequestHeaders().getFirst("Mcp-Session-Id");
        asked.add(exchange.getRequestMethod() + " " + session + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " "
                + exchange.getRequestHeaders().getFirst("MCP-Protocol-Version") + " "
                + JSON.readTree(body.isEmpty() ? "{}" : body).path("method").asText());
        if (body.contains("\"initialize\"")) {
            exchange.getResponseHeaders().set("Mcp-Session-Id", "s" + sessions.incrementAndGet());
            send(
                    exchange,
                    200,
                    "application/json",
                    "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":{\"protocolVersion\":\"2025-11-25\"}}");
        } else if (!("s" + sessions.get()).equals(session)) {
            together(refusals);
            send(
                    exchange,
                    404,
                    "application/json",
                    "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32001,\"message\":\"This session is not known here\"}}");
        } else if (body.contains("notifications/")) {
            send(exchange, 202, "text/plain", "");
        } else if (answer.startsWith("data")) {
            send(exchange, 200, "text/event-stream", ": \n\nevent: message\n" + answer + "\n\n");
        } else if (answer.startsWith("4")) {
            send(exchange, Integer.parseInt(answer.substring(0, 3)), "application/json", answer.substring(3));
        } else {
            send(exchange, 200, "application/json", answer);
        }
    }

    private static void together(CyclicBarrier barrier) throws IOException {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IOException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private List<JsonNode> run(boolean there, String... lines) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Door door = new Door(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp"),
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
        new StdioBridge(
                        () -> there ? Optional.of(door) : Optional.empty(),
                        "hxa_token",
                        new ByteArrayInputStream(String.join("\n", lines).getBytes(UTF_8)),
                        new PrintStream(out, true, UTF_8))
                .run();
        List<JsonNode> answers = new ArrayList<>();
        for (String line : out.toString(UTF_8).split("\n")) {
            if (!line.isEmpty()) {
                answers.add(JSON.readTree(line));
            }
        }
        return answers;
    }

    @Test
    void passesMessagesOnInOneSessionAndEndsIt() throws Exception {
        answer = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tools\":[]}}";

        List<JsonNode> answers = run(
                true,
                INITIALIZE,
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
                "",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}");

        assertThat(answers).hasSize(2);
        assertThat(answers.get(1).path("id").asInt()).isEqualTo(1);
        assertThat(asked)
                .containsExactly(
                        "POST null Bearer hxa_token null initialize",
                        "POST s1 Bearer hxa_token 2025-11-25 notifications/initialized",
                        "POST s1 Bearer hxa_token 2025-11-25 tools/list",
                        "DELETE s1 Bearer hxa_token null ");
    }

    @Test
    void whatComesAsEventsIsPassedBackAsMessages() throws Exception {
        answer = "data: {\"jsonrpc\":\"2.0\",\"id\":\"e-1\",\"method\":\"elicitation/create\"}\n\n"
                + "data: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}";

        List<JsonNode> answers = run(true, INITIALIZE, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\"}");

        assertThat(answers).extracting(each -> each.path("id").asText()).containsExactly("0", "e-1", "1");
    }

    @Test
    void goesOnWithAProcessThatBeganAnew() throws Exception {
        answer = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}";
        Door door = new Door(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp"), HttpClient.newHttpClient());
        List<JsonNode> told = new CopyOnWriteArrayList<>();
        Passage passage = new Passage(() -> Optional.of(door), "hxa_token", told::add);
        passage.pass(JSON.readTree(INITIALIZE));
        sessions.incrementAndGet(); // as if it had been started again
        passage.pass(JSON.readTree("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}"));

        assertThat(told).extracting(each -> each.path("id").asText()).containsExactly("0", "1");
        assertThat(asked)
                .extracting(each -> each.split(" ")[1] + " " + each.substring(each.lastIndexOf(' ') + 1))
                .containsExactly(
                        "null initialize", "s1 ping", "null initialize", "s3 notifications/initialized", "s3 ping");
    }

    @Test
    void beginsOneSessionAnewHoweverManyFindItGone() throws Exception {
        answer = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}";
        Door door = new Door(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp"), HttpClient.newHttpClient());
        List<JsonNode> told = new CopyOnWriteArrayList<>();
        Passage passage = new Passage(() -> Optional.of(door), "hxa_token", told::add);
        passage.pass(JSON.readTree(INITIALIZE));
        sessions.incrementAndGet(); // as if it had been started again
        refusals = new CyclicBarrier(2);

        Callable<Void> ping = () -> {
            passage.pass(JSON.readTree("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}"));
            return null;
        };
        for (Future<Void> each : threads.invokeAll(List.of(ping, ping))) {
            each.get();
        }

        assertThat(told).extracting(each -> each.path("id").asText()).containsExactly("0", "1", "1");
        assertThat(asked)
                .extracting(each -> each.split(" ")[1] + " " + each.substring(each.lastIndexOf(' ') + 1))
                .containsExactlyInAnyOrder(
                        "null initialize",
                        "s1 ping",
                        "s1 ping",
                        "null initialize",
                        "s3 notifications/initialized",
                        "s3 ping",
                        "s3 ping");
    }

    @Test
    void saysInWordsWhatIsInTheWay() throws Exception {
        String request = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

        assertThat(run(false, request).get(0).at("/error/message").asText())
                .isEqualTo(
                        "harvest-xero does not run for this home: start it with `harvest-xero run`, then ask again.");
        sessions.set(0);
        answer = "401{\"error\":{\"code\":-32001,\"message\":\"The token of Vera ended\"}}";
        assertThat(run(true, INITIALIZE, request).get(1).at("/error/message").asText())
                .isEqualTo("The token of Vera ended");
        answer = "404";
        assertThat(run(true, INITIALIZE, request).get(1).at("/error/message").asText())
                .startsWith("The process that runs harvest-xero does not let assistants in: set mcp.enabled=true");
        assertThat(run(true, "no message").get(0).at("/error/code").asInt()).isEqualTo(-32700);
        server.stop(0);
        assertThat(run(true, request).get(0).at("/error/message").asText())
                .startsWith("The process that runs harvest-xero gave no full answer");
    }
}
