package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.harvestxero.CopyScenario;
import org.harvestxero.LogLines;
import org.harvestxero.PostgresServer;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedCopy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** What fails by the causes that others fail by is recorded, in whatever order they come to them. */
@Timeout(120)
class CausesOnPostgresIT {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger("ROOT");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 3);
    private static final String CAUSE = """
            insert into cause (connection, code, subject, sentence, remedy, heals, first_seen_at)
            values ('main', 'PAYMENT_ACCOUNT_UNKNOWN', '%s', 's', 'r', 'BY_SETTINGS', now())""";

    private final String url = PostgresServer.newDatabase();

    @Test
    void listsOfPaymentsWhoseCausesAnotherOneMeetsInTheOtherOrderArePlannedAllTheSame() throws Exception {
        LogLines lines = new LogLines();
        try (CopyScenario scenario = CopyScenario.start(Map.of("database.url", url, "database.user", "postgres"));
                Connection other = DriverManager.getConnection(url, "postgres", "");
                Statement others = other.createStatement()) {
            scenario.mappings("""
                    rules:
                      - when: {gateway: stripe}
                        use: {paymentAccount: "991"}
                      - when: {gateway: paypal}
                        use: {paymentAccount: "992"}
                    """);
            long client = scenario.harvest().add(aClient("Sample Bakery"));
            scenario.harvest()
                    .add(anInvoice(client)
                            .number("P-1")
                            .issued(DAY)
                            .line("Design", "1", "100")
                            .open()
                            .payment(aPayment("40").on(DAY).gateway("stripe", "ch_1"))
                            .payment(aPayment("60").on(DAY.plusDays(1)).gateway("paypal", "pp_1")));
            other.setAutoCommit(false);
            // It is the planning that shall be ended: this one looks for deadlocks much later.
            others.execute("set local deadlock_timeout = '30s'");
            others.execute(CAUSE.formatted("992"));
            lines.start();
            ROOT.addAppender(lines);

            CompletableFuture<CycleReport> cycle =
                    CompletableFuture.supplyAsync(() -> CopyScenario.held(scenario.once()));
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> isSomebodyWaiting(others));
            others.execute(CAUSE.formatted("991"));
            other.rollback();
            CycleReport report = cycle.get(60, TimeUnit.SECONDS);

            assertThat(lines.all().stream().map(ILoggingEvent::getFormattedMessage))
                    .as("there was a deadlock")
                    .contains("Two transactions waited for each other; the one that was ended is run again");
            assertThat(report.troubles()).isEmpty();
            assertThat(report.failed())
                    .extracting(FailedCopy::cause)
                    .containsExactly("payment-account-unknown", "payment-account-unknown");
            assertThat(report.failed())
                    .extracting(FailedCopy::message)
                    .anyMatch(message -> message.contains("991"))
                    .anyMatch(message -> message.contains("992"));
            assertThat(scenario.xero().invoices()).hasSize(1);

            scenario.mappings("rules: []\n");
            CycleReport healed = scenario.once();

            assertThat(healed.failed()).isEmpty();
            assertThat(healed.waiting()).isEmpty();
            assertThat(scenario.invoice("P-1").path("Status").asText()).isEqualTo("PAID");
            assertThat(scenario.xero().payments()).hasSize(2);
        } finally {
            ROOT.detachAppender(lines);
        }
    }

    private static boolean isSomebodyWaiting(Statement asking) throws SQLException {
        try (ResultSet locks = asking.executeQuery("select count(*) from pg_locks where not granted")) {
            return locks.next() && locks.getInt(1) > 0;
        }
    }
}
