package org.harvestxero.store.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one database. An H2 file is written over one alone, as it is saved only while nobody writes ({@link
 * DatabaseMaintenance#savesFile}); who only reads has others there.
 */
public final class DatabasePools implements AutoCloseable {
    private static final String H2_CACHE = ";CACHE_SIZE=32768";

    /**
     * What a default H2 address needs so that its SQL agrees with PostgreSQL's. By itself H2 saves only after a minute: see
     * {@link DatabaseMaintenance#savesFile}. Nor does it close by itself when the process is told to end: work under way ends first.
     * Its cache, in kB, is an eighth of the shipped heap; by itself it would take a sixteenth, and read back a tenth of what it wrote.
     * It writes anew what is left in older parts of its file where less than half is, a quarter while it is busy; by itself it would
     * where a tenth is gone, 45 seconds after it was written. What it writes is packed: documents are alike. Its tables are {@link
     * InPlaceTables}.
     */
    private static final String H2_OPTIONS = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
            + ";QUERY_CACHE_SIZE=200;WRITE_DELAY=60000;DB_CLOSE_ON_EXIT=FALSE" + H2_CACHE
            + ";AUTO_COMPACT_FILL_RATE=50;COMPRESS=TRUE"
            + InPlaceTables.OPTION;

    private static final String H2 = "jdbc:h2:";
    private static final int CONNECTIONS = 10;
    private static final int READERS = 3;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final Duration LONGEST_WAIT_FOR_SERVER = Duration.ofSeconds(10);

    /** Firewalls forget connections that are silent for some minutes. */
    private static final Duration ASK_IDLE_CONNECTIONS = Duration.ofMinutes(2);

    private final HikariDataSource main;
    private final @Nullable HikariDataSource readers;

    private DatabasePools(HikariDataSource main, @Nullable HikariDataSource readers) {
        this.main = main;
        this.readers = readers;
    }

    /** Nothing is opened before somebody asks for a connection. @param url a JDBC address of H2 or PostgreSQL */
    public static DatabasePools of(String url, String user, String password) {
        HikariDataSource main = pool("ledger", url, user, password);
        main.setMinimumIdle(1);
        if (url.startsWith(H2)) {
            main.setMaximumPoolSize(1);
            main.setConnectionTimeout(LONGEST_WAIT.toMillis());
            HikariDataSource readers = pool("ledger-reads", url, user, password);
            readers.setJdbcUrl(address(url).replace(H2_CACHE, "")); // set again, H2 empties the cache
            readers.setMinimumIdle(0);
            readers.setMaximumPoolSize(READERS);
            readers.setConnectionTimeout(LONGEST_WAIT.toMillis());
            return new DatabasePools(main, readers);
        }
        main.setMaximumPoolSize(CONNECTIONS);
        main.setConnectionTimeout(LONGEST_WAIT_FOR_SERVER.toMillis());
        main.setKeepaliveTime(ASK_IDLE_CONNECTIONS.toMillis());
        main.setDataSourceProperties(Postgres.working());
        main.setConnectionInitSql(Postgres.SESSION);
        return new DatabasePools(main, null);
    }

    private static HikariDataSource pool(String name, String url, String user, String password) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(address(url));
        pool.setUsername(user);
        pool.setPassword(password);
        pool.setPoolName(name);
        return pool;
    }

    /** The JDBC address as it is used: a bare H2 address gets the options the SQL here relies on. */
    public static String address(String url) {
        return url.startsWith(H2) && !url.contains("MODE=") ? url + H2_OPTIONS : url;
    }

    public boolean isH2() {
        return readers != null;
    }

    /** Over which all is written. */
    public HikariDataSource main() {
        return main;
    }

    /** For who only reads; empty where the others are enough. */
    public Optional<HikariDataSource> readers() {
        return Optional.ofNullable(readers);
    }

    /** How the connections are used. */
    public MeterBinder meters() {
        return registry -> {
            connections("active", HikariPoolMXBean::getActiveConnections).register(registry);
            connections("idle", HikariPoolMXBean::getIdleConnections).register(registry);
            Gauge.builder(
                            "harvestxero.database.waiting",
                            this,
                            pools -> pools.count(HikariPoolMXBean::getThreadsAwaitingConnection))
                    .description("Threads that wait for a connection to the database")
                    .register(registry);
            Gauge.builder(
                            "harvestxero.database.connections.max",
                            this,
                            pools -> pools.all()
                                    .mapToInt(HikariDataSource::getMaximumPoolSize)
                                    .sum())
                    .description("Most connections this process opens to the database")
                    .register(registry);
        };
    }

    private Gauge.Builder<DatabasePools> connections(String state, ToIntFunction<HikariPoolMXBean> count) {
        return Gauge.builder("harvestxero.database.connections", this, pools -> pools.count(count))
                .description("Connections of this process to the database")
                .tag("state", state);
    }

    private int count(ToIntFunction<HikariPoolMXBean> what) {
        return all().map(HikariDataSource::getHikariPoolMXBean)
                .filter(Objects::nonNull) // nobody has asked that pool yet
                .mapToInt(what)
                .sum();
    }

    private Stream<HikariDataSource> all() {
        return Stream.concat(Stream.of(main), readers().stream());
    }

    @Override
    public void close() {
        readers().ifPresent(HikariDataSource::close);
        main.close();
    }
}
