package org.harvestxero.profitability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.harvestxero.sandbox.harvest.HarvestSandbox;
import org.harvestxero.sandbox.harvest.HarvestSandboxOptions;
import org.harvestxero.sandbox.xero.XeroSandbox;
import org.harvestxero.sandbox.xero.XeroSandboxOptions;
import org.harvestxero.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real program, killed while it reads months again: each month stands as it was or as it is, and the next run has all of them right. */
class KilledReadingIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int MONTHS = 5;
    private static final int KILLS = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HarvestSandbox harvest =
            HarvestSandbox.start(HarvestSandboxOptions.defaults().withoutLimits());
    private final XeroSandbox xero =
            XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits());
    private final YearMonth last = YearMonth.now(ZoneOffset.UTC).minusMonths(1);
    private final SplittableRandom random = new SplittableRandom(20_261_130);
    private Path homes;
    private long project;
    private long task;
    private long[] people;

    @BeforeEach
    void agency() throws IOException {
        homes = Files.createTempDirectory("harvest-xero-killed-reading");
        task = harvest.add(aTask("Design"));
        people = new long[] {
            harvest.add(aUser("Ann", "Archer").costRate("40.005")),
            harvest.add(aUser("Ben", "Baker").costRate("50"))
        };
        project = harvest.add(aProject(harvest.add(aClient("Acme")), "Website")
                .hourlyRate("100")
                .task(task)
                .person(people[0])
                .person(people[1]));
        for (int back = 0; back < MONTHS; back++) {
            YearMonth month = last.minusMonths(back);
            for (int day = 1; day <= 12; day++) {
                work(month.atDay(day), random.nextInt(1, 900));
            }
            invoice(month.atDay(20), random.nextInt(100, 90_000));
        }
    }

    private void work(LocalDate day, int hundredths) {
        harvest.add(aTimeEntry(project, task, people[day.getDayOfMonth() % 2])
                .on(day)
                .hours(hundredths / 100 + "." + (hundredths % 100 < 10 ? "0" : "") + hundredths % 100)
                .approved());
    }

    private void invoice(LocalDate day, int cents) {
        ObjectNode invoice = JSON.createObjectNode()
                .put("Type", "ACCREC")
                .put("Status", "AUTHORISED")
                .put("Date", day.toString())
                .put("DueDate", day.plusDays(30).toString())
                .put("InvoiceNumber", "HAND-" + day);
        invoice.putObject("Contact").put("Name", "By hand");
        invoice.putArray("LineItems")
                .addObject()
                .put("Description", "Work")
                .put("Quantity", 1)
                .put("UnitAmount", cents / 100.0)
                .put("AccountCode", "200")
                .put("TaxType", "NONE");
        xero.createInvoice(invoice);
    }

    @AfterEach
    void end() throws IOException {
        harvest.close();
        xero.close();
        try (Stream<Path> files = Files.walk(homes)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private Path home(String name) throws IOException {
        Path home = Files.createDirectory(homes.resolve(name));
        Files.writeString(
                home.resolve("application.properties"),
                String.join(
                        "\n",
                        "harvest.base-url=" + harvest.baseUrl(),
                        "harvest.identity-url=" + harvest.identityUrl(),
                        "harvest.account-id=" + harvest.options().access().accountId(),
                        "harvest.access-token=" + harvest.options().access().token(),
                        "harvest.calls-per-15-seconds=1000000",
                        "xero.api-url=" + xero.baseUrl(),
                        "xero.identity-url=" + xero.baseUrl(),
                        "xero.login-url=" + xero.baseUrl(),
                        "xero.client-id=sandbox-client",
                        "xero.client-secret=sandbox-secret",
                        "xero.calls-per-minute=1000000",
                        "copy.since=" + last.minusMonths(MONTHS).atDay(1),
                        "copy.revenue-account=200",
                        "database.url=" + url(home)));
        return home;
    }

    private static String url(Path home) {
        return "jdbc:h2:file:" + home.resolve("ledger");
    }

    private Process profit(Path home, String... more) throws IOException {
        return new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-XX:TieredStopAtLevel=1",
                                        "-XX:+UseSerialGC",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        "-Dharvest-xero.home=" + home,
                                        "-Dharvest-xero.program=" + Path.of("").toAbsolutePath(),
                                        "org.harvestxero.Main",
                                        "profit",
                                        "--from",
                                        last.minusMonths(MONTHS - 1L).toString(),
                                        "--to",
                                        last.toString(),
                                        "--show-pay",
                                        "--json"),
                                Stream.of(more))
                        .toList())
                .redirectOutput(home.resolve("output").toFile())
                .redirectError(home.resolve("errors").toFile())
                .start();
    }

    private JsonNode figures(Path home, String... more) throws IOException, InterruptedException {
        Process program = profit(home, more);
        assertThat(program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue())
                .as(Files.readString(home.resolve("errors")))
                .isZero();
        JsonNode answer = JSON.readTree(home.resolve("output").toFile());
        return JSON.createObjectNode()
                .<ObjectNode>set("rows", answer.path("rows"))
                .set("total", answer.path("total"));
    }

    @Test
    void aReadingThatIsKilledLeavesEachMonthWholeAndTheNextOneIsRight() throws Exception {
        Path home = home("killed");
        figures(home);
        for (int kill = 0; kill < KILLS; kill++) {
            work(last.minusMonths(kill).atDay(25), random.nextInt(1, 900));
            invoice(last.minusMonths(kill).atDay(26), random.nextInt(100, 90_000));
            killed(home);
            assertEachMonthIsWhole(home);
        }

        JsonNode after = figures(home);

        assertThat(after).isEqualTo(figures(home("fresh")));
        assertThat(after.at("/total/hours").decimalValue()).isPositive();
    }

    /** While all months are read again, after so many calls and up to some milliseconds later. */
    private void killed(Path home) throws IOException, InterruptedException {
        int wanted = harvest.requests().size() + random.nextInt(4, 14);
        Process program = profit(home, "--again");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (harvest.requests().size() < wanted && !program.waitFor(2, TimeUnit.MILLISECONDS)) {
            assertThat(System.nanoTime()).as("the program hangs").isLessThan(deadline);
        }
        program.waitFor(random.nextInt(0, 60), TimeUnit.MILLISECONDS);
        assertThat(program.isAlive()).as("killed in the midst").isTrue();
        program.destroyForcibly().waitFor();
    }

    private static void assertEachMonthIsWhole(Path home) throws SQLException {
        try (Store store = Store.open(url(home), "sa", "", Clock.systemUTC());
                Connection connection = store.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select m.of_month, m.hours, (select coalesce(sum(f.worked), 0) from profit_fact f
                            where f.connection = m.connection and f.of_month = m.of_month) as worked,
                        (select count(*) from profit_invoice i where i.connection = m.connection and i.of_month = m.of_month)
                            - (select count(distinct f.source) from profit_fact f
                                where f.connection = m.connection and f.of_month = m.of_month and f.source <> '') as strays
                        from profit_month m""")) {
            while (rows.next()) {
                assertThat(rows.getBigDecimal("worked"))
                        .as(rows.getString("of_month"))
                        .isEqualByComparingTo(rows.getBigDecimal("hours"));
                assertThat(rows.getInt("strays")).as(rows.getString("of_month")).isZero();
            }
        }
    }
}
