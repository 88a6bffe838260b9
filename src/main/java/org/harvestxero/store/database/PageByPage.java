package org.harvestxero.store.database;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Pages of several lists, one list after the other; a page is read when it is asked for. */
public final class PageByPage<T> implements Iterator<List<T>> {
    private final Iterator<Source<T>> sources;
    private @Nullable Source<T> source;
    private @Nullable T last;
    private List<T> next = List.of();

    public PageByPage(List<Source<T>> sources) {
        this.sources = sources.iterator();
    }

    /** A list read by its last row. */
    public interface Source<T> {
        /** The rows that follow {@code last}, or the first ones; none at the end. */
        List<T> after(@Nullable T last);
    }

    @Override
    public boolean hasNext() {
        while (next.isEmpty() && (source != null || sources.hasNext())) {
            if (source == null) {
                source = sources.next();
                last = null;
            }
            next = source.after(last);
            if (next.isEmpty()) {
                source = null;
            }
        }
        return !next.isEmpty();
    }

    @Override
    public List<T> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("No page is left");
        }
        List<T> page = next;
        last = page.get(page.size() - 1);
        next = List.of();
        return page;
    }
}
