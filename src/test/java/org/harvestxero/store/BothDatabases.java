package org.harvestxero.store;

import java.util.UUID;
import org.harvestxero.PostgresServer;
import org.harvestxero.TestClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Tests that hold on H2 and on PostgreSQL alike. Each works a connection of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BothDatabases {
    public final TestClock clock = new TestClock();
    private Store h2;
    private Store postgres;

    public enum Database {
        H2,
        POSTGRES
    }

    @BeforeAll
    void open() {
        h2 = Store.open("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "", clock);
        postgres = Store.open(PostgresServer.newDatabase(), "postgres", "", clock);
    }

    @AfterAll
    void close() {
        h2.close();
        postgres.close();
    }

    public final Store on(Database database) {
        return database == Database.H2 ? h2 : postgres;
    }

    /** A connection nobody worked before. */
    public final ConnectionStore fresh(Database database) {
        return on(database).forConnection(UUID.randomUUID().toString());
    }
}
