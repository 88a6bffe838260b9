package org.harvestxero.cli;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * How wide the columns of a table are, so that its rows fit the screen.
 *
 * @param right which of them stand to the right; what is in those is never wrapped
 */
record ColumnWidths(List<String> headings, List<Boolean> right) {
    private static final int LEAST_LAST = 24;

    <T> int[] of(Iterable<T> items, Function<T, Table.Row> row) {
        int[] widths = headings.stream().mapToInt(String::length).toArray();
        int[] least = widths.clone();
        for (T item : items) {
            List<String> cells = row.apply(item).cells();
            for (int column = 0; column < widths.length; column++) {
                String cell = cells.get(column);
                widths[column] = Math.max(widths[column], cell.length());
                least[column] = Math.max(least[column], right.get(column) ? cell.length() : longestWord(cell));
            }
        }
        int last = widths.length - 1;
        int screen = Screen.current().width();
        int room = screen - Math.min(widths[last], LEAST_LAST);
        for (int widest = widest(widths, least); before(widths) > room && widest >= 0; widest = widest(widths, least)) {
            widths[widest]--;
        }
        widths[last] = Math.min(widths[last], Math.max(screen - before(widths), LEAST_LAST));
        return widths;
    }

    /** Where the last column begins. */
    private static int before(int[] widths) {
        return Arrays.stream(widths, 0, widths.length - 1)
                .map(width -> width + Table.GAP)
                .sum();
    }

    /** The widest column before the last that can be narrower; -1 without one. */
    private static int widest(int[] widths, int[] least) {
        int found = -1;
        for (int column = 0; column < widths.length - 1; column++) {
            if (widths[column] > least[column] && (found < 0 || widths[column] > widths[found])) {
                found = column;
            }
        }
        return found;
    }

    private static int longestWord(String cell) {
        return Arrays.stream(cell.strip().split(" "))
                        .mapToInt(String::length)
                        .max()
                        .orElse(0)
                + cell.length()
                - cell.stripLeading().length();
    }
}
