package org.harvestxero.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.harvestxero.monitoring.ProgressFigures;
import org.harvestxero.monitoring.ProgressHealth;
import org.harvestxero.monitoring.ProgressWatch;
import org.harvestxero.runtime.ProgressLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressIT {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong calls = new AtomicLong();
    private OptionalInt today = OptionalInt.empty();
    private final Progress progress = new Progress(nanos::get, calls::get, () -> new Progress.Limits(400, 60, today));
    private final ProgressWatch watch = new ProgressWatch(new DefaultCamelContext(), progress, nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private Progress.Reading now() {
        return progress.read().orElseThrow();
    }

    @Test
    void aStageTellsWhatIsDoneAndWhenTheRestCanBeAtTheEarliest() {
        progress.begin("plan-invoices", 10_000L, Progress.Ahead.NOTHING);
        pass(Duration.ofMinutes(2));
        progress.done(3_200);

        assertThat(now().words()).isEqualTo("plan-invoices, 3,200 of 10,000, about 5 minutes");
        assertThat(now().line()).isEqualTo("plan-invoices, 3,200 of 10,000, 26.7 a second, about 5 minutes");
        assertThat(now().left()).isEqualTo(Duration.ofSeconds(255));
    }

    @Test
    void theLimitsOfBothSidesAreReckonedWithForWhatIsStillToCome() {
        progress.begin("plan-invoices", 10_000L, new Progress.Ahead(2_000, 10_001));
        pass(Duration.ofSeconds(10));
        progress.done(5_000);

        // 10 s for the other half, 2,000 lists at 400 a minute; meanwhile 201 requests at 60 a minute
        assertThat(now().left()).isEqualTo(Duration.ofSeconds(10 + 300));
        assertThat(now().line())
                .isEqualTo("plan-invoices, 5,000 of 10,000, 500.0 a second, about 6 minutes;"
                        + " still to come: 2,000 payment lists, 10,001 documents");
    }

    @Test
    void listsAreNotReadFasterThanTheLimitAllows() {
        progress.begin("read-payments", 4_000L, Progress.Ahead.NOTHING);
        assertThat(now().words()).isEqualTo("read-payments, 0 of 4,000, about 10 minutes");
        pass(Duration.ofMinutes(1));
        progress.done(100);

        assertThat(now().words()).isEqualTo("read-payments, 100 of 4,000, about 39 minutes");
    }

    @Test
    void whatIsSentWhileListsAreReadIsNoLongerToCome() {
        progress.begin("read-payments", 4_000L, new Progress.Ahead(0, 3_000));
        pass(Duration.ofMinutes(1));
        progress.done(400);
        progress.sent(450);

        assertThat(now().line())
                .isEqualTo(
                        "read-payments, 400 of 4,000, 6.7 a second, about 9 minutes; still to come: 2,550 documents");
        progress.sent(2_600);
        assertThat(now().line()).isEqualTo("read-payments, 400 of 4,000, 6.7 a second, about 9 minutes");
    }

    @Test
    void whereXerosDayLeavesTooFewCallsItSaysSo() {
        progress.begin("send-documents", 500L, Progress.Ahead.NOTHING);
        today = OptionalInt.of(10);
        assertThat(now().words()).isEqualTo("send-documents, 0 of 500, less than a minute");
        today = OptionalInt.of(9);

        assertThat(now().words()).isEqualTo("send-documents, 0 of 500, more than Xero's calls of today allow");
    }

    @Test
    void whatIsNotCountedBeforeTellsItsCalls() {
        calls.set(40);
        progress.begin("read-invoices", null, Progress.Ahead.NOTHING);
        calls.set(41);
        assertThat(now().words()).isEqualTo("read-invoices, 1 call so far");
        progress.end();

        assertThat(progress.read()).isEmpty();
    }

    @Test
    void aStageThatNothingMovesForTenMinutesIsToldOnceAndGoesOnByItself() {
        progress.begin("send-documents", 3L, Progress.Ahead.NOTHING);
        assertThat(watch.look()).isEmpty();
        pass(Duration.ofMinutes(10).minusNanos(1));
        assertThat(watch.look()).contains("send-documents, 0 of 3, less than a minute");
        pass(Duration.ofNanos(1));

        assertThat(watch.look())
                .contains(
                        "The cycle stands still: send-documents has not moved for 10 minutes: no call, row or page was"
                                + " done since.");
        pass(Duration.ofSeconds(5));
        assertThat(watch.look()).isEmpty();
        assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health().getMessage())
                .contains("send-documents has not moved for 10 minutes: no call, row or page was done since");
        assertThat(figure("harvestxero.cycle.still")).isEqualTo(1);
        assertThat(figure("harvestxero.stage.still.seconds")).isEqualTo(605);

        calls.incrementAndGet();

        assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(figure("harvestxero.cycle.still")).isZero();
        assertThat(watch.look()).contains("The cycle moves on: send-documents, 0 of 3, less than a minute");
    }

    @Test
    void aRunningCycleIsToldOnceAMinute() {
        progress.begin("plan-invoices", 100L, Progress.Ahead.NOTHING);
        int said = 0;
        for (int look = 0; look < 36; look++) {
            progress.done(1);
            said += watch.look().isPresent() ? 1 : 0;
            pass(Duration.ofSeconds(5));
        }

        assertThat(said).isEqualTo(2); // after one minute and after two; the third has not passed at the last look
        progress.end();
        assertThat(watch.look()).isEmpty();
    }

    @Test
    void whileNoCycleRunsTheFiguresSaySo() {
        assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(figure("harvestxero.stage.done")).isEqualTo(-1);
        assertThat(figure("harvestxero.stage.total")).isEqualTo(-1);
        assertThat(figure("harvestxero.stage.age.seconds")).isEqualTo(-1);
        progress.begin("edit-invoices", 7L, Progress.Ahead.NOTHING);
        progress.done(2);
        pass(Duration.ofSeconds(30));

        assertThat(figure("harvestxero.stage.done")).isEqualTo(2);
        assertThat(figure("harvestxero.stage.total")).isEqualTo(7);
        assertThat(figure("harvestxero.stage.age.seconds")).isEqualTo(30);
    }

    private HealthCheck.Result health() {
        return new ProgressHealth(progress).call();
    }

    private double figure(String name) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new ProgressFigures(progress).publish(registry, "main");
        return registry.get(name).gauge().value();
    }

    @Test
    void theLineOnATerminalIsWrittenOverItselfAndGoneAtTheEnd() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ProgressLine line = new ProgressLine(new PrintStream(written, true, StandardCharsets.UTF_8));

        line.show("");
        line.show("plan-invoices, 1 of 2");
        line.show("");
        line.show("");

        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("\r\33[Kplan-invoices, 1 of 2\r\33[K");
    }

    @Test
    void onlyATerminalIsOne(@TempDir Path folder) throws Exception {
        Path terminal = Files.createSymbolicLink(folder.resolve("terminal"), Path.of("/dev/pts/7"));
        Path pipe = Files.createSymbolicLink(folder.resolve("pipe"), Path.of("pipe:[123]"));
        Path file = Files.createSymbolicLink(folder.resolve("file"), folder.resolve("log"));

        assertThat(ProgressLine.isTerminal(terminal)).isTrue();
        assertThat(ProgressLine.isTerminal(pipe)).isFalse();
        assertThat(ProgressLine.isTerminal(file)).isFalse();
        assertThat(ProgressLine.isTerminal(folder.resolve("none"))).isFalse();
    }
}
