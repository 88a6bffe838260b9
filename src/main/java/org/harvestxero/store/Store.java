package org.harvestxero.store;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.harvestxero.store.billing.AgreementVersionTable;
import org.harvestxero.store.billing.BalanceMovementTable;
import org.harvestxero.store.billing.BillingRunTable;
import org.harvestxero.store.billing.CorrectionTable;
import org.harvestxero.store.billing.DecisionTable;
import org.harvestxero.store.billing.DeliveryTable;
import org.harvestxero.store.billing.DraftTable;
import org.harvestxero.store.billing.EntryStateTable;
import org.harvestxero.store.billing.NotBilledTable;
import org.harvestxero.store.billing.SeenFigureTable;
import org.harvestxero.store.connection.AlarmTable;
import org.harvestxero.store.connection.BelongingTable;
import org.harvestxero.store.connection.ConnectionTable;
import org.harvestxero.store.connection.CounterTable;
import org.harvestxero.store.copy.AuditEventTable;
import org.harvestxero.store.copy.BatchTable;
import org.harvestxero.store.copy.CachedAnswerTable;
import org.harvestxero.store.copy.CauseTable;
import org.harvestxero.store.copy.ClientOptionTable;
import org.harvestxero.store.copy.DocumentPages;
import org.harvestxero.store.copy.InvoiceNumbers;
import org.harvestxero.store.copy.LinkTable;
import org.harvestxero.store.copy.NotificationTable;
import org.harvestxero.store.copy.NumberHolderTable;
import org.harvestxero.store.copy.OptionIntentTable;
import org.harvestxero.store.copy.OtherPaymentTable;
import org.harvestxero.store.copy.OutboxTable;
import org.harvestxero.store.copy.Overview;
import org.harvestxero.store.copy.ProjectTable;
import org.harvestxero.store.copy.SourceDocumentTable;
import org.harvestxero.store.copy.Waits;
import org.harvestxero.store.copy.WatermarkTable;
import org.harvestxero.store.copy.XeroContactTable;
import org.harvestxero.store.database.CommittedWork;
import org.harvestxero.store.database.DatabaseMaintenance;
import org.harvestxero.store.database.Fence;
import org.harvestxero.store.database.FencedJdbc;
import org.harvestxero.store.database.OpenedDataSource;
import org.harvestxero.store.database.Postgres;
import org.harvestxero.store.database.UnfitDatabaseException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables of one database, migrated and ready. Closing it closes the pool. */
public final class Store implements AutoCloseable {

    /**
     * What a default H2 address needs so that its SQL agrees with PostgreSQL's. By itself H2 saves only after a minute: see
     * {@link org.harvestxero.store.database.DatabaseMaintenance#savesFile}. Nor does it close by itself when the process is told to end: work under way ends first.
     */
    private static final String H2_OPTIONS = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
            + ";QUERY_CACHE_SIZE=200;WRITE_DELAY=60000;DB_CLOSE_ON_EXIT=FALSE";

    private static final int CONNECTIONS = 10;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final Duration LONGEST_WAIT_FOR_SERVER = Duration.ofSeconds(10);

    /** Firewalls forget connections that are silent for some minutes. */
    private static final Duration ASK_IDLE_CONNECTIONS = Duration.ofMinutes(2);

    /** What the two databases call the same thing. */
    public static final Map<String, String> H2_WORDS =
            Map.of("bytes", "varbinary(1048576)", "utf8-of", "stringtoutf8(", "end", ")", "h2", "");

    public static final Map<String, String> POSTGRES_WORDS =
            Map.of("bytes", "bytea", "utf8-of", "convert_to(", "end", ", 'UTF8')", "h2", "--");

    private final HikariDataSource pool;
    private final boolean h2;
    private final OpenedDataSource dataSource;
    private final DatabaseMaintenance databaseMaintenance;
    private final CommittedWork committedWork = new CommittedWork();
    private final TransactionTemplate transactions;
    private final TransactionTemplate parts;
    private final ThreadLocal<Boolean> rehearsing = ThreadLocal.withInitial(() -> false);
    private final Fence fence;
    private final ConnectionTable connections;
    private final SourceDocumentTable documents;
    private final LinkTable links;
    private final CauseTable causes;
    private final OutboxTable outbox;
    private final BatchTable batches;
    private final WatermarkTable watermarks;
    private final Waits waits;
    private final CachedAnswerTable cachedAnswers;
    private final ProjectTable projects;
    private final XeroContactTable contacts;
    private final OtherPaymentTable otherPayments;
    private final ClientOptionTable clientOptions;
    private final NumberHolderTable numberHolders;
    private final CounterTable tallies;
    private final AuditEventTable audit;
    private final Overview overview;
    private final DocumentPages documentPages;
    private final AgreementVersionTable agreementVersions;
    private final BillingRunTable billingRuns;
    private final DraftTable drafts;
    private final EntryStateTable entryStates;
    private final NotBilledTable notBilled;
    private final BalanceMovementTable balanceMovements;
    private final CorrectionTable corrections;
    private final SeenFigureTable seen;
    private final DecisionTable decisions;
    private final DeliveryTable deliveries;
    private final InvoiceNumbers invoiceNumbers;
    private final OptionIntentTable optionIntents;
    private final BelongingTable belongings;
    private final AlarmTable alarms;
    private final NotificationTable notices;

