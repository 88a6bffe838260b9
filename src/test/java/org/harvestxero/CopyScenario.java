package org.harvestxero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.Pages;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;
import org.harvestxero.hook.HookDelivery;
import org.harvestxero.runtime.Engine;
import org.harvestxero.sandbox.harvest.HarvestSandbox;
import org.harvestxero.sandbox.harvest.HarvestSandboxOptions;
import org.harvestxero.sandbox.xero.XeroSandbox;
import org.harvestxero.sandbox.xero.XeroSandboxOptions;
import org.harvestxero.wiring.EngineWiring;
import org.jspecify.annotations.Nullable;

/** The program with its shipped routes between the two sandboxes, over real HTTP. */
public final class CopyScenario implements AutoCloseable {
    public static final LocalDate SINCE = LocalDate.of(2026, 10, 1);

    private final HarvestSandbox harvest;
    private final XeroSandbox xero;
    private final Path folder;
    private static final String WAITS = "wait-for-its-turn";
    private static final Set<String> CALLS_BEGIN =
            Set.of("xero-call-begin", "payroll-call-begin", "harvest-call-begin");
    /**
     * Where the sides of each scenario of this process listen, if nobody else does by then: the same routes with the same addresses and
     * folders need not be checked again.
     */
    private static final AtomicInteger HARVEST_PORT = new AtomicInteger();

    private static final AtomicInteger XERO_PORT = new AtomicInteger();
    /** What homes keep of checks that passed. */
    private static final AtomicReference<@Nullable String> CHECKED = new AtomicReference<>();

    private final Clock clock;
    /** Its own; null where it is given one. */
    private final @Nullable String database;

    private final Map<String, String> usual;
    private final Map<String, String> values;
    private Engine engine;
    private CamelContext camel;
    private volatile Consumer<Object> calling = request -> {};

    private CopyScenario(HarvestSandbox harvest, XeroSandbox xero, Path folder, Clock clock, Map<String, String> more) {
        this.harvest = harvest;
        this.xero = xero;
        this.folder = folder;
        this.clock = clock;
        this.database = more.containsKey("database.url") ? null : MigratedDatabase.create();
        this.usual = Map.copyOf(values(Map.of()));
        this.values = new HashMap<>(usual);
        values.putAll(more);
        Path checked = folder.resolve("data").resolve("start").resolve("routes-checked");
        write(checked, CHECKED.get());
        this.engine = startEngine();
        if (Files.exists(checked)) {
            CHECKED.set(read(checked));
        }
    }

