package org.harvestxero.runtime;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.harvestxero.api.LeaderLock;
import org.harvestxero.api.Trouble;
import org.jspecify.annotations.Nullable;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets triggers fire while this process leads the connection, and only then. A process that doesn't lead stands by and takes over
 * within seconds once the leader has gone.
 */
final class Leadership extends ServiceSupport {
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final long LOOK_EVERY_SECONDS = 3;

    private final CamelContext context;
    private final LeaderLock leaderLock;
    private final Callable<Scheduler> triggers;
    private final Runnable begin;
    private @Nullable ScheduledExecutorService looking;
    private volatile boolean owning;
    private String told = "";

    /** @param begin called once, when this process leads for the first time */
    Leadership(CamelContext context, LeaderLock leaderLock, Callable<Scheduler> triggers, Runnable begin) {
        this.context = context;
        this.leaderLock = leaderLock;
        this.triggers = triggers;
        this.begin = begin;
    }

    boolean owning() {
        return owning;
    }

    @Override
    protected void doStart() {
        looking = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "owner");
        looking.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    protected void doStop() {
        if (looking != null) {
            context.getExecutorServiceManager().shutdownNow(looking);
        }
        owning = false;
    }

    /** A failure must not keep it from looking again. */
    private void look() {
        try {
            boolean taken = leaderLock.take();
            if (taken && !owning) {
                triggers.call().start();
                owning = true;
                told = "";
                LOG.info("Works the connection");
                begin.run();
            } else if (!taken) {
                standBy(leaderLock.overtaken().orElse("another process works the connection"));
            }
        } catch (Exception e) {
            Optional<Trouble> database = Trouble.ofDatabase(e);
            if (database.isEmpty()) {
                LOG.warn("Could not make sure who works the connection", e);
            }
            standBy(database.map(Trouble::message).orElse("it is not known who works the connection"));
        }
    }

    private void standBy(String why) {
        if (!why.equals(told)) {
            LOG.warn("Stands by: {}", why);
            told = why;
        }
        if (!owning) {
            return;
        }
        owning = false;
        try {
            triggers.call().standby();
        } catch (SchedulerException e) {
            LOG.error("Could not hold the triggers", e);
        } catch (Exception e) {
            LOG.error("Could not reach the triggers", e);
        }
    }
}
