package org.harvestxero.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.harvestxero.api.Consent;
import org.harvestxero.api.FakeProgram;
import org.harvestxero.api.FakeWork;
import org.harvestxero.commands.Stop;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One running process, and everything people do to it meanwhile. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunningIT {
    private final Clock clock = Clock.systemUTC();
    private final FakeProgram program = new FakeProgram(clock);
    private final HttpClient http = HttpClient.newHttpClient();
    private Path home;
    private int port;
    private CompletableFuture<Integer> exit;
    private final List<URI> opened = new CopyOnWriteArrayList<>();
    private String out = "";
    private String err = "";

    @BeforeAll
    void run(@TempDir Path folder) throws Exception {
        home = folder;
        program.consents = List.of(new Consent() {
            @Override
            public String side() {
                return "Xero";
            }

            @Override
            public String connect(Dialogue dialogue, Duration longest) {
                dialogue.open(program.offeredPage);
                return "Demo Company";
            }

            @Override
            public boolean disconnect() {
                return false;
            }
        });
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Files.writeString(home.resolve("application.properties"), """
                harvest.account-id=123
                harvest.access-token=pat-secret
                xero.client-id=abc
                xero.client-secret=xero-secret
                copy.since=2026-11-01
                http.port=%d
                http.metrics-detail=routes
                """.formatted(port));
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(home.resolve("routes/tick.camel.yaml"), """
                - route:
                    id: tick
                    from:
                      uri: quartz:triggers/tick
                      parameters: {cron: "0 0 3 * * ?"}
                      steps: [{to: {uri: direct:work}}]
                - route:
                    id: work
                    from: {uri: direct:work, steps: [{stop: {}}]}
                """);
        exit = CompletableFuture.supplyAsync(() -> command("run"));
        await().atMost(30, TimeUnit.SECONDS).until(() -> exit.isDone() || Files.exists(home.resolve("data/run.json")));
        assertThat(exit).as("%s", err).isNotDone();
    }

    @AfterAll
    void stop() throws Exception {
        program.started.close();
        assertThat(exit.get(10, TimeUnit.SECONDS)).isZero();
        assertThat(home.resolve("data/run.json")).doesNotExist();
        assertThat(program.givenBack).isPositive();
        assertThat(status("/health/live")).isEqualTo(-1);
    }

    @BeforeEach
    void begun() {
        await().until(() -> program.work.asked.contains("begin"));
        program.work.asked.removeIf(asked -> !asked.equals("begin"));
    }

    @Test
    void beginsItsWorkOnce() {
        assertThat(program.work.asked).containsExactly("begin");
    }

    @Test
    void otherCommandsAreCarriedOutInsideIt() throws IOException {
        assertThat(command("failed", "retry", "F1", "--as", "Zoë")).isZero();
        assertThat(program.work.asked).contains("retry [1] by Zoë");
        assertThat(out).isEqualTo("1 document retried.\n");

        assertThat(command("once", "--json")).isEqualTo(1);
        assertThat(new ObjectMapper().readTree(out).at("/failed/0/remedy").asText())
                .contains("Accounting → Chart");
        assertThat(err).isEmpty();

        assertThat(command("failed", "show", "77")).isEqualTo(2);
        assertThat(err).contains("There is no failed copy 77");
    }

    @Test
    void aPageIsOpenedWhereThePersonSitsAndNotInTheRunningProcess() throws IOException {
        opened.clear();
        assertThat(command("failed", "show", "F1", "--web")).isZero();
        assertThat(opened).containsExactly(URI.create("https://acme.harvestapp.com/invoices/13150404"));
        assertThat(err).isEqualTo("Page: https://acme.harvestapp.com/invoices/13150404\n");

        assertThat(command("failed", "show", "F1", "--web", "--json")).isZero();
        assertThat(new ObjectMapper().readTree(out).path("id").asText()).isEqualTo("F1");
        assertThat(opened).hasSize(2);

        assertThat(command("failed", "show", "F1")).isZero();
        assertThat(opened).hasSize(2);

        program.work.targetLink = "https://go.xero.com/AccountsReceivable/View.aspx?InvoiceID=0a1b";
        try {
            assertThat(command("failed", "show", "F1", "--web")).isZero();
        } finally {
            program.work.targetLink = null;
        }
        assertThat(opened).last().hasToString("https://go.xero.com/AccountsReceivable/View.aspx?InvoiceID=0a1b");
    }

    @Test
    void theConsentPageIsOpenedWhereThePersonSits() {
        opened.clear();
        program.offeredPage = URI.create("https://login.xero.com/identity/connect/authorize?state=1");
        assertThat(command("connect", "--side", "xero")).isZero();
        assertThat(opened).containsExactly(program.offeredPage);
        assertThat(err).contains(program.offeredPage.toString());

        opened.clear();
        program.offeredPage = URI.create("http://elsewhere.example/");
        assertThat(command("connect", "--side", "xero")).isZero();
        assertThat(opened).isEmpty();
        assertThat(err).contains("(Not opened: it is no page of Harvest or Xero.)");
    }

    @Test
    void theRunningProcessWritesForTheWidthOfWhoAsks() {
        command("status", "--width", "60");
        assertThat(out.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
    }

    @Test
    void aLongReportComesBackWhole() throws IOException {
        program.work.many = 20_000;
        try {
            assertThat(command("once", "--json")).isEqualTo(1);
        } finally {
            program.work.many = 0;
        }

        assertThat(new ObjectMapper().readTree(out).path("copied")).hasSize(20_000);
    }

    @Test
    void aLongReportWaitsForWhoReadsItAndForNobodyWhenTheyAreGone() throws Exception {
        int pages = 600;
        program.work.many = pages * FakeWork.PAGE;
        program.work.pagesAsked.set(0);
        String body = "{\"arguments\":[\"once\",\"--json\"],\"who\":\"Ada\"}";
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(8 * 1024);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.getOutputStream()
                    .write(("POST /control/command HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token()
                                    + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                            .getBytes(UTF_8));
            AtomicInteger before = new AtomicInteger(-1);
            await().pollInterval(300, TimeUnit.MILLISECONDS).until(() -> {
                int asked = program.work.pagesAsked.get();
                return asked > 0 && before.getAndSet(asked) == asked;
            });

            assertThat(program.work.pagesAsked).hasValueLessThan(pages);
        } finally {
            program.work.many = 0;
        }
        await().atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(program.work.pagesAsked).hasValue(pages));
    }

    @Test
    void whoGoesAwayEndsTheWorkInTheRunningProcess() throws Exception {
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        program.work.onOnce = () -> ended.complete(sleptThrough(Stop.ofThisThread()));
        String body = "{\"arguments\":[\"once\"],\"who\":\"Ada\"}";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("POST /control/command HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token()
                                    + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                            .getBytes(UTF_8));
            await().until(() -> program.work.asked.contains("once by Ada"));
            assertThat(ended).isNotDone();
        } finally {
            program.work.onOnce = () -> {};
        }

        assertThat(ended.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void aCommandKnowsWhenItsTimeIsOver() {
        StringBuilder words = new StringBuilder();
        program.work.onOnce = () -> {
            sleptThrough(Stop.ofThisThread());
            words.append(Stop.ofThisThread().words().orElse("goes on"));
        };
        try {
            command("once", "--time-limit", "0");
        } finally {
            program.work.onOnce = () -> {};
        }

        assertThat(words)
                .hasToString("Stopped: its time of 0 minutes is over (--time-limit). What was done until then is"
                        + " recorded; the rest is done by the next cycle.");
    }

    private static boolean sleptThrough(Stop stop) {
        try {
            return stop.sleep(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void aSecondRunIsRefusedWithTheProcessThatHasTheHome() {
        assertThat(command("run")).isEqualTo(2);

        assertThat(err)
                .contains("is already run by process " + ProcessHandle.current().pid() + " on port " + port);
    }

    @Test
    void optionsThatDifferFromTheRunningSettingsAreRefused() {
        assertThat(command("status", "-Dcopy.since=2026-12-01")).isEqualTo(2);
        assertThat(err).contains("-Dcopy.since can't change the settings of the process that runs");

        assertThat(command("status", "-Dcopy.since=2026-11-01")).isEqualTo(1);
    }

    @Test
    void theControlTokenIsForTheOwnerOnly() throws IOException {
        JsonNode file =
                new ObjectMapper().readTree(home.resolve("data/run.json").toFile());

        assertThat(file.path("port").asInt()).isEqualTo(port);
        assertThat(file.path("token").asText()).hasSize(64);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("data/run.json"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("data"))))
                .isEqualTo("rwx------");
    }

    @Test
    void healthIsOpenAndEverythingElseClosed() throws Exception {
        assertThat(status("/health/live")).isEqualTo(200);
        assertThat(status("/health/ready")).isEqualTo(200);
        assertThat(status("/metrics")).isEqualTo(401);
        assertThat(post("/control/command", "Bearer wrong")).isEqualTo(401);
        assertThat(post("/control/anything", "")).isEqualTo(401);
        assertThat(status("/observe/metrics")).isEqualTo(404);
        assertThat(status("/observe/info")).isEqualTo(404);
    }

    @Test
    void aConnectionThatLetsNobodyInIsAliveButNotReady() throws Exception {
        program.work.consentDead = true;
        try {
            await().until(() -> status("/health/ready") == 503);
            assertThat(status("/health/live")).isEqualTo(200);
            await().until(() -> metrics().contains("harvestxero_consent_dead{connection=\"main\"} 1.0"));
        } finally {
            program.work.consentDead = false;
        }
        await().until(() -> status("/health/ready") == 200);
        assertThat(metrics()).contains("harvestxero_consent_dead{connection=\"main\"} 0.0");
    }

    private String metrics() throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                .header("Authorization", "Bearer " + token())
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void metricsCarryTheBusinessFigures() throws Exception {
        assertThat(metrics())
                .contains("harvestxero_documents_failed{connection=\"main\"} 2.0")
                .contains("harvestxero_ledger_documents_copied{connection=\"main\"} 40.0")
                .contains("harvestxero_xero_calls_left_day{connection=\"main\"} 4900.0")
                .contains("jvm_memory_used_bytes")
                .contains("routeId=\"work\""); // as http.metrics-detail asks
    }

    @Test
    void aPauseShowsInReadinessStatusAndMetricsAndTheProcessStaysAlive() throws Exception {
        assertThat(command("pause", "--reason", "stock-taking", "--as", "Ann")).isZero();
        try {
            assertThat(status("/health/ready")).isEqualTo(503);
            assertThat(status("/health/live")).isEqualTo(200);
            assertThat(metrics())
                    .contains("harvestxero_paused{by=\"person\",connection=\"main\"} 1.0")
                    .contains("harvestxero_paused{by=\"consent\",connection=\"main\"} 0.0");
            command("status", "--json");
            JsonNode json = new ObjectMapper().readTree(out);
            assertThat(json.at("/process/pid").asLong())
                    .isEqualTo(ProcessHandle.current().pid());
            assertThat(json.at("/process/works").asBoolean()).isTrue();
            assertThat(json.at("/pause/who").asText()).isEqualTo("Ann");
        } finally {
            assertThat(command("resume", "--as", "Ann")).isZero();
        }
        assertThat(out).startsWith("Goes on with the next cycle; it was paused by Ann since ");
        assertThat(status("/health/ready")).isEqualTo(200);
    }

    @Test
    void listensOnLoopbackOnly() throws IOException {
        for (InetAddress address :
                InetAddress.getAllByName(InetAddress.getLocalHost().getHostName())) {
            if (!address.isLoopbackAddress()) {
                try (ServerSocket socket = new ServerSocket()) {
                    socket.bind(new InetSocketAddress(address, port));
                    assertThat(socket.isBound()).isTrue();
                }
            }
        }
    }

    @Test
    void jmxShowsTheFiguresWithUnitsAndCommandsTheConnection() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("org.harvestxero:type=Connection,name=\"main\"");
        MBeanInfo info = server.getMBeanInfo(name);

        assertThat(server.getAttribute(name, "FailedDocuments")).isEqualTo(2L);
        assertThat(server.getAttribute(name, "XeroCallsLeftToday")).isEqualTo(4900);
        assertThat(server.getAttribute(name, "Organisation")).isEqualTo("Demo Company");
        assertThat(server.getAttribute(name, "ConsentDead")).isEqualTo(false);
        assertThat(server.getAttribute(name, "CallsPerCopiedDocument")).isEqualTo("1.5000");
        assertThat(server.getAttribute(name, "RouteRefusal")).isEqualTo("");
        assertThat(info.getAttributes())
                .filteredOn(attribute -> attribute.getName().contains("Seconds"))
                .hasSize(6)
                .allSatisfy(attribute -> assertThat(attribute.getDescription()).containsIgnoringCase("seconds"));
        assertThat(server.getAttribute(name, "Stage")).isEqualTo("");
        assertThat(server.getAttribute(name, "StageAgeSeconds")).isEqualTo(-1L);
        assertThat(server.getAttribute(name, "StandsStill")).isEqualTo(false);

        server.invoke(name, "retry", new Object[] {"F1"}, new String[] {String.class.getName()});
        server.invoke(name, "runFlow", new Object[] {"copy-invoices"}, new String[] {String.class.getName()});
        server.invoke(name, "pause", new Object[] {"month end"}, new String[] {String.class.getName()});
        assertThat(server.getAttribute(name, "Paused")).isEqualTo(true);
        server.invoke(name, "resume", new Object[0], new String[0]);
        assertThat(program.work.asked)
                .contains(
                        "retry [1] by JMX",
                        "run copy-invoices by JMX",
                        "pause because month end by JMX",
                        "resume by JMX");
        assertThat(server.queryNames(new ObjectName("org.apache.camel:type=routes,*"), null))
                .hasSize(2);
    }

    @Test
    void jmxListsShowsAndDiscardsFailedCopies() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("org.harvestxero:type=Connection,name=\"main\"");
        String text = String.class.getName();

        assertThat((List<?>) server.invoke(name, "listFailed", new Object[0], new String[0]))
                .hasSize(2)
                .first()
                .asString()
                .startsWith(
                        "F1 invoice INV-007 [account-archived, cause 9] Account 200 (Sales) is archived in Xero. Restore");
        assertThat(server.invoke(name, "showFailed", new Object[] {"F1"}, new String[] {text}))
                .asString()
                .contains("client: Acme", "https://acme.harvestapp.com/invoices/1", "harvest-xero: Xero refused it");
        assertThatThrownBy(() -> server.invoke(name, "showFailed", new Object[] {"F77"}, new String[] {text}))
                .hasRootCauseMessage("There is no failed copy F77");
        assertThatThrownBy(() -> server.invoke(name, "retry", new Object[] {"1"}, new String[] {text}))
                .hasRootCauseMessage("1 is no failed copy's id: name it as listed, such as F7");
        assertThatThrownBy(() -> server.invoke(name, "discard", new Object[] {"F1", " "}, new String[] {text, text}))
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
        assertThat(server.invoke(name, "discard", new Object[] {"F1", "booked by hand"}, new String[] {text, text}))
                .isEqualTo(1);
        assertThat(program.work.asked).contains("discard [1] because booked by hand by JMX");
        assertThatThrownBy(() -> server.invoke(name, "reloadMappings", new Object[0], new String[0]))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .hasRootCauseMessage("mappings.yaml, line 3: no such account");
    }

    @Test
    void aRefusedRouteEditShowsInStatusAndJmx() throws Exception {
        Path file = home.resolve("routes/tick.camel.yaml");
        String good = Files.readString(file);
        Files.writeString(file, good.replace("direct:work}", "direct:wrk}"));
        ObjectName name = new ObjectName("org.harvestxero:type=Connection,name=\"main\"");
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        await().atMost(10, TimeUnit.SECONDS)
                .until(() ->
                        server.getAttribute(name, "RouteRefusal").toString().contains("direct:wrk"));

        command("status", "--json");
        assertThat(new ObjectMapper().readTree(out).at("/warnings/0").asText())
                .isEqualTo("Edited routes are not live: tick.camel.yaml: calls direct:wrk, which no route begins with");

        Files.writeString(file, good);
        await().atMost(10, TimeUnit.SECONDS)
                .until(() -> server.getAttribute(name, "RouteRefusal").equals(""));
    }

    private int command(String... arguments) {
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        int code = new Cli(new ProcessContext(
                        program,
                        Map.of("HARVEST_XERO_HOME", home.toString()),
                        Map.of("user.name", "tester"),
                        clock,
                        opened::add))
                .run(
                        List.of(arguments),
                        new PrintStream(outBytes, true, UTF_8),
                        new PrintStream(errBytes, true, UTF_8));
        out = outBytes.toString(UTF_8);
        err = errBytes.toString(UTF_8);
        return code;
    }

    private String token() throws IOException {
        return new ObjectMapper()
                .readTree(home.resolve("data/run.json").toFile())
                .path("token")
                .asText();
    }

    private int post(String path, String authorisation) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        if (!authorisation.isEmpty()) {
            request.header("Authorization", authorisation);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** -1 when nobody listens. */
    private int status(String path) throws InterruptedException {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return -1;
        }
    }
}
