package org.harvestxero.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.harvestxero.TestClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgesTest {
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    private final TestClock clock = TestClock.at("2026-11-29T12:00:00Z");
    private final Ages<String> ages = new Ages<>(clock, clock::nanos);

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-2H", "PT-960H", "PT2H", "PT960H"})
    void whatThisProcessStoredIsAsOldAsTheTimeThatPassed(Duration jump) {
        Instant stored = clock.instant();
        ages.begin("a");
        clock.set(jump);

        clock.jump(Duration.ofSeconds(110));
        assertThat(ages.isYounger("a", stored, TWO_MINUTES)).isTrue();
        clock.jump(Duration.ofSeconds(20));
        assertThat(ages.isYounger("a", stored, TWO_MINUTES)).isFalse();
    }

    @Test
    void whatAnotherStoredIsAsOldAsTheClockSays() {
        Instant stored = clock.instant().minus(Duration.ofSeconds(110));

        assertThat(ages.isYounger("b", stored, TWO_MINUTES)).isTrue();
        clock.jump(Duration.ofSeconds(20));
        assertThat(ages.isYounger("b", stored, TWO_MINUTES)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT2H", "PT960H"})
    void whatAnotherStoredInTimesToComeCountsFromWhenItIsSeen(Duration ahead) {
        Instant stored = clock.instant().plus(ahead);

        assertThat(ages.isYounger("c", stored, TWO_MINUTES)).isTrue();
        clock.jump(Duration.ofSeconds(110));
        assertThat(ages.isYounger("c", stored, TWO_MINUTES)).isTrue();
        clock.jump(Duration.ofSeconds(20));
        assertThat(ages.isYounger("c", stored, TWO_MINUTES)).isFalse();
    }

    @Test
    void whatIsStoredAgainIsYoungAgain() {
        ages.begin("d");
        clock.jump(Duration.ofMinutes(3));
        ages.begin("d");

        assertThat(ages.isYounger("d", clock.instant(), TWO_MINUTES)).isTrue();
    }
}
