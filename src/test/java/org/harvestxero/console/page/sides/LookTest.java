package org.harvestxero.console.page.sides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.harvestxero.console.page.BackgroundThreads;
import org.junit.jupiter.api.Test;

class LookTest {
    private static Look.Reading<Integer> ended(Look<Integer> look, Callable<Integer> work) {
        look.begin("Bob", "", work);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !look.read().orElseThrow().runs());
        return look.read().orElseThrow();
    }

    @Test
    void whatEndsByAnErrorIsOverAndCanBeAskedAgain() {
        try (BackgroundThreads threads = BackgroundThreads.upTo(2, "look")) {
            Look<Integer> look = new Look<>("reconcile", threads, Clock.systemUTC());

            Look.Reading<Integer> broken = ended(look, () -> {
                throw new NoClassDefFoundError("gone");
            });

            assertThat(broken.problem()).isEqualTo("It came to nothing; the log says why. Try again.");
            assertThat(ended(look, () -> 7).found()).isEqualTo(7);
        }
    }
}
