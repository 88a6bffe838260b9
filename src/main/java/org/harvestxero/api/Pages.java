package org.harvestxero.api;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Documents a report names. They are read a page at a time, anew each time somebody goes through them, and none is kept: a report
 * costs as much for a million documents as for ten. What has changed since the report was made shows as it stands when it is read.
 */
public final class Pages<T> implements Iterable<T> {
    private final long size;
    private final Supplier<? extends Iterator<List<T>>> pages;

    private Pages(long size, Supplier<? extends Iterator<List<T>>> pages) {
        this.size = size;
        this.pages = pages;
    }

    public static <T> Pages<T> none() {
        return of(List.of());
    }

    /** What is small enough to be held. */
    public static <T> Pages<T> of(List<T> items) {
        List<T> held = List.copyOf(items);
        return new Pages<>(held.size(), () -> List.of(held).iterator());
    }

    /**
     * @param size how many there are, as counted when the report is made
     * @param pages begins at the first page each time it is asked
     */
    public static <T> Pages<T> read(long size, Supplier<? extends Iterator<List<T>>> pages) {
        return new Pages<>(size, pages);
    }

    public <R> Pages<R> map(Function<T, R> to) {
        return pageByPage(size, page -> page.stream().map(to).toList());
    }

    /** Those wanted. All are gone through once now, to be counted. */
    public Pages<T> only(Predicate<T> wanted) {
        return pageByPage(
                stream().filter(wanted).count(),
                page -> page.stream().filter(wanted).toList());
    }

    /** These, and the others behind them. */
    public Pages<T> then(Pages<T> others) {
        return read(
                size + others.size,
                () -> Stream.of(this, others)
                        .flatMap(each -> StreamSupport.stream(
                                Spliterators.spliteratorUnknownSize(each.pages.get(), Spliterator.ORDERED), false))
                        .iterator());
    }

    /**
     * What each page becomes.
     *
     * @param size how many there are of it
     */
    public <R> Pages<R> pageByPage(long size, Function<List<T>, List<R>> becomes) {
        return read(size, () -> {
            Iterator<List<T>> all = pages.get();
            return new Iterator<List<R>>() {
                @Override
                public boolean hasNext() {
                    return all.hasNext();
                }

                @Override
                public List<R> next() {
                    return becomes.apply(all.next());
                }
            };
        });
    }

    /** How many there were when the report was made. */
    public long size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    @Override
    public Iterator<T> iterator() {
        return new Items<>(pages.get());
    }

    public Stream<T> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    private static final class Items<T> implements Iterator<T> {
        private final Iterator<List<T>> pages;
        private @Nullable Iterator<T> page;

        Items(Iterator<List<T>> pages) {
            this.pages = pages;
        }

        @Override
        public boolean hasNext() {
            while ((page == null || !page.hasNext()) && pages.hasNext()) {
                page = pages.next().iterator();
            }
            return page != null && page.hasNext();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("No document is left");
            }
            return Objects.requireNonNull(page).next();
        }
    }
}
