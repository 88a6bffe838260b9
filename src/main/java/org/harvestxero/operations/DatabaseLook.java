package org.harvestxero.operations;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Whether the database answers, told within a second: the asking itself may take longer, and then the next who asks hears its end.
 */
final class DatabaseLook {
    private static final int VALID_WITHIN_SECONDS = 3;

    private final DataSource dataSource;
    private final boolean inside;
    private final Duration patience;
    private final ExecutorService asker;
    private @Nullable Future<Boolean> asked;

    /**
     * @param inside the database lives in this process, so that silence only means that it is busy
     * @param patience how long a caller waits at most
     * @param asker one thread
     */
    DatabaseLook(DataSource dataSource, boolean inside, Duration patience, ExecutorService asker) {
        this.dataSource = dataSource;
        this.inside = inside;
        this.patience = patience;
        this.asker = asker;
    }

    boolean answers() {
        try {
            return ask().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return inside;
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
        }
        return current;
    }

    private boolean look() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(VALID_WITHIN_SECONDS);
        }
    }
}
