package org.harvestxero.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.harvestxero.TestClock;
import org.harvestxero.api.Vitals;
import org.junit.jupiter.api.Test;

class VitalsFiguresTest {
    private final TestClock clock = TestClock.at("2026-11-01T08:00:00Z");
    private final AtomicInteger readings = new AtomicInteger();

    @Test
    void aReadingServesASecond() {
        VitalsFigures figures = figuresThatTake(Duration.ZERO);
        figures.read();
        figures.read();
        assertThat(readings).hasValue(1);

        clock.jump(Duration.ofSeconds(2));
        figures.read();
        assertThat(readings).hasValue(2);
    }

    @Test
    void aCostlyReadingServesLonger() {
        VitalsFigures figures = figuresThatTake(Duration.ofMillis(200));
        figures.read();
        clock.jump(Duration.ofSeconds(2));
        figures.read();
        assertThat(readings).hasValue(1);

        clock.jump(Duration.ofSeconds(3));
        figures.read();
        assertThat(readings).hasValue(2);
    }

    @Test
    void noReadingServesLongerThanTenSeconds() {
        VitalsFigures figures = figuresThatTake(Duration.ofSeconds(5));
        figures.read();
        clock.jump(Duration.ofSeconds(6));
        figures.read();
        assertThat(readings).hasValue(2);
    }

    @Test
    void aClockSetBackKeepsNoReadingFresh() {
        VitalsFigures figures = figuresThatTake(Duration.ZERO);
        figures.read();
        clock.set(Duration.ofHours(-2));
        clock.jump(Duration.ofSeconds(2));
        figures.read();
        assertThat(readings).hasValue(2);
    }

    @Test
    void aClockSetAheadEndsNoReadingEarly() {
        VitalsFigures figures = figuresThatTake(Duration.ofMillis(200));
        figures.read();
        clock.set(Duration.ofDays(40));
        figures.read();
        assertThat(readings).hasValue(1);
    }

    @Test
    void aDatabaseThatWasAwayIsAskedAgainThoughTheClockWentBack() {
        AtomicBoolean answers = new AtomicBoolean();
        VitalsFigures figures = new VitalsFigures(
                () -> new Vitals.Reading("main", 1, 0, 0, null, null, 60, null, 0, null, 0, 0, null, false),
                answers::get,
                clock,
                clock::nanos);
        assertThatThrownBy(figures::read).hasMessageContaining("The database does not answer");
        answers.set(true);
        clock.set(Duration.ofDays(-40));
        clock.jump(Duration.ofSeconds(2));

        assertThat(figures.read().copied()).isEqualTo(1);
    }

    private VitalsFigures figuresThatTake(Duration time) {
        return new VitalsFigures(
                () -> {
                    clock.jump(time);
                    return new Vitals.Reading(
                            "main", readings.incrementAndGet(), 0, 0, null, null, 60, null, 0, null, 0, 0, null, false);
                },
                () -> true,
                clock,
                clock::nanos);
    }
}
