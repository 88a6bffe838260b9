package org.harvestxero.config;

import java.util.ArrayList;
import java.util.List;

/** What has changed between two texts: lines that differ, with some unchanged ones around each change. */
public final class ChangedLines {
    private static final int AROUND = 2;

    private ChangedLines() {}

    /** What became of a line. */
    public enum Fate {
        SAME,
        REMOVED,
        ADDED,
        /** Stands for lines that are the same, and left out. */
        GAP
    }

    /** @param number in the new text, in the former one where it was removed; 0 of a gap */
    public record Row(Fate fate, int number, String text) {}

    /** Nothing where both are the same. */
    public static List<Row> between(String before, String after) {
        List<LineDiff.Line> all =
                LineDiff.of(before.lines().toList(), after.lines().toList());
        List<Row> shown = new ArrayList<>();
        boolean left = false;
        for (int i = 0; i < all.size(); i++) {
            if (isNear(all, i)) {
                if (left) {
                    shown.add(new Row(Fate.GAP, 0, ""));
                }
                shown.add(row(all.get(i)));
                left = false;
            } else {
                left = !shown.isEmpty();
            }
        }
        return shown;
    }

    private static Row row(LineDiff.Line line) {
        return new Row(
                switch (line.kind()) {
                    case SAME -> Fate.SAME;
                    case REMOVED -> Fate.REMOVED;
                    case ADDED -> Fate.ADDED;
                },
                line.after() == 0 ? line.before() : line.after(),
                line.text());
    }

    private static boolean isNear(List<LineDiff.Line> lines, int at) {
        for (int i = Math.max(0, at - AROUND); i <= Math.min(lines.size() - 1, at + AROUND); i++) {
            if (lines.get(i).kind() != LineDiff.Kind.SAME) {
                return true;
            }
        }
        return false;
    }
}