    private static void write(Path file, @Nullable String text) {
        if (text != null) {
            try {
                Home.makeFolder(file.getParent());
                Files.writeString(file, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static CopyScenario start() {
        return start(Map.of());
    }

    /** @param more settings on top of, or instead of, the usual ones */
    public static CopyScenario start(Map<String, String> more) {
        return start(XeroSandboxOptions.defaults().withoutLimits(), more);
    }

    public static CopyScenario start(XeroSandboxOptions options, Map<String, String> more) {
        return begin(Clock.systemUTC(), options, more);
    }

    /** @param clock of the program and of both sides */
    public static CopyScenario start(Clock clock, Map<String, String> more) {
        return begin(clock, XeroSandboxOptions.defaults().withoutLimits().withClock(clock), more);
    }

    /** @param clock of the program and of Harvest; Xero's stands in the options */
    public static CopyScenario start(Clock clock, XeroSandboxOptions options, Map<String, String> more) {
        return begin(clock, options, more);
    }

    /** @param routes folder of route files its home has of its own, instead of the shipped ones */
    public static CopyScenario startWithRoutes(Path routes) {
        return begin(Clock.systemUTC(), XeroSandboxOptions.defaults().withoutLimits(), Map.of(), routes);
    }

    /** @param routes folder of route files its home has of its own, instead of the shipped ones */
    public static CopyScenario startWithRoutes(Clock clock, Path routes, Map<String, String> more) {
        return begin(clock, XeroSandboxOptions.defaults().withoutLimits().withClock(clock), more, routes);
    }

    private static CopyScenario begin(Clock clock, XeroSandboxOptions options, Map<String, String> more) {
        return begin(clock, options, more, null);
    }

    private static CopyScenario begin(
            Clock clock, XeroSandboxOptions options, Map<String, String> more, @Nullable Path routes) {
        HarvestSandbox harvest = listening(
                HARVEST_PORT,
                port -> HarvestSandbox.start(HarvestSandboxOptions.defaults()
                        .withoutLimits()
                        .withClock(clock)
                        .withPort(port)),
                HarvestSandbox::baseUrl);
        XeroSandbox xero =
                listening(XERO_PORT, port -> XeroSandbox.start(options.withPort(port)), XeroSandbox::baseUrl);
        try {
            Path folder = newFolder();
            Files.writeString(folder.resolve("mappings.yaml"), "rules: []\n");
            if (routes != null) {
                copy(routes, folder.resolve("routes"));
            }
            return new CopyScenario(harvest, xero, folder, clock, more);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same in each scenario, unless another one has it now. */
    private static Path newFolder() throws IOException {
        try {
            return Files.createDirectory(Path.of(System.getProperty("java.io.tmpdir"))
                    .resolve("harvest-xero-" + ProcessHandle.current().pid()));
        } catch (FileAlreadyExistsException e) {
            return Files.createTempDirectory("harvest-xero");
        }
    }

    private static <T> T listening(AtomicInteger port, IntFunction<T> start, Function<T, String> url) {
        try {
            T side = start.apply(port.get());
            port.set(URI.create(url.apply(side)).getPort());
            return side;
        } catch (IllegalStateException taken) {
            return start.apply(0);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private Map<String, String> values(Map<String, String> more) {
        Map<String, String> values = new HashMap<>(Map.ofEntries(
                Map.entry("harvest.base-url", harvest.baseUrl()),
                Map.entry("harvest.identity-url", harvest.identityUrl()),
                Map.entry(
                        "harvest.account-id",
                        Long.toString(harvest.options().access().accountId())),
                Map.entry("harvest.access-token", harvest.options().access().token()),
                Map.entry("harvest.calls-per-15-seconds", "1000000"),
                Map.entry("xero.api-url", xero.baseUrl()),
                Map.entry("xero.identity-url", xero.baseUrl()),
                Map.entry("xero.login-url", xero.baseUrl()),
                Map.entry("xero.client-id", "sandbox-client"),
                Map.entry("xero.client-secret", "sandbox-secret"),
                Map.entry("xero.calls-per-minute", "1000000"),
                Map.entry("xero.day-reserve", "0"),
                Map.entry("calls.retry-delay", "5"),
                Map.entry("copy.since", SINCE.toString()),
                Map.entry("copy.revenue-account", "200"),
                Map.entry("copy.payments", "true"),
                Map.entry("copy.payment-account", "090"),
                Map.entry(
                        "database.url",
                        database == null ? "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1" : database)));
        values.putAll(more);
        return values;
    }

    private Engine startEngine() {
        return startEngine(Engine.Mode.ROUTES);
    }

    private Engine startEngine(Engine.Mode mode) {
        Home home = Home.at(folder, Path.of("").toAbsolutePath());
        return new EngineWiring(clock, nanos(), this::watch)
                .start(home, Settings.of(values, home), mode, (running, arguments, who, out, err, browser) -> 2);
    }

    /**
     * Another process on the same database, between the same sides. @param before sees its Camel context before its routes are loaded
     */
    public Engine another(Consumer<CamelContext> before) {
        Home home = Home.at(folder, Path.of("").toAbsolutePath());
        return new EngineWiring(clock, nanos(), before)
                .start(
                        home,
                        Settings.of(values, home),
                        Engine.Mode.ROUTES,
                        (running, arguments, who, out, err, browser) -> 2);
    }

    private LongSupplier nanos() {
        return clock instanceof TestClock jumping ? jumping::nanos : System::nanoTime;
    }

    private void watch(CamelContext context) {
        camel = context;
        RouteCoverage.watch(context);
        context.getCamelContextExtension()
                .addInterceptStrategy((any, step, target, next) -> CALLS_BEGIN.contains(RouteCoverage.id(step))
                        ? new DelegateAsyncProcessor(exchange -> {
                            calling.accept(exchange.getMessage().getBody());
                            target.process(exchange);
                        })
                        : target);
        if (clock instanceof TestClock jumping) {
            context.getCamelContextExtension()
                    .addInterceptStrategy((any, step, target, next) -> WAITS.equals(step.getId())
                            ? new DelegateAsyncProcessor(exchange -> passTime(jumping, exchange))
                            : target);
        }
    }

    /** A cycle's wait for what time alone moves on takes none of ours. */
    private static void passTime(TestClock clock, Exchange exchange) {
        clock.jump(Duration.ofMillis(exchange.getMessage().getBody(Long.class)));
    }

    public HarvestSandbox harvest() {
        return harvest;
    }

    public XeroSandbox xero() {
        return xero;
    }

    public CopyService copyService() {
        return engine.copyService();
    }

    public CycleReport once() {
        return held(engine.copyService().once("test"));
    }

    /** The report with its documents as they stand now, whatever later cycles do to them. */
    public static CycleReport held(CycleReport report) {
        return new CycleReport(
                held(report.copied()),
                held(report.planned()),
                held(report.toHarvest()),
                held(report.skipped()),
                held(report.failed()),
                held(report.waiting()),
                held(report.explanations()),
                report.calls(),
                report.duplicatesPrevented(),
                report.took(),
                report.troubles());
    }

    private static <T> Pages<T> held(Pages<T> pages) {
        List<T> items = pages.stream().toList();
        assertThat(pages.size()).as("counted when the report was made").isEqualTo(items.size());
        return Pages.of(items);
    }

    /** Replaces mappings.yaml; the next cycle reads it. */
    public void mappings(String yaml) {
        try {
            Files.writeString(folder.resolve("mappings.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its own folder, beside which the shipped routes and agreements count. */
    public Path home() {
        return folder;
    }

    /** Of the program and of both sides. */
    public Clock clock() {
        return clock;
    }

    /** Writes an agreement on top of the shipped defaults; the next look reads it. */
    public void agreement(String file, String yaml) {
        try {
            Path agreements = Files.createDirectories(folder.resolve("agreements"));
            Path defaults = agreements.resolve("defaults.yaml");
            if (!Files.exists(defaults)) {
                Files.copy(Path.of("agreements", "defaults.yaml"), defaults);
            }
            Files.writeString(agreements.resolve(file), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes an agreement's file away. */
    public void withoutAgreement(String file) {
        try {
            Files.delete(folder.resolve("agreements").resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public BillReport bill(BillRequest request) {
        return engine.billingService().bill(request, "test");
    }

    /** Takes an invoice back and bills its period anew, even if it comes to the same. */
    public BillReport creditAndRebill(String number) {
        return creditAndRebill(number, true);
    }

    public BillReport creditAndRebill(String number, boolean evenIfEqual) {
        return engine.billingService().creditAndRebill(number, evenIfEqual, "test");
    }

    /** What is due now, as the schedule starts it: billed, and sent if nobody has to look. */
    public void runBilling() {
        send("direct:run-billing");
    }

    public Engine engine() {
        return engine;
    }

    /** One cycle as the schedule starts it: it doesn't wait for what time alone moves on. */
    public void scheduled() {
        send("direct:run-cycle");
    }

    /** The daily comparison of everything. */
    public void sweep() {
        send("direct:run-sweep");
    }

    /** What the trigger of the route starts, as if its time had come. */
    public void fire(String triggerRoute) {
        try {
            Exchange exchange = camel.getEndpoint("direct:unused").createExchange();
            camel.getRoute(triggerRoute).getProcessor().process(exchange);
        } catch (Exception e) {
            throw new IllegalStateException(triggerRoute, e);
        }
    }

    private void send(String route) {
        try (ProducerTemplate template = camel.createProducerTemplate()) {
            template.sendBody(route, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What tells hooks of events, as the routes know it. */
    public HookDelivery hooks() {
        return camel.getRegistry().lookupByNameAndType("hooks", HookDelivery.class);
    }

    /** Changes the ledger behind the program's back; returns the number of rows. */
    public int sql(String statement) {
        try (Connection connection = DriverManager.getConnection(
                        values.get("database.url"), values.getOrDefault("database.user", "sa"), "");
                Statement update = connection.createStatement()) {
            return update.executeUpdate(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    /** The rows of every table as text, by the table's name in small letters. */
    public Map<String, List<String>> ledger() {
        Map<String, List<String>> ledger = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(
                        values.get("database.url"), values.getOrDefault("database.user", "sa"), "");
                ResultSet tables = connection.getMetaData().getTables(null, null, "%", null)) {
            while (tables.next()) {
                if ("public".equalsIgnoreCase(tables.getString("TABLE_SCHEM"))
                        && tables.getString("TABLE_TYPE").endsWith("TABLE")) {
                    String table = tables.getString("TABLE_NAME");
                    ledger.put(table.toLowerCase(Locale.ROOT), rows(connection, table));
                }
            }
            return ledger;
        } catch (SQLException e) {
            throw new IllegalStateException("The ledger can't be read", e);
        }
    }

    private static List<String> rows(Connection connection, String table) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement query = connection.createStatement();
                ResultSet found = query.executeQuery("select * from \"" + table + "\"")) {
            int columns = found.getMetaData().getColumnCount();
            while (found.next()) {
                StringJoiner row = new StringJoiner("|");
                for (int column = 1; column <= columns; column++) {
                    row.add(found.getString(column));
                }
                rows.add(row.toString());
            }
        }
        rows.sort(null);
        return rows;
    }

    /** @param sees each request to either side before it is made; what it throws comes in the call's place */
    public void calling(Consumer<Object> sees) {
        calling = sees;
    }

    /** Stops the program and starts it again on the same database. */
    public void restart() {
        engine.close();
        engine = startEngine();
    }

    /** The same with other settings, on top of the usual ones. */
    public void restart(Map<String, String> more) {
        engine.close();
        values.keySet().retainAll(usual.keySet());
        values.putAll(usual);
        values.putAll(more);
        engine = startEngine();
    }

    /** Stops the program and starts it as a process that stays up, with other settings on top. */
    public Engine serve(Engine.Mode mode, Map<String, String> more) {
        engine.close();
        values.putAll(more);
        engine = startEngine(mode);
        return engine;
    }

    /** From now on the token is of somebody with these rights in Harvest. */
    public void tokenIsOf(String... roles) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        List.of(roles).forEach(all::add);
        harvest.edit("/users/" + harvest.ownerId(), Map.of("access_roles", all));
    }

    /** The invoice of the number as Xero holds it. */
    public JsonNode invoice(String number) {
        return xero.invoices().stream()
                .filter(invoice -> number.equals(invoice.path("InvoiceNumber").asText()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Xero has no invoice " + number));
    }

    /** The client's invoices in Xero: day, due day, status and total of each. */
    public List<String> invoicesOf(String client) {
        return xero.invoices().stream()
                .filter(invoice -> invoice.path("Contact").path("Name").asText().equals(client))
                .map(invoice -> invoice.path("DateString").asText().substring(0, 10) + " due "
                        + invoice.path("DueDateString").asText().substring(0, 10) + " "
                        + invoice.path("Status").asText() + " "
                        + invoice.path("Total").decimalValue().setScale(2).toPlainString())
                .sorted()
                .toList();
    }

    /** What Harvest's report shows of the client's time in the bill's period; no hours and no amount where it shows nothing. */
    public JsonNode timeReport(BillReport.Bill bill) {
        JsonNode report = harvest.get("/reports/time/clients?from=" + bill.from() + "&to=" + bill.to());
        for (JsonNode row : report.path("results")) {
            if (row.path("client_name").asText().equals(bill.client())) {
                return row;
            }
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("total_hours", BigDecimal.ZERO)
                .put("billable_amount", BigDecimal.ZERO);
    }

    @Override
    public void close() {
        engine.close();
        harvest.close();
        xero.close();
        if (database != null) {
            MigratedDatabase.drop(database);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
