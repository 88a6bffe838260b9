package org.harvestxero.copy.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.junit.jupiter.api.Test;

class AccountReaderIT {
    @Test
    void anAddressReadInTimesToComeIsReadAgain() {
        TestClock clock = new TestClock();
        try (CopyScenario scenario = CopyScenario.start(clock, Map.of())) {
            scenario.once();
            scenario.once();
            assertThat(reads(scenario)).isEqualTo(1);

            clock.set(Duration.ofHours(2));
            scenario.once();
            assertThat(reads(scenario)).as("set ahead by less than it lives").isEqualTo(1);

            scenario.engine().close(); // set back while no process runs, so that none notices
            clock.set(Duration.ofHours(-4));
            scenario.restart();
            scenario.once();
            assertThat(reads(scenario)).isEqualTo(2);
            scenario.once();
            assertThat(reads(scenario)).isEqualTo(2);
        }
    }

    private static long reads(CopyScenario scenario) {
        return scenario.harvest().requests().stream()
                .filter(request -> request.path().endsWith("/company"))
                .count();
    }
}
