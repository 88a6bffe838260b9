package org.harvestxero.console.page.deals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.harvestxero.api.DecisionException;
import org.junit.jupiter.api.Test;

class TrialsTest {
    private static Trials.Reading ended(Trials trials, Callable<?> work) {
        long id = trials.start(new Trials.Title("Dry run", "Bob", "/billing"), work);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> trials.find(id).orElseThrow().progress().ended() != null);
        return trials.find(id).orElseThrow();
    }

    @Test
    void whatEndsByAnErrorIsOverAndTheNextIsTriedAllTheSame() {
        try (Trials trials = new Trials(Clock.systemUTC())) {
            Trials.Reading broken = ended(trials, () -> {
                throw new NoClassDefFoundError("gone");
            });
            assertThat(broken.over()).isTrue();
            assertThat(broken.problem()).isEqualTo("It came to nothing; the log says why. Try again.");
            assertThat(ended(trials, () -> 7).result()).isEqualTo(7);
        }
    }

    @Test
    void whatIsMeantForPeopleIsToldInItsOwnWords() {
        try (Trials trials = new Trials(Clock.systemUTC())) {
            assertThat(ended(trials, () -> {
                                throw new DecisionException("No agreement covers that month.");
                            })
                            .problem())
                    .isEqualTo("No agreement covers that month.");
        }
    }
}
