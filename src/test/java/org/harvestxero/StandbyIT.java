package org.harvestxero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.harvestxero.http.Browser.freePort;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.harvestxero.sandbox.harvest.HarvestSandbox;
import org.harvestxero.sandbox.harvest.HarvestSandboxOptions;
import org.harvestxero.sandbox.xero.XeroSandbox;
import org.harvestxero.sandbox.xero.XeroSandboxOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Two real processes on one PostgreSQL: one works the connection, the other takes over when the first is killed. */
@Tag("crash")
class StandbyIT {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 6);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final HarvestSandbox harvest =
            HarvestSandbox.start(HarvestSandboxOptions.defaults().withoutLimits());
    private final XeroSandbox xero =
            XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits());
    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly();
            process.waitFor(1, TimeUnit.MINUTES);
        }
        harvest.close();
        xero.close();
    }

    @Test
    void theOneStandingByTakesOverWhenTheWorkingOneIsKilled() throws Exception {
        String database = PostgresServer.newDatabase();
        long client = harvest.add(aClient("Sample Bakery"));
        add(client, "S-1");
        Path first = run("first", database);
        await().atMost(PATIENCE).until(() -> isCopied("S-1"));
        Path second = run("second", database);
        await().atMost(PATIENCE).until(() -> Files.readString(second).contains("Stands by"));
        add(client, "S-2");
        await().atMost(PATIENCE).until(() -> isCopied("S-2"));
        assertThat(Files.readString(first)).contains("Works the connection");
        assertThat(Files.readString(second)).doesNotContain("Works the connection");

        processes.get(0).destroyForcibly().waitFor();
        add(client, "S-3");

        await().atMost(PATIENCE).until(() -> isCopied("S-3"));
        assertThat(Files.readString(second)).contains("Works the connection");
        new Twins(harvest, xero).assertExact();
    }

    @Test
    void theFrozenOneStandsByWhenItWakesAfterTheOtherTookOver() throws Exception {
        String database = PostgresServer.newDatabase();
        long client = harvest.add(aClient("Sample Bakery"));
        add(client, "S-1");
        Path first = run("first", database);
        await().atMost(PATIENCE).until(() -> isCopied("S-1"));
        Path second = run("second", database);
        await().atMost(PATIENCE).until(() -> Files.readString(second).contains("Stands by"));

        signal("-STOP", processes.get(0));
        endSessionsOfTheLock(database);
        add(client, "S-2");
        await().atMost(PATIENCE).until(() -> isCopied("S-2"));
        assertThat(Files.readString(second)).contains("Works the connection");
        signal("-CONT", processes.get(0));

        await().atMost(PATIENCE)
                .until(() -> Files.readString(first)
                        .contains("Stands by: another process took the connection over while this one was held up"));
        add(client, "S-3");
        await().atMost(PATIENCE).until(() -> isCopied("S-3"));
        new Twins(harvest, xero).assertExact();

        processes.get(1).destroyForcibly().waitFor();
        add(client, "S-4");
        await().atMost(PATIENCE).until(() -> isCopied("S-4"));
        new Twins(harvest, xero).assertExact();
    }

    private static void signal(String signal, Process process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** As a server does with a session it no longer hears of. */
    private static void endSessionsOfTheLock(String database) {
        new JdbcTemplate(new DriverManagerDataSource(database, "postgres", "")).queryForList("""
                select pg_terminate_backend(pid, 10000) from pg_locks where locktype = 'advisory'
                and database = (select oid from pg_database where datname = current_database())""");
    }

    private void add(long client, String number) {
        harvest.add(anInvoice(client)
                .number(number)
                .issued(DAY)
                .line("Work", "1", "100")
                .open()
                .payment(aPayment("40").on(DAY)));
    }

    private boolean isCopied(String number) {
        return xero.invoices().stream()
                .anyMatch(invoice -> number.equals(invoice.path("InvoiceNumber").asText())
                        && invoice.path("AmountPaid").decimalValue().intValue() == 40);
    }

    /** Starts {@code run} in a home of its own; gives the file with what it logs. */
    private Path run(String name, String database) throws IOException {
        Path home = Files.createDirectory(folder.resolve(name));
        Files.writeString(
                home.resolve("application.properties"),
                String.join(
                        "\n",
                        "harvest.base-url=" + harvest.baseUrl(),
                        "harvest.account-id=" + harvest.options().access().accountId(),
                        "harvest.access-token=" + harvest.options().access().token(),
                        "xero.api-url=" + xero.baseUrl(),
                        "xero.identity-url=" + xero.baseUrl(),
                        "xero.client-id=sandbox-client",
                        "xero.client-secret=sandbox-secret",
                        "xero.calls-per-minute=1000000",
                        "copy.since=2026-10-01",
                        "copy.schedule=0/2 * * * * ?",
                        "copy.revenue-account=200",
                        "copy.payments=true",
                        "copy.payment-account=090",
                        "database.url=" + database,
                        "database.user=postgres",
                        "secrets.key=" + "c2VjcmV0IGtleSBvZiBleGFjdGx5IDMyIGJ5dGVzISE=",
                        "http.port=" + freePort()));
        Path log = home.resolve("log");
        processes.add(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dharvest-xero.home=" + home,
                        "-Dharvest-xero.program=" + Path.of("").toAbsolutePath(),
                        "org.harvestxero.Main",
                        "run")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
        return log;
    }
}
