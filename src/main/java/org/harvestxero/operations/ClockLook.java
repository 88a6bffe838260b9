package org.harvestxero.operations;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the clock once a second while the process runs. */
final class ClockLook extends ServiceSupport {
    private static final Logger LOG = LoggerFactory.getLogger(ClockLook.class);

    private final CamelContext context;
    private final ClockWatch watch;
    private @Nullable ScheduledExecutorService looking;

    ClockLook(CamelContext context, ClockWatch watch) {
        this.context = context;
        this.watch = watch;
    }

    @Override
    protected void doStart() {
        looking = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "clock");
        looking.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    protected void doStop() {
        if (looking != null) {
            context.getExecutorServiceManager().shutdownNow(looking);
        }
    }

    /** A failure must not end the looking. */
    private void look() {
        try {
            watch.look();
        } catch (RuntimeException e) {
            LOG.debug("Not everything could be told of a jump of the clock yet; it is tried on", e);
        }
    }
}
