package org.harvestxero;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.harvestxero.http.Browser.freePort;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.harvestxero.cli.Cli;
import org.harvestxero.runtime.Engine;
import org.harvestxero.sandbox.Sandbox;
import org.harvestxero.sandbox.SandboxOptions;
import org.harvestxero.sandbox.harvest.BulkSeed;
import org.harvestxero.wiring.EngineWiring;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program as people start it, against both stand-ins. */
class ProgramIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path home;

    private final Clock clock = Clock.systemUTC();
    private final Map<String, String> environment = new HashMap<>();
    private final AtomicReference<Engine> started = new AtomicReference<>();

    private record Said(int exit, String out, String err) {}

    @Test
    void theDemoCopiesASmallAgencyAndSaysWhatWasRefused() {
        Said demo = command("demo");

        assertThat(demo.exit()).as(demo.err()).isZero();
        assertThat(demo.out())
                .contains("AUTHORISED")
                .contains("GBP")
                .contains("EUR")
                .contains("It adds funds to a retainer")
                .contains("SEK")
                .contains("calls to Harvest")
                .contains("Where to look next")
                .containsPattern("KIND +HARVEST +XERO +ACTION")
                .containsPattern("invoice +1001 +1001 +created +PAID +1,965.00 +GBP")
                .containsPattern(
                        "Approved expenses are bill HX-\\d+-\\d{4}-\\d{2} in Xero, 48.60 GBP, with Receipt \\d+ train")
                .contains("Invoice 1003 was paid in Xero; it is paid in Harvest, too")
                .containsPattern("(agree|reason, down) to the cent");
        assertThat(demo.err().lines()).as("only where the stand-ins are").hasSize(1);
        assertThat(command("--home", home.resolve("data/demo").toString(), "failed", "list")
                        .out())
                .contains("SEK");
        assertThat(home.resolve("data")).isDirectoryContaining(path -> path.endsWith("demo"));
        assertThat(home.resolve("data/harvest-xero.mv.db")).doesNotExist();
    }

    @Test
    void theServedDemoCopiesWhatIsAddedAndTakesAnEditedRoute() throws Exception {
        copyRoutes();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CompletableFuture<Integer> demo = CompletableFuture.supplyAsync(() -> run(out, err, "demo", "--serve"));
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> demo.isDone() || out.toString(UTF_8).contains("Ctrl-C ends it"));
        assertThat(demo).isNotDone();
        Matcher list = Pattern.compile("curl -s (http\\S+)/invoices (-H .*')").matcher(out.toString(UTF_8));
        assertThat(list.find()).isTrue();

        JsonNode invoices = harvest("GET", list.group(1) + "/invoices", list.group(2), null);
        long client =
                invoices.path("invoices").path(0).path("client").path("id").asLong();
        long before = started.get().copyService().status().vitals().copied();
        harvest(
                "POST",
                list.group(1) + "/invoices",
                list.group(2),
                "{\"client_id\": " + client + ", \"line_items\": [{\"kind\": \"Service\", \"description\": \"Work\", "
                        + "\"quantity\": 2, \"unit_price\": 90}]}");
        started.get().copyService().begin();
        Files.writeString(home.resolve("routes/mine.camel.yaml"), """
                - route:
                    id: mine
                    description: Added while it runs
                    from:
                      uri: direct:mine
                      steps:
                        - log: {id: say-mine, message: mine}
                """);

        await().atMost(30, TimeUnit.SECONDS)
                .until(() -> started.get().copyService().status().vitals().copied() == before + 1);
        ObjectName mine = new ObjectName("org.apache.camel:context=harvest-xero,type=routes,name=\"mine\"");
        await().atMost(30, TimeUnit.SECONDS)
                .until(() -> ManagementFactory.getPlatformMBeanServer().isRegistered(mine));
        started.get().close();
        assertThat(demo.get(60, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void oneProcessCopiesWhileOthersAskItQuestions() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withSample())) {
            Map<String, String> settings = new HashMap<>(sandbox.properties());
            settings.put("http.port", Integer.toString(freePort()));
            write(settings);
            CompletableFuture<Said> running = CompletableFuture.supplyAsync(() -> command("run"));
            await().atMost(60, TimeUnit.SECONDS)
                    .until(() -> running.isDone() || Files.exists(home.resolve("data/run.json")));
            assertThat(running).isNotDone();

            Said once = command("once", "--json");
            Said status = command("status", "--json");
            Said failed = command("failed", "list", "--json");

            assertThat(once.exit()).as(once.err()).isEqualTo(1);
            assertThat(JSON.readTree(once.out()).fieldNames())
                    .toIterable()
                    .containsExactly(
                            "copied",
                            "skipped",
                            "failed",
                            "waiting",
                            "calls",
                            "duplicatesPrevented",
                            "seconds",
                            "exit");
            assertThat(JSON.readTree(status.out()).path("copied").asInt()).isGreaterThan(15);
            assertThat(JSON.readTree(failed.out()))
                    .hasSize(JSON.readTree(once.out()).path("failed").size());
            whatChangesReachesListeners(sandbox);

            started.get().close();
            assertThat(running.get(60, TimeUnit.SECONDS).exit()).isZero();
        }
    }

    private void whatChangesReachesListeners(Sandbox sandbox) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("org.harvestxero:type=Connection,name=\"main\"");
        List<Notification> heard = new CopyOnWriteArrayList<>();
        NotificationListener listener = (notification, handback) -> heard.add(notification);
        server.addNotificationListener(name, listener, null, null);

        command("pause", "--reason", "stock-taking", "--as", "Ann");
        command("resume", "--as", "Ann");
        long client = sandbox.harvest().add(aClient("Exempel Te AB").currency("SEK"));
        sandbox.harvest()
                .add(anInvoice(client).number("T-1").line("Tea", "1", "100").open());
        command("once");
        await().atMost(10, TimeUnit.SECONDS).until(() -> heard.size() == 3);
        sandbox.xero().disconnect();
        command("once");
        await().atMost(10, TimeUnit.SECONDS).until(() -> heard.size() == 5);
        sandbox.xero().reconnect();
        command("once");
        await().atMost(10, TimeUnit.SECONDS).until(() -> heard.size() == 7);
        server.removeNotificationListener(name, listener);

        assertThat(heard)
                .extracting(Notification::getType)
                .containsExactly(
                        "harvestxero.paused",
                        "harvestxero.resumed",
                        "harvestxero.failed",
                        "harvestxero.consent.wanted",
                        "harvestxero.paused",
                        "harvestxero.consent.given",
                        "harvestxero.resumed");
        assertThat(heard.get(0).getMessage()).isEqualTo("Paused: Ann: stock-taking");
        assertThat(heard.get(2).getMessage()).isEqualTo("1 document could not be copied: 1 currency-not-subscribed");
        TabularData failed = (TabularData) server.getAttribute(name, "FailedTable");
        assertThat(failed.values())
                .extracting(row -> ((CompositeData) row).get("number"))
                .contains("T-1");
        for (MBeanAttributeInfo each : server.getMBeanInfo(name).getAttributes()) {
            assertThat(String.valueOf(server.getAttribute(name, each.getName())))
                    .as(each.getName())
                    .doesNotContain("sandbox-secret");
        }
    }

    @Test
    void doctorFindsTheWorkingSandboxFitAndNamesWhatIsNot() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withSample())) {
            Map<String, String> settings = new HashMap<>(sandbox.properties());
            settings.put("http.port", Integer.toString(freePort()));
            write(settings);

            Said fit = command("doctor", "--json");
            assertThat(fit.exit()).as(fit.out() + fit.err()).isZero();
            assertThat(levels(fit, "harvest-access")).containsOnly("ok");
            assertThat(levels(fit, "xero-access")).contains("ok").doesNotContain("failure");
            assertThat(levels(fit, "xero-rights")).containsOnly("ok");
            assertThat(levels(fit, "numbers-taken")).containsOnly("ok");
            assertThat(levels(fit, "currencies")).containsOnly("warning");
            assertThat(fit.out()).contains("Xero does not take SEK, the currency of Exempel Kaffe AB");
            assertThat(levels(fit, "holidays")).containsOnly("ok");
            assertThat(levels(fit, "schedules")).contains("ok").doesNotContain("failure");
            assertThat(fit.out())
                    .containsPattern(
                            "schedule-copy: 0 0/5 \\* \\* \\* \\? \\(UTC\\) next runs \\w{3} \\S+ \\d\\d:\\d[05], \\w{3} \\S+ \\d\\d:\\d[05], \\w{3} \\S+ \\d\\d:\\d[05]\"");

            settings.put("harvest.access-token", "wrong");
            settings.put("copy.revenue-account", "99999");
            settings.put("copy.payment-account", "200");
            write(settings);
            Said unfit = command("doctor", "--json");

            assertThat(unfit.exit()).isEqualTo(2);
            assertThat(levels(unfit, "harvest-access")).containsOnly("failure");
            assertThat(levels(unfit, "xero-accounts-and-taxes")).contains("failure");
            assertThat(unfit.out()).contains("99999").doesNotContain("sandbox-secret");
        }
    }

    @Test
    void doctorLooksForEveryNumberAndSaysHowMany() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
            LocalDate today = sandbox.harvest().today();
            sandbox.harvest().plant(BulkSeed.paidInvoices(2_100, 3, today));
            Map<String, String> settings = new HashMap<>(sandbox.properties());
            settings.put("http.port", Integer.toString(freePort()));
            settings.put("copy.since", today.minusMonths(2).toString());
            write(settings);
            String last = sandbox.harvest()
                    .get("/invoices?per_page=1&page=2100")
                    .path("invoices")
                    .path(0)
                    .path("number")
                    .asText();
            sandbox.xero().createInvoice(JSON.readTree("""
                    {"Type": "ACCREC", "InvoiceNumber": "%s", "Contact": {"Name": "Stranger"},
                     "LineItems": [{"Description": "Other", "Quantity": 1, "UnitAmount": 5, "AccountCode": "200"}]}""".formatted(last)));

            Said said = command("doctor", "--json");

            assertThat(levels(said, "numbers-taken")).containsOnly("warning");
            assertThat(said.out())
                    .contains("1 of 2100 invoice numbers since " + today.minusMonths(2))
                    .contains("are taken in Xero by invoices that are not our copies: " + last);
        }
    }

    @Test
    void doctorSaysWhenASideGivesNoAnswer() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
            Map<String, String> settings = new HashMap<>(sandbox.properties());
            settings.put("http.port", Integer.toString(freePort()));
            settings.put("xero.api-url", "http://127.0.0.1:1");
            write(settings);

            Said said = command("doctor", "--json");

            assertThat(said.exit()).isEqualTo(3);
            assertThat(levels(said, "xero-access")).containsOnly("unreachable");
            assertThat(levels(said, "harvest-access")).containsOnly("ok");
        }
    }

    @Test
    void aDatabaseThatCannotBeOpenedIsOneSentence() throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "harvest.account-id", "1",
                "harvest.access-token", "x",
                "xero.client-id", "x",
                "xero.client-secret", "x",
                "copy.since", "2026-11-01"));
        settings.put("database.url", "jdbc:postgresql://127.0.0.1:1/books?user=jane&password=sesame");
        write(settings);

        Said said = command("once");

        assertThat(said.exit()).as("starting again later may help").isEqualTo(3);
        assertThat(said.err().lines().toList().get(said.err().lines().toList().size() - 1))
                .startsWith(
                        "The database jdbc:postgresql://127.0.0.1:1/books?user=jane&password=****** could not be opened (")
                .endsWith("check that the server runs, and its host and port in database.url.");
    }

    @Test
    void brokenMappingsStopTheStartWithFileAndLine() throws IOException {
        write(Map.of(
                "harvest.account-id", "1",
                "harvest.access-token", "x",
                "xero.client-id", "x",
                "xero.client-secret", "x",
                "copy.since", "2026-11-01"));
        Files.writeString(
                home.resolve("mappings.yaml"), "rules:\n  - when: {clinet: Acme}\n    use: {account: \"200\"}\n");

        Said said = command("once");

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("mappings.yaml").contains("clinet").contains("client");
    }

    private List<String> levels(Said said, String check) throws IOException {
        List<String> levels = new ArrayList<>();
        for (JsonNode finding : JSON.readTree(said.out())) {
            if (finding.path("check").asText().equals(check)) {
                levels.add(finding.path("level").asText());
            }
        }
        return levels;
    }

    private void write(Map<String, String> settings) throws IOException {
        StringBuilder text = new StringBuilder();
        settings.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        Files.writeString(home.resolve("application.properties"), text);
    }

    private void copyRoutes() throws IOException {
        Path from = Path.of("routes");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = home.resolve("routes").resolve(from.relativize(file));
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        Files.copy(Path.of("mappings.yaml"), home.resolve("mappings.yaml"));
    }

    /** @param headers as the demo prints them for curl */
    private static JsonNode harvest(String method, String address, String headers, @Nullable String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        Matcher header = Pattern.compile("-H '([^:]+): ([^']+)'").matcher(headers);
        while (header.find()) {
            request.header(header.group(1), header.group(2));
        }
        request.header("Content-Type", "application/json");
        String answer = HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.ofString())
                .body();
        return JSON.readTree(answer);
    }

    private Said command(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = run(out, err, arguments);
        return new Said(exit, out.toString(UTF_8), err.toString(UTF_8));
    }

    private int run(ByteArrayOutputStream out, ByteArrayOutputStream err, String... arguments) {
        EngineWiring wiring = new EngineWiring(clock);
        Engine.Starter starter = (where, settings, mode, commands) -> {
            Engine engine = wiring.start(where, settings, mode, commands);
            started.set(engine);
            return engine;
        };
        return new Cli(
                        starter,
                        environment,
                        Map.of(
                                "user.name",
                                "tester",
                                "harvest-xero.home",
                                home.toString(),
                                "harvest-xero.program",
                                Path.of("").toAbsolutePath().toString()),
                        clock)
                .run(List.of(arguments), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }
}
