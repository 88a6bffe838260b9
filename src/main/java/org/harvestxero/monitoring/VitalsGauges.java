package org.harvestxero.monitoring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.util.function.ToDoubleFunction;
import org.harvestxero.api.Pause;
import org.harvestxero.api.Vitals;
import org.jspecify.annotations.Nullable;

/** The vitals of a connection as gauges; NaN while the database does not answer. */
public final class VitalsGauges {
    private final VitalsFigures figures;

    public VitalsGauges(VitalsFigures figures) {
        this.figures = figures;
    }

    public void publish(MeterRegistry registry, String connection) {
        Gauge.builder("harvestxero.database.up", figures, each -> each.answers() ? 1 : 0)
                .description("1 while the database answers, else 0; the other figures are missing or old then")
                .tag("connection", connection)
                .strongReference(true)
                .register(registry);
        gauge(
                registry,
                connection,
                "ledger.documents.copied",
                "Documents that stand in Xero by our doing, since ever",
                Vitals.Reading::copied);
        gauge(
                registry,
                connection,
                "consent.dead",
                "1 while a side lets us in no more, or other books lie there than the links belong to; else 0",
                reading -> reading.consentDead() ? 1 : 0);
        for (Pause.By by : Pause.By.values()) {
            Gauge.builder("harvestxero.paused", this, gauges -> gauges.paused(by))
                    .description(
                            "1 while nothing is copied, by what stopped it: a person, missing consent, another account or"
                                    + " organisation than the links', Xero's day limit")
                    .tag("connection", connection)
                    .tag("by", by.text())
                    .strongReference(true)
                    .register(registry);
        }
        gauge(registry, connection, "documents.failed", "Documents that stand failed", Vitals.Reading::failed);
        gauge(registry, connection, "drafts.to.review", "Drafts that wait for a person", Vitals.Reading::toReview);
        gauge(registry, connection, "documents.waiting", "Documents that go on by themselves", Vitals.Reading::waiting);
        gauge(
                registry,
                connection,
                "xero.calls.left.minute",
                "Calls our gate lets through in this minute",
                Vitals.Reading::xeroCallsLeftThisMinute);
        gauge(
                registry,
                connection,
                "xero.calls.left.day",
                "Calls Xero says are left today",
                reading -> number(reading.xeroCallsLeftToday()));
        gauge(registry, connection, "ledger.xero.calls", "Calls to Xero, since ever", Vitals.Reading::xeroCalls);
        gauge(
                registry,
                connection,
                "xero.calls.per.document",
                "Xero calls per copied document",
                reading -> number(reading.callsPerCopiedDocument()));
        gauge(
                registry,
                connection,
                "ledger.duplicates.prevented",
                "Duplicates prevented, since ever",
                Vitals.Reading::duplicatesPrevented);
    }

    private void gauge(
            MeterRegistry registry,
            String connection,
            String name,
            String meaning,
            ToDoubleFunction<Vitals.Reading> figure) {
        Gauge.builder("harvestxero." + name, this, gauges -> gauges.figure(figure))
                .description(meaning)
                .tag("connection", connection)
                .strongReference(true)
                .register(registry);
    }

    private double figure(ToDoubleFunction<Vitals.Reading> figure) {
        try {
            return figure.applyAsDouble(figures.read());
        } catch (RuntimeException e) {
            return Double.NaN;
        }
    }

    private double paused(Pause.By by) {
        try {
            return figures.pause().filter(pause -> pause.by() == by).isPresent() ? 1 : 0;
        } catch (RuntimeException e) {
            return Double.NaN;
        }
    }

    private static double number(@Nullable Integer number) {
        return number == null ? Double.NaN : number;
    }

    private static double number(@Nullable BigDecimal number) {
        return number == null ? Double.NaN : number.doubleValue();
    }
}
