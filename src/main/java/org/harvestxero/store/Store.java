package org.harvestxero.store;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.harvestxero.store.billing.SeenFigureTable;
import org.harvestxero.store.database.CommittedWork;
import org.harvestxero.store.database.DatabaseMaintenance;
import org.harvestxero.store.database.Fence;
import org.harvestxero.store.database.FencedJdbc;
import org.harvestxero.store.database.InPlaceTables;
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
     * Its cache, in kB, is an eighth of the shipped heap; by itself it would take a sixteenth, and read back a tenth of what it wrote.
     * It writes anew what is left in older parts of its file where less than half is, a quarter while it is busy; by itself it would
     * where a tenth is gone, 45 seconds after it was written. Its tables are {@link InPlaceTables}.
     */
    private static final String H2_OPTIONS = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
            + ";QUERY_CACHE_SIZE=200;WRITE_DELAY=60000;DB_CLOSE_ON_EXIT=FALSE;CACHE_SIZE=32768"
            + ";AUTO_COMPACT_FILL_RATE=50"
            + InPlaceTables.OPTION;

    private static final int CONNECTIONS = 10;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final Duration LONGEST_WAIT_FOR_SERVER = Duration.ofSeconds(10);

    /** Firewalls forget connections that are silent for some minutes. */
    private static final Duration ASK_IDLE_CONNECTIONS = Duration.ofMinutes(2);

    /** What the two databases call the same thing. */
    public static final Map<String, String> H2_WORDS = Map.of(
            "bytes",
            "varbinary(1048576)",
            "utf8-of",
            "stringtoutf8(",
            "end",
            ")",
            "h2",
            "",
            "postgres",
            "--",
            "stored",
            "",
            "plain",
            "");

    public static final Map<String, String> POSTGRES_WORDS = Map.of(
            "bytes",
            "bytea",
            "utf8-of",
            "convert_to(",
            "end",
            ", 'UTF8')",
            "h2",
            "--",
            "postgres",
            "",
            "stored",
            "stored",
            "plain",
            " collate \"C\"");

    private final HikariDataSource pool;
    private final boolean h2;
    private final OpenedDataSource dataSource;
    private final DatabaseMaintenance databaseMaintenance;
    private final CommittedWork committedWork = new CommittedWork();
    private final TransactionTemplate transactions;
    private final TransactionTemplate parts;
    private final ThreadLocal<Boolean> rehearsing = ThreadLocal.withInitial(() -> false);
    private final Fence fence;
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final Map<String, ConnectionStore> connections = new ConcurrentHashMap<>();
    private final SeenFigureTable seen;

    private Store(HikariDataSource pool, boolean h2, Clock clock) {
        this.pool = pool;
        this.h2 = h2;
        this.dataSource = new OpenedDataSource(pool);
        this.databaseMaintenance = h2
                ? DatabaseMaintenance.savesFile(pool, dataSource.unsaved(), dataSource::isRefused)
                : DatabaseMaintenance.countsRows(pool, dataSource::given);
        DataSourceTransactionManager manager = new DataSourceTransactionManager(dataSource);
        this.transactions = new TransactionTemplate(manager);
        this.fence = new Fence(new JdbcTemplate(dataSource), transactions, h2, rehearsing::get);
        JdbcTemplate jdbc = new FencedJdbc(dataSource, fence, dataSource.unsaved());
        this.parts = new TransactionTemplate(manager);
        parts.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.jdbc = jdbc;
        this.clock = clock;
        this.seen = new SeenFigureTable(jdbc, clock);
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
        pool.setJdbcUrl(address(url));
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

    /** The JDBC address as it is used: a bare H2 address gets the options the SQL here relies on. */
    public static String address(String url) {
        return url.startsWith("jdbc:h2:") && !url.contains("MODE=") ? url + H2_OPTIONS : url;
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

    /** The tables as one connection sees them: it reads and writes no row of another. */
    public ConnectionStore forConnection(String connection) {
        return connections.computeIfAbsent(
                connection, name -> new ConnectionStore(name, this, jdbc, committedWork, transactions, clock));
    }

    public SeenFigureTable seen() {
        return seen;
    }

    @Override
    public void close() {
        databaseMaintenance.close();
        pool.close();
    }
}
