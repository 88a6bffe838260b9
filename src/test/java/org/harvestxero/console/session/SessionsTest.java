package org.harvestxero.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private final AtomicLong now = new AtomicLong(17);
    private final Sessions sessions = new Sessions(Duration.ofMinutes(30), Duration.ofHours(12), now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void aSessionEndsWhenNothingWasAskedForALongTime() {
        Session session = sessions.open("Ada", "hash");

        pass(Duration.ofMinutes(29));
        assertThat(sessions.find(session.id(), true)).contains(session);
        pass(Duration.ofMinutes(29));
        assertThat(sessions.find(session.id(), true)).contains(session);
        pass(Duration.ofMinutes(31));
        assertThat(sessions.find(session.id(), true)).isEmpty();
    }

    @Test
    void whatAPageAsksByItselfKeepsNoSessionAlive() {
        Session session = sessions.open("Ada", "hash");

        for (int minutes = 0; minutes < 30; minutes += 5) {
            pass(Duration.ofMinutes(5));
            assertThat(sessions.find(session.id(), false)).contains(session);
        }
        pass(Duration.ofSeconds(1));

        assertThat(sessions.find(session.id(), false)).isEmpty();
    }

    @Test
    void aSessionEndsAfterADayHoweverBusy() {
        Session session = sessions.open("Ada", "hash");

        for (int minutes = 0; minutes < 12 * 60; minutes += 20) {
            pass(Duration.ofMinutes(20));
            assertThat(sessions.find(session.id(), true)).contains(session);
        }
        pass(Duration.ofSeconds(1));

        assertThat(sessions.find(session.id(), true)).isEmpty();
    }

    @Test
    void theOneThatWasIdleForLongestMakesRoom() {
        Session first = sessions.open("first", "hash");
        pass(Duration.ofSeconds(1));
        Session second = sessions.open("second", "hash");
        for (int i = 2; i <= 1_000; i++) {
            pass(Duration.ofMillis(1));
            sessions.find(first.id(), true);
            sessions.open("another " + i, "hash");
        }

        assertThat(sessions.find(second.id(), true)).isEmpty();
        assertThat(sessions.find(first.id(), true)).isPresent();
    }

    @Test
    void whatWasTypedIsGivenOnceToThePageItBelongsTo() {
        Session session = sessions.open("Ada", "hash");
        session.keep(new Typed("/review/D1", Map.of("reason", "too high")));

        assertThat(session.typedOn("/today").isEmpty()).isTrue();
        assertThat(session.typedOn("/review/D1").text("reason")).isEqualTo("too high");
        assertThat(session.typedOn("/review/D1").isEmpty()).isTrue();
    }
}
