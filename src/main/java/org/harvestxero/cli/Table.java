package org.harvestxero.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows for people: aligned columns that fit a width, the last column wrapping. */
final class Table {
    static final int WIDTH = 100;
    /** What a note's line begins with. */
    static final String NOTE = "    ";

    private static final int LEAST_LAST = 24;

    private final List<String> headings;
    private final List<Boolean> right = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    /** @param headings one per column; a heading that begins with {@code >} aligns its column to the right */
    Table(String... headings) {
        List<String> names = new ArrayList<>();
        for (String heading : headings) {
            right.add(heading.startsWith(">"));
            names.add(heading.startsWith(">") ? heading.substring(1) : heading);
        }
        this.headings = List.copyOf(names);
    }

    /**
     * Cells of one line.
     *
     * @param note a line of its own below it, such as a link too long for a column
     */
    record Row(List<String> cells, @Nullable String note) {
        static Row of(String... cells) {
            return new Row(List.of(cells), null);
        }

        Row with(@Nullable String text) {
            return new Row(cells, text);
        }
    }

    Table row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + headings.size() + " columns");
        }
        rows.add(Row.of(cells));
        return this;
    }

    /** A line of its own below the row added last. */
    Table note(String text) {
        rows.add(rows.remove(rows.size() - 1).with(text));
        return this;
    }

    /** Lines without trailing blanks, each ending in a line feed. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        print(rows, row -> row, text::append);
        return text.toString();
    }

    /** The same with rows that are not kept: gone through once for the widths of the columns, and once more to be written. */
    <T> void print(Iterable<T> items, Function<T, Row> row, Consumer<String> out) {
        int[] widths = widths(items, row);
        out.accept(line(headings, widths));
        for (T item : items) {
            Row each = row.apply(item);
            out.accept(line(each.cells(), widths));
            if (each.note() != null) {
                out.accept(NOTE + each.note() + "\n");
            }
        }
    }

    private <T> int[] widths(Iterable<T> items, Function<T, Row> row) {
        int[] widths = headings.stream().mapToInt(String::length).toArray();
        for (T item : items) {
            List<String> cells = row.apply(item).cells();
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], cells.get(column).length());
            }
        }
        int last = widths.length - 1;
        int before = 0;
        for (int column = 0; column < last; column++) {
            before += widths[column] + 2;
        }
        widths[last] = Math.min(widths[last], Math.max(WIDTH - before, LEAST_LAST));
        return widths;
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder text = new StringBuilder();
        int last = cells.size() - 1;
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < last; column++) {
            line.append(padded(cells.get(column), widths[column], right.get(column)))
                    .append("  ");
        }
        List<String> wrapped = wrap(cells.get(last), widths[last]);
        String indent = " ".repeat(line.length());
        for (int i = 0; i < wrapped.size(); i++) {
            String cell = right.get(last) ? padded(wrapped.get(i), widths[last], true) : wrapped.get(i);
            text.append(((i == 0 ? line : indent) + cell).stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String padded(String cell, int width, boolean right) {
        String blanks = " ".repeat(Math.max(0, width - cell.length()));
        return right ? blanks + cell : cell + blanks;
    }

    /** Breaks at blanks; a word longer than the width stays whole, so that links can be clicked. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
