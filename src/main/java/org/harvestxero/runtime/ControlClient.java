package org.harvestxero.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.harvestxero.api.SideException;

/**
 * Has a command carried out inside the process that holds the home. Both streams come back as they are written, one JSON object
 * per line: {@code {"out": "…"}}, {@code {"err": "…"}}, {@code {"browse": "https://…"}}, and at the end {@code {"exit": 0}}.
 */
public final class ControlClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int MOST_WORDS = 1024;

    private final ControlFile running;

    public ControlClient(ControlFile running) {
        this.running = running;
    }

    /**
     * The command's exit code.
     *
     * @throws org.harvestxero.api.SideException when the process doesn't answer, or goes away before the command has ended
     */
    public int carryOut(List<String> arguments, String who, PrintStream out, PrintStream err, Consumer<URI> browser)
            throws InterruptedException {
        ObjectNode body = JSON.createObjectNode().put("who", who);
        body.put("terminal", ProgressLine.isSeen());
        arguments.forEach(body.putArray("arguments")::add);
        HttpClient client = client(running);
        HttpRequest request = HttpRequest.newBuilder(address(running, "/control/command"))
                .header("Authorization", "Bearer " + running.token())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                throw refused(answer);
            }
            return copy(answer.body(), out, err, browser);
        } catch (IOException e) {
            throw gone("gave no full answer (" + e + ")");
        }
    }

    /** Where a running process is asked by others of this machine. @param path with its slash */
    public static URI address(ControlFile running, String path) {
        return URI.create((running.certificate().isEmpty() ? "http://" : "https://")
                + ListenAddress.inUrl(running.host()) + ":" + running.port() + path);
    }

    /** Trusts the certificate of this very process, where it has one. */
    public static HttpClient client(ControlFile running) {
        HttpClient.Builder building =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
        if (!running.certificate().isEmpty()) {
            building.sslContext(PinnedCertificate.trusting(running.certificate()));
        }
        return building.build();
    }

    private int copy(InputStream answer, PrintStream out, PrintStream err, Consumer<URI> browser) throws IOException {
        ProgressLine progress = new ProgressLine(err);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode node = read(line);
                if (node.has("exit")) {
                    progress.show("");
                    return node.get("exit").asInt();
                }
                progress.show(node.path("progress").asText(""));
                out.print(node.path("out").asText());
                err.print(node.path("err").asText());
                out.flush();
                err.flush();
                page(node).ifPresent(browser);
            }
        }
        throw gone("stopped before the command had ended");
    }

    private static Optional<URI> page(JsonNode node) {
        try {
            return node.has("browse") ? Optional.of(new URI(node.get("browse").asText())) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static JsonNode read(String line) throws JsonProcessingException {
        return JSON.readTree(line);
    }

    /** A refusal that comes with a sentence is shown as it is; one without only says that something is wrong. */
    private SideException refused(HttpResponse<InputStream> answer) throws IOException {
        String sentence = answer.body() == null
                ? ""
                : new String(answer.body().readNBytes(MOST_WORDS), StandardCharsets.UTF_8).strip();
        return sentence.isEmpty() || sentence.startsWith("<")
                ? gone("answered " + answer.statusCode())
                : new SideException(sentence, null);
    }

    private SideException gone(String what) {
        return new SideException(
                "Process " + running.pid() + " holds this home, but its control on port " + running.port() + " " + what
                        + ": look at its log, then try again.",
                null);
    }
}
