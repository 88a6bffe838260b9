package org.harvestxero.reconcile;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Items in any order in, sorted by their keys out; those of one key in the order they came. Some thousand are held in memory, the others
 * in files that only their owner can read and that go away when this is closed, or the process ends.
 */
final class SortedSpill<T> implements AutoCloseable {
    private static final int IN_MEMORY = 20_000;
    private static final int BUFFER = 64 * 1024;

    private final Form<T> form;
    private final List<T> latest = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();

    SortedSpill(Form<T> form) {
        this.form = form;
    }

    /** How an item is told from others and written to a file. */
    interface Form<T> {
        long key(T item);

        void write(T item, DataOutputStream out) throws IOException;

        T read(DataInputStream in) throws IOException;
    }

    /** A sorted part in a file of its own. */
    private record Run(FileChannel file, int items) {}

    void add(T item) {
        latest.add(item);
        if (latest.size() == IN_MEMORY) {
            spill();
        }
    }

    private void spill() {
        try {
            FileChannel file = FileChannel.open(
                    Files.createTempFile("harvest-xero-", ".sorted"),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
            runs.add(new Run(file, latest.size()));
            DataOutputStream out =
                    new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), BUFFER));
            sort();
            for (T item : latest) {
                form.write(item, out);
            }
            out.flush();
            latest.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sort() {
        latest.sort(Comparator.comparingLong(form::key));
    }

    /** All items in order; to be gone through once, after the last was added. */
    Iterator<T> sorted() {
        sort();
        PriorityQueue<Head> heads = new PriorityQueue<>();
        for (Run run : runs) {
            heads.add(new Head(heads.size(), read(run)));
        }
        if (!latest.isEmpty()) {
            heads.add(new Head(heads.size(), latest.iterator()));
        }
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !heads.isEmpty();
            }

            @Override
            public T next() {
                Head first = heads.poll();
                if (first == null) {
                    throw new NoSuchElementException("No item is left");
                }
                T item = first.item;
                if (first.advance()) {
                    heads.add(first);
                }
                return item;
            }
        };
    }

    private Iterator<T> read(Run run) {
        try {
            run.file().position(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        DataInputStream in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(run.file()), BUFFER));
        return new Iterator<>() {
            private int left = run.items();

            @Override
            public boolean hasNext() {
                return left > 0;
            }

            @Override
            public T next() {
                if (left == 0) {
                    throw new NoSuchElementException("No item is left");
                }
                left--;
                try {
                    return form.read(in);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    /** The next item of one sorted part. */
    private final class Head implements Comparable<Head> {
        private final int place;
        private final Iterator<T> rest;
        private T item;

        Head(int place, Iterator<T> rest) {
            this.place = place;
            this.rest = rest;
            this.item = rest.next();
        }

        boolean advance() {
            boolean more = rest.hasNext();
            if (more) {
                item = rest.next();
            }
            return more;
        }

        @Override
        public int compareTo(Head other) {
            int byKey = Long.compare(form.key(item), form.key(other.item));
            return byKey != 0 ? byKey : Integer.compare(place, other.place);
        }
    }

    @Override
    public void close() {
        latest.clear();
        @Nullable IOException trouble = null;
        for (Run run : runs) {
            try {
                run.file().close();
            } catch (IOException e) {
                trouble = e;
            }
        }
        runs.clear();
        if (trouble != null) {
            throw new UncheckedIOException(trouble);
        }
    }
}
