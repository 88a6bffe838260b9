package org.harvestxero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.harvestxero.sandbox.harvest.HarvestSandbox;
import org.harvestxero.sandbox.harvest.HarvestSandboxOptions;
import org.harvestxero.sandbox.xero.XeroSandbox;
import org.harvestxero.sandbox.xero.XeroSandboxOptions;
import org.harvestxero.store.Store;

/**
 * The real program in a process of its own, killed again and again while it runs {@code once}: after so many calls or writes drawn
 * at random, and up to some milliseconds later. What it left is what the next one starts from.
 */
final class KilledProgram implements AutoCloseable {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 6);
    /** What is added before each kill, and after how many calls or writes it comes at the latest. */
    record Load(int invoices, int mostCalls, int mostWrites, boolean back, boolean expenses) {
        static final Load FEW = new Load(10, 26, 5, false, false);
        /** So many that some are sent while the payments of others are still being read. */
        static final Load MANY = new Load(130, 170, 9, false, false);
        /** People record payments in Xero, too, which go back to Harvest. */
        static final Load BACK = new Load(6, 40, 9, true, false);
        /** Next to no invoices, but expenses with receipts that come, change and go. */
        static final Load COSTS = new Load(1, 40, 12, false, true);
    }

    /** Tables, and a column of each that only the row holds. */
    private static final Map<String, String> COLUMN_OF_ROW = Map.of(
            "source_document",
            "recorded_at",
            "outbox",
            "created_at",
            "link",
            "linked_at",
            "batch",
            "created_at",
            "payment_back",
            "changed_at");

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final HarvestSandbox harvest =
            HarvestSandbox.start(HarvestSandboxOptions.defaults().withoutLimits());
    private final XeroSandbox xero =
            XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits().withAnswerTime(Duration.ofMillis(15)));
    private final SplittableRandom random;
    private final Load load;
    private final Path home;
    private final List<Long> clients = new ArrayList<>();
    private final Set<String> paidInXero = new HashSet<>();
    private final KilledExpenses expenses;
    private int kills;

    KilledProgram(long seed, Load load) throws IOException {
        this.random = new SplittableRandom(seed);
        this.load = load;
        this.home = Files.createTempDirectory("harvest-xero-crash");
        this.expenses = new KilledExpenses(harvest, xero, random);
        Files.writeString(home.resolve("application.properties"), settings());
        if (load.expenses()) {
            Files.writeString(home.resolve("mappings.yaml"), KilledExpenses.MAPPINGS);
        }
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
                        "copy.since=2026-10-01",
                        "copy.revenue-account=200",
                        "copy.payments=true",
                        "copy.payments-back=" + (load.back() ? "follow" : "off"),
                        "copy.payment-account=090",
                        "expenses.as=" + (load.expenses() ? "bill" : "none"),
                        "database.url=" + databaseUrl())
                .collect(Collectors.joining("\n"));
    }

    /** Adds work, starts the program and kills it in the midst; every other time Xero forgets its keys afterwards. */
    void killOnce() throws IOException, InterruptedException, SQLException {
        addInvoices();
        payInXero();
        if (load.expenses()) {
            expenses.happen();
        }
        boolean byWrites = random.nextBoolean();
        LongSupplier progress = byWrites ? this::writes : this::calls;
        long wanted = progress.getAsLong() + random.nextInt(1, byWrites ? load.mostWrites() : load.mostCalls());
        Process program = start();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (progress.getAsLong() < wanted && !program.waitFor(2, TimeUnit.MILLISECONDS)) {
            assertThat(System.nanoTime()).as("the program hangs").isLessThan(deadline);
        }
        program.waitFor(random.nextInt(0, 60), TimeUnit.MILLISECONDS);
        if (program.isAlive()) {
            program.destroyForcibly().waitFor();
            kills++;
        } else {
            assertThat(program.exitValue()).as(output()).isZero();
        }
        lookAtWhatIsLeft(random.nextBoolean());
    }

    private void addInvoices() {
        if (clients.size() < 12) {
            clients.add(harvest.add(aClient("Client " + clients.size())));
        }
        for (int i = 0; i < load.invoices(); i++) {
            long client = clients.get(random.nextInt(clients.size()));
            String price = Integer.toString(random.nextInt(10, 900));
            long invoice = harvest.add(anInvoice(client)
                    .issued(DAY)
                    .tax("20")
                    .taxedLine("Work", "1.5", price)
                    .open());
            harvest.pay(invoice, aPayment("3").on(DAY));
            harvest.pay(invoice, aPayment("4").on(DAY.plusDays(1)));
        }
    }

    /** One payment in Xero of each invoice there that has none of a person yet. */
    private void payInXero() {
        if (!load.back()) {
            return;
        }
        for (JsonNode invoice : xero.invoices()) {
            String id = invoice.path("InvoiceID").asText();
            if (invoice.path("Status").asText().equals("AUTHORISED") && paidInXero.add(id)) {
                xero.payInvoice(id, new BigDecimal("2.50"), "090", DAY.plusDays(2));
            }
        }
    }

    private long calls() {
        return harvest.callCount()
                + xero.calls().values().stream().mapToLong(Long::longValue).sum();
    }

    private long writes() {
        return postedToHarvest()
                + xero.calls().entrySet().stream()
                        .filter(counted -> !counted.getKey().startsWith("GET"))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
    }

    private long postedToHarvest() {
        return load.back() ? harvest.calls().getOrDefault("POST /invoices/{id}/payments", 0L) : 0;
    }

    private Process start() throws IOException {
        return KilledProcess.start(home, "once", "--json");
    }

    /**
     * Each index must hold exactly the rows of its table. Where asked to, ten minutes pass for what is under way: Xero's keys are
     * forgotten, so that it has to be searched for.
     */
    private void lookAtWhatIsLeft(boolean later) throws SQLException {
        try (Store store = Store.open(databaseUrl(), "sa", "", Clock.systemUTC());
                Connection connection = store.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> table : COLUMN_OF_ROW.entrySet()) {
                assertIndexesHoldTheRows(statement, table.getKey(), table.getValue());
            }
            if (later) {
                statement.executeUpdate(
                        "update batch set first_sent_at = dateadd('MINUTE', -10, first_sent_at) where state = 'sent'");
                statement.executeUpdate("update receipt set next_attempt_at = changed_at");
                statement.executeUpdate("update payment_back set asked_at = dateadd('MINUTE', -10, asked_at)");
            }
        }
    }

    private static void assertIndexesHoldTheRows(Statement statement, String table, String column) throws SQLException {
        Map<String, String> indexes = new LinkedHashMap<>();
        try (ResultSet rows = statement.executeQuery("""
                select i.index_name, i.column_name, c.data_type from information_schema.index_columns i
                join information_schema.columns c on c.table_schema = i.table_schema and c.table_name = i.table_name
                    and c.column_name = i.column_name
                where i.table_schema = 'public' and i.ordinal_position = 1 and upper(c.data_type) in ('CHARACTER VARYING', 'BIGINT')
                and i.table_name = '""" + table + "'")) {
            while (rows.next()) {
                String least = rows.getString(3).equalsIgnoreCase("BIGINT") ? "-1000000000000000000" : "''";
                indexes.put(rows.getString(1), rows.getString(2) + " >= " + least);
            }
        }
        assertThat(indexes).isNotEmpty();
        for (Map.Entry<String, String> index : indexes.entrySet()) {
            String first = index.getValue().split(" ")[0];
            String throughIndex = "select count(" + column + ") from " + table + " use index (\"" + index.getKey()
                    + "\") where " + index.getValue();
            assertThat(count(statement, throughIndex))
                    .as(index.getKey())
                    .isEqualTo(count(statement, "select count(*) from " + table + " where " + first + " is not null"));
        }
    }

    private static long count(Statement statement, String question) throws SQLException {
        try (ResultSet rows = statement.executeQuery(question)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    /** Lets the program run to its end, which takes what is in doubt two runs; then each payment stands once on either side. */
    void runBackToTheEnd() throws IOException, InterruptedException, SQLException {
        payInXero();
        for (int run = 0; run < 3; run++) {
            Process program = start();
            assertThat(program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).as(output()).isZero();
            lookAtWhatIsLeft(true);
        }
        assertThat(Twins.live(xero.payments())).hasSize(2 * xero.invoices().size() + paidInXero.size());
        for (JsonNode invoice : xero.invoices()) {
            String url = invoice.path("Url").asText();
            JsonNode paid = harvest.get("/invoices/" + url.substring(url.lastIndexOf('/') + 1) + "/payments")
                    .path("invoice_payments");
            assertThat(paid).as(url).hasSameSizeAs(invoice.path("Payments"));
            assertThat(Twins.sum(paid, "amount"))
                    .as(url)
                    .isEqualByComparingTo(invoice.path("AmountPaid").decimalValue());
        }
    }

    /** The same of expenses: each is a cost once, or not at all, with its receipt. */
    void runCostsToTheEnd() throws IOException, InterruptedException, SQLException {
        for (int run = 0; run < 4; run++) {
            Process program = start();
            assertThat(program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).as(output()).isZero();
            lookAtWhatIsLeft(true);
        }
        expenses.assertEachOnce();
    }

    /** Lets the program run to its end; then both sides must agree. */
    void runToTheEnd() throws IOException, InterruptedException {
        Process program = start();
        assertThat(program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).as(output()).isZero();
        new Twins(harvest, xero).assertExact();
        assertThat(Twins.live(xero.payments())).hasSize(2 * xero.invoices().size());
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
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
