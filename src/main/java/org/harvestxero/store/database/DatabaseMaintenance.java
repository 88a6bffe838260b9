package org.harvestxero.store.database;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** The recurring upkeep of a database in use. */
public final class DatabaseMaintenance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseMaintenance.class);

    /** Tables of which a third or more changed since they were counted; small ones don't matter. */
    private static final String UNCOUNTED = """
            select quote_ident(schemaname) || '.' || quote_ident(relname) from pg_stat_user_tables
            where schemaname = current_schema() and n_mod_since_analyze > 100 + n_live_tup / 2""";

    /** Seconds; a save that hangs must not keep the process from ending. */
    private static final int STOPS_WITHIN_SECONDS = 20;

    /** A save takes milliseconds. One that a full disk cut off may never end. */
    private static final int SECONDS_IN_VAIN = 60;

    private final Duration every;
    private final BooleanSupplier due;
    private final Runnable task;
    private final String complaint;
    private final ScheduledExecutorService timer;
    private boolean failing;
    private volatile Consumer<String> whenLost = words -> {};
    private final BooleanSupplier refused;
    private final AtomicLong done = new AtomicLong();
    private boolean wasRefused;
    private long doneBefore;
    private int inVain;

    private DatabaseMaintenance(
            String name,
            Duration every,
            BooleanSupplier due,
            Runnable task,
            BooleanSupplier refused,
            String complaint) {
        this.due = due;
        this.refused = refused;
        this.every = every;
        this.task = task;
        this.complaint = complaint;
        this.timer = Executors.newScheduledThreadPool(2, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Saves an H2 file, twice a second where anything urgent was written, in H2's place. H2 saves table by table and index by index while others go on writing: what is
     * on the disk when the process is killed may then hold a row's index entry without the row. So there is one connection only, and
     * this waits its turn for it. Where very much is unsaved H2 still saves by itself, but from the one who writes, whose undo log is
     * then complete.
     *
     * @param unsaved says when
     * @param refused whether others are kept from the database, because its disk is nearly full
     */
    public static DatabaseMaintenance savesFile(DataSource pool, UnsavedWrites unsaved, BooleanSupplier refused) {
        JdbcTemplate jdbc = new JdbcTemplate(pool);
        return new DatabaseMaintenance(
                "ledger-save",
                Duration.ofMillis(500),
                unsaved::isSaveDue,
                () -> save(jdbc, unsaved),
                refused,
                "The database could not be saved to its file; it is tried on");
    }

    private static void save(JdbcTemplate jdbc, UnsavedWrites unsaved) {
        try {
            jdbc.execute((Connection connection) -> {
                unsaved.saving();
                try (Statement statement = connection.createStatement()) {
                    return statement.execute("checkpoint");
                }
            });
        } catch (RuntimeException e) {
            unsaved.notSaved();
            throw e;
        }
    }

    /**
     * Has PostgreSQL count its tables while they grow. By itself it does so once a minute; until then it takes one index for as
     * telling as another, and reads all rows of a kind to find one of them.
     *
     * @param used grows with each use of the database; nothing is asked while nobody else does
     * @see <a href="https://www.postgresql.org/docs/current/planner-stats.html">PostgreSQL: statistics used by the planner</a>
     */
    public static DatabaseMaintenance countsRows(DataSource pool, LongSupplier used) {
        JdbcTemplate jdbc = new JdbcTemplate(pool);
        long[] seen = {0};
        Runnable count = () -> {
            long now = used.getAsLong();
            if (now != seen[0]) {
                seen[0] = now;
                List<String> tables = jdbc.queryForList(UNCOUNTED, String.class);
                tables.forEach(table -> jdbc.execute("analyze " + table));
            }
        };
        return new DatabaseMaintenance(
                "ledger-count",
                Duration.ofSeconds(1),
                () -> true,
                count,
                () -> false,
                "PostgreSQL could not be told to count its tables; work goes on, slower perhaps, and it is tried on");
    }

    public void start() {
        timer.scheduleWithFixedDelay(this::run, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(this::watch, 1, 1, TimeUnit.SECONDS);
    }

    private void run() {
        if (!due.getAsBoolean()) {
            return;
        }
        try {
            task.run();
            failing = false;
            done.incrementAndGet();
        } catch (RuntimeException e) {
            if (!failing) {
                DatabaseTrouble.in(e)
                        .ifPresentOrElse(
                                trouble -> LOG.warn("{}: {}", complaint, trouble), () -> LOG.error(complaint, e));
            }
            failing = true;
            DatabaseTrouble.closedItself(e).ifPresent(whenLost);
        }
    }

    /** Each second: whether the database came out of a disk that was nearly full, or hangs since, which only a new start ends. */
    void watch() {
        if (refused.getAsBoolean()) {
            wasRefused = true;
            doneBefore = done.get();
            inVain = 0;
        } else if (wasRefused && done.get() > doneBefore) {
            wasRefused = false;
        } else if (wasRefused && ++inVain >= SECONDS_IN_VAIN) {
            whenLost.accept("nothing could be saved for " + SECONDS_IN_VAIN + " s after its disk had been full");
        }
    }

    /** @param lost is told, again and again, that the database closed itself and why */
    public void whenLost(Consumer<String> lost) {
        whenLost = lost;
    }

    /** Ends when a task under way has ended; closing an H2 pool saves what is left. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The database is closed while it is still being worked with");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
