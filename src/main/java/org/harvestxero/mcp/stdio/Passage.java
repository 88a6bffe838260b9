package org.harvestxero.mcp.stdio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One session with the running process. When that began anew, so does the session, and the message that found it gone is sent once more. Safe
 * for several threads.
 */
final class Passage {
    private static final String SESSION = "Mcp-Session-Id";
    private static final String EVENTS = "text/event-stream";
    private static final String DATA = "data:";
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int NOT_FOUND = 404;
    private static final int NO_SESSION = -32001;
    private static final int NOT_REACHED = -32000;
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private final Supplier<Optional<Door>> doors;
    private final String token;
    private final Consumer<JsonNode> out;
    private @Nullable JsonNode initialize;
    private @Nullable String session;
    private String protocol = "";

    /** @param out takes what goes back */
    Passage(Supplier<Optional<Door>> doors, String token, Consumer<JsonNode> out) {
        this.doors = doors;
        this.token = token;
        this.out = out;
    }

    /** Sends a message and gives back what comes of it. */
    void pass(JsonNode message) throws InterruptedException {
        boolean begins = isInitialize(message);
        if (begins) {
            begin(message);
        }
        Optional<String> words = tried(message, begins ? null : session(), true);
        if (words.isPresent() && message.has("id") && message.has("method")) {
            out.accept(StdioBridge.error(message.get("id"), NOT_REACHED, words.get()));
        }
    }

    private synchronized void begin(JsonNode message) {
        initialize = message;
        session = null;
    }

    private synchronized @Nullable String session() {
        return session;
    }

    /** Why it could not be passed on, in words; empty when it was. */
    private Optional<String> tried(JsonNode message, @Nullable String with, boolean mayBeginAnew)
            throws InterruptedException {
        Optional<Door> door = doors.get();
        if (door.isEmpty()) {
            return Optional.of(
                    "harvest-xero does not run for this home: start it with `harvest-xero run`, then ask again.");
        }
        try {
            HttpResponse<InputStream> answer = door.get()
                    .client()
                    .send(request(door.get(), message, with), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() == OK || answer.statusCode() == ACCEPTED) {
                    learn(message, answer);
                    giveBack(message, answer, body);
                    return Optional.empty();
                }
                JsonNode refusal = StdioBridge.read(text(body)).orElse(MissingNode.getInstance());
                if (answer.statusCode() == NOT_FOUND && mayBeginAnew && isSessionGone(refusal)) {
                    Optional<String> anew = beginAnew(door.get(), with);
                    return anew.isPresent()
                            ? tried(message, anew.get(), false)
                            : Optional.of("The session could not be begun anew: ask again in a moment.");
                }
                return Optional.of(words(answer.statusCode(), refusal));
            }
        } catch (IOException e) {
            return Optional.of(
                    "The process that runs harvest-xero gave no full answer: ask again in a moment, and look at its log"
                            + " if that does not help.");
        }
    }

    private HttpRequest request(Door door, JsonNode message, @Nullable String with) {
        HttpRequest.Builder building = HttpRequest.newBuilder(door.address())
                .timeout(LONGEST)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, " + EVENTS)
                .POST(HttpRequest.BodyPublishers.ofString(message.toString()));
        if (with != null) {
            building.header(SESSION, with);
            String spoken = protocol();
            if (!spoken.isEmpty()) {
                building.header("MCP-Protocol-Version", spoken);
            }
        }
        return building.build();
    }

    private synchronized String protocol() {
        return protocol;
    }

    private synchronized void learn(JsonNode message, HttpResponse<InputStream> answer) {
        if (isInitialize(message)) {
            answer.headers().firstValue(SESSION).ifPresent(id -> session = id);
        }
    }

    private void giveBack(JsonNode message, HttpResponse<InputStream> answer, InputStream body) throws IOException {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (type.startsWith(EVENTS)) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(DATA)) {
                    told(message, line.substring(DATA.length()));
                }
            }
        } else if (answer.statusCode() == OK) {
            told(message, text(body));
        }
    }

    private static String text(InputStream body) throws IOException {
        return new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    }

    private void told(JsonNode message, String back) {
        StdioBridge.read(back).ifPresent(answer -> {
            if (isInitialize(message)) {
                speaks(answer.path("result").path("protocolVersion").asText(""));
            }
            out.accept(answer);
        });
    }

    static boolean isInitialize(JsonNode message) {
        return message.path("method").asText().equals("initialize");
    }

    private synchronized void speaks(String version) {
        protocol = version;
    }

    private static boolean isSessionGone(JsonNode refusal) {
        return refusal.path("error").path("code").asInt() == NO_SESSION;
    }

    private static String words(int status, JsonNode refusal) {
        String said = refusal.path("error").path("message").asText("");
        if (!said.isEmpty()) {
            return said;
        }
        return status == NOT_FOUND
                ? "The process that runs harvest-xero does not let assistants in: set mcp.enabled=true, and start it again."
                : "The process that runs harvest-xero answered " + status + ": ask again in a moment.";
    }

    /** The id of another session like the one that is gone, begun by whoever finds that first; empty when there is none. */
    private synchronized Optional<String> beginAnew(Door door, @Nullable String gone)
            throws IOException, InterruptedException {
        if (session != null && !session.equals(gone)) {
            return Optional.of(session);
        }
        if (initialize == null) {
            return Optional.empty();
        }
        ObjectNode again = initialize.deepCopy();
        again.put("id", "again");
        HttpResponse<String> begun =
                door.client().send(request(door, again, null), HttpResponse.BodyHandlers.ofString());
        Optional<String> id = begun.headers().firstValue(SESSION);
        if (begun.statusCode() != OK || id.isEmpty()) {
            return Optional.empty();
        }
        session = id.get();
        ObjectNode ready =
                JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0").put("method", "notifications/initialized");
        door.client().send(request(door, ready, id.get()), HttpResponse.BodyHandlers.discarding());
        return id;
    }

    /** Ends the session, if there is one. */
    void end() throws InterruptedException {
        String id = session();
        Optional<Door> door = doors.get();
        if (id == null || door.isEmpty()) {
            return;
        }
        HttpRequest ending = HttpRequest.newBuilder(door.get().address())
                .timeout(Duration.ofSeconds(5))
                .header("Authorization", "Bearer " + token)
                .header(SESSION, id)
                .DELETE()
                .build();
        try {
            door.get().client().send(ending, HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            return; // it ends by itself
        }
    }
}
