package org.harvestxero.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.harvestxero.sandbox.harvest.HarvestSandbox;
import org.harvestxero.sandbox.harvest.HarvestSandboxOptions;
import org.harvestxero.sandbox.xero.XeroSandbox;
import org.harvestxero.sandbox.xero.XeroSandboxOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real program, killed while a receiver has an event in its hands and nobody noted yet that it took it. */
class KilledWhileTellingIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final HarvestSandbox harvest =
            HarvestSandbox.start(HarvestSandboxOptions.defaults().withoutLimits());
    private final XeroSandbox xero =
            XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits());
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch secondIsTold = new CountDownLatch(1);
    private final CountDownLatch killed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer receiver;
    private Path home;

    @BeforeEach
    void begin() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::receive);
        receiver.setExecutor(threads);
        receiver.start();
        home = Files.createTempDirectory("harvest-xero-killed-hook");
        Files.writeString(home.resolve("application.properties"), settings());
    }

    @AfterEach
    void end() throws IOException {
        killed.countDown();
        receiver.stop(0);
        threads.shutdownNow();
        harvest.close();
        xero.close();
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    /** The second event is held in hands until the program is killed. */
    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            told.add(EventSchemas.read(body).path("id").asText());
            if (told.size() == 2) {
                secondIsTold.countDown();
                killed.await();
            }
            exchange.sendResponseHeaders(204, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String settings() {
        return String.join(
                "\n",
                "harvest.base-url=" + harvest.baseUrl(),
                "harvest.identity-url=" + harvest.identityUrl(),
                "harvest.account-id=" + harvest.options().access().accountId(),
                "harvest.access-token=" + harvest.options().access().token(),
                "xero.api-url=" + xero.baseUrl(),
                "xero.identity-url=" + xero.baseUrl(),
                "xero.login-url=" + xero.baseUrl(),
                "xero.client-id=sandbox-client",
                "xero.client-secret=sandbox-secret",
                "copy.since=2026-10-01",
                "copy.revenue-account=200",
                "hooks.webhook=invoice.copied",
                "hooks.webhook.url=http://127.0.0.1:" + receiver.getAddress().getPort() + "/events",
                "hooks.webhook.secret=s3cret-of-the-hook",
                "hooks.time-limit=300",
                "database.url=jdbc:h2:file:" + home.resolve("ledger"));
    }

    private Process once() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dharvest-xero.home=" + home,
                        "-Dharvest-xero.program=" + Path.of("").toAbsolutePath(),
                        "org.harvestxero.Main",
                        "once",
                        "--json")
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("output").toFile())
                .start();
    }

    private void runToTheEnd() throws IOException, InterruptedException {
        Process program = once();
        assertThat(program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue())
                .as(Files.readString(home.resolve("output")))
                .isZero();
    }

    @Test
    void aKillBetweenTellingAndTheMarkTellsThatEventAgainUnderItsIdAndLosesNone() throws Exception {
        runToTheEnd();
        assertThat(told).isEmpty();
        long client = harvest.add(aClient("Sample Bakery").currency("USD"));
        for (int i = 1; i <= 4; i++) {
            harvest.add(anInvoice(client)
                    .number("INV-" + i)
                    .issued(LocalDate.of(2026, 11, 5))
                    .line("Design", "1", "100")
                    .open());
        }

        Process program = once();
        assertThat(secondIsTold.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        program.destroyForcibly().waitFor();
        killed.countDown();
        runToTheEnd();

        String held = told.get(1);
        assertThat(told.stream().distinct()).hasSize(4);
        assertThat(told.subList(2, told.size())).contains(held);
        int all = told.size();
        // What was noted last before the kill may not have reached the disk: it is told again as well, never left out.
        assertThat(all).isBetween(5, 6);
        runToTheEnd();
        assertThat(told).hasSize(all);
    }
}
