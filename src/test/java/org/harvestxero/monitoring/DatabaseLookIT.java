package org.harvestxero.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

class DatabaseLookIT {
    private static final Duration SOON = Duration.ofMillis(50);

    private final ExecutorService asker = Executors.newSingleThreadExecutor();
    private final Silent database = new Silent();

    /** Gives no connection until it is woken. */
    private static final class Silent extends AbstractDataSource {
        private final CountDownLatch woken = new CountDownLatch(1);
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public Connection getConnection() throws SQLException {
            asked.incrementAndGet();
            try {
                woken.await();
            } catch (InterruptedException e) {
                throw new SQLException(e);
            }
            return DriverManager.getConnection("jdbc:h2:mem:");
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }

    @AfterEach
    void stop() {
        database.woken.countDown();
        asker.shutdownNow();
    }

    @Test
    void aSilentDatabaseIsNotWaitedForAndAskedOnce() {
        DatabaseLook look = new DatabaseLook(database, false, SOON, asker);

        assertThat(look.answers()).isFalse();
        assertThat(look.answers()).isFalse();
        assertThat(database.asked).hasValue(1);

        database.woken.countDown();
        await().until(look::answers);
    }

    @Test
    void oneInThisProcessIsOnlyBusy() {
        assertThat(new DatabaseLook(database, true, SOON, asker).answers()).isTrue();
    }

    @Test
    void oneInThisProcessThatStaysSilentIsNotBusyAnyMore() {
        AtomicLong nanos = new AtomicLong();
        DatabaseLook look = new DatabaseLook(database, true, SOON, asker, nanos::get);
        assertThat(look.answers()).isTrue();

        nanos.set(Duration.ofSeconds(21).toNanos());

        assertThat(look.answers()).isFalse();
    }

    @Test
    void oneThatRefusesDoesNotAnswer() {
        JdbcDataSource none = new JdbcDataSource();
        none.setUrl("jdbc:h2:./target/none;IFEXISTS=TRUE");

        assertThat(new DatabaseLook(none, true, Duration.ofSeconds(20), asker).answers())
                .isFalse();
    }

    @Test
    void figuresSayThatItIsAwayAtOnce() {
        DatabaseLook look = new DatabaseLook(database, false, SOON, asker);
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        VitalsFigures figures = new VitalsFigures(
                () -> {
                    throw new AssertionError("not asked");
                },
                look::answers,
                Clock.systemUTC());

        new VitalsGauges(figures).publish(metrics, "main");

        assertThat(metrics.get("harvestxero.database.up").gauge().value()).isZero();
        assertThat(metrics.get("harvestxero.documents.failed").gauge().value()).isNaN();
        assertThat(metrics.get("harvestxero.ledger.xero.calls").gauge().value()).isNaN();
    }
}
