package org.harvestxero.ledger;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Saves an H2 file twice a second, in H2's place. H2 saves table by table and index by index while others go on writing: what is on
 * the disk when the process is killed may then hold a row's index entry without the row. So there is one connection only, and this
 * waits its turn for it. Where very much is unsaved H2 still saves by itself, but from the one who writes, whose undo log is then
 * complete.
 */
final class SavedFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SavedFile.class);
    private static final Duration EVERY = Duration.ofMillis(500);

    private final JdbcTemplate jdbc;
    private final ScheduledExecutorService timer;
    private boolean failing;

    SavedFile(DataSource pool) {
        this.jdbc = new JdbcTemplate(pool);
        this.timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "ledger-save");
            thread.setDaemon(true);
            return thread;
        });
    }

    void start() {
        timer.scheduleWithFixedDelay(this::save, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void save() {
        try {
            jdbc.execute("checkpoint");
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.error("The database could not be saved to its file; it is tried on", e);
            }
            failing = true;
        }
    }

    /** Closing the pool saves what is left. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(1, TimeUnit.MINUTES)) {
                LOG.warn("The database is still being saved while it is closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
