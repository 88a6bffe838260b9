package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.PostgresServer;
import org.harvestxero.TestClock;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.BillingDates;
import org.harvestxero.api.CopiedLately;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.Reviews;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console asks that nobody else does, on both databases. */
class ConsoleQuestionsIT {
    private final TestClock clock = TestClock.at("2026-11-02T08:00:00Z");

    private CopyScenario start(boolean postgres) {
        Map<String, String> settings = new HashMap<>(
                Map.of("time-zone", "UTC", "copy.since", "2026-09-01", "review.role.reviewer", "Rita, Ada"));
        if (postgres) {
            settings.put("database.url", PostgresServer.newDatabase());
            settings.put("database.user", "postgres");
        }
        return CopyScenario.start(clock, settings);
    }

    @ParameterizedTest(name = "PostgreSQL: {0}")
    @ValueSource(booleans = {false, true})
    void whatWasCopiedLatelyIsCountedOnceAndTheLatestComesFirst(boolean postgres) {
        try (CopyScenario scenario = start(postgres)) {
            long bakery = scenario.harvest().add(aClient("Sample Bakery").currency("USD"));
            scenario.harvest()
                    .add(anInvoice(bakery)
                            .number("INV-1")
                            .line("Signs", "1", "10")
                            .open());
            scenario.once();
            clock.jump(Duration.ofMinutes(5));
            scenario.harvest()
                    .add(anInvoice(bakery)
                            .number("INV-2")
                            .line("Signs", "1", "20")
                            .open());
            scenario.harvest()
                    .add(anInvoice(bakery)
                            .number("INV-3")
                            .line("Signs", "1", "30")
                            .open());
            scenario.once();

            CopiedLately all =
                    scenario.copyService().copiedLately(clock.instant().minus(Duration.ofHours(1)), 10);
            CopiedLately latest =
                    scenario.copyService().copiedLately(clock.instant().minus(Duration.ofMinutes(4)), 1);

            assertThat(all.count()).isEqualTo(3);
            assertThat(all.latest()).extracting(CycleReport.Copied::number).containsExactly("INV-3", "INV-2", "INV-1");
            assertThat(latest.count()).isEqualTo(2);
            assertThat(latest.latest()).singleElement().satisfies(copied -> {
                assertThat(copied.number()).isEqualTo("INV-3");
                assertThat(copied.total()).isEqualByComparingTo("30.00");
                assertThat(copied.currency()).isEqualTo("USD");
                assertThat(copied.link()).contains("go.xero.com");
            });
        }
    }

    @ParameterizedTest(name = "PostgreSQL: {0}")
    @ValueSource(booleans = {false, true})
    void theNextPeriodOfAnAgreementIsTheFirstThatIsNotBilled(boolean postgres) {
        try (CopyScenario scenario = start(postgres)) {
            ConsoleScenario.addReviewedWork(scenario, "2");
            assertThat(scenario.engine().people().dates().next())
                    .as("clients are not known yet")
                    .isEmpty();
            clock.jump(Duration.ofMinutes(2));
            scenario.once();
            scenario.bill(BillRequest.due());

            clock.jump(Duration.ofMinutes(2));

            assertThat(scenario.engine().people().dates().next())
                    .extracting(
                            BillingDates.Next::client,
                            BillingDates.Next::period,
                            next -> next.from().toString())
                    .containsExactly(tuple("Acme", "2026-11", "2026-12-01T00:00:00Z"));
        }
    }

    @ParameterizedTest(name = "PostgreSQL: {0}")
    @ValueSource(booleans = {false, true})
    void aDraftWaitsForThoseWhoAreNamedForItsRole(boolean postgres) {
        try (CopyScenario scenario = start(postgres)) {
            ConsoleScenario.addReviewedWork(scenario, "2");
            scenario.once();
            scenario.bill(BillRequest.due());
            Reviews reviews = scenario.engine().people().reviews();
            List<Reviews.Item> waiting = reviews.list(Reviews.Filter.waiting());

            assertThat(waiting).hasSize(1);
            assertThat(reviews.waitsFor(waiting.get(0), "rita")).isTrue();
            assertThat(reviews.waitsFor(waiting.get(0), "Bob")).isFalse();
        }
    }
}
