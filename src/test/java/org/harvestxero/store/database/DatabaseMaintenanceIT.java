package org.harvestxero.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.h2.api.ErrorCode;
import org.h2.message.DbException;
import org.h2.mvstore.DataUtils;
import org.harvestxero.PostgresServer;
import org.harvestxero.TestClock;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class DatabaseMaintenanceIT {
    @TempDir
    Path folder;

    @Test
    void whatIsCommittedReachesTheFileUnasked() {
        try (Store store = open("ledger")) {
            store.forConnection("main").tallies().count("calls", 3);

            Awaitility.await()
                    .pollInterval(Duration.ofMillis(200))
                    .atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .until(() -> amountInACopy() == 3);
        }
    }

    private long amountInACopy() throws IOException {
        Files.copy(folder.resolve("ledger.mv.db"), folder.resolve("copy.mv.db"), StandardCopyOption.REPLACE_EXISTING);
        try (Store copy = open("copy")) {
            return copy.forConnection("main").tallies().amount("calls");
        }
    }

    @Test
    void aFileIsWorkedOverOneConnection() throws Exception {
        try (Store store = open("ledger")) {
            assertThat(store.dataSource().unwrap(HikariDataSource.class).getMaximumPoolSize())
                    .isEqualTo(1);
        }
    }

    @Test
    void whatIsLeftInOlderPartsOfAFileIsWrittenAnewOnceHalfIsGone() {
        try (Store store = open("ledger")) {
            assertThat(new JdbcTemplate(store.dataSource())
                            .queryForObject(
                                    "select setting_value from information_schema.settings where setting_name = ?",
                                    String.class,
                                    "AUTO_COMPACT_FILL_RATE"))
                    .isEqualTo("50");
        }
    }

    @Test
    void postgresCountsTablesThatGrewBySecondsAndNotByMinutes() {
        try (Store store = Store.open(PostgresServer.newDatabase(), "postgres", "", new TestClock())) {
            ConnectionStore main = store.forConnection("main");
            JdbcTemplate jdbc = new JdbcTemplate(store.dataSource());
            jdbc.execute("alter table tally set (autovacuum_enabled = false)");
            for (int i = 0; i < 200; i++) {
                main.tallies().count("tally " + i, 1);
            }

            Awaitility.await()
                    .pollInterval(Duration.ofMillis(200))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> {
                        main.tallies().amount("tally 1");
                        return rowsCounted(jdbc) > 100;
                    });
        }
    }

    private static long rowsCounted(JdbcTemplate jdbc) {
        Long rows = jdbc.queryForObject(
                "select cast(reltuples as bigint) from pg_class where relname = 'tally'", Long.class);
        return rows == null ? -1 : rows;
    }

    @Test
    void aDatabaseThatHangsAfterItsDiskWasFullIsGivenUpOnceThereIsRoom() {
        AtomicBoolean full = new AtomicBoolean(true);
        List<String> lost = new ArrayList<>();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:hanging");
        try (HikariDataSource pool = new HikariDataSource(config);
                DatabaseMaintenance databaseMaintenance = DatabaseMaintenance.savesFile(
                        pool, UnsavedWrites.sinceNow(), full::get)) { // not started, so it saves nothing
            databaseMaintenance.whenLost(lost::add);

            seconds(databaseMaintenance, 300); // as long as the disk is full, a new start would not help
            full.set(false);
            seconds(databaseMaintenance, 59);
            assertThat(lost).isEmpty();

            seconds(databaseMaintenance, 1);
            assertThat(lost).containsExactly("nothing could be saved for 60 s after its disk had been full");
        }
    }

    private static void seconds(DatabaseMaintenance databaseMaintenance, int count) {
        for (int i = 0; i < count; i++) {
            databaseMaintenance.watch();
        }
    }

    @Test
    void aWriteThatFailedIsTheEndOfAnEmbeddedDatabase() {
        SQLException failed = DbException.toSQLException(DataUtils.newMVStoreException(
                DataUtils.ERROR_WRITING_FAILED,
                "Writing to the file failed",
                new IOException("No space left on device")));

        assertThat(failed.getErrorCode()).isEqualTo(ErrorCode.GENERAL_ERROR_1);
        assertThat(DatabaseTrouble.closedItself(failed)).hasValue("No space left on device");
        assertThat(DatabaseTrouble.closedItself(new SQLException("Timeout"))).isEmpty();
    }

    private Store open(String name) {
        return Store.open("jdbc:h2:file:" + folder.resolve(name), "sa", "", new TestClock());
    }
}
