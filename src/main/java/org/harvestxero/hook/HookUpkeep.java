package org.harvestxero.hook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.harvestxero.store.ConnectionStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the tables of hooks in step with the settings, and clears away what is old. */
final class HookUpkeep {
    private static final Logger LOG = LoggerFactory.getLogger(HookUpkeep.class);
    private static final Duration CLEAR_EACH = Duration.ofHours(1);
    private static final String PROCESS = "process";

    private final ConnectionStore store;
    private final HookSettings settings;
    private final Clock clock;
    private boolean begun;
    private @Nullable Instant cleared;

    HookUpkeep(ConnectionStore store, HookSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** Once after a start: hooks that are new are told of what happens from now on, those that are off of nothing more. */
    void beginHooks() {
        if (begun) {
            return;
        }
        List<String> names = settings.names();
        for (String gone : store.hooks().progress().others(names)) {
            long ahead = store.hooks()
                    .progress()
                    .countAfter(store.hooks().progress().positions().getOrDefault(gone, 0L));
            store.inTransaction(() -> {
                int standing = store.hooks().pending().end(gone);
                store.hooks().progress().end(gone);
                store.audit().add(PROCESS, null, null, "hook-off", told(gone, standing + ahead));
            });
            LOG.info("The hook {} is off", gone);
        }
        names.forEach(store.hooks().progress()::begin);
        begun = true;
    }

    private static String told(String hook, long untold) {
        return hook + (untold == 0 ? "" : ", before it was told of " + untold + " events");
    }

    /** What happened longer ago than is kept; what some hook was never told of is told of here. */
    void clearOld() {
        Instant now = clock.instant();
        Instant last = cleared;
        if (last != null && now.isBefore(last.plus(CLEAR_EACH))) {
            return;
        }
        cleared = now;
        Instant before = now.minus(settings.days());
        long untold = store.hooks().events().countUntold(before);
        store.inTransaction(() -> {
            store.hooks().events().forget(before);
            if (untold > 0) {
                store.audit()
                        .add(
                                PROCESS,
                                null,
                                null,
                                "events-dropped",
                                untold + " events from before " + before + " that a hook did not take");
            }
        });
        if (untold > 0) {
            LOG.warn("{} events that a hook did not take are older than events.days and dropped", untold);
        }
    }
}
