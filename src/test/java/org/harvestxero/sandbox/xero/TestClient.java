package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Talks to a sandbox as a custom connection, with nothing in between. */
final class TestClient {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String baseUrl;
    private final Map<String, String> headers = new LinkedHashMap<>();

    TestClient(XeroSandbox sandbox) {
        this.baseUrl = sandbox.baseUrl();
        headers.put("Accept", "application/json");
        headers.put("Content-Type", "application/json; charset=utf-8");
    }

    static TestClient connected(XeroSandbox sandbox) {
        TestClient client = new TestClient(sandbox);
        client.fetchToken();
        return client;
    }

    /** What came back. */
    record Reply(int status, HttpResponse<byte[]> response) {
        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return parse(text());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        /** The only or first element of a collection. */
        JsonNode first(String collection) {
            JsonNode list = json().path(collection);
            if (list.isEmpty()) {
                throw new AssertionError("no " + collection + " in " + text());
            }
            return list.get(0);
        }

        /** The first validation message of an element of a refused request. */
        String error() {
            return json().at("/Elements/0/ValidationErrors/0/Message").asText();
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** JSON with single quotes for double ones. */
    static JsonNode json(String quoted) {
        return parse(quoted.replace('\'', '"'));
    }

    static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    void fetchToken() {
        Reply reply = form("/connect/token", "grant_type=client_credentials");
        with("Authorization", "Bearer " + reply.json().get("access_token").asText());
    }

    TestClient with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    TestClient without(String header) {
        headers.remove(header);
        return this;
    }

    Reply form(String path, String form) {
        String basic =
                Base64.getEncoder().encodeToString("sandbox-client:sandbox-secret".getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(URI.create(baseUrl + path))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    Reply get(String path) {
        return call("GET", path, "");
    }

    /** Single quotes in the body stand for double ones. */
    Reply put(String path, String body) {
        return call("PUT", path, body.replace('\'', '"'));
    }

    Reply post(String path, String body) {
        return call("POST", path, body.replace('\'', '"'));
    }

    Reply delete(String path) {
        return call("DELETE", path, "");
    }

    /** @param path below the accounting API unless it starts with a slash */
    Reply call(String method, String path, String body) {
        return send(request(method, path, body));
    }

    HttpRequest.Builder request(String method, String path, String body) {
        String address = path.startsWith("/") ? path : "/api.xro/2.0/" + path;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + address));
        headers.forEach(request::header);
        return request.method(
                method,
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
    }

    Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpClient http() {
        return http;
    }

    String createContact(String name) {
        return put("Contacts", "{'Name':'" + name + "','EmailAddress':'billing@example.com'}")
                .first("Contacts")
                .get("ContactID")
                .asText();
    }

    /** An approved invoice of one line. */
    JsonNode createInvoice(String contactId, String number, String quantity, String unitAmount) {
        return put("Invoices", invoice(contactId, number, "AUTHORISED", quantity, unitAmount))
                .first("Invoices");
    }

    static String invoice(String contactId, String number, String status, String quantity, String unitAmount) {
        return "{'Type':'ACCREC','Contact':{'ContactID':'" + contactId + "'},'InvoiceNumber':'" + number
                + "','Status':'" + status + "','Date':'2026-11-02','DueDate':'2026-12-02','LineItems':[{'Description':"
                + "'Work','Quantity':" + quantity + ",'UnitAmount':" + unitAmount
                + ",'AccountCode':'200','TaxType':'OUTPUT2'}]}";
    }

    static String payment(String invoiceId, String amount) {
        return "{'Invoice':{'InvoiceID':'" + invoiceId + "'},'Account':{'Code':'090'},'Date':'2026-11-16','Amount':"
                + amount + "}";
    }
}
