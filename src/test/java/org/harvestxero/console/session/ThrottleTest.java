package org.harvestxero.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final AtomicLong now = new AtomicLong(17);
    private final Throttle throttle = new Throttle(now::get);

    private void fail(String name, String address, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(throttle.begin(name, address)).isZero();
        }
    }

    @Test
    void fiveTriesAreFreeThenEachWaitIsTwiceAsLong() {
        fail("ada", "10.0.0.1", 5);

        assertThat(throttle.begin("ada", "10.0.0.1")).isEqualTo(Duration.ofSeconds(2));
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        fail("ada", "10.0.0.1", 1);
        assertThat(throttle.begin("ada", "10.0.0.1")).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void nobodyWaitsLongerThanFiveMinutes() {
        for (int i = 0; i < 40; i++) {
            now.addAndGet(Duration.ofMinutes(5).toNanos());
            fail("ada", "10.0.0.1", 1);
        }

        assertThat(throttle.begin("ada", "10.0.0.1")).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void somebodyElseAtTheSameAddressIsNotKeptOut() {
        fail("ada", "10.0.0.1", 5);

        assertThat(throttle.begin("bob", "10.0.0.1")).isZero();
    }

    @Test
    void guessesFromElsewhereKeepNobodyOutBeforeTheyAreMany() {
        fail("ada", "10.0.0.1", 5);

        assertThat(throttle.begin("ada", "10.0.0.2")).isZero();
    }

    @Test
    void manyAddressesDoNotHelpAgainstOneName() {
        for (int i = 0; i < 20; i++) {
            fail("ada", "10.0.0." + i, 1);
        }

        assertThat(throttle.begin("ada", "10.0.1.1")).isPositive();
    }

    @Test
    void manyNamesDoNotHelpFromOneAddress() {
        for (int i = 0; i < 50; i++) {
            fail("name " + i, "10.0.0.1", 1);
        }

        assertThat(throttle.begin("another", "10.0.0.1")).isPositive();
    }

    @Test
    void whoGotInStartsAnew() {
        fail("ada", "10.0.0.1", 4);
        throttle.passed("ada", "10.0.0.1");

        fail("ada", "10.0.0.1", 5);
    }

    @Test
    void whoWasLetInFromAnAddressIsNotKeptOutByGuessesFromElsewhere() {
        fail("ada", "10.0.0.1", 1);
        throttle.passed("ada", "10.0.0.1");
        for (int i = 0; i < 20; i++) {
            fail("ada", "10.0.1." + i, 1);
        }
        for (int i = 0; i < 50; i++) {
            throttle.begin("name " + i, "10.0.0.1");
        }

        assertThat(throttle.begin("ada", "10.0.1.99")).isPositive();
        fail("ada", "10.0.0.1", 5);
        assertThat(throttle.begin("ada", "10.0.0.1")).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void whereSomebodyWasLetInIsForgottenToo() {
        throttle.passed("ada", "10.0.0.1");
        now.addAndGet(Duration.ofDays(8).toNanos());
        for (int i = 0; i < 20; i++) {
            fail("ada", "10.0.1." + i, 1);
        }

        assertThat(throttle.begin("ada", "10.0.0.1")).isPositive();
    }

    @Test
    void whatWasLongAgoIsForgotten() {
        fail("ada", "10.0.0.1", 5);
        now.addAndGet(Duration.ofMinutes(61).toNanos());

        fail("ada", "10.0.0.1", 5);
    }
}
