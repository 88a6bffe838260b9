package org.harvestxero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Stands between the program and Harvest and changes what lists of invoices and payments say, in ways Harvest itself would not. */
public final class Meddler implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Consumer<ObjectNode>> edits = new ConcurrentHashMap<>();
    private final Map<String, Consumer<ObjectNode>> paymentEdits = new ConcurrentHashMap<>();
    private volatile String target = "";

    public Meddler() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::pass);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v2";
    }

    /** @param baseUrl of Harvest itself, with {@code /v2} */
    public void passTo(String baseUrl) {
        target = baseUrl.replaceAll("/v2$", "");
    }

    /** From now on the invoice of the number is listed changed. */
    public void spoil(String number, Consumer<ObjectNode> edit) {
        edits.put(number, edit);
    }

    /** The invoice is listed as it is again. */
    public void leave(String number) {
        edits.remove(number);
    }

    /** From now on the payments of the invoice of the id are listed changed. */
    public void spoilPayments(long invoice, Consumer<ObjectNode> edit) {
        paymentEdits.put("/v2/invoices/" + invoice + "/payments", edit);
    }

    /** The payments are listed as they are again. */
    public void leavePayments(long invoice) {
        paymentEdits.remove("/v2/invoices/" + invoice + "/payments");
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI()))
                    .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
                    .header("Harvest-Account-Id", exchange.getRequestHeaders().getFirst("Harvest-Account-Id"))
                    .header("User-Agent", exchange.getRequestHeaders().getFirst("User-Agent"))
                    .build();
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            byte[] body = changed(exchange.getRequestURI().getPath(), answer.body());
            for (String header : List.of("Content-Type", "Date")) {
                answer.headers()
                        .firstValue(header)
                        .ifPresent(value -> exchange.getResponseHeaders().set(header, value));
            }
            exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] changed(String path, byte[] body) throws IOException {
        Consumer<ObjectNode> ofPayments = paymentEdits.get(path);
        if (ofPayments != null) {
            JsonNode list = JSON.readTree(body);
            list.path("invoice_payments").forEach(payment -> ofPayments.accept((ObjectNode) payment));
            return JSON.writeValueAsBytes(list);
        }
        if (!path.equals("/v2/invoices")) {
            return body;
        }
        JsonNode list = JSON.readTree(body);
        for (JsonNode invoice : (ArrayNode) list.path("invoices")) {
            Consumer<ObjectNode> edit = edits.get(invoice.path("number").asText());
            if (edit != null) {
                edit.accept((ObjectNode) invoice);
            }
        }
        return JSON.writeValueAsBytes(list);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
