package org.harvestxero.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.UUID;
import org.harvestxero.PostgresServer;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

public class ConnectionLockIT {
    @Test
    void oneProcessAtATimeHasAConnection() {
        String database = PostgresServer.newDatabase();
        try (Store here = open(database);
                Store there = open(database);
                Store elsewhere = open(database);
                ConnectionLock first = new ConnectionLock(here.forConnection("main"));
                ConnectionLock second = new ConnectionLock(there.forConnection("main"));
                ConnectionLock other = new ConnectionLock(elsewhere.forConnection("other"))) {
            assertThat(first.take()).isTrue();
            assertThat(first.take()).isTrue();
            assertThat(second.take()).isFalse();
            assertThat(other.take()).isTrue();

            first.giveBack();

            assertThat(second.take()).isTrue();
            assertThat(first.take()).isFalse();
        }
    }

    @Test
    void anotherTakesOverWhenTheOwnersSessionDies() {
        String database = PostgresServer.newDatabase();
        try (Store here = open(database);
                Store there = open(database);
                ConnectionLock owner = new ConnectionLock(here.forConnection("dying"));
                ConnectionLock heir = new ConnectionLock(there.forConnection("dying"))) {
            assertThat(owner.take()).isTrue();

            endSession(there);

            assertThat(heir.take()).isTrue();
            assertThat(owner.take()).isFalse();
        }
    }

    @Test
    void onH2TheFilesOwnerHasItAnyway() {
        try (Store h2 = Store.open("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "", Clock.systemUTC());
                ConnectionLock lock = new ConnectionLock(h2.forConnection("main"))) {
            assertThat(lock.take()).isTrue();
            assertThat(lock.take()).isTrue();
        }
    }

    private static Store open(String database) {
        return Store.open(database, "postgres", "", Clock.systemUTC());
    }

    /** Ends the session that holds the lock, as the server does with one it no longer hears of. */
    public static void endSession(Store heir) {
        new JdbcTemplate(heir.dataSource()).queryForList("""
                        select pg_terminate_backend(pid, 10000) from pg_locks where locktype = 'advisory'
                        and database = (select oid from pg_database where datname = current_database())
                        and pid <> pg_backend_pid()""");
    }
}
