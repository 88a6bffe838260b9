package org.harvestxero.console.page.setup;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harvestxero.api.Check;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checks of {@code doctor}, one after the other in the background; what they found last can be looked at. Safe for several threads. */
public final class CheckRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckRun.class);

    private final Clock clock;
    private List<Result> results = List.of();
    private @Nullable Instant began;
    private @Nullable Thread thread;

    public CheckRun(Clock clock) {
        this.clock = clock;
    }

    /** @param findings null while it is not looked at yet */
    record Result(String name, boolean remote, @Nullable List<Check.Finding> findings) {}

    /** @param began null before the first */
    record Reading(
            List<Result> results, boolean running, @Nullable Instant began) {
        /** Whether all was looked at, and nothing keeps copying from working. */
        boolean isGood() {
            return !running
                    && !results.isEmpty()
                    && results.stream()
                            .flatMap(result -> Optional.ofNullable(result.findings()).stream())
                            .flatMap(List::stream)
                            .allMatch(finding -> finding.level().compareTo(Check.Level.WARNING) <= 0);
        }
    }

    /** Begins, unless it is under way. */
    synchronized void begin(List<Check> checks) {
        if (thread != null) {
            return;
        }
        began = clock.instant();
        results = checks.stream()
                .map(check -> new Result(check.name(), check.remote(), null))
                .toList();
        Thread made = new Thread(() -> run(checks), "console-checks");
        made.setDaemon(true);
        thread = made;
        made.start();
    }

    private void run(List<Check> checks) {
        try {
            for (int i = 0; i < checks.size() && !Thread.currentThread().isInterrupted(); i++) {
                found(i, look(checks.get(i)));
            }
        } finally {
            ended();
        }
    }

    private static List<Check.Finding> look(Check check) {
        try {
            return check.look().get();
        } catch (RuntimeException e) {
            LOG.warn("The check {} failed itself", check.name(), e);
            return List.of(
                    Check.Finding.failure("the check itself failed: " + e, "Tell whoever looks after the program."));
        }
    }

    private synchronized void found(int at, List<Check.Finding> findings) {
        List<Result> now = new ArrayList<>(results);
        now.set(at, new Result(now.get(at).name(), now.get(at).remote(), List.copyOf(findings)));
        results = List.copyOf(now);
    }

    private synchronized void ended() {
        thread = null;
    }

    synchronized Reading reading() {
        return new Reading(results, thread != null, began);
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
