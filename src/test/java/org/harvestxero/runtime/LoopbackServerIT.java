package org.harvestxero.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.harvestxero.LogLines;
import org.harvestxero.api.FakeProgram;
import org.harvestxero.commands.Stop;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;
import org.harvestxero.monitoring.LogLine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What whoever reaches the port can do to the process, and learn of it, over real sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoopbackServerIT {
    private static final int CONNECTIONS = 5;
    private static final Duration CUT = Duration.ofMillis(400);
    private static final String STATUS = "{\"arguments\":[\"status\"],\"who\":\"Ada\"}";

    private final FakeProgram program = new FakeProgram(Clock.systemUTC());
    private LogLines log = new LogLines();
    private final List<Socket> sockets = new ArrayList<>();
    private final AtomicInteger began = new AtomicInteger();
    private CommandRunner runner;
    private final AtomicInteger ended = new AtomicInteger();
    private Engine engine;
    private Home home;
    private int port;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        program.bounds = new ServerBounds(CONNECTIONS, CUT, Duration.ofSeconds(20), 2, 1, CUT, 1024);
        engine = serve(folder);
    }

    private Engine serve(Path folder) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Files.createDirectories(folder.resolve("routes"));
        Files.writeString(folder.resolve("routes/tick.camel.yaml"), """
                - route:
                    id: tick
                    from: {uri: direct:tick, steps: [{stop: {}}]}
                """);
        Files.createDirectories(folder.resolve("data"));
        home = Home.at(folder, folder);
        assertThat(HomeLock.take(home, "run")).isPresent();
        return program.start(
                home,
                Settings.of(Map.of("http.port", Integer.toString(port)), home),
                Engine.Mode.STANDBY,
                (running, arguments, who, out, err, browser) -> {
                    began.incrementAndGet();
                    try {
                        return runner.carryOut(running, arguments, who, out, err, browser);
                    } finally {
                        ended.incrementAndGet();
                    }
                });
    }

    @AfterAll
    void stop() {
        engine.close();
    }

    @BeforeEach
    void listen() {
        began.set(0);
        ended.set(0);
        runner = (running, arguments, who, out, err, browser) -> 0;
        log = new LogLines();
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void hangUp() throws IOException {
        logger().detachAppender(log);
        runner = (running, arguments, who, out, err, browser) -> 0;
        await().until(() -> ask("POST", "/control/command", token(), STATUS).contains("{\"exit\":0}")
                && began.get() == ended.get());
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    @Test
    void aRequestThatNeverBecomesWholeIsCut() throws IOException {
        Socket silent = connect();
        Socket head = connect();
        send(head, "GET /health/live HTTP/1.1\r\nHost: localhost\r\n");
        Socket body = connect();
        send(body, head("POST", "/control/command", token()) + "Content-Length: 100\r\n\r\n{\"arguments\"");

        assertThat(List.of(silent, head, body))
                .allSatisfy(each -> assertThat(answer(each)).isEmpty());
        assertThat(began).hasValue(0);
    }

    @Test
    void aRequestThatTricklesInIsCutThoughItIsNeverIdle() throws IOException {
        Socket head = connect();
        send(head, "GET /health/live HTTP/1.1\r\nX-Slow: ");
        Socket body = connect();
        send(body, head("POST", "/control/command", token()) + "Content-Length: 1000\r\n\r\n");
        long start = System.nanoTime();

        assertThat(isCutWhileTrickling(head)).isTrue();
        assertThat(isCutWhileTrickling(body)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(200), Duration.ofSeconds(9));
    }

    @Test
    void aConnectionMayAskAgainAndIsCutOnlyOnceItAsksNoMore() throws IOException {
        Socket kept = connect();
        send(kept, "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(read(kept, "\"UP\"}")).startsWith("HTTP/1.1 200");
        send(kept, "GET /health/ready HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(read(kept, "\"UP\"}")).startsWith("HTTP/1.1 200");

        assertThat(answer(kept)).isEmpty();
    }

    @Test
    void aFloodOfSilentConnectionsMakesRoomForWhoAsks() throws IOException {
        Socket first = connect();
        for (int i = 1; i < CONNECTIONS; i++) {
            connect();
        }

        assertThat(ask("GET", "/health/live", "", "")).startsWith("HTTP/1.1 200");

        assertThat(answer(first)).isEmpty();
        assertThat(logged()).filteredOn(line -> line.contains("connections")).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void noConnectionIsLetInBeyondTheCapWhileAllOthersAreAnswered(@TempDir Path folder) throws Exception {
        Engine usual = engine;
        Home usualHome = home;
        int usualPort = port;
        CountDownLatch go = new CountDownLatch(1);
        runner = (running, arguments, who, out, err, browser) -> waitFor(go);
        program.bounds = new ServerBounds(4, CUT, Duration.ofSeconds(20), 4, 0, CUT, 1024);
        try (Engine narrow = serve(folder)) {
            assertThat(narrow).isNotSameAs(usual);
            List<Socket> commands = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                commands.add(commanding());
            }
            await().until(() -> began.get() == 4);

            assertThat(answer(connect())).isEmpty();

            go.countDown();
            assertThat(commands)
                    .allSatisfy(each -> assertThat(read(each, "{\"exit\":0}")).startsWith("HTTP/1.1 200"));
            assertThat(ask("GET", "/health/live", "", "")).startsWith("HTTP/1.1 200");
        } finally {
            go.countDown();
            home = usualHome;
            port = usualPort;
        }
    }

    @Test
    void aCommandTooManyIsToldWhenToComeBack() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        runner = (running, arguments, who, out, err, browser) -> waitFor(go);
        try {
            Socket one = commanding();
            Socket two = commanding();
            await().until(() -> began.get() == 2);
            Socket waits = commanding();

            String answer = await().until(
                            () -> ask("POST", "/control/command", token(), STATUS),
                            each -> each.startsWith("HTTP/1.1 503"));

            assertThat(answer)
                    .containsIgnoringCase("\r\nRetry-After: 5\r\n")
                    .endsWith("\r\n\r\nThe process carries out 2 commands and 1 more wait: try again in 5 seconds.\n");
            assertThat(ask("GET", "/metrics", token(), "")).startsWith("HTTP/1.1 200");
            go.countDown();
            assertThat(List.of(one, two, waits))
                    .allSatisfy(each -> assertThat(read(each, "{\"exit\":0}")).startsWith("HTTP/1.1 200"));
        } finally {
            go.countDown();
        }
    }

    @Test
    void whatSomebodyAskedWhoLeftBeforeItBeganIsLeftOut() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        runner = (running, arguments, who, out, err, browser) -> waitFor(go);
        try {
            Socket one = commanding();
            Socket two = commanding();
            await().until(() -> began.get() == 2);
            Socket leaves = commanding();
            await().until(() -> ask("POST", "/control/command", token(), STATUS).startsWith("HTTP/1.1 503"));
            leaves.close();
            for (int i = 0; i < 3; i++) { // what comes later is answered later: it has been seen then
                ask("GET", "/health/live", "", "");
            }
            go.countDown();
            read(one, "{\"exit\":0}");
            read(two, "{\"exit\":0}");

            await().until(() -> logged().stream().anyMatch(line -> line.startsWith("Leaves out: status")));
            assertThat(began).hasValue(2);
        } finally {
            go.countDown();
        }
    }

    @Test
    void whoReadsNothingKeepsNoThread() throws Exception {
        CompletableFuture<String> ended = new CompletableFuture<>();
        runner = (running, arguments, who, out, err, browser) -> {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!Stop.ofThisThread().isAsked() && System.nanoTime() < end) {
                out.println("x".repeat(8192));
            }
            ended.complete(Stop.ofThisThread().words().orElse("never"));
            return 0;
        };

        commanding();

        assertThat(ended.get(20, TimeUnit.SECONDS)).startsWith("Stopped: whoever asked for it reads nothing.");
    }

    @Test
    void aCommandThatDiesOfAnErrorEndsItsAnswer() throws IOException {
        runner = (running, arguments, who, out, err, browser) -> {
            throw new StackOverflowError();
        };

        assertThat(read(commanding(), "{\"exit\":3}")).startsWith("HTTP/1.1 200");
    }

    @Test
    void aBodyOverTheLimitIsRefusedInASentenceAndTheLogStaysQuiet() throws IOException {
        String large = "{\"arguments\":[\"" + "x".repeat(2000) + "\"]}";
        Socket chunked = connect();
        send(
                chunked,
                head("POST", "/control/command", token()) + "Transfer-Encoding: chunked\r\n\r\n"
                        + Integer.toHexString(large.length()) + "\r\n" + large + "\r\n0\r\n\r\n");

        assertThat(List.of(ask("POST", "/control/command", token(), large), read(chunked, "more.")))
                .allSatisfy(answer -> assertThat(answer)
                        .startsWith("HTTP/1.1 413")
                        .contains("\r\n\r\nA command has at most 1024 bytes; this one has more."));
        assertThat(logged()).isEmpty();
        assertThat(began).hasValue(0);
    }

    @Test
    void whatIsNoCommandIsRefusedInASentence() throws IOException {
        assertThat(ask("POST", "/control/command", token(), "status"))
                .startsWith("HTTP/1.1 400")
                .endsWith("\r\n\r\nA command is JSON: {\"arguments\": [\"status\"], \"who\": \"Ada\"}.\n");
        assertThat(logged()).isEmpty();
    }

    @Test
    void strangersLearnUpOrDownAndTheOwnerWhatIsWrong() throws IOException {
        for (String path : List.of("/health", "/health/live", "/health/ready", "/health/ready/", "//health/./ready")) {
            assertThat(ask("GET", path, "", ""))
                    .as(path)
                    .startsWith("HTTP/1.1 200")
                    .endsWith("\r\n\r\n{\"status\":\"UP\"}");
        }
        program.work.consentDead = true;
        try {
            for (String path : List.of("/health", "/health/ready", "/health/ready?data=true&stackTrace=true")) {
                String answer = await().until(() -> ask("GET", path, "", ""), each -> each.startsWith("HTTP/1.1 503"));
                assertThat(answer).as(path).endsWith("\r\n\r\n{\"status\":\"DOWN\"}");
            }
            assertThat(ask("GET", "/health/ready", "wrong", "")).endsWith("\r\n\r\n{\"status\":\"DOWN\"}");
            assertThat(ask("GET", "/health/ready", token(), ""))
                    .startsWith("HTTP/1.1 503")
                    .contains("a side lets us in no more")
                    .contains("\"consent\"");
            assertThat(ask("GET", "/health/live", token(), "")).startsWith("HTTP/1.1 200");
        } finally {
            program.work.consentDead = false;
        }
    }

    @Test
    void strangersLearnNothingOfOtherPaths() throws IOException {
        for (String path : List.of("/metrics", "/control/command", "/control/")) {
            String answer = ask(path.equals("/metrics") ? "GET" : "POST", path, "", "");
            assertThat(answer).as(path).startsWith("HTTP/1.1 401").endsWith("\r\n\r\n");
        }
        for (String path : List.of("/", "/health/x", "/healthy", "/q/info", "/observe/health", "/%zz", "/a%0ab")) {
            assertThat(ask("GET", path, "", ""))
                    .as(path)
                    .matches("(?s)HTTP/1.1 40[04] .*")
                    .doesNotContain("tick", home.folder().toString(), "Exception", "org.");
        }
    }

    @Test
    void whatComesFromOutsideBeginsNoLineOfTheLog() throws IOException {
        String body = "{\"arguments\":[\"status\\u001b[2J\\n2026-11-30T00:00:00.000Z ERROR forged\"],"
                + "\"who\":\"Eve\\r\\n\\u001b[31mforged\\u2028\"}";

        assertThat(ask("POST", "/control/command", token(), body)).startsWith("HTTP/1.1 200");
        send(connect(), "GET /health\u001b[2J HTTP/1.1\r\nX: \u0007\r\nUser-Agent: \u001b]0;x\u0007\r\n\r\n");
        ask("GET", "/%0d%0aERROR%1b[2J", "", "");

        LogLine line = new LogLine();
        assertThat(log.all())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(new String(line.encode(event), UTF_8))
                        .matches("[^\\p{Cntrl}\\u2028\\u0080-\\u009f]*\n"));
    }

    @Test
    void connectionsTakeAnEighthOfTheFileHandlesAndNeverMoreThanSixtyFour() {
        assertThat(ServerBounds.forHandles(1_048_576).connections()).isEqualTo(64);
        assertThat(ServerBounds.forHandles(256).connections()).isEqualTo(32);
        assertThat(ServerBounds.forHandles(10).connections()).isEqualTo(4);
    }

    private static int waitFor(CountDownLatch go) {
        try {
            return go.await(20, TimeUnit.SECONDS) ? 0 : 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private List<String> logged() {
        return log.all().stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    }

    private String token() {
        return ControlFile.read(home).orElseThrow().token();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(15_000);
        sockets.add(socket);
        return socket;
    }

    private Socket commanding() throws IOException {
        Socket socket = connect();
        send(socket, command(STATUS));
        return socket;
    }

    private String command(String body) {
        return head("POST", "/control/command", token()) + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String head(String method, String path, String token) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n");
    }

    private String ask(String method, String path, String token, String body) throws IOException {
        try (Socket socket = connect()) {
            send(
                    socket,
                    head(method, path, token) + "Connection: close\r\n"
                            + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n") + "\r\n" + body);
            return answer(socket);
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(UTF_8));
        out.flush();
    }

    /** All that comes until the other end closes. */
    private static String answer(Socket socket) {
        try {
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("Still open", e);
        } catch (IOException reset) {
            return "";
        }
    }

    private static String read(Socket socket, String end) {
        StringBuilder text = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            while (text.indexOf(end) < 0) {
                int letter = in.read();
                if (letter < 0) {
                    throw new AssertionError("Ended with " + text);
                }
                text.append((char) letter);
            }
        } catch (IOException e) {
            throw new AssertionError("Broke off with " + text, e);
        }
        return text.toString().strip();
    }

    /** A letter each 20 ms or so, the pace being that of a read that times out. */
    private static boolean isCutWhileTrickling(Socket socket) throws IOException {
        socket.setSoTimeout(20);
        for (int letters = 0; letters < 500; letters++) {
            try {
                send(socket, "a");
                if (socket.getInputStream().read() < 0) {
                    return true;
                }
            } catch (SocketTimeoutException goesOn) {
                continue;
            } catch (IOException cut) {
                return true;
            }
        }
        return false;
    }
}
