package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.harvestxero.TestClock;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final TestClock clock = TestClock.at("2026-11-29T12:00:00Z");
    private final Patience patience = new Patience(clock::nanos);

    @Test
    void whatIsWaitedForMayTakeAsLongAsPatienceLasts() {
        patience.begin(Duration.ofMinutes(10));

        assertThat(patience.grants(Duration.ofMinutes(6))).isTrue();
        assertThat(patience.grants(Duration.ofMinutes(5))).isFalse();
        assertThat(patience.grants(Duration.ofMinutes(4))).isTrue();
        assertThat(patience.grants(Duration.ofMillis(50))).isFalse();
    }

    @Test
    void timeThatPassesElsewhereCountsToo() {
        patience.begin(Duration.ofMinutes(10));
        clock.jump(Duration.ofMinutes(8));

        assertThat(patience.grants(Duration.ofMinutes(3))).isFalse();
        assertThat(patience.grants(Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void aClockSetBackIsNotWaitedForUntilItsFormerTime() {
        patience.begin(Duration.ofMinutes(10));
        Instant retryAt = clock.instant().plus(Duration.ofMinutes(1));
        clock.set(Duration.ofHours(-2));

        assertThat(patience.grants(Duration.between(clock.instant(), retryAt))).isFalse();
        for (int minute = 1; minute <= 9; minute++) {
            assertThat(patience.grants(Duration.ofMinutes(1)))
                    .as("minute " + minute)
                    .isTrue();
        }
        assertThat(patience.grants(Duration.ofMinutes(2))).isFalse();
    }

    @Test
    void aClockSetAheadEndsNoPatience() {
        patience.begin(Duration.ofMinutes(10));
        clock.set(Duration.ofDays(40));

        assertThat(patience.grants(Duration.ofMinutes(9))).isTrue();
    }
}
