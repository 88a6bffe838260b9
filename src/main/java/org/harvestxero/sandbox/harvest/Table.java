package org.harvestxero.sandbox.harvest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The documents of one kind, by id and in the order Harvest lists them. */
final class Table<T extends Document> {
    private final Comparator<T> order;
    private final Map<Long, T> byId = new LinkedHashMap<>();
    private final List<T> listed = new ArrayList<>();
    private boolean sorted = true;

    Table(Comparator<T> order) {
        this.order = order;
    }

    /** Newest first, the order of most lists. */
    static <T extends Document> Comparator<T> newestFirst() {
        return Comparator.<T, Instant>comparing(Document::createdAt)
                .thenComparing(Document::id)
                .reversed();
    }

    void add(T document) {
        byId.put(document.id(), document);
        listed.add(document);
        changed();
    }

    void remove(T document) {
        byId.remove(document.id());
        listed.remove(document);
    }

    /** To be called after an edit that may move a document in the list. */
    void changed() {
        sorted = false;
    }

    @Nullable
    T find(long id) {
        return byId.get(id);
    }

    T get(long id) {
        T document = byId.get(id);
        if (document == null) {
            throw HarvestProblem.notFound();
        }
        return document;
    }

    boolean contains(long id) {
        return byId.containsKey(id);
    }

    int size() {
        return byId.size();
    }

    Collection<T> all() {
        return byId.values();
    }

    /** In Harvest's order; not to be changed or kept beyond the request. */
    List<T> listed() {
        if (!sorted) {
            listed.sort(order);
            sorted = true;
        }
        return listed;
    }

    Comparator<T> order() {
        return order;
    }
}
