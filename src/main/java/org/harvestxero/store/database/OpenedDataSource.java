package org.harvestxero.store.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Gives no connection until the tables are up to date. */
public final class OpenedDataSource extends DelegatingDataSource {
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<Runnable> waiting = new ArrayList<>();
    private final AtomicLong given = new AtomicLong();
    private final UnsavedWrites unsaved = UnsavedWrites.sinceNow();
    private boolean open;
    private volatile @Nullable RuntimeException failure;
    private volatile Supplier<Optional<String>> refusal = Optional::empty;

    public OpenedDataSource(DataSource pool) {
        super(pool);
    }

    /** @param opening brings the tables up to date; what it throws is thrown here and told to all who wait */
    public void open(Runnable opening) {
        try {
            opening.run();
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        } finally {
            ended.countDown();
        }
        synchronized (waiting) {
            open = true;
            waiting.forEach(Runnable::run);
            waiting.clear();
        }
    }

    /** Does this now, or when {@link #open} has brought the tables up to date; never when that fails. */
    public void whenOpen(Runnable work) {
        synchronized (waiting) {
            if (open) {
                work.run();
            } else {
                waiting.add(work);
            }
        }
    }

    /** Connections of another pool to the same database, given when those of this one are. */
    public DataSource beside(DataSource pool) {
        return new DelegatingDataSource(pool) {
            @Override
            public Connection getConnection() throws SQLException {
                await();
                return super.getConnection();
            }
        };
    }

    /** @param words why no connection may be given now for want of room; empty while one may */
    public void refusedBy(Supplier<Optional<String>> words) {
        refusal = words;
    }

    public boolean isRefused() {
        return refusal.get().isPresent();
    }

    /** What an H2 file's memory holds and the file does not yet. */
    public UnsavedWrites unsaved() {
        return unsaved;
    }

    /** How many connections were given so far. */
    public long given() {
        return given.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        await();
        return super.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        await();
        return super.getConnection(user, password);
    }

    private void await() throws SQLException {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("Interrupted while the database was opened", e);
        }
        if (failure != null) {
            throw new SQLException("The database could not be opened", failure);
        }
        Optional<String> refused = refusal.get();
        if (refused.isPresent()) {
            throw new NoRoomSqlException(refused.get());
        }
        given.incrementAndGet();
    }
}
