package org.harvestxero.monitoring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import org.harvestxero.api.Progress;

/** How far a cycle has come, as plain numbers; -1 while none runs or where a number isn't known. */
public final class ProgressFigures {
    private final Progress progress;

    public ProgressFigures(Progress progress) {
        this.progress = progress;
    }

    String stage() {
        return progress.read().map(Progress.Reading::stage).orElse("");
    }

    long figure(ToDoubleFunction<Progress.Reading> figure) {
        return progress.read()
                .map(reading -> (long) figure.applyAsDouble(reading))
                .orElse(-1L);
    }

    boolean standsStill() {
        return progress.read().map(Progress.Reading::standsStill).orElse(false);
    }

    static double total(Progress.Reading reading) {
        return reading.total() == null ? -1 : reading.total();
    }

    static double left(Progress.Reading reading) {
        return reading.left() == null ? -1 : reading.left().toSeconds();
    }

    public void publish(MeterRegistry registry, String connection) {
        gauge(
                registry,
                connection,
                "stage.age.seconds",
                "Seconds since the cycle's stage began",
                reading -> reading.age().toSeconds());
        gauge(
                registry,
                connection,
                "stage.still.seconds",
                "Seconds since the cycle's stage last moved",
                reading -> reading.still().toSeconds());
        gauge(registry, connection, "stage.done", "What is done of the cycle's stage", Progress.Reading::done);
        gauge(registry, connection, "stage.total", "All of the cycle's stage", ProgressFigures::total);
        gauge(
                registry,
                connection,
                "stage.left.seconds",
                "Seconds until the cycle ends, at the earliest",
                ProgressFigures::left);
        Gauge.builder("harvestxero.cycle.still", this, figures -> figures.standsStill() ? 1 : 0)
                .description("1 while a cycle stands still: no call, row or page was done for ten minutes")
                .tag("connection", connection)
                .strongReference(true)
                .register(registry);
    }

    private void gauge(
            MeterRegistry registry,
            String connection,
            String name,
            String meaning,
            ToDoubleFunction<Progress.Reading> figure) {
        Gauge.builder("harvestxero." + name, this, figures -> figures.figure(figure))
                .description(meaning + "; -1 while none runs or where it isn't known")
                .tag("connection", connection)
                .strongReference(true)
                .register(registry);
    }
}
