package org.harvestxero.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.PostgresServer;
import org.harvestxero.TestClock;
import org.harvestxero.api.Stories.Happening;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What hooks are told of an invoice stands in its story, with what one of them did not take. */
class StoryEventsIT {
    private final TestClock clock = TestClock.at("2026-11-06T08:00:00Z");

    private static List<Happening> events(CopyScenario scenario, long invoice) {
        return scenario.engine().people().stories().find(Long.toString(invoice)).orElseThrow().happenings().stream()
                .filter(happening -> happening.what().startsWith("Event "))
                .toList();
    }

    @ParameterizedTest(name = "PostgreSQL: {0}")
    @ValueSource(booleans = {false, true})
    void eventsAreToldWithTheHookThatDidNotTakeThem(boolean postgres) {
        Map<String, String> settings = new HashMap<>(Map.of("events.keep", "always"));
        if (postgres) {
            settings.put("database.url", PostgresServer.newDatabase());
            settings.put("database.user", "postgres");
        }
        try (CopyScenario scenario = CopyScenario.start(clock, settings)) {
            long client = scenario.harvest().add(aClient("Sample Bakery").currency("USD"));
            long first = scenario.harvest()
                    .add(anInvoice(client)
                            .number("INV-1")
                            .line("Design", "1", "95")
                            .open());
            long second = scenario.harvest()
                    .add(anInvoice(client)
                            .number("INV-2")
                            .line("Design", "1", "50")
                            .open());
            scenario.once();

            assertThat(events(scenario, first)).extracting(Happening::what).containsExactly("Event invoice.copied");

            scenario.sql("""
                    insert into hook_event (connection, hook, event_id, subject_type, subject_id, state, attempts, next_attempt_at, message,
                    changed_at)
                    select connection, 'webhook', id, subject_type, subject_id, 'parked', 9, occurred_at, 'status 500', occurred_at
                    from event where subject_id = '%d'""".formatted(first));
            assertThat(events(scenario, first)).singleElement().satisfies(told -> {
                assertThat(told.what()).isEqualTo("Event invoice.copied: the hook webhook did not take it, status 500");
                assertThat(told.failed()).isTrue();
            });
            assertThat(events(scenario, second))
                    .singleElement()
                    .satisfies(told -> assertThat(told.failed()).isFalse());
        }
    }

    /** A request of many documents is kept packed. */
    @Test
    void whatALongRequestHeldIsTold() {
        try (CopyScenario scenario = CopyScenario.start(clock, Map.of())) {
            long client = scenario.harvest().add(aClient("Sample Bakery").currency("USD"));
            long last = 0;
            for (int i = 1; i <= 30; i++) {
                last = scenario.harvest()
                        .add(anInvoice(client)
                                .number("INV-" + i)
                                .line("Design of page " + i, "1", "95")
                                .open());
            }
            scenario.once();

            assertThat(scenario.sql("update batch set sends = sends where packed is not null"))
                    .isPositive();
            assertThat(scenario.engine()
                            .people()
                            .stories()
                            .find(Long.toString(last))
                            .orElseThrow()
                            .happenings())
                    .flatExtracting(Happening::detail)
                    .anyMatch(detail -> detail.contains("INV-30") && detail.contains("Design of page 30"));
        }
    }
}
