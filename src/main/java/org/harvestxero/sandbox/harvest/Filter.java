package org.harvestxero.sandbox.harvest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Conditions on a list, joined by and. */
final class Filter<T extends Document> implements Predicate<T> {
    private final List<Predicate<T>> conditions = new ArrayList<>();

    /** Adds a condition unless the request gives no value for it. */
    <V> Filter<T> when(@Nullable V value, BiPredicate<T, V> holds) {
        if (value != null) {
            conditions.add(document -> holds.test(document, value));
        }
        return this;
    }

    Filter<T> only(Predicate<T> condition) {
        conditions.add(condition);
        return this;
    }

    /** The filter most lists have; a document changed at that very second counts. */
    Filter<T> updatedSince(Query query) {
        return when(
                query.time("updated_since"),
                (document, since) -> !document.updatedAt().isBefore(since));
    }

    @Override
    public boolean test(T document) {
        for (Predicate<T> condition : conditions) {
            if (!condition.test(document)) {
                return false;
            }
        }
        return true;
    }
}
