package org.harvestxero.calls;

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

class GateTest {
    private static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    private Gate gate(int calls, Duration window, int inFlight, int reserve, Duration longestWait) {
        return new Gate(
                "Xero",
                new GateLimits(calls, window, inFlight, reserve, longestWait),
                Clock.fixed(NOW, ZoneOffset.UTC),
                nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static void call(Gate gate) throws InterruptedException {
        gate.enter(false);
        gate.leave();
    }

    @Test
    void turnsAwayWhoWouldWaitTooLongForTheWindow() throws Exception {
        Gate gate = gate(2, Duration.ofSeconds(60), 5, 0, Duration.ofSeconds(30));
        call(gate);
        call(gate);

        assertThat(gate.callsLeftInWindow()).isZero();
        assertThatThrownBy(() -> gate.enter(false)).isInstanceOfSatisfying(GateShutException.class, e -> {
            assertThat(e.limit()).isEqualTo(Limit.WINDOW);
            assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(60));
        });
    }

    @Test
    void countsACallUntilTheWindowAfterItsEndIsOver() throws Exception {
        Gate gate = gate(1, Duration.ofSeconds(60), 5, 0, Duration.ZERO);
        gate.enter(false);
        pass(Duration.ofSeconds(59));
        gate.leave();
        pass(Duration.ofSeconds(59));

        assertThatThrownBy(() -> gate.enter(false)).isInstanceOf(GateShutException.class);
        pass(Duration.ofSeconds(1));
        call(gate);

        assertThat(gate.callsMade()).isEqualTo(2);
    }

    @Test
    void keepsTheReserveForPeople() throws Exception {
        Gate gate = gate(60, Duration.ofSeconds(60), 5, 20, Duration.ofSeconds(90));
        gate.dayRest(20);

        assertThatThrownBy(() -> gate.enter(false)).isInstanceOfSatisfying(GateShutException.class, e -> {
            assertThat(e.limit()).isEqualTo(Limit.DAY);
            assertThat(e).hasMessageContaining("20 calls reserved for people");
        });
        gate.enter(true);
        gate.leave();

        assertThat(gate.callsLeftToday()).hasValue(20);
    }

    @Test
    void letsOneCallFindOutWhetherTheDayHasTurned() throws Exception {
        Gate gate = gate(60, Duration.ofSeconds(60), 5, 20, Duration.ofSeconds(90));
        gate.dayRest(3);
        pass(Duration.ofMinutes(30));

        call(gate);

        assertThatThrownBy(() -> gate.enter(false)).isInstanceOf(GateShutException.class);
        gate.dayRest(5000);
        call(gate);
    }

    @Test
    void staysShutWhileParkedForTheDayAndSaysUntilWhen() {
        Gate gate = gate(60, Duration.ofSeconds(60), 5, 0, Duration.ofHours(48));
        gate.park(Limit.DAY, Duration.ofHours(3), "the day's calls are used up");
        gate.park(Limit.WINDOW, Duration.ofSeconds(5), "shorter");

        assertThatThrownBy(() -> gate.enter(true)).isInstanceOfSatisfying(GateShutException.class, e -> {
            assertThat(e.limit()).isEqualTo(Limit.DAY);
            assertThat(e).hasMessageContaining("the day's calls are used up");
        });
        assertThat(gate.parkedUntil())
                .contains(new Gate.Parked(NOW.plus(Duration.ofHours(3)), Limit.DAY, "the day's calls are used up"));

        pass(Duration.ofHours(3));
        assertThat(gate.parkedUntil()).isEmpty();
    }

    @Test
    void neverLetsMoreCallsRunThanAllowed() throws Exception {
        Gate gate = new Gate(
                "Xero", new GateLimits(1_000, Duration.ofSeconds(1), 3, 0, Duration.ofSeconds(10)), Clock.systemUTC());
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            all.add(callers.submit(() -> {
                gate.enter(false);
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                TimeUnit.MICROSECONDS.sleep(200);
                running.decrementAndGet();
                gate.leave();
                return null;
            }));
        }
        for (Future<?> each : all) {
            each.get(20, TimeUnit.SECONDS);
        }

        assertThat(most.get()).isLessThanOrEqualTo(3);
        assertThat(gate.callsMade()).isEqualTo(60);
    }

    @Test
    void neverLetsMoreCallsThroughInAnyWindow() throws Exception {
        Duration window = Duration.ofMillis(200);
        Gate gate = new Gate("Xero", new GateLimits(5, window, 10, 0, Duration.ofSeconds(10)), Clock.systemUTC());
        List<Long> starts = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            gate.enter(false);
            starts.add(System.nanoTime());
            gate.leave();
        }

        for (int i = 5; i < starts.size(); i++) {
            assertThat(starts.get(i) - starts.get(i - 5)).isGreaterThanOrEqualTo(window.toNanos());
        }
    }

    @Test
    void letsWaitersInInTheOrderTheyCame() throws Exception {
        Gate gate = new Gate(
                "Xero", new GateLimits(100, Duration.ofMillis(1), 1, 0, Duration.ofSeconds(10)), Clock.systemUTC());
        List<Integer> order = java.util.Collections.synchronizedList(new ArrayList<>());
        gate.enter(false);
        List<Thread> waiters = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            Thread waiter = new Thread(() -> {
                try {
                    gate.enter(false);
                    order.add(number);
                    gate.leave();
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
        gate.leave();
        for (Thread each : waiters) {
            each.join(10_000);
        }

        assertThat(order).containsExactly(0, 1, 2, 3, 4);
    }
}
