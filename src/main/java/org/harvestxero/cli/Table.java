package org.harvestxero.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows for people: aligned columns that fit a width, the last column wrapping. */
final class Table {
    static final int WIDTH = 100;
    private static final int LEAST_LAST = 24;

    private final List<String> headings;
    private final List<Boolean> right = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private final Map<Integer, String> notes = new HashMap<>();

    /** @param headings one per column; a heading that begins with {@code >} aligns its column to the right */
    Table(String... headings) {
        List<String> names = new ArrayList<>();
        for (String heading : headings) {
            right.add(heading.startsWith(">"));
            names.add(heading.startsWith(">") ? heading.substring(1) : heading);
        }
        this.headings = List.copyOf(names);
    }

    Table row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + headings.size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    /** A line of its own below the row added last, such as a link too long for a column. */
    Table note(String text) {
        notes.put(rows.size() - 1, text);
        return this;
    }

    /** Lines without trailing blanks, each ending in a line feed. */
    @Override
    public String toString() {
        int last = headings.size() - 1;
        int[] widths = new int[headings.size()];
        int before = 0;
        for (int column = 0; column <= last; column++) {
            widths[column] = width(column);
            before += column < last ? widths[column] + 2 : 0;
        }
        widths[last] = Math.min(widths[last], Math.max(WIDTH - before, LEAST_LAST));
        StringBuilder text = new StringBuilder();
        line(text, headings, widths);
        for (int row = 0; row < rows.size(); row++) {
            line(text, rows.get(row), widths);
            if (notes.containsKey(row)) {
                text.append("    ").append(notes.get(row)).append('\n');
            }
        }
        return text.toString();
    }

    private int width(int column) {
        int width = headings.get(column).length();
        for (List<String> row : rows) {
            width = Math.max(width, row.get(column).length());
        }
        return width;
    }

    private void line(StringBuilder text, List<String> cells, int[] widths) {
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
