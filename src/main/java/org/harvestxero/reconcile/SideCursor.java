package org.harvestxero.reconcile;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Goes through items sorted by key, all items of a key together. */
final class SideCursor<T> {
    private final Iterator<T> items;
    private final ToLongFunction<T> key;
    private @Nullable T next;

    SideCursor(Iterator<T> items, ToLongFunction<T> key) {
        this.items = items;
        this.key = key;
        this.next = items.hasNext() ? items.next() : null;
    }

    boolean isOver() {
        return next == null;
    }

    /** The key of the next items; the largest there is when none is left. */
    long key() {
        T head = next;
        return head == null ? Long.MAX_VALUE : key.applyAsLong(head);
    }

    /** Those of the key, in the order they came; those of smaller keys are passed over. */
    List<T> take(long wanted) {
        List<T> taken = new ArrayList<>(2);
        T head = next;
        while (head != null && key.applyAsLong(head) <= wanted) {
            if (key.applyAsLong(head) == wanted) {
                taken.add(head);
            }
            head = items.hasNext() ? items.next() : null;
        }
        next = head;
        return taken;
    }
}
