package org.harvestxero.runtime;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What a command writes, on its way to the process that asked for it; sent a line at a time, so that characters of several bytes stay
 * whole. A slow reader makes the command wait, so that little is buffered here. Once the reader has gone, or has read nothing for too
 * long, the command goes on and its output is dropped.
 */
final class CommandOutput {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The most characters that may be in flight. */
    private static final int MOST_UNREAD = 256 * 1024;

    private final HttpServerResponse response;
    private final Semaphore room = new Semaphore(MOST_UNREAD, true);
    private final Duration patience;
    private final Runnable unread;
    private volatile boolean dropped;

    /**
     * @param patience for how long the reader may read nothing
     * @param unread called when it has read nothing for longer
     */
    CommandOutput(HttpServerResponse response, Duration patience, Runnable unread) {
        this.response = response;
        this.patience = patience;
        this.unread = unread;
    }

    /** @param name goes with each line, {@code out} or {@code err} */
    PrintStream stream(String name) {
        return new PrintStream(new Lines(name), false, StandardCharsets.UTF_8);
    }

    /** How far the work has come, for a person at a terminal. */
    void progress(String words) {
        send(JSON.createObjectNode().put("progress", words) + "\n");
    }

    /** The page to open in the browser of whoever asked. */
    void browse(URI page) {
        send(JSON.createObjectNode().put("browse", page.toString()) + "\n");
    }

    /** Ends the response with the command's exit code, once everything before it has been read. */
    void end(int exit) {
        if (isRoom(MOST_UNREAD)) {
            response.end(JSON.createObjectNode().put("exit", exit) + "\n");
        }
    }

    private void send(String line) {
        int length = Math.min(line.length(), MOST_UNREAD);
        if (isRoom(length)) {
            response.write(line).onComplete(written -> room.release(length));
        }
    }

    /** Reserves room for so many characters; false when nobody will read them. */
    private boolean isRoom(int length) {
        try {
            if (dropped || response.closed()) {
                return false;
            }
            if (room.tryAcquire(length, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                if (!response.closed()) {
                    return true;
                }
                room.release(length);
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        dropped = true;
        unread.run();
        return false;
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
