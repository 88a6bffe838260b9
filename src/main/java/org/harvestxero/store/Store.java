package org.harvestxero.store;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.harvestxero.store.billing.SeenFigureTable;
import org.harvestxero.store.database.CommittedWork;
import org.harvestxero.store.database.DatabaseMaintenance;
import org.harvestxero.store.database.DatabasePools;
import org.harvestxero.store.database.DatabaseTrouble;
import org.harvestxero.store.database.Fence;
import org.harvestxero.store.database.FencedJdbc;
import org.harvestxero.store.database.OpenedDataSource;
import org.harvestxero.store.database.Postgres;
import org.harvestxero.store.database.UnfitDatabaseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables of one database, migrated and ready. Closing it closes the pool. */
public final class Store implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    private static final int MOST_TRIES = 3;

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

    private final DatabasePools pools;
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

    private Store(DatabasePools pools, Clock clock) {
        this.pools = pools;
        this.pool = pools.main();
        this.h2 = pools.isH2();
        this.dataSource = new OpenedDataSource(pool);
        this.databaseMaintenance = h2
                ? DatabaseMaintenance.savesFile(pool, dataSource.unsaved(), dataSource::isRefused)
                : DatabaseMaintenance.countsRows(pool, dataSource::given);
        DataSourceTransactionManager manager = new DataSourceTransactionManager(dataSource);
        this.transactions = new TransactionTemplate(manager);
        this.fence = new Fence(new JdbcTemplate(dataSource), transactions, h2, rehearsing::get);
        JdbcTemplate jdbc = new FencedJdbc(
                dataSource,
                fence,
                dataSource.unsaved(),
                pools.readers().map(dataSource::beside).orElse(null));
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
        return new Store(DatabasePools.of(url, user, password), clock);
    }

    /** The JDBC address as it is used: a bare H2 address gets the options the SQL here relies on. */
    public static String address(String url) {
        return DatabasePools.address(url);
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
        return pools.meters();
    }

    /** Runs the work in one transaction; never call an outside system in it. */
    public void inTransaction(Runnable work) {
        (rehearsing.get() ? parts : transactions).executeWithoutResult(status -> work.run());
    }

    /**
     * Runs the work in one transaction, and again where the database ended it because transactions waited for each other; three times at
     * most. In a transaction under way it is run once.
     *
     * @param work leaves nothing in memory when it is undone
     */
    public void inRepeatedTransaction(Runnable work) {
        int most = TransactionSynchronizationManager.isActualTransactionActive() ? 1 : MOST_TRIES;
        for (int tried = 1; ; tried++) {
            try {
                inTransaction(work);
                return;
            } catch (RuntimeException e) {
                if (tried >= most || !DatabaseTrouble.isDeadlock(e)) {
                    throw e;
                }
                LOG.info("Two transactions waited for each other; the one that was ended is run again");
            }
        }
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
        pools.close();
    }
}
