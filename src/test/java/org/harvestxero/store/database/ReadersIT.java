package org.harvestxero.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.Store;
import org.harvestxero.store.connection.ConnectionTable;
import org.harvestxero.store.connection.ConnectionTable.Pause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Of an H2 file all is written over one connection; who only reads waits for nobody who writes. */
@Timeout(60)
class ReadersIT {
    private final CountDownLatch written = new CountDownLatch(1);
    private final CountDownLatch read = new CountDownLatch(1);

    @TempDir
    Path folder;

    private Store store;
    private ConnectionStore main;

    @BeforeEach
    void open() {
        store = Store.open("jdbc:h2:file:" + folder.resolve("ledger"), "sa", "", Clock.systemUTC());
        main = store.forConnection("main");
        main.tallies().count("calls", 3);
    }

    @AfterEach
    void close() {
        read.countDown();
        store.close();
    }

    @Test
    void whoReadsSeesWhatIsCommittedWhileATransactionWrites() throws Exception {
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> store.inTransaction(this::countAndWait));
        assertThat(written.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(main.tallies().amount("calls")).isEqualTo(3);
        read.countDown();
        writing.get(30, TimeUnit.SECONDS);

        assertThat(main.tallies().amount("calls")).isEqualTo(7);
    }

    private void countAndWait() {
        main.tallies().count("calls", 4);
        assertThat(main.tallies().amount("calls")).isEqualTo(7);
        written.countDown();
        try {
            assertThat(read.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aPauseHoldsAtOnceAlsoForWhoAskedWhileItWasBegun() throws Exception {
        main.connections().add();
        CompletableFuture<Void> pausing = CompletableFuture.runAsync(() -> store.inTransaction(() -> {
            main.connections().pause(new Pause(ConnectionTable.PERSON, "stocktaking", null));
            countAndWait();
        }));
        assertThat(written.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(main.connections().pause()).isEmpty();
        read.countDown();
        pausing.get(30, TimeUnit.SECONDS);

        assertThat(main.connections().pause()).map(Pause::reason).contains("stocktaking");
    }

    @Test
    void whoWritesWaitsForItsTurn() throws Exception {
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> store.inTransaction(this::countAndWait));
        assertThat(written.await(30, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> other =
                CompletableFuture.runAsync(() -> main.tallies().count("documents", 1));
        HikariPoolMXBean pool =
                store.dataSource().unwrap(HikariDataSource.class).getHikariPoolMXBean();
        Awaitility.await().until(() -> pool.getThreadsAwaitingConnection() == 1);
        read.countDown();
        writing.get(30, TimeUnit.SECONDS);
        other.get(30, TimeUnit.SECONDS);

        assertThat(main.tallies().amount("documents")).isEqualTo(1);
    }
}
