package org.harvestxero.mcp.stdio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Passes messages on between standard input and output and the running process. One message is one line. Requests are answered as they are
 * done, so a slow one keeps none back; what can't be passed on is answered in words.
 */
public final class StdioBridge {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int AT_ONCE = 8;
    private static final int LONGEST_LINE = 1_000_000;
    private static final long LAST_ANSWERS_SECONDS = 10;
    private static final int PARSE_ERROR = -32700;

    private final Passage passage;
    private final InputStream in;
    private final PrintStream out;

    /**
     * @param doors finds the process that runs at this moment; empty while none does
     * @param token what is shown there
     * @param out gets messages and nothing else
     */
    public StdioBridge(Supplier<Optional<Door>> doors, String token, InputStream in, PrintStream out) {
        this.passage = new Passage(doors, token, this::write);
        this.in = in;
        this.out = out;
    }

    /** Returns when the input ends. */
    public void run() throws IOException, InterruptedException {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                AT_ONCE, AT_ONCE, LAST_ANSWERS_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "assistant");
                    thread.setDaemon(true);
                    return thread;
                });
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    take(line, threads);
                }
            }
        }
        threads.shutdown();
        if (!threads.awaitTermination(LAST_ANSWERS_SECONDS, TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
        passage.end();
    }

    private void take(String line, ExecutorService threads) throws InterruptedException {
        Optional<JsonNode> read = line.length() > LONGEST_LINE ? Optional.empty() : read(line);
        if (read.isEmpty()) {
            write(error(
                    JsonNodeFactory.instance.nullNode(),
                    PARSE_ERROR,
                    "This line is no message: send one JSON-RPC message as JSON in one line."));
            return;
        }
        JsonNode message = read.get();
        boolean request = message.has("method") && message.has("id");
        if (request && !Passage.isInitialize(message)) {
            threads.execute(() -> {
                try {
                    passage.pass(message);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        } else {
            passage.pass(message); // in its order: what follows rests on it
        }
    }

    /** The message that a text is; empty where it is none. */
    static Optional<JsonNode> read(String line) {
        try {
            return Optional.of(JSON.readTree(line)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    static JsonNode error(JsonNode id, int code, String words) {
        var answer = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
        answer.set("id", id);
        answer.putObject("error").put("code", code).put("message", words);
        return answer;
    }

    private synchronized void write(JsonNode message) {
        byte[] line = (message + "\n").getBytes(StandardCharsets.UTF_8);
        out.write(line, 0, line.length);
        out.flush();
    }
}
