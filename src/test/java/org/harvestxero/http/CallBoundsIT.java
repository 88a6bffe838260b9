package org.harvestxero.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CallBoundsIT {
    private static final Duration DEADLINE = Duration.ofMillis(400);
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n";

    @Test
    void anAnswerThatTricklesIsCutAtTheDeadline() throws Exception {
        try (Server server = new Server(out -> {
            out.write((HEAD + "\r\n").getBytes(StandardCharsets.US_ASCII));
            trickle(out);
        })) {
            assertThatThrownBy(() -> get(server, 1_000_000))
                    .isInstanceOf(CallCutException.class)
                    .hasMessage("the answer was not there after 0 s (calls.deadline)");
        }
    }

    @Test
    void headersThatTrickleAreCutAtTheDeadlineToo() throws Exception {
        try (Server server = new Server(out -> {
            out.write("HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
            trickle(out);
        })) {
            assertThatThrownBy(() -> get(server, 1_000_000)).isInstanceOf(CallCutException.class);
        }
    }

    @Test
    void anAnswerWithoutEndIsCutAtItsLargestSize() throws Exception {
        byte[] block = new byte[64 * 1024];
        try (Server server = new Server(out -> {
            out.write((HEAD + "\r\n").getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write(block);
            }
        })) {
            assertThatThrownBy(() -> get(server, 3_000_000))
                    .isInstanceOf(CallCutException.class)
                    .hasMessage("the answer is larger than 3 MB");
        }
    }

    @Test
    void anAnswerOfTheLargestSizeComesThroughWhole() throws Exception {
        try (Server server = new Server(out ->
                out.write((HEAD + "Content-Length: 10\r\n\r\n0123456789").getBytes(StandardCharsets.US_ASCII)))) {
            assertThat(get(server, 10)).isEqualTo("0123456789");
        }
    }

    /** One byte each 20 ms, until the other side has gone. */
    private static void trickle(OutputStream out) throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        while (true) {
            out.write('x');
            out.flush();
            try {
                if (never.await(20, TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static String get(Server server, long mostBytes) throws IOException {
        HttpClientBuilder builder = HttpClientBuilder.create();
        new CallClient(new AuthorizationVault(), "test", new CallBounds(DEADLINE, mostBytes))
                .configureHttpClient(builder);
        try (CloseableHttpClient client = builder.build()) {
            return client.execute(
                    new HttpGet("http://127.0.0.1:" + server.port() + "/"),
                    response -> EntityUtils.toString(response.getEntity()));
        }
    }

    /** Answers one connection as told. */
    private static final class Server implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final Thread thread;

        interface Answering {
            void to(OutputStream out) throws IOException;
        }

        Server(Answering answering) throws IOException {
            thread = new Thread(() -> {
                try (Socket client = socket.accept()) {
                    client.getInputStream().read(new byte[8192]);
                    answering.to(client.getOutputStream());
                } catch (IOException e) {
                    // The other side has gone, as it should.
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
            thread.interrupt();
        }
    }
}