    private Store(HikariDataSource pool, boolean h2, Clock clock) {
        this.pool = pool;
        this.h2 = h2;
        this.dataSource = new OpenedDataSource(pool);
        this.databaseMaintenance = h2
                ? DatabaseMaintenance.savesFile(pool, dataSource::isRefused)
                : DatabaseMaintenance.countsRows(pool, dataSource::given);
        DataSourceTransactionManager manager = new DataSourceTransactionManager(dataSource);
        this.transactions = new TransactionTemplate(manager);
        this.fence = new Fence(new JdbcTemplate(dataSource), transactions, h2, rehearsing::get);
        JdbcTemplate jdbc = new FencedJdbc(dataSource, fence);
        this.parts = new TransactionTemplate(manager);
        parts.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.connections = new ConnectionTable(jdbc);
        this.documents = new SourceDocumentTable(jdbc);
        this.links = new LinkTable(jdbc, committedWork);
        this.causes = new CauseTable(jdbc, committedWork);
        this.outbox = new OutboxTable(jdbc, clock);
        this.batches = new BatchTable(jdbc);
        this.watermarks = new WatermarkTable(jdbc);
        this.waits = new Waits(jdbc);
        this.cachedAnswers = new CachedAnswerTable(jdbc);
        this.projects = new ProjectTable(jdbc);
        this.contacts = new XeroContactTable(jdbc);
        this.otherPayments = new OtherPaymentTable(jdbc, clock);
        this.clientOptions = new ClientOptionTable(jdbc);
        this.numberHolders = new NumberHolderTable(jdbc, clock);
        this.tallies = new CounterTable(jdbc, committedWork);
        this.audit = new AuditEventTable(jdbc, clock);
        this.overview = new Overview(jdbc);
        this.documentPages = new DocumentPages(jdbc);
        this.agreementVersions = new AgreementVersionTable(jdbc, clock);
        this.billingRuns = new BillingRunTable(jdbc, clock);
        this.drafts = new DraftTable(jdbc, clock);
        this.entryStates = new EntryStateTable(jdbc);
        this.notBilled = new NotBilledTable(jdbc);
        this.balanceMovements = new BalanceMovementTable(jdbc, clock);
        this.corrections = new CorrectionTable(jdbc, clock);
        this.seen = new SeenFigureTable(jdbc, clock);
        this.decisions = new DecisionTable(jdbc, clock);
        this.deliveries = new DeliveryTable(jdbc, clock);
        this.invoiceNumbers = new InvoiceNumbers(jdbc);
        this.optionIntents = new OptionIntentTable(jdbc, clock);
        this.belongings = new BelongingTable(jdbc);
        this.alarms = new AlarmTable(jdbc, clock);
        this.notices = new NotificationTable(jdbc, transactions, clock);
    }

