package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Filters, orders and pages a shelf as the parameters of a list request ask. */
final class ListSelection<T extends Stored> {
    private static final int MOST_ROWS = 100_000;

    private final Call call;
    private final Shelf<T> shelf;
    private final Property.Table<T> properties;
    private final List<Predicate<T>> filters = new ArrayList<>();
    private @Nullable Collection<UUID> candidates;
    private boolean pagingImplied;

    ListSelection(Call call, Shelf<T> shelf, Property.Table<T> properties) {
        this.call = call;
        this.shelf = shelf;
        this.properties = properties;
    }

    /** @param pagination null when the list is not paged */
    record Rows<T>(List<T> rows, @Nullable ObjectNode pagination) {
        boolean paged() {
            return pagination != null;
        }
    }

    /**
     * A list too short for a shelf, filtered and ordered the same way; nothing pages it.
     *
     * @param updated milliseconds of the last change; null where {@code If-Modified-Since} has no say
     */
    static <S> List<S> small(
            Call call, Collection<S> all, Property.Table<S> properties, @Nullable ToLongFunction<S> updated) {
        List<S> rows = new ArrayList<>(all);
        String where = call.parameter("where");
        if (where != null) {
            rows.removeIf(Where.parse(where, properties).predicate().negate());
        }
        Long after = updated == null ? null : modifiedSince(call);
        if (updated != null && after != null) {
            rows.removeIf(row -> updated.applyAsLong(row) <= after);
        }
        String order = call.parameter("order");
        if (order != null) {
            rows.sort(order(order, properties));
        }
        return rows;
    }

    ListSelection<T> where(Predicate<T> filter) {
        filters.add(filter);
        return this;
    }

    /** Narrows the list to these ids; several narrowings leave what is in all of them. */
    ListSelection<T> only(Collection<UUID> ids) {
        if (candidates == null) {
            candidates = ids;
        } else {
            filters.add(thing -> ids.contains(thing.id()));
        }
        return this;
    }

    ListSelection<T> impliesPaging(boolean implied) {
        pagingImplied |= implied;
        return this;
    }

    /** @param byEquality ids of the only rows that can match, given the value a property must equal; null if unknown */
    Rows<T> rows(Function<Where.Parsed<T>, @Nullable Collection<UUID>> byEquality) {
        String where = call.parameter("where");
        if (where != null) {
            Where.Parsed<T> parsed = Where.parse(where, properties);
            if (!parsed.optimised() && shelf.size() > MOST_ROWS) {
                throw Refusal.invalid("The filter is not optimised and the organisation has too many records.");
            }
            filters.add(parsed.predicate());
            Collection<UUID> ids = byEquality.apply(parsed);
            if (ids != null) {
                only(ids);
            }
        }
        List<T> matches = matches();
        boolean paged = pagingImplied || call.parameter("page") != null;
        if (!paged) {
            if (matches.size() > MOST_ROWS) {
                throw Refusal.invalid("The request would return too many records; use paging.");
            }
            return new Rows<>(matches, null);
        }
        return page(matches);
    }

    private List<T> matches() {
        Collection<T> from = source();
        List<T> matches = new ArrayList<>(filters.isEmpty() ? from : List.of());
        if (!filters.isEmpty()) {
            for (T thing : from) {
                if (filters.stream().allMatch(filter -> filter.test(thing))) {
                    matches.add(thing);
                }
            }
        }
        String order = call.parameter("order");
        if (order != null) {
            matches.sort(order(order, properties));
        } else if (candidates != null) {
            matches.sort(Comparator.comparing(thing -> new Shelf.Stamp(thing.updated(), thing.id())));
        }
        return matches;
    }

    private Collection<T> source() {
        Long after = modifiedSince(call);
        if (candidates == null) {
            return after == null ? shelf.all() : shelf.changedAfter(after);
        }
        List<T> found = new ArrayList<>();
        for (UUID id : candidates) {
            T thing = shelf.get(id);
            if (thing != null && (after == null || thing.updated() > after)) {
                found.add(thing);
            }
        }
        return found;
    }

    /** Exclusive, the reading that punishes a client without an overlap. */
    private static @Nullable Long modifiedSince(Call call) {
        String header = call.header("If-Modified-Since");
        if (header == null || header.isBlank()) {
            return null;
        }
        try {
            return XeroDates.parseModifiedSince(header).toEpochMilli();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static <S> Comparator<S> order(String order, Property.Table<S> properties) {
        Comparator<S> comparator = (one, other) -> 0;
        int at = 0;
        for (String part : order.split(",")) {
            String[] words = part.trim().split("\\s+");
            Property<S> property = properties.find(words[0], at);
            Comparator<S> next = (one, other) ->
                    Where.compare(property.read().apply(one), property.read().apply(other));
            if (words.length > 1 && words[1].toLowerCase(Locale.ROOT).startsWith("desc")) {
                next = next.reversed();
            }
            comparator = comparator.thenComparing(next);
            at += part.length() + 1;
        }
        return comparator;
    }

    private Rows<T> page(List<T> matches) {
        int page = Math.max(1, number("page", 1));
        int size = Math.max(1, Math.min(1000, number("pageSize", 100)));
        int count = matches.size();
        int from = (int) Math.min(count, (page - 1L) * size);
        int to = Math.min(count, from + size);
        ObjectNode pagination = Json.object()
                .put("page", page)
                .put("pageSize", size)
                .put("pageCount", (count + size - 1) / size)
                .put("itemCount", count);
        return new Rows<>(matches.subList(from, to), pagination);
    }

    private int number(String name, int otherwise) {
        String value = call.parameter(name);
        try {
            return value == null ? otherwise : Integer.parseInt(value.trim());
        } catch (NumberFormatException e) {
            throw Refusal.malformed("The value '" + value + "' of '" + name + "' is not a number.");
        }
    }
}
