package org.harvestxero.monitoring;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells within a second whether the database answers. The query itself may take longer; then the next caller gets its result.
 */
public final class DatabaseLook {
    private static final int VALID_WITHIN_SECONDS = 3;

    /** Longer than any single piece of work keeps an embedded database busy. */
    private static final Duration LONGEST_BUSY = Duration.ofSeconds(20);

    private final DataSource dataSource;
    private final boolean inside;
    private final Duration patience;
    private final ExecutorService asker;
    private final LongSupplier nanos;
    private @Nullable Future<Boolean> asked;
    private long askedNanos;

    /**
     * @param inside whether the database is embedded, so that silence only means that it is busy
     * @param patience the longest a caller waits
     * @param asker one thread
     */
    public DatabaseLook(DataSource dataSource, boolean inside, Duration patience, ExecutorService asker) {
        this(dataSource, inside, patience, asker, System::nanoTime);
    }

    DatabaseLook(DataSource dataSource, boolean inside, Duration patience, ExecutorService asker, LongSupplier nanos) {
        this.nanos = nanos;
        this.dataSource = dataSource;
        this.inside = inside;
        this.patience = patience;
        this.asker = asker;
    }

    public boolean answers() {
        try {
            return ask().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return inside && !isSilent();
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized Future<Boolean> ask() {
        Future<Boolean> current = asked;
        if (current == null || current.isDone()) {
            current = asker.submit(this::look);
            asked = current;
            askedNanos = nanos.getAsLong();
        }
        return current;
    }

    private synchronized boolean isSilent() {
        return nanos.getAsLong() - askedNanos > LONGEST_BUSY.toNanos();
    }

    /** An embedded database that has closed itself still calls its connections valid. */
    private static boolean answers(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute("select 1");
        }
    }

    private boolean look() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(VALID_WITHIN_SECONDS) && (!inside || answers(connection));
        }
    }
}
