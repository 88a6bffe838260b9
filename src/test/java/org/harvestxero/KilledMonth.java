package org.harvestxero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.harvestxero.sandbox.harvest.HarvestSandbox;
import org.harvestxero.sandbox.harvest.HarvestSandboxOptions;
import org.harvestxero.sandbox.harvest.ProjectBuilder;
import org.harvestxero.sandbox.xero.XeroFault;
import org.harvestxero.sandbox.xero.XeroSandbox;
import org.harvestxero.sandbox.xero.XeroSandboxOptions;
import org.harvestxero.store.Store;

/**
 * An agency whose month is closed and whose hours go to payroll by a program that is killed again and again, between what it records and
 * what Xero makes, while the hours change and answers get lost.
 */
final class KilledMonth implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String MANUAL_JOURNALS = "/api.xro/2.0/ManualJournals";
    private static final String TIMESHEETS = "/payroll.xro/2.0/Timesheets";
    private static final BigDecimal PRICE = new BigDecimal("80");
    /** Of one run: its reads and writes of both commands lie below. */
    private static final int MOST_CALLS = 24;

    private static final int MOST_WRITES = 4;
    private static final int MOST_RUNS = 3;

    private final HarvestSandbox harvest =
            HarvestSandbox.start(HarvestSandboxOptions.defaults().withoutLimits());
    private final XeroSandbox xero =
            XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits().withAnswerTime(Duration.ofMillis(15)));
    private final SplittableRandom random;
    private final Path home;
    private final YearMonth month = YearMonth.now(Clock.systemUTC()).minusMonths(1);
    private final long task;
    private final long project;
    private final Map<Long, Worker> workers = new TreeMap<>();
    private final Map<Long, Entry> entries = new HashMap<>();
    private int kills;

    private record Worker(String employee, BigDecimal costRate) {}

    private record Entry(long worker, LocalDate day, BigDecimal hours) {}

    KilledMonth(long seed) throws IOException {
        this.random = new SplittableRandom(seed);
        this.home = Files.createTempDirectory("harvest-xero-killed-month");
        this.task = harvest.add(aTask("Design"));
        hire("Ann", "Archer", "40");
        hire("Ben", "Baker", "35.505");
        long client = harvest.add(aClient("Sample Bakery"));
        ProjectBuilder builder =
                aProject(client, "Website").hourlyRate(PRICE.toPlainString()).task(task);
        workers.keySet().forEach(builder::person);
        this.project = harvest.add(builder);
        Files.writeString(home.resolve("application.properties"), settings());
        Files.writeString(home.resolve("journals.yaml"), """
                status: posted
                cost: {clearing: {account: 890}, usual: {account: 493}}
                accrued: {balance: {account: 630}, usual: {account: 200}}
                """);
        Files.writeString(home.resolve("payroll.yaml"), "region: uk\nusual: Regular Hours\n");
    }

    private void hire(String first, String last, String rate) {
        String mail = first.toLowerCase(Locale.ROOT) + "@example.com";
        long id = harvest.add(aUser(first, last).email(mail).costRate(rate));
        workers.put(
                id,
                new Worker(xero.payroll().employ(first, last, mail, "Weekly").toString(), new BigDecimal(rate)));
    }

    private String databaseUrl() {
        return "jdbc:h2:file:" + home.resolve("ledger");
    }

    private String settings() {
        return Stream.of(
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
                        "copy.since=" + month.atDay(1),
                        "copy.revenue-account=200",
                        "time-zone=UTC",
                        "database.url=" + databaseUrl())
                .collect(Collectors.joining("\n"));
    }

    /** Within the month and within the pay period that is sent. */
    private LocalDate middle() {
        return month.atDay(15);
    }

    /** Hours change, the program is started and killed in the midst; half the time ten minutes pass before the next one begins. */
    void killOnce() throws IOException, InterruptedException, SQLException {
        work();
        if (random.nextInt(3) == 0) {
            XeroFault lost = XeroFault.of(XeroFault.Kind.LOSE_REPLY);
            xero.arm(random.nextBoolean() ? lost.on("PUT", MANUAL_JOURNALS) : lost.on("POST", TIMESHEETS));
        }
        boolean byWrites = random.nextBoolean();
        LongSupplier progress = byWrites ? this::writes : this::calls;
        long wanted = progress.getAsLong() + random.nextInt(1, byWrites ? MOST_WRITES : MOST_CALLS);
        Process program = random.nextBoolean() ? monthEnd() : payroll();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (progress.getAsLong() < wanted && !program.waitFor(2, TimeUnit.MILLISECONDS)) {
            assertThat(System.nanoTime()).as("the program hangs").isLessThan(deadline);
        }
        program.waitFor(random.nextInt(0, 40), TimeUnit.MILLISECONDS);
        if (program.isAlive()) {
            program.destroyForcibly().waitFor();
            kills++;
        } else {
            assertThat(program.exitValue()).as(output()).isIn(0, 1);
        }
        xero.clearFaults();
        if (random.nextBoolean()) {
            tenMinutesPass();
        }
    }

    /** New entries, and now and then one that becomes another. */
    private void work() {
        for (long worker : workers.keySet()) {
            LocalDate day = middle().plusDays(random.nextInt(-1, 2));
            BigDecimal hours = BigDecimal.valueOf(random.nextInt(1, 16), 0).divide(BigDecimal.valueOf(4));
            long id = harvest.add(aTimeEntry(project, task, worker)
                    .on(day)
                    .hours(hours.toPlainString())
                    .notes("Worked")
                    .approved());
            entries.put(id, new Entry(worker, day, hours));
        }
        long changed = entries.keySet().stream()
                .skip(random.nextInt(entries.size()))
                .findFirst()
                .orElseThrow();
        Entry was = entries.get(changed);
        harvest.unapprove(changed);
        harvest.edit("/time_entries/" + changed, Map.of("hours", new BigDecimal("2.25")));
        harvest.approve(changed);
        entries.put(changed, new Entry(was.worker(), was.day(), new BigDecimal("2.25")));
    }

    private Process monthEnd() throws IOException {
        return KilledProcess.start(home, "month-end", "--month", month.toString(), "--json");
    }

    private Process payroll() throws IOException {
        return KilledProcess.start(home, "payroll", "--period", middle().toString(), "--json");
    }

    private long calls() {
        return harvest.callCount()
                + xero.calls().values().stream().mapToLong(Long::longValue).sum();
    }

    private long writes() {
        return xero.calls().entrySet().stream()
                .filter(counted -> !counted.getKey().startsWith("GET"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private void tenMinutesPass() throws SQLException {
        try (Store store = Store.open(databaseUrl(), "sa", "", Clock.systemUTC());
                Connection connection = store.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update journal set asked_at = dateadd('MINUTE', -11, asked_at)");
            statement.executeUpdate("update payroll_timesheet set asked_at = dateadd('MINUTE', -11, asked_at)");
        }
    }

    /** Lets both commands run to their end, which takes what is in doubt two runs; then Xero holds what was worked, once. */
    void runToTheEnd() throws IOException, InterruptedException, SQLException {
        boolean over = false;
        for (int run = 0; run < MOST_RUNS && !over; run++) {
            over = ended(monthEnd()) & ended(payroll());
            tenMinutesPass();
        }
        assertThat(over).as(output()).isTrue();
        assertJournalsAreTheMonth();
        assertTimesheetsAreThePeriod();
    }

    /** Whether nothing is left to do. */
    private boolean ended(Process program) throws IOException, InterruptedException {
        assertThat(program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).as(output()).isIn(0, 1);
        return program.exitValue() == 0;
    }

    private void assertJournalsAreTheMonth() {
        Set<String> marks = new HashSet<>();
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (JsonNode journal : xero.manualJournals()) {
            String mark = journal.path("Narration").asText().split(" ")[0];
            assertThat(marks.add(mark)).as(mark + " stands twice").isTrue();
            assertThat(journal.path("Status").asText()).isEqualTo("POSTED");
            boolean taken = mark.startsWith("HX-ACCRUED-REVERSAL");
            for (JsonNode line : journal.path("JournalLines")) {
                String account = line.path("AccountCode").asText() + (taken ? " taken back" : "");
                sums.merge(account, line.path("LineAmount").decimalValue(), BigDecimal::add);
            }
        }
        BigDecimal cost = sum(entry ->
                        entry.hours().multiply(workers.get(entry.worker()).costRate()))
                .setScale(2, RoundingMode.HALF_UP);
        BigDecimal worth = sum(entry -> entry.hours().multiply(PRICE));
        Map<String, BigDecimal> expected = Map.of(
                "493",
                cost,
                "890",
                cost.negate(),
                "630",
                worth,
                "200",
                worth.negate(),
                "630 taken back",
                worth.negate(),
                "200 taken back",
                worth);
        assertThat(sums.keySet()).isEqualTo(expected.keySet());
        sums.forEach((account, sum) -> assertThat(sum).as(account).isEqualByComparingTo(expected.get(account)));
    }

    private void assertTimesheetsAreThePeriod() {
        List<JsonNode> timesheets = xero.payroll().timesheets();
        assertThat(timesheets)
                .extracting(timesheet -> timesheet.path("employeeID").asText())
                .containsExactlyInAnyOrderElementsOf(
                        workers.values().stream().map(Worker::employee).toList());
        for (Map.Entry<Long, Worker> worker : workers.entrySet()) {
            JsonNode timesheet = timesheets.stream()
                    .filter(each -> each.path("employeeID")
                            .asText()
                            .equals(worker.getValue().employee()))
                    .findFirst()
                    .orElseThrow();
            BigDecimal shown = BigDecimal.ZERO;
            for (JsonNode line : timesheet.path("timesheetLines")) {
                shown = shown.add(line.path("numberOfUnits").decimalValue());
            }
            LocalDate first =
                    LocalDate.parse(timesheet.path("startDate").asText().substring(0, 10));
            LocalDate last = LocalDate.parse(timesheet.path("endDate").asText().substring(0, 10));
            BigDecimal worked = sum(entry -> entry.worker() == worker.getKey()
                            && !entry.day().isBefore(first)
                            && !entry.day().isAfter(last)
                    ? entry.hours()
                    : BigDecimal.ZERO);
            assertThat(shown).isEqualByComparingTo(worked);
        }
    }

    private BigDecimal sum(Function<Entry, BigDecimal> of) {
        return entries.values().stream().map(of).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private String output() throws IOException {
        return Files.readString(home.resolve("output"));
    }

    int kills() {
        return kills;
    }

    @Override
    public void close() throws IOException {
        harvest.close();
        xero.close();
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.walk(home)) {
            found.sorted(Comparator.reverseOrder()).forEach(files::add);
        }
        files.forEach(file -> file.toFile().delete());
    }
}
