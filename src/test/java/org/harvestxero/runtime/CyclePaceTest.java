package org.harvestxero.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CyclePaceTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final CyclePace pace = new CyclePace(nanos::get);

    private int begun() {
        int begun = 0;
        while (pace.hasRoom()) {
            pace.begin();
            begun++;
        }
        return begun;
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void fiveBeginAtOnceThenOneAMinute() {
        assertThat(begun()).isEqualTo(5);
        pass(Duration.ofSeconds(59));
        assertThat(begun()).isZero();
        pass(Duration.ofSeconds(1));
        assertThat(begun()).isEqualTo(1);
        pass(Duration.ofMinutes(3));
        assertThat(begun()).isEqualTo(3);
    }

    @Test
    void roomIsNotSavedForLater() {
        pass(Duration.ofDays(3));

        assertThat(begun()).isEqualTo(5);
    }
}
