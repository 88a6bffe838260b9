package org.harvestxero.config;

import java.util.ArrayList;
import java.util.List;

/** How one text becomes another, line by line. */
public final class LineDiff {
    /** Cells of the table that finds the longest common part; beyond, the whole middle is taken for changed. */
    private static final long MOST_CELLS = 4_000_000;

    private LineDiff() {}

    /** What becomes of a line. */
    public enum Kind {
        SAME,
        REMOVED,
        ADDED
    }

    /**
     * A line.
     *
     * @param before its number in the text before, from 1; 0 where it is added
     * @param after its number in the text after, from 1; 0 where it is removed
     * @param text without its end
     */
    public record Line(Kind kind, int before, int after, String text) {}

    /** All lines of both, in order; of what is changed the former lines first. */
    public static List<Line> of(List<String> before, List<String> after) {
        int head = 0;
        int most = Math.min(before.size(), after.size());
        while (head < most && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < most - head && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < head; i++) {
            lines.add(new Line(Kind.SAME, i + 1, i + 1, before.get(i)));
        }
        middle(before.subList(head, before.size() - tail), after.subList(head, after.size() - tail), head, lines);
        for (int i = tail; i > 0; i--) {
            lines.add(new Line(Kind.SAME, before.size() - i + 1, after.size() - i + 1, before.get(before.size() - i)));
        }
        return List.copyOf(lines);
    }

    private static void middle(List<String> before, List<String> after, int offset, List<Line> lines) {
        int[][] common = (long) before.size() * after.size() > MOST_CELLS
                ? new int[before.size() + 1][0]
                : common(before, after);
        boolean known = common[0].length > 0;
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (known && i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                lines.add(new Line(Kind.SAME, offset + i + 1, offset + j + 1, before.get(i)));
                i++;
                j++;
            } else if (i < before.size() && (j == after.size() || !known || common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line(Kind.REMOVED, offset + i + 1, 0, before.get(i)));
                i++;
            } else {
                lines.add(new Line(Kind.ADDED, 0, offset + j + 1, after.get(j)));
                j++;
            }
        }
    }

    /** Length of the longest common part behind each pair of places. */
    private static int[][] common(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