    /**
     * Opens the database and brings its tables up to date.
     *
     * @throws org.harvestxero.store.database.UnfitDatabaseException when a PostgreSQL can't be worked with as it is
     * @param url a JDBC address of H2 or PostgreSQL; a bare H2 address gets the options the SQL here relies on
     */
    public static Store open(String url, String user, String password, Clock clock) {
        Store store = unopened(url, user, password, clock);
        try {
            store.open();
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /**
     * A ledger that reaches for nothing yet: until {@link #open()} has ended, whoever asks for a connection waits. So parts that
     * need one only later can be made while the database is opened.
     */
    public static Store unopened(String url, String user, String password, Clock clock) {
        boolean h2 = url.startsWith("jdbc:h2:");
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(h2 && !url.contains("MODE=") ? url + H2_OPTIONS : url);
        pool.setUsername(user);
        pool.setPassword(password);
        if (h2) {
            pool.setMaximumPoolSize(1);
            pool.setConnectionTimeout(LONGEST_WAIT.toMillis());
        } else {
            pool.setMaximumPoolSize(CONNECTIONS);
            pool.setConnectionTimeout(LONGEST_WAIT_FOR_SERVER.toMillis());
            pool.setKeepaliveTime(ASK_IDLE_CONNECTIONS.toMillis());
            pool.setDataSourceProperties(Postgres.working());
            pool.setConnectionInitSql(Postgres.SESSION);
        }
        pool.setMinimumIdle(1);
        pool.setPoolName("ledger");
        return new Store(pool, h2, clock);
    }

    /** Opens the database and brings its tables up to date; who waits for a connection gets one then, or the failure. */
    public void open() {
        dataSource.open(() -> {
            if (h2) {
                // The pool's only connection stays open meanwhile.
                new JdbcTemplate(pool).execute("select 1");
            } else {
                Postgres.check(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
            }
            migrate();
        });
        databaseMaintenance.start();
    }

    /** Takes connections of its own: several, and on PostgreSQL without a limit to how long a statement may take. */
    private void migrate() {
        try {
            Flyway.configure()
                    .locations("classpath:db/migration")
                    .dataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword())
                    .placeholders(h2 ? H2_WORDS : POSTGRES_WORDS)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw h2 ? e : UnfitDatabaseException.of(e, pool.getUsername());
        }
    }

    /** Does this now, or as soon as the database is open. */
    public void whenOpen(Runnable work) {
        dataSource.whenOpen(work);
    }

    /**
     * Says when an embedded database closed itself, because its file could not be written. It can't be opened again in the same
     * process: what was told to it last is lost, while the process still counts on it. A new start goes on from what the file holds.
     */
    public void whenLost(Consumer<String> lost) {
        databaseMaintenance.whenLost(lost);
    }

    /** @param words why the database must not be used now, as for want of room to grow; empty while it may */
    public void refusedBy(Supplier<Optional<String>> words) {
        dataSource.refusedBy(words);
    }

    public DataSource dataSource() {
        return dataSource;
    }

    /** Whether this process may still write, and send, for the connection it leads. */
    public Fence fence() {
        return fence;
    }

    /** What this process has written since it began. */
    public CommittedWork committedWork() {
        return committedWork;
    }

    /** How the connections to the database are used. */
    public MeterBinder poolMeters() {
        return registry -> {
            pool("active", HikariPoolMXBean::getActiveConnections).register(registry);
            pool("idle", HikariPoolMXBean::getIdleConnections).register(registry);
            Gauge.builder(
                            "harvestxero.database.waiting",
                            this.pool,
                            each -> each.getHikariPoolMXBean().getThreadsAwaitingConnection())
                    .description("Threads that wait for a connection to the database")
                    .register(registry);
            Gauge.builder("harvestxero.database.connections.max", this.pool, HikariDataSource::getMaximumPoolSize)
                    .description("Most connections this process opens to the database")
                    .register(registry);
        };
    }

    private Gauge.Builder<HikariDataSource> pool(String state, ToIntFunction<HikariPoolMXBean> count) {
        return Gauge.builder(
                        "harvestxero.database.connections", pool, each -> count.applyAsInt(each.getHikariPoolMXBean()))
                .description("Connections of this process to the database")
                .tag("state", state);
    }

    /** Runs the work in one transaction; never call an outside system in it. */
    public void inTransaction(Runnable work) {
        (rehearsing.get() ? parts : transactions).executeWithoutResult(status -> work.run());
    }

    /**
     * Runs the work in one transaction that leaves no trace. What it does in transactions of its own is undone part by part, as it
     * would be for good.
     */
    public void rehearse(Runnable work) {
        boolean within = rehearsing.get();
        try {
            transactions.executeWithoutResult(status -> {
                rehearsing.set(true);
                status.setRollbackOnly();
                work.run();
            });
        } finally {
            if (!within) {
                rehearsing.remove();
            }
        }
    }

    public ConnectionTable connections() {
        return connections;
    }

    public SourceDocumentTable documents() {
        return documents;
    }

    public LinkTable links() {
        return links;
    }

    public CauseTable causes() {
        return causes;
    }

    public OutboxTable outbox() {
        return outbox;
    }

    public BatchTable batches() {
        return batches;
    }

    public Waits waits() {
        return waits;
    }

    public WatermarkTable watermarks() {
        return watermarks;
    }

    public CachedAnswerTable cachedAnswers() {
        return cachedAnswers;
    }

    public ProjectTable projects() {
        return projects;
    }

    public XeroContactTable contacts() {
        return contacts;
    }

    public NumberHolderTable numberHolders() {
        return numberHolders;
    }

    public ClientOptionTable clientOptions() {
        return clientOptions;
    }

    public OtherPaymentTable otherPayments() {
        return otherPayments;
    }

    public CounterTable tallies() {
        return tallies;
    }

    public AuditEventTable audit() {
        return audit;
    }

    public Overview overview() {
        return overview;
    }

    public DocumentPages documentPages() {
        return documentPages;
    }

    public AgreementVersionTable agreementVersions() {
        return agreementVersions;
    }

    public BillingRunTable billingRuns() {
        return billingRuns;
    }

    public DraftTable drafts() {
        return drafts;
    }

    public EntryStateTable entryStates() {
        return entryStates;
    }

    public NotBilledTable notBilled() {
        return notBilled;
    }

    public BalanceMovementTable balanceMovements() {
        return balanceMovements;
    }

    public CorrectionTable corrections() {
        return corrections;
    }

    public SeenFigureTable seen() {
        return seen;
    }

    public DecisionTable decisions() {
        return decisions;
    }

    public DeliveryTable deliveries() {
        return deliveries;
    }

    public InvoiceNumbers invoiceNumbers() {
        return invoiceNumbers;
    }

    public OptionIntentTable optionIntents() {
        return optionIntents;
    }

    public AlarmTable alarms() {
        return alarms;
    }

    public NotificationTable notices() {
        return notices;
    }

    public BelongingTable belongings() {
        return belongings;
    }

    @Override
    public void close() {
        databaseMaintenance.close();
        pool.close();
    }
}
