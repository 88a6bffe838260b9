package org.harvestxero.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    private RateLimiter gate(int calls, Duration window, int inFlight, int reserve, Duration longestWait) {
        return new RateLimiter(
                Api.XERO,
                "Xero",
                new RateLimits(calls, window, inFlight, reserve, longestWait),
                Clock.fixed(NOW, ZoneOffset.UTC),
                nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static void call(RateLimiter rateLimiter) throws InterruptedException {
        rateLimiter.enter(false);
        rateLimiter.leave();
    }

    @Test
    void turnsAwayWhoWouldWaitTooLongForTheWindow() throws Exception {
        RateLimiter rateLimiter = gate(2, Duration.ofSeconds(60), 5, 0, Duration.ofSeconds(30));
        call(rateLimiter);
        call(rateLimiter);

        assertThat(rateLimiter.callsLeftInWindow()).isZero();
        assertThatThrownBy(() -> rateLimiter.enter(false)).isInstanceOfSatisfying(RateLimitedException.class, e -> {
            assertThat(e.limit()).isEqualTo(Limit.WINDOW);
            assertThat(e.retryAfter()).contains(Duration.ofSeconds(60));
        });
    }

    @Test
    void countsACallUntilTheWindowAfterItsEndIsOver() throws Exception {
        RateLimiter rateLimiter = gate(1, Duration.ofSeconds(60), 5, 0, Duration.ZERO);
        rateLimiter.enter(false);
        pass(Duration.ofSeconds(59));
        rateLimiter.leave();
        pass(Duration.ofSeconds(59));

        assertThatThrownBy(() -> rateLimiter.enter(false)).isInstanceOf(RateLimitedException.class);
        pass(Duration.ofSeconds(1));
        call(rateLimiter);

        assertThat(rateLimiter.callsMade()).isEqualTo(2);
    }

    @Test
    void keepsTheReserveForPeople() throws Exception {
        RateLimiter rateLimiter = gate(60, Duration.ofSeconds(60), 5, 20, Duration.ofSeconds(90));
        rateLimiter.dayRest(20);

        assertThatThrownBy(() -> rateLimiter.enter(false)).isInstanceOfSatisfying(RateLimitedException.class, e -> {
            assertThat(e.limit()).isEqualTo(Limit.DAY);
            assertThat(e).hasMessageContaining("20 calls reserved for people");
        });
        rateLimiter.enter(true);
        rateLimiter.leave();

        assertThat(rateLimiter.callsLeftToday()).hasValue(20);
    }

    @Test
    void letsOneCallFindOutWhetherTheDayHasTurned() throws Exception {
        RateLimiter rateLimiter = gate(60, Duration.ofSeconds(60), 5, 20, Duration.ofSeconds(90));
        rateLimiter.dayRest(3);
        pass(Duration.ofMinutes(30));

        call(rateLimiter);

        assertThatThrownBy(() -> rateLimiter.enter(false)).isInstanceOf(RateLimitedException.class);
        rateLimiter.dayRest(5000);
        call(rateLimiter);
    }

    @Test
    void staysShutWhileParkedForTheDayAndSaysUntilWhen() {
        RateLimiter rateLimiter = gate(60, Duration.ofSeconds(60), 5, 0, Duration.ofHours(48));
        rateLimiter.park(Limit.DAY, Duration.ofHours(3), "the day's calls are used up");
        rateLimiter.park(Limit.WINDOW, Duration.ofSeconds(5), "shorter");

        assertThatThrownBy(() -> rateLimiter.enter(true)).isInstanceOfSatisfying(RateLimitedException.class, e -> {
            assertThat(e.limit()).isEqualTo(Limit.DAY);
            assertThat(e).hasMessageContaining("the day's calls are used up");
        });
        assertThat(rateLimiter.parkedUntil())
                .contains(new RateLimiter.Parked(
                        NOW.plus(Duration.ofHours(3)), Limit.DAY, "the day's calls are used up"));

        pass(Duration.ofHours(3));
        assertThat(rateLimiter.parkedUntil()).isEmpty();
    }

    @Test
    void neverLetsMoreCallsRunThanAllowed() throws Exception {
        RateLimiter rateLimiter = new RateLimiter(
                Api.XERO,
                "Xero",
                new RateLimits(1_000, Duration.ofSeconds(1), 3, 0, Duration.ofSeconds(10)),
                Clock.systemUTC());
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            all.add(callers.submit(() -> {
                rateLimiter.enter(false);
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                TimeUnit.MICROSECONDS.sleep(200);
                running.decrementAndGet();
                rateLimiter.leave();
                return null;
            }));
        }
        for (Future<?> each : all) {
            each.get(20, TimeUnit.SECONDS);
        }

        assertThat(most.get()).isLessThanOrEqualTo(3);
        assertThat(rateLimiter.callsMade()).isEqualTo(60);
    }

    @Test
    void neverLetsMoreCallsThroughInAnyWindow() throws Exception {
        Duration window = Duration.ofMillis(200);
        RateLimiter rateLimiter = new RateLimiter(
                Api.XERO, "Xero", new RateLimits(5, window, 10, 0, Duration.ofSeconds(10)), Clock.systemUTC());
        List<Long> starts = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            rateLimiter.enter(false);
            starts.add(System.nanoTime());
            rateLimiter.leave();
        }

        for (int i = 5; i < starts.size(); i++) {
            assertThat(starts.get(i) - starts.get(i - 5)).isGreaterThanOrEqualTo(window.toNanos());
        }
    }

    @Test
    void letsWaitersInInTheOrderTheyCame() throws Exception {
        RateLimiter rateLimiter = new RateLimiter(
                Api.XERO,
                "Xero",
                new RateLimits(100, Duration.ofMillis(1), 1, 0, Duration.ofSeconds(10)),
                Clock.systemUTC());
        List<Integer> order = java.util.Collections.synchronizedList(new ArrayList<>());
        rateLimiter.enter(false);
        List<Thread> waiters = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            Thread waiter = new Thread(() -> {
                try {
                    rateLimiter.enter(false);
                    order.add(number);
                    rateLimiter.leave();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            waiter.start();
            waiters.add(waiter);
            Awaitility.await()
                    .until(() -> waiter.getState() == Thread.State.WAITING
                            || waiter.getState() == Thread.State.TIMED_WAITING);
        }
        rateLimiter.leave();
        for (Thread each : waiters) {
            each.join(10_000);
        }

        assertThat(order).containsExactly(0, 1, 2, 3, 4);
    }
}
