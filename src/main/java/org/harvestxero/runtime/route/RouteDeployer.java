package org.harvestxero.runtime.route;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes edits of route files live. A set of files is taken once two readings in a row agree; it is checked as a whole and then swapped file
 * by file, each when its exchanges in flight have finished. A set that can't run is refused once, and what ran goes on.
 *
 * <p>When a file that declares more than routes (configurations, templates, beans) changes, every file is swapped, because each may use it.
 */
public final class RouteDeployer extends ServiceSupport {
    private static final Logger LOG = LoggerFactory.getLogger(RouteDeployer.class);
    private static final long LOOK_EVERY_MILLIS = 500;

    private final CamelContext context;
    private final Path folder;
    private final RouteCheck check;
    private final Consumer<RouteFiles> keeper;
    private final RunningFiles running;
    private final Deque<Path> pending = new ArrayDeque<>();
    private RouteFiles accepted;
    private RouteFiles lastGood;
    private @Nullable RouteFiles lastRead;
    private @Nullable RouteFiles rejected;
    private volatile @Nullable RouteRefusedException refusal;
    private @Nullable List<String> told;
    private @Nullable ScheduledExecutorService looking;

    /**
     * @param checked passed the check; loaded at start
     * @param keeper gets each set that went live
     */
    public RouteDeployer(CamelContext context, RouteCheck check, RouteFiles checked, Consumer<RouteFiles> keeper) {
        this.keeper = keeper;
        this.context = context;
        this.check = check;
        this.folder = checked.folder();
        this.running = new RunningFiles(context, folder);
        this.accepted = checked;
        this.lastGood = checked;
    }

    /** Starts with other files than those in the folder. Called with the latter and why they can't run; null when they can't be read. */
    public void begin(@Nullable RouteFiles files, RouteRefusedException reason) {
        lastRead = files;
        refuse(files, reason);
    }

    /** Loads the checked files into a context that is not started yet. */
    public void load() throws Exception {
        running.load(inOrder(accepted.texts().keySet()), accepted.texts());
    }

    /** Why the files as they stand are not what runs; empty when they are. */
    public Optional<RouteRefusedException> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** What people should know of the files that run. */
    public synchronized List<String> told() {
        if (told == null) {
            told = check.told(accepted);
        }
        return told;
    }

    /** How many files are accepted and wait for exchanges in flight. */
    public synchronized int waiting() {
        return pending.size();
    }

    @Override
    protected void doStart() {
        looking = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "routes");
        looking.scheduleWithFixedDelay(this::lookSafely, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() {
        if (looking != null) {
            context.getExecutorServiceManager().shutdownNow(looking);
        }
    }

    /** A failure must not keep it from looking again. */
    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.error("Could not look for changed routes", e);
        }
    }

    /** Reads the folder once; what it finds counts if the reading before found the same. */
    synchronized void look() {
        RouteFiles read;
        try {
            read = RouteFiles.read(folder);
        } catch (RouteRefusedException e) {
            refuse(null, e);
            return;
        }
        boolean settled = read.equals(lastRead);
        lastRead = read;
        if (!settled) {
            return;
        }
        if (read.equals(accepted)) {
            rejected = null;
            if (refusal != null) {
                refusal = null;
                LOG.info("Route files are what runs again");
            }
        } else if (!read.equals(rejected)) {
            take(read);
        }
        swapPending();
    }

    private void take(RouteFiles files) {
        try {
            check.check(files, accepted);
        } catch (RouteRefusedException e) {
            refuse(files, e);
            return;
        }
        refusal = null;
        rejected = null;
        accepted = files;
        told = check.told(files);
        told.forEach(LOG::warn);
        queue(files);
    }

    private void refuse(@Nullable RouteFiles files, RouteRefusedException reason) {
        boolean known = refusal != null && reason.says(refusal);
        rejected = files;
        refusal = reason;
        if (!known) {
            LOG.error("Routes refused, what ran goes on: {}", reason.getMessage());
        }
    }

    private void queue(RouteFiles files) {
        Set<Path> all = new TreeSet<>(running.files());
        all.addAll(files.texts().keySet());
        Set<Path> changed = new HashSet<>(pending);
        boolean shared = false;
        for (Path file : all) {
            String before = running.text(file);
            String after = files.text(file);
            if (!Objects.equals(before, after)) {
                changed.add(file);
                shared |= RouteText.shared(before) || RouteText.shared(after);
            }
        }
        pending.clear();
        pending.addAll(inOrder(shared ? all : changed));
    }

    /** Files that others use come first, so that the others are built with them. */
    private List<Path> inOrder(Set<Path> files) {
        return files.stream()
                .sorted(Comparator.comparing((Path file) -> !RouteText.shared(accepted.text(file)))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private void swapPending() {
        while (!pending.isEmpty()) {
            Path file = pending.peek();
            try {
                if (!running.swap(file, accepted.text(file))) {
                    LOG.info("{} waits for exchanges in flight", accepted.name(file));
                    return;
                }
            } catch (Exception e) {
                pending.clear();
                RouteFiles failed = accepted;
                restore();
                refuse(failed, new RouteRefusedException(failed.name(file), RouteCheck.reason(e), e));
                return;
            }
            pending.remove();
            LOG.info(
                    "{} is {}",
                    accepted.name(file),
                    accepted.text(file) == null ? "gone, its routes are stopped" : "live");
        }
        if (!accepted.equals(lastGood)) {
            keeper.accept(accepted);
        }
        lastGood = accepted;
    }

    /** Puts back what ran before, when a change passed the check and failed all the same. */
    private void restore() {
        accepted = lastGood;
        told = null;
        Set<Path> all = new TreeSet<>(running.files());
        all.addAll(lastGood.texts().keySet());
        for (Path file : inOrder(all)) {
            try {
                running.replace(file, lastGood.text(file));
            } catch (Exception e) {
                LOG.error("{} could not be put back: restart the process", lastGood.name(file), e);
            }
        }
    }
}
