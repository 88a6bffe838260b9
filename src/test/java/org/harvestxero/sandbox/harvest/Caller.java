package org.harvestxero.sandbox.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls the sandbox over HTTP the way any client does. */
final class Caller {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String root;
    private final String token;
    private final String accountId;

    Caller(HarvestSandbox harvest) {
        this(harvest.baseUrl(), harvest.options().access().token(), "1000001");
    }

    private Caller(String root, String token, String accountId) {
        this.root = root;
        this.token = token;
        this.accountId = accountId;
    }

    Caller withToken(String value) {
        return new Caller(root, value, accountId);
    }

    Caller withAccount(String value) {
        return new Caller(root, token, value);
    }

    /** Another root of the same host, such as {@code /sandbox}. */
    Caller below(String path) {
        return new Caller(URI.create(root).resolve(path).toString(), token, accountId);
    }

    /** A status and a body. */
    record Answer(int status, String body, HttpResponse<String> raw) {
        JsonNode json() {
            try {
                return Json.MAPPER.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(body, e);
            }
        }

        String message() {
            return json().path("message").asText();
        }

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").POST(publisher(body)));
    }

    Answer patch(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").method("PATCH", publisher(body)));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** Single quotes stand for double ones, so that JSON stays readable here. */
    private static HttpRequest.BodyPublisher publisher(String body) {
        return BodyPublishers.ofString(body.replace('\'', '"'));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : root + path))
                .timeout(Duration.ofSeconds(20))
                .header("User-Agent", "Tests (tests@example.com)")
                .header("Authorization", "Bearer " + token)
                .header("Harvest-Account-Id", accountId);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return exchange(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer exchange(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
