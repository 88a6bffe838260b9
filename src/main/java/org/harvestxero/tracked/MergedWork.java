package org.harvestxero.tracked;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.harvestxero.store.assistant.WorkEntryTable.Row;
import org.harvestxero.store.database.Stretch;

/** Several lists of work read as one, the latest first; each list is read a page at a time. Not thread-safe. */
final class MergedWork {
    static final Comparator<Row> ORDER =
            Comparator.<Row, LocalDate>comparing(row -> row.entry().day()).thenComparing(Row::place);

    private final List<Part> parts;

    /** @param lists each gives so many rows of a stretch, the latest first */
    MergedWork(List<BiFunction<Stretch, Integer, List<Row>>> lists, Stretch days, int page) {
        this.parts = lists.stream().map(list -> new Part(list, days, page)).toList();
    }

    /** The next row; empty at the end. */
    Optional<Row> next() {
        Optional<Part> latest = parts.stream()
                .filter(part -> part.first().isPresent())
                .max(Comparator.comparing(part -> part.first().orElseThrow(), ORDER));
        return latest.map(Part::take);
    }

    private static final class Part {
        private final BiFunction<Stretch, Integer, List<Row>> list;
        private final int page;
        private final Deque<Row> read = new ArrayDeque<>();
        private Stretch left;
        private boolean ended;

        Part(BiFunction<Stretch, Integer, List<Row>> list, Stretch days, int page) {
            this.list = list;
            this.left = days;
            this.page = page;
        }

        Optional<Row> first() {
            if (read.isEmpty() && !ended) {
                List<Row> rows = list.apply(left, page);
                read.addAll(rows);
                ended = rows.size() < page;
                if (!rows.isEmpty()) {
                    Row last = rows.get(rows.size() - 1);
                    left = new Stretch(left.from(), last.entry().day(), last.place());
                }
            }
            return Optional.ofNullable(read.peek());
        }

        Row take() {
            return read.remove();
        }
    }
}
