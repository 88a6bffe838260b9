package org.harvestxero.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BrieflyTest {
    private final AtomicLong nanos = new AtomicLong(-5);
    private final AtomicInteger found = new AtomicInteger();
    private final Briefly<String, Integer> briefly = new Briefly<>(nanos::get);

    private int get(String about) {
        return briefly.get(about, found::incrementAndGet);
    }

    @Test
    void isFoundOutOnceForAllWhoAskWithinSeconds() {
        assertThat(get("today")).isEqualTo(1);
        nanos.addAndGet(2_900_000_000L);
        assertThat(get("today")).isEqualTo(1);
        nanos.addAndGet(200_000_000L);
        assertThat(get("today")).isEqualTo(2);
    }

    @Test
    void isFoundOutAnewAboutSomethingElse() {
        assertThat(get("today")).isEqualTo(1);
        assertThat(get("tomorrow")).isEqualTo(2);
    }

    @Test
    void whatTakesLongIsKeptTwentyTimesAsLong() {
        assertThat(briefly.get("today", () -> {
                    nanos.addAndGet(500_000_000L);
                    return found.incrementAndGet();
                }))
                .isEqualTo(1);
        nanos.addAndGet(9_900_000_000L);
        assertThat(get("today")).isEqualTo(1);
        nanos.addAndGet(200_000_000L);
        assertThat(get("today")).isEqualTo(2);
    }

    @Test
    void whatCouldNotBeFoundOutIsNotKept() {
        try {
            briefly.get("today", () -> {
                throw new IllegalStateException("away");
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("away");
        }
        assertThat(get("today")).isEqualTo(1);
    }
}
