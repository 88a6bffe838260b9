package org.harvestxero.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.harvestxero.PostgresServer;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class ConnectionLockTest {
    @Test
    void oneProcessAtATimeHasAConnection() {
        try (ConnectionLock first = new ConnectionLock(PostgresServer.administrator(), "main");
                ConnectionLock second = new ConnectionLock(PostgresServer.administrator(), "main");
                ConnectionLock other = new ConnectionLock(PostgresServer.administrator(), "other")) {
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
        DataSource administrator = PostgresServer.administrator();
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setDataSource(PostgresServer.administrator());
            pool.setMaximumPoolSize(2);
            try (ConnectionLock owner = new ConnectionLock(pool, "dying");
                    ConnectionLock heir = new ConnectionLock(administrator, "dying")) {
                assertThat(owner.take()).isTrue();

                new JdbcTemplate(administrator).queryForList("""
                        select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'
                        and pid <> pg_backend_pid()""");

                assertThat(heir.take()).isTrue();
                assertThat(owner.take()).isFalse();
            }
        }
    }

    @Test
    void onH2TheFilesOwnerHasItAnyway() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setUrl("jdbc:h2:mem:lock");
        try (ConnectionLock lock = new ConnectionLock(h2, "main")) {
            assertThat(lock.take()).isTrue();
            assertThat(lock.take()).isTrue();
        }
    }
}
