package org.harvestxero.runtime;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at something once a second while the process runs. */
final class EachSecond extends ServiceSupport {
    private static final Logger LOG = LoggerFactory.getLogger(EachSecond.class);

    private final CamelContext context;
    private final String name;
    private final Runnable look;
    private @Nullable ScheduledExecutorService looking;

    /** @param name of its thread */
    EachSecond(CamelContext context, String name, Runnable look) {
        this.context = context;
        this.name = name;
        this.look = look;
    }

    @Override
    protected void doStart() {
        looking = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, name);
        looking.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    protected void doStop() {
        if (looking != null) {
            context.getExecutorServiceManager().shutdownNow(looking);
        }
    }

    /** A failure must not keep it from looking again. */
    private void look() {
        try {
            look.run();
        } catch (RuntimeException e) {
            LOG.debug("Looking at the {} failed; it is tried on", name, e);
        }
    }
}
