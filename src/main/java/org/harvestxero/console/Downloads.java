package org.harvestxero.console;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.harvestxero.console.page.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a file piece by piece, as fast as it is taken, so that a long one needs no more memory than a short one. */
final class Downloads {
    private static final Logger LOG = LoggerFactory.getLogger(Downloads.class);
    private static final int PIECE = 32 * 1024;
    private static final long LONGEST_SECONDS = 30;

    private Downloads() {}

    static void send(RoutingContext request, Answer.Download download, Replies replies) {
        HttpServerResponse response = request.response();
        response.setChunked(true)
                .putHeader("Content-Type", download.mediaType())
                .putHeader("Content-Disposition", "attachment; filename=\"" + download.name() + "\"");
        replies.later(
                request,
                () -> {
                    try (OutputStream out = new BufferedOutputStream(new Pieces(response), PIECE)) {
                        download.writer().to(out);
                    }
                    return true;
                },
                (done, failure) -> {
                    if (failure == null) {
                        response.end();
                    } else {
                        LOG.warn("A file of the console was not sent to its end: {}", failure.toString());
                        request.request().connection().close(); // whoever gets it must not take it for whole
                    }
                });
    }

    private static final class Pieces extends OutputStream {
        private final HttpServerResponse response;

        Pieces(HttpServerResponse response) {
            this.response = response;
        }

        @Override
        public void write(int letter) throws IOException {
            write(new byte[] {(byte) letter}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                response.write(Buffer.buffer().appendBytes(bytes, from, length))
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(LONGEST_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("stopped");
            } catch (ExecutionException | TimeoutException e) {
                throw new IOException("nobody takes it", e);
            }
        }
    }
}
