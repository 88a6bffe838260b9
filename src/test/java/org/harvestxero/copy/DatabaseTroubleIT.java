package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.harvestxero.CopyScenario;
import org.harvestxero.PostgresServer;
import org.harvestxero.Twins;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.store.database.DatabaseTrouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;

/** A PostgreSQL that takes no writes for a while, as one does whose disk is full or that just lost its role. */
class DatabaseTroubleIT {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 3);

    private final JdbcTemplate administrator = new JdbcTemplate(PostgresServer.administrator());

    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    void isNoDocumentsFaultAndTheNextCycleGoesOn() {
        String url = PostgresServer.newDatabase();
        String database = url.replaceAll(".*/([^/?]+).*", "$1");
        try (CopyScenario scenario = CopyScenario.start(Map.of("database.url", url, "database.user", "postgres"))) {
            long client = scenario.harvest().add(aClient("Sample Bakery"));
            add(scenario, client, "D-1");
            assertThat(scenario.once().copied()).hasSize(2);
            add(scenario, client, "D-2");

            readOnly(database, "on");
            assertThatThrownBy(scenario::once).matches(DatabaseTrouble::is);
            readOnly(database, "off");

            // A connection that was used a moment ago is given without looking whether it still stands.
            await().ignoreExceptions()
                    .untilAsserted(() -> assertThat(scenario.copyService().failedCopies(FailedFilter.STANDING))
                            .isEmpty());
            CycleReport after = scenario.once();
            assertThat(after.troubles()).isEmpty();
            assertThat(after.copied()).hasSize(2);
            new Twins(scenario.harvest(), scenario.xero()).assertExact();
        }
    }

    private static void add(CopyScenario scenario, long client, String number) {
        scenario.harvest()
                .add(anInvoice(client)
                        .number(number)
                        .issued(DAY)
                        .line("Design", "1", "100")
                        .open()
                        .payment(aPayment("40").on(DAY)));
    }

    private void readOnly(String database, String onOrOff) {
        administrator.execute("alter database " + database + " set default_transaction_read_only = " + onOrOff);
        administrator.queryForList(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = ?", database);
    }
}
