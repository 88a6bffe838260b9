package org.harvestxero.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import org.harvestxero.PostgresServer;
import org.harvestxero.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class DurabilityIT {
    private final Store store = Store.open(PostgresServer.newDatabase(), "postgres", "", Clock.systemUTC());
    private final JdbcTemplate jdbc = new JdbcTemplate(store.dataSource());

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void postgresBringsCommitsToTheDiskOnceTheyHaveToBeThere() {
        assertThat(jdbc.queryForObject("show synchronous_commit", String.class)).isEqualTo("off");
        store.forConnection("main").connections().add();
        String written = jdbc.queryForObject("select pg_current_wal_insert_lsn()::text", String.class);

        Durability.settle(store.dataSource());

        assertThat(jdbc.queryForObject(
                        "select pg_current_wal_flush_lsn() >= cast(? as pg_lsn)", Boolean.class, written))
                .isTrue();
        assertThat(jdbc.queryForObject("show synchronous_commit", String.class)).isEqualTo("off");
    }

    @Test
    void whatIsNotCommittedCannotBe() {
        assertThatThrownBy(() -> store.inTransaction(() -> Durability.settle(store.dataSource())))
                .isInstanceOf(IllegalStateException.class);
    }
}
