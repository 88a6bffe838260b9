package org.harvestxero.runtime;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.VMOption;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives memory back to the system when the program rests. Started without options, Java takes the G1 collector and a heap that
 * suits the machine, not us, and since hardly anything is allocated at rest, it never comes to giving back what a start or a long
 * copy took. So one full collection is made in the first quiet moment after the heap has grown, with less room kept free.
 *
 * <p>Does nothing with another collector, and takes the bounds of the heap from whoever has set them.
 */
final class IdleMemory extends ServiceSupport {
    private static final Logger LOG = LoggerFactory.getLogger(IdleMemory.class);
    private static final long LOOK_EVERY_SECONDS = 3;

    /** A fifth of one core since the last look; a cycle that copies takes more, one that only looks less. */
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(LOOK_EVERY_SECONDS) / 5;

    private static final long WORTH_IT_BYTES = 48L * 1024 * 1024;

    private final CamelContext context;
    private final OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private @Nullable ScheduledExecutorService looking;
    private long busyNanos;
    private long keptBytes;

    IdleMemory(CamelContext context) {
        this.context = context;
    }

    @Override
    protected void doStart() {
        boolean worth = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .anyMatch(name -> name.startsWith("G1"));
        if (worth) {
            busyNanos = process.getProcessCpuTime();
            looking = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "memory");
            looking.scheduleWithFixedDelay(this::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    protected void doStop() {
        if (looking != null) {
            context.getExecutorServiceManager().shutdownNow(looking);
        }
    }

    private void look() {
        long before = busyNanos;
        busyNanos = process.getProcessCpuTime();
        if (busyNanos - before < QUIET_NANOS && heapBytes() - keptBytes > WORTH_IT_BYTES) {
            giveBack();
            keptBytes = heapBytes();
        }
    }

    private static long heapBytes() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
    }

    private void giveBack() {
        try {
            keepFree("MinHeapFreeRatio", "10");
            keepFree("MaxHeapFreeRatio", "30");
            System.gc();
            trim();
        } catch (JMException | RuntimeException e) {
            LOG.debug("Could not give memory back", e);
        }
    }

    private void keepFree(String option, String percent) {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (machine.getVMOption(option).getOrigin() == VMOption.Origin.DEFAULT) {
            machine.setVMOption(option, percent);
        }
    }

    /** Also what the C library keeps of what the compilers freed; Java offers that from 17.0.9 on, on Linux. */
    private static void trim() throws JMException {
        if (JavaCommands.offer("systemTrimNativeHeap")) {
            JavaCommands.run("systemTrimNativeHeap");
        }
    }
}
