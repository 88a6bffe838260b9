package org.harvestxero.operations;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/**
 * What a command writes, on its way to the process that asked for it: a line at a time, so that letters of more than one byte stay
 * whole. Whoever reads slowly makes the command wait, so that little is ever held here; once the reader has gone, the command goes on
 * and its output is dropped.
 */
final class CommandOutput {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Characters that may be on their way. */
    private static final int MOST_UNREAD = 256 * 1024;

    private final HttpServerResponse response;
    private final Semaphore room = new Semaphore(MOST_UNREAD, true);

    CommandOutput(HttpServerResponse response) {
        this.response = response;
    }

    /** @param name goes with each line, {@code out} or {@code err} */
    PrintStream stream(String name) {
        return new PrintStream(new Lines(name), false, StandardCharsets.UTF_8);
    }

    /** How far the work has come, for a person at a terminal. */
    void progress(String words) {
        send(JSON.createObjectNode().put("progress", words) + "\n");
    }

    private void send(String line) {
        int length = Math.min(line.length(), MOST_UNREAD);
        try {
            room.acquire(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (response.closed()) {
            room.release(length);
        } else {
            response.write(line).onComplete(written -> room.release(length));
        }
    }

    private final class Lines extends OutputStream {
        private final String stream;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(String stream) {
            this.stream = stream;
        }

        @Override
        public synchronized void write(int letter) {
            line.write(letter);
            if (letter == '\n') {
                flushLine();
            }
        }

        private void flushLine() {
            if (line.size() > 0) {
                send(JSON.createObjectNode().put(stream, line.toString(StandardCharsets.UTF_8)) + "\n");
            }
            line.reset();
        }

        @Override
        public synchronized void close() {
            flushLine();
        }
    }
}
