package org.harvestxero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.Trouble;
import org.harvestxero.runtime.Engine;
import org.harvestxero.sandbox.xero.LoggedRequest;
import org.harvestxero.store.copy.BatchTable.Batch;
import org.harvestxero.xero.XeroRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Two processes on one PostgreSQL: one is frozen while it works, wakes when the other has taken over, and leaves no trace. */
class OvertakenIT {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 6);
    private static final String INVOICES = "/api.xro/2.0/Invoices";

    private final TestClock clock = new TestClock();
    private final String database = PostgresServer.newDatabase();
    private final JdbcTemplate jdbc = new JdbcTemplate(new DriverManagerDataSource(database, "postgres", ""));
    private final CopyScenario scenario =
            CopyScenario.start(clock, Map.of("database.url", database, "database.user", "postgres"));
    private final AtomicReference<Runnable> frozen = new AtomicReference<>(() -> {});
    private Engine frail;

    @BeforeEach
    void copyTheClient() {
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        add(client, "F-0");
        assertThat(scenario.once().troubles()).isEmpty();
        add(client, "F-1");
    }

    @AfterEach
    void stop() {
        frail.close();
        scenario.close();
    }

    @Test
    void whatWasAnsweredWhileFrozenIsRecordedByTheNewLeaderAlone() {
        frail = frozenAt("batch-verdicts", "/Invoices");
        frozen.set(() -> {
            endSessionsOfTheFrozen();
            clock.jump(Duration.ofMinutes(8)); // Xero's key is forgotten: only a look shows what became of the request
            assertThat(scenario.once().troubles()).isEmpty();
        });

        CycleReport woken = frail.copyService().once("test");

        assertStandsBy(woken);
        assertThat(jdbc.queryForList(
                        "select outcome from outbox where kind = 'invoice' and number = 'F-1'", String.class))
                .containsExactly("adopted");
        assertEachOnce();
    }

    @Test
    void whatWasAboutToLeaveStaysWhenAnotherTookOver() {
        frail = frozenAt("xero-call-prepare", "/Invoices");
        AtomicReference<Integer> before = new AtomicReference<>(0);
        frozen.set(() -> {
            endSessionsOfTheFrozen();
            clock.jump(Duration.ofMinutes(8));
            assertThat(scenario.once().troubles()).isEmpty();
            before.set(posts());
        });

        CycleReport woken = frail.copyService().once("test");

        assertStandsBy(woken);
        assertThat(posts()).isEqualTo(before.get());
        assertThat(jdbc.queryForList(
                        "select outcome from outbox where kind = 'invoice' and number = 'F-1'", String.class))
                .containsExactly("created");
        assertEachOnce();
    }

    @Test
    void theOvertakenLeadsAgainOnceTheOtherHasGone() {
        frail = frozenAt("batch-verdicts", "/Invoices");
        frozen.set(() -> {
            endSessionsOfTheFrozen();
            assertThat(scenario.once().troubles()).isEmpty();
        });
        assertStandsBy(frail.copyService().once("test"));
        add(jdbc.queryForObject("select source_id from source_document where kind = 'client'", Long.class), "F-2");

        CycleReport again = frail.copyService().once("test");

        assertThat(again.troubles()).isEmpty();
        assertThat(frail.warnings()).noneMatch(warning -> warning.contains("stands by"));
        assertThat(scenario.invoice("F-2").path("Status").asText()).isEqualTo("AUTHORISED");
        assertEachOnce();
    }

    @Test
    void aSessionLostWithoutAnyoneTakingOverChangesNothing() {
        frail = frozenAt("batch-verdicts", "/Invoices");
        AtomicBoolean lost = new AtomicBoolean();
        frozen.set(() -> {
            endSessionsOfTheFrozen();
            lost.set(true);
        });

        CycleReport woken = frail.copyService().once("test");

        assertThat(lost).isTrue();
        assertThat(woken.troubles()).isEmpty();
        assertEachOnce();
    }

    private void assertStandsBy(CycleReport woken) {
        assertThat(woken.troubles()).isNotEmpty().allSatisfy(trouble -> {
            assertThat(trouble.reason()).isEqualTo(Trouble.Reason.STOPPED);
            assertThat(trouble.message())
                    .contains("Another process took the connection over while this one was held up");
        });
        assertThat(frail.warnings())
                .anyMatch(warning ->
                        warning.startsWith("This process stands by: another process took the connection over"));
    }

    private void assertEachOnce() {
        new Twins(scenario.harvest(), scenario.xero()).assertExact();
        assertThat(jdbc.queryForObject("select count(*) from link where kind = 'invoice'", Integer.class))
                .isEqualTo(scenario.xero().invoices().size());
        assertThat(jdbc.queryForObject("select count(*) from batch where state <> 'closed'", Integer.class))
                .isZero();
    }

    private int posts() {
        return (int) scenario.xero().requests().stream()
                .filter(request -> List.of("PUT", "POST").contains(request.method()))
                .map(LoggedRequest::path)
                .filter(INVOICES::equals)
                .count();
    }

    private void add(long client, String number) {
        scenario.harvest()
                .add(anInvoice(client)
                        .number(number)
                        .issued(DAY)
                        .line("Work", "1", "100")
                        .open());
    }

    /** A process that stands still, once, when a request about {@code path} has come to the step. */
    private Engine frozenAt(String step, String path) {
        return scenario.another(context -> watch(context, step, path));
    }

    private void watch(CamelContext context, String step, String path) {
        RouteCoverage.watch(context);
        context.getCamelContextExtension()
                .addInterceptStrategy((any, definition, target, next) -> step.equals(RouteCoverage.id(definition))
                        ? new DelegateAsyncProcessor(exchange -> {
                            if (isAbout(exchange, path)) {
                                frozen.getAndSet(() -> {}).run();
                            }
                            target.process(exchange);
                        })
                        : target);
    }

    private static boolean isAbout(Exchange exchange, String path) {
        return exchange.getMessage().getBody() instanceof XeroRequest request
                ? !request.isRead() && request.path().equals(path)
                : exchange.getVariable("attempt") instanceof Batch batch
                        && batch.path().equals(path);
    }

    /** What a server does with sessions it no longer hears of: the lock is free then. */
    private void endSessionsOfTheFrozen() {
        jdbc.queryForList("""
                select pg_terminate_backend(pid, 10000) from pg_locks where locktype = 'advisory'
                and database = (select oid from pg_database where datname = current_database())""");
    }
}
