package org.harvestxero.monitoring;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.harvestxero.api.Progress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs once a minute how far a running cycle has come, and warns once when it is stuck. */
public final class ProgressWatch extends ServiceSupport {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressWatch.class);
    private static final long LOOK_EVERY_SECONDS = 5;
    private static final long SAY_EVERY = Duration.ofMinutes(1).toNanos();

    private final CamelContext context;
    private final Progress progress;
    private final LongSupplier ticker;
    private @Nullable ScheduledExecutorService looking;
    private @Nullable Long said;
    private @Nullable String warned;

    public ProgressWatch(CamelContext context, Progress progress, LongSupplier ticker) {
        this.context = context;
        this.progress = progress;
        this.ticker = ticker;
    }

    @Override
    protected void doStart() {
        looking = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "progress");
        looking.scheduleWithFixedDelay(this::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    protected void doStop() {
        if (looking != null) {
            context.getExecutorServiceManager().shutdownNow(looking);
        }
    }

    /** Looks once and returns what it logged, if anything. A failure must not keep it from looking again. */
    public Optional<String> look() {
        try {
            return look(progress.read());
        } catch (RuntimeException e) {
            LOG.warn("Could not see how far the cycle has come", e);
            return Optional.empty();
        }
    }

    private Optional<String> look(Optional<Progress.Reading> reading) {
        if (reading.isEmpty()) {
            said = null;
            warned = null;
            return Optional.empty();
        }
        Progress.Reading now = reading.get();
        if (now.standsStill() && !now.stage().equals(warned)) {
            warned = now.stage();
            String words = "The cycle stands still: " + now.stillSentence() + ".";
            LOG.warn("{}", words);
            return Optional.of(words);
        }
        if (!now.standsStill() && warned != null) {
            warned = null;
            String words = "The cycle moves on: " + now.words();
            LOG.info("{}", words);
            return Optional.of(words);
        }
        long time = ticker.getAsLong();
        if (said == null) {
            said = time; // short cycles log nothing
        } else if (time - said >= SAY_EVERY) {
            said = time;
            LOG.info("{}", now.line());
            return Optional.of(now.line());
        }
        return Optional.empty();
    }
}
