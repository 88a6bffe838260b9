package org.harvestxero.ledger;

import java.util.UUID;
import org.harvestxero.PostgresServer;
import org.harvestxero.TestClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Tests that hold on H2 and on PostgreSQL alike. Each works a connection of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BothDatabases {
    final TestClock clock = new TestClock();
    private Ledger h2;
    private Ledger postgres;

    enum Database {
        H2,
        POSTGRES
    }

    @BeforeAll
    void open() {
        h2 = Ledger.open("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "", clock);
        postgres = Ledger.open(PostgresServer.newDatabase(), "postgres", "", clock);
    }

    @AfterAll
    void close() {
        h2.close();
        postgres.close();
    }

    final Ledger on(Database database) {
        return database == Database.H2 ? h2 : postgres;
    }

    static String fresh() {
        return UUID.randomUUID().toString();
    }
}
