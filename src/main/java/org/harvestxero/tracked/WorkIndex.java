package org.harvestxero.tracked;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.engine.Source;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.assistant.AssistantTables.Searched;
import org.harvestxero.store.assistant.WorkEntry;
import org.harvestxero.store.assistant.WorkNameTable;
import org.harvestxero.store.billing.EntryStateTable.Work;

/**
 * Keeps what work is searched by, without a word from those who bill: each look learns of the runs that came after the last one it knows.
 * A run is learned whole or not at all.
 */
final class WorkIndex {
    private static final String MARK = "work-search";
    private static final Duration A_LOOK = Duration.ofMillis(150);
    private static final int RUNS = 20;

    private final ConnectionStore store;
    private final LongSupplier nanos;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile boolean whole;

    /** @param nanos a monotonic clock */
    WorkIndex(ConnectionStore store, LongSupplier nanos) {
        this.store = store;
        this.nanos = nanos;
    }

    /** Whether all runs were known at the last look. */
    boolean isWhole() {
        return whole;
    }

    /** One look, which takes a fraction of a second; nothing where another one is at it. */
    void look() {
        if (!looking.tryLock()) {
            return;
        }
        try {
            long end = nanos.getAsLong() + A_LOOK.toNanos();
            long known = known();
            List<Long> runs = searched().entries().runs(known, RUNS);
            whole = runs.isEmpty();
            while (!runs.isEmpty()) {
                for (long run : runs) {
                    learn(run);
                    known = run;
                    if (nanos.getAsLong() - end >= 0) {
                        whole = searched().entries().runs(known, 1).isEmpty();
                        return;
                    }
                }
                runs = searched().entries().runs(known, RUNS);
                whole = runs.isEmpty();
            }
        } finally {
            looking.unlock();
        }
    }

    private Searched searched() {
        return store.assistant().searched();
    }

    private long known() {
        return store.watermarks().find(MARK).map(Long::valueOf).orElse(0L);
    }

    private void learn(long run) {
        Map<Work, Met> met = new LinkedHashMap<>();
        store.billing().drafts().ofRun(run).stream()
                .flatMap(draft -> draft.content().lines().stream())
                .flatMap(line -> line.sources().stream())
                .forEach(part -> meet(met, part.source(), part.hours()));
        store.billing().notBilled().ofRun(run).forEach(rest -> meet(met, rest.source(), rest.hours()));
        List<WorkEntry> entries = met.values().stream().map(Met::entry).toList();
        store.inTransaction(() -> {
            searched().entries().putAll(entries);
            names(WorkNameTable.Kind.CLIENT, entries, WorkEntry.Names::client);
            names(WorkNameTable.Kind.PROJECT, entries, WorkEntry.Names::project);
            names(WorkNameTable.Kind.PERSON, entries, WorkEntry.Names::person);
            store.watermarks().move(MARK, Long.toString(run));
        });
    }

    private static void meet(Map<Work, Met> met, Source source, Hours hours) {
        met.merge(
                Work.of(source),
                new Met(source, hours),
                (one, other) -> new Met(one.source(), one.hours().plus(other.hours())));
    }

    private void names(WorkNameTable.Kind kind, Collection<WorkEntry> entries, Function<WorkEntry.Names, Named> which) {
        Map<Long, Named> names = new LinkedHashMap<>();
        entries.forEach(entry -> names.put(which.apply(entry.names()).id(), which.apply(entry.names())));
        searched().names().putAll(kind, names.values());
    }

    /** Work as a run met it, all its parts together. */
    private record Met(Source source, Hours hours) {
        WorkEntry entry() {
            BigDecimal counted = hours.toBigDecimal();
            return new WorkEntry(
                    Work.of(source),
                    source.spentDate(),
                    new WorkEntry.Names(
                            source.origin().client(),
                            new Named(
                                    source.origin().project().id(),
                                    source.origin().project().name()),
                            source.origin().kind().name(),
                            source.origin().person()),
                    counted,
                    source.currency().getCurrencyCode(),
                    source.notes());
        }
    }
}
