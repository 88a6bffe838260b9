package org.harvestxero.mcp.tool;

import java.util.List;

/** Takes of several lists no more rows than one answer may have. Not thread-safe. */
final class Bounded {
    private final int most;
    private int taken;
    private boolean leftOut;

    Bounded(int most) {
        this.most = most;
    }

    <T> List<T> take(List<T> items) {
        int room = Math.min(items.size(), most - taken);
        taken += room;
        leftOut |= room < items.size();
        return items.subList(0, room);
    }

    /** The last ones instead of the first. */
    <T> List<T> takeLast(List<T> items) {
        int room = Math.min(items.size(), most - taken);
        taken += room;
        leftOut |= room < items.size();
        return items.subList(items.size() - room, items.size());
    }

    int taken() {
        return taken;
    }

    boolean leftOut() {
        return leftOut;
    }
}
