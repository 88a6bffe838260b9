package org.harvestxero.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Measures how long calls to one side take and how they fail; does nothing while no metrics are published. */
public final class CallTimes implements MeterBinder {
    private static final double[] QUANTILES = {0.5, 0.95, 0.99};

    private final String side;
    private volatile @Nullable Meters meters;

    /** @param side as metrics name it: harvest, xero */
    public CallTimes(String side) {
        this.side = side;
    }

    private record Meters(Timer times, Map<Failure, Counter> failures) {}

    /** How a call can end without a good answer. */
    enum Failure {
        NO_ANSWER("no-answer"),
        REFUSED("refused"),
        LIMITED("limited"),
        UNAVAILABLE("unavailable");

        private final String text;

        Failure(String text) {
            this.text = text;
        }

        static @Nullable Failure of(@Nullable RawResponse answer) {
            if (answer == null) {
                return NO_ANSWER;
            }
            if (answer.status() == 429) {
                return LIMITED;
            }
            return answer.status() >= 500 ? UNAVAILABLE : answer.status() >= 400 ? REFUSED : null;
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Timer times = Timer.builder("harvestxero.call")
                .description("Time from a call to the last byte of its answer, by side; quantiles of the last minutes")
                .tag("side", side)
                .publishPercentiles(QUANTILES)
                .distributionStatisticExpiry(Duration.ofMinutes(5))
                .register(registry);
        meters = new Meters(
                times,
                Arrays.stream(Failure.values())
                        .collect(Collectors.toMap(
                                failure -> failure,
                                failure -> Counter.builder("harvestxero.call.failures")
                                        .description("Calls that got no good answer, by side and what came instead")
                                        .tag("side", side)
                                        .tag("reason", failure.text)
                                        .register(registry))));
    }

    /**
     * Notes a call that ended.
     *
     * @param took nanoseconds
     * @param answer null when none came
     */
    public void ended(long took, @Nullable RawResponse answer) {
        Meters bound = meters;
        if (bound == null) {
            return;
        }
        bound.times.record(Duration.ofNanos(took));
        Failure failure = Failure.of(answer);
        if (failure != null) {
            Objects.requireNonNull(bound.failures.get(failure)).increment();
        }
    }
}
