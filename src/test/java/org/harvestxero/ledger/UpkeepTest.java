package org.harvestxero.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.harvestxero.PostgresServer;
import org.harvestxero.TestClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class UpkeepTest {
    @TempDir
    Path folder;

    @Test
    void whatIsCommittedReachesTheFileUnasked() {
        try (Ledger ledger = open("ledger")) {
            ledger.tallies().count("main", "calls", 3);

            Awaitility.await()
                    .pollInterval(Duration.ofMillis(200))
                    .atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .until(() -> amountInACopy() == 3);
        }
    }

    private long amountInACopy() throws IOException {
        Files.copy(folder.resolve("ledger.mv.db"), folder.resolve("copy.mv.db"), StandardCopyOption.REPLACE_EXISTING);
        try (Ledger copy = open("copy")) {
            return copy.tallies().amount("main", "calls");
        }
    }

    @Test
    void aFileIsWorkedOverOneConnection() throws Exception {
        try (Ledger ledger = open("ledger")) {
            assertThat(ledger.dataSource().unwrap(HikariDataSource.class).getMaximumPoolSize())
                    .isEqualTo(1);
        }
    }

    @Test
    void postgresCountsTablesThatGrewBySecondsAndNotByMinutes() {
        try (Ledger ledger = Ledger.open(PostgresServer.newDatabase(), "postgres", "", new TestClock())) {
            JdbcTemplate jdbc = new JdbcTemplate(ledger.dataSource());
            jdbc.execute("alter table tally set (autovacuum_enabled = false)");
            for (int i = 0; i < 200; i++) {
                ledger.tallies().count("main", "tally " + i, 1);
            }

            Awaitility.await()
                    .pollInterval(Duration.ofMillis(200))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> {
                        ledger.tallies().amount("main", "tally 1");
                        return rowsCounted(jdbc) > 100;
                    });
        }
    }

    private static long rowsCounted(JdbcTemplate jdbc) {
        Long rows = jdbc.queryForObject(
                "select cast(reltuples as bigint) from pg_class where relname = 'tally'", Long.class);
        return rows == null ? -1 : rows;
    }

    private Ledger open(String name) {
        return Ledger.open("jdbc:h2:file:" + folder.resolve(name), "sa", "", new TestClock());
    }
}
