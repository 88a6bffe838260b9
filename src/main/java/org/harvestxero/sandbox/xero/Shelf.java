package org.harvestxero.sandbox.xero;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All things of one kind, by id and in the order of their last change.
 *
 * <p>What lies here is never changed in place: a change is a changed copy put over the old one, which keeps every
 * index right.
 */
final class Shelf<T extends Stored> {
    private final Map<UUID, T> byId = new HashMap<>();
    private final NavigableMap<Stamp, T> byChange = new TreeMap<>();
    private final List<BiConsumer<@Nullable T, T>> indexes = new ArrayList<>();

    /** When, then which: Xero's default order of a list. */
    record Stamp(long updated, UUID id) implements Comparable<Stamp> {
        @Override
        public int compareTo(Stamp other) {
            int byTime = Long.compare(updated, other.updated);
            return byTime != 0 ? byTime : id.compareTo(other.id);
        }
    }

    /** Calls {@code index} with the old version (null at first) and the new one at every change. */
    void addIndex(BiConsumer<@Nullable T, T> index) {
        indexes.add(index);
    }

    void put(T thing) {
        T old = byId.put(thing.id(), thing);
        if (old != null) {
            byChange.remove(new Stamp(old.updated(), old.id()));
        }
        byChange.put(new Stamp(thing.updated(), thing.id()), thing);
        for (BiConsumer<@Nullable T, T> index : indexes) {
            index.accept(old, thing);
        }
    }

    @Nullable
    T get(UUID id) {
        return byId.get(id);
    }

    int size() {
        return byId.size();
    }

    Collection<T> all() {
        return byChange.values();
    }

    /** Everything changed after this moment, in milliseconds since the epoch. */
    Collection<T> changedAfter(long moment) {
        return byChange.tailMap(new Stamp(moment + 1, new UUID(Long.MIN_VALUE, Long.MIN_VALUE)), true)
                .values();
    }
}
