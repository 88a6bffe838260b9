package org.harvestxero.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BrieflyTest {
    private final AtomicLong nanos = new AtomicLong(-5);
    private final AtomicInteger found = new AtomicInteger();
    private final List<Runnable> background = new ArrayList<>();
    private final Briefly<String, Integer> briefly = new Briefly<>(nanos::get, background::add);

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

    private int getSlowly() {
        return briefly.get("today", () -> {
            nanos.addAndGet(500_000_000L);
            return found.incrementAndGet();
        });
    }

    @Test
    void whatTakesLongIsKeptTwentyTimesAsLongAndFoundOutAnewInTheBackground() {
        assertThat(getSlowly()).isEqualTo(1);
        nanos.addAndGet(9_900_000_000L);
        assertThat(getSlowly()).isEqualTo(1);
        assertThat(background).isEmpty();

        nanos.addAndGet(200_000_000L);
        assertThat(getSlowly()).isEqualTo(1);
        assertThat(getSlowly()).isEqualTo(1);
        background.forEach(Runnable::run);

        assertThat(getSlowly()).isEqualTo(2);
        assertThat(found).hasValue(2);
    }

    @Test
    void whatTakesLongIsWaitedForWhereNobodyAskedForLong() {
        assertThat(getSlowly()).isEqualTo(1);
        nanos.addAndGet(30_000_000_000L);

        assertThat(getSlowly()).isEqualTo(2);
        assertThat(background).isEmpty();
    }

    @Test
    void whoAsksWhileItIsFoundOutAnewIsToldWhatWasKnown() throws Exception {
        assertThat(get("today")).isEqualTo(1);
        nanos.addAndGet(3_000_000_000L);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Integer> anew = CompletableFuture.supplyAsync(() -> briefly.get("today", () -> {
            begun.countDown();
            await(asked);
            return 7;
        }));
        await(begun);

        assertThat(get("today")).isEqualTo(1);
        asked.countDown();
        assertThat(anew.get(1, TimeUnit.MINUTES)).isEqualTo(7);
        assertThat(get("today")).isEqualTo(7);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
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
