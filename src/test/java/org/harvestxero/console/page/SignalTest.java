package org.harvestxero.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.harvestxero.api.Pause;
import org.harvestxero.api.Progress;
import org.harvestxero.api.Status;
import org.harvestxero.api.Trouble;
import org.harvestxero.api.Vitals;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Green, amber or red, and the sentence that says why. */
class SignalTest {
    private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");
    private final ReaderFormat format =
            new ReaderFormat(Locale.UK, ZoneId.of("UTC"), Clock.fixed(NOW, ZoneId.of("UTC")));

    private static Status status(long failed, @Nullable Instant success, @Nullable Pause pause, Trouble... troubles) {
        return new Status(
                "main",
                "Demo Company",
                pause,
                success,
                new Vitals.Reading(
                        "main",
                        12,
                        failed,
                        0,
                        null,
                        success,
                        60,
                        4_000,
                        30,
                        new BigDecimal("2.5000"),
                        0,
                        0,
                        null,
                        false),
                List.of(troubles),
                List.of(),
                Map.of(),
                null);
    }

    private Signal of(Status status) {
        return Signal.of(new Signal.Facts(status, null, List.of(), List.of(), true), format);
    }

    @Test
    void allIsWellWhenNothingHasToBeDone() {
        Signal signal = of(status(0, NOW.minusSeconds(120), null));

        assertThat(signal.level()).isEqualTo(Signal.Level.GREEN);
        assertThat(signal.sentence())
                .isEqualTo("All is well: everything that can be copied stands in Xero, as of 2 minutes ago.");
        assertThat(signal.reasons()).isEmpty();
        assertThat(of(status(0, null, null)).sentence()).isEqualTo("All is well so far: nothing was copied yet.");
    }

    @Test
    void oneThingToSeeToIsSaidAtOnce() {
        Signal signal = of(status(3, NOW, null));

        assertThat(signal.level()).isEqualTo(Signal.Level.AMBER);
        assertThat(signal.sentence()).isEqualTo("Copying goes on, but: 3 documents could not be copied.");
        assertThat(signal.reasons())
                .singleElement()
                .extracting(Signal.Reason::path)
                .isEqualTo("/failed");
    }

    @Test
    void aPersonsPauseIsTold() {
        Pause pause = new Pause(Pause.By.PERSON, "Ada", "month end", NOW.minusSeconds(600), null);

        Signal signal = of(status(0, NOW, pause));

        assertThat(signal.level()).isEqualTo(Signal.Level.AMBER);
        assertThat(signal.reasons().get(0).sentence()).isEqualTo("Paused by Ada 10 minutes ago: month end");
    }

    @Test
    void whatNeedsAPersonIsRedAndComesFirst() {
        Trouble trouble =
                new Trouble("Xero", Trouble.Reason.CONSENT, "Xero lets us in no more.", "Connect again.", null);

        Signal signal = of(status(1, NOW, null, trouble));

        assertThat(signal.level()).isEqualTo(Signal.Level.RED);
        assertThat(signal.sentence()).isEqualTo("Nothing is copied now: Xero: Xero lets us in no more.");
        assertThat(signal.reasons())
                .extracting(Signal.Reason::level)
                .containsExactly(Signal.Level.RED, Signal.Level.AMBER);
    }

    @Test
    void whatGoesOnByItselfIsAmberWithItsTime() {
        Trouble trouble = new Trouble(
                "Xero", Trouble.Reason.DAY_LIMIT, "No call is left today.", "Nothing.", NOW.plusSeconds(3_600));

        Signal signal = of(status(0, NOW, null, trouble));

        assertThat(signal.level()).isEqualTo(Signal.Level.AMBER);
        assertThat(signal.reasons().get(0).remedy()).isEqualTo("Nothing. It goes on by itself at 13:00.");
    }

    @Test
    void aProgramThatStoppedLookingIsAmber() {
        assertThat(of(status(0, NOW.minus(Duration.ofHours(25)), null)).sentence())
                .isEqualTo("Copying goes on, but: Nothing was looked at for 25 hours.");
    }

    @Test
    void aStageThatStandsStillIsRed() {
        Status still = new Status(
                "main",
                null,
                null,
                NOW,
                status(0, NOW, null).vitals(),
                List.of(),
                List.of(),
                Map.of(),
                new Progress.Reading(
                        "send-documents",
                        3,
                        9L,
                        4,
                        Duration.ofHours(1),
                        Duration.ofMinutes(15),
                        null,
                        null,
                        Progress.Ahead.NOTHING,
                        false));

        assertThat(of(still).level()).isEqualTo(Signal.Level.RED);
    }
}
