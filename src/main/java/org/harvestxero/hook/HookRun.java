package org.harvestxero.hook;

import java.util.HashSet;
import java.util.Set;
import org.harvestxero.store.event.HookEventTable.About;
import org.jspecify.annotations.Nullable;

/** A hook while it is told of events, on a thread of its own. Two threads may look at it: its own, and the one that watches the time. */
final class HookRun {
    private final Hook hook;
    private final Set<About> behind;
    private long until;
    private boolean more = true;
    private @Nullable EventRow event;
    private long eventBegan;
    private boolean abandoned;
    private boolean stopped;

    /** @param behind what stands waiting: later events about the same wait behind it */
    HookRun(Hook hook, Set<About> behind) {
        this.hook = hook;
        this.behind = new HashSet<>(behind);
    }

    Hook hook() {
        return hook;
    }

    /** Whether there may be more to tell. */
    synchronized boolean hasMore() {
        return more && !isStopped();
    }

    /** A page is read, of what stands up to a position. */
    synchronized void reading(long upTo) {
        until = upTo;
        more = false;
    }

    /** The position that was read up to. */
    synchronized long until() {
        return until;
    }

    synchronized void thereIsMore() {
        more = true;
    }

    /** What is left is told another time. */
    synchronized void stop() {
        stopped = true;
    }

    /** Begins to tell of an event; false once the run was given up. */
    synchronized boolean begin(EventRow next, long nanos) {
        if (isStopped()) {
            return false;
        }
        event = next;
        eventBegan = nanos;
        return true;
    }

    /** The event was told of, or was not taken; false when that was given up meanwhile, so that nothing of it counts. */
    synchronized boolean end() {
        event = null;
        return !abandoned;
    }

    /** Gives up when it has told of one event for longer; gives that event. */
    synchronized @Nullable EventRow abandonAfter(long limitNanos, long nanos) {
        EventRow hanging = event;
        if (hanging == null || abandoned || nanos - eventBegan < limitNanos) {
            return null;
        }
        abandoned = true;
        return hanging;
    }

    synchronized boolean isStopped() {
        return stopped || abandoned;
    }

    /** Whether the event has to wait behind an earlier one about the same. */
    synchronized boolean isBehind(EventRow row) {
        return !row.isAgain() && behind.contains(row.about());
    }

    /** From now on later events about the same wait behind it. */
    synchronized void putBack(EventRow row) {
        behind.add(row.about());
    }
}
