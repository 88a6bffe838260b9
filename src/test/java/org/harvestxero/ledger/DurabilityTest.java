package org.harvestxero.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import org.harvestxero.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class DurabilityTest {
    private final Ledger ledger = Ledger.open(PostgresServer.newDatabase(), "postgres", "", Clock.systemUTC());
    private final JdbcTemplate jdbc = new JdbcTemplate(ledger.dataSource());

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void postgresBringsCommitsToTheDiskOnceTheyHaveToBeThere() {
        assertThat(jdbc.queryForObject("show synchronous_commit", String.class)).isEqualTo("off");
        ledger.connections().add("main");
        String written = jdbc.queryForObject("select pg_current_wal_insert_lsn()::text", String.class);

        Durability.settle(ledger.dataSource());

        assertThat(jdbc.queryForObject(
                        "select pg_current_wal_flush_lsn() >= cast(? as pg_lsn)", Boolean.class, written))
                .isTrue();
        assertThat(jdbc.queryForObject("show synchronous_commit", String.class)).isEqualTo("off");
    }

    @Test
    void whatIsNotCommittedCannotBe() {
        assertThatThrownBy(() -> ledger.inTransaction(() -> Durability.settle(ledger.dataSource())))
                .isInstanceOf(IllegalStateException.class);
    }
}
