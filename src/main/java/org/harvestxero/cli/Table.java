package org.harvestxero.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows for people: aligned columns that fit the screen; the last column wraps first, then the widest of the others. */
final class Table {
    /** What a note's line begins with. */
    static final String NOTE = "    ";

    /** Blanks between columns. */
    static final int GAP = 2;

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
        int[] widths = new ColumnWidths(headings, right).of(items, row);
        out.accept(Screen.in(Screen.Tone.HEADING, line(headings, widths).stripTrailing()) + "\n");
        for (T item : items) {
            Row each = row.apply(item);
            out.accept(line(each.cells(), widths));
            if (each.note() != null) {
                out.accept(NOTE + each.note() + "\n");
            }
        }
    }

    private String line(List<String> cells, int[] widths) {
        int last = cells.size() - 1;
        List<List<String>> wrapped = new ArrayList<>();
        for (int column = 0; column <= last; column++) {
            String cell = cells.get(column);
            wrapped.add(cell.length() <= widths[column] ? List.of(cell) : wrap(cell, widths[column]));
        }
        int height = wrapped.stream().mapToInt(List::size).max().orElse(1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < height; i++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column <= last; column++) {
                String part =
                        i < wrapped.get(column).size() ? wrapped.get(column).get(i) : "";
                line.append(padded(part, widths[column], right.get(column)))
                        .append(column == last ? "" : " ".repeat(GAP));
            }
            text.append(line.toString().stripTrailing()).append('\n');
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
