package org.harvestxero.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
        GAP;

        /** For looks: {@code same}, {@code removed}, {@code added} or {@code gap}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param number in the new text, in the former one where it was removed; 0 of a gap */
    public record Row(Fate fate, int number, String text) {
        public boolean isGap() {
            return fate == Fate.GAP;
        }
    }

    /** Nothing where both are the same; what is left out before the first change and behind the last is not told. */
    public static List<Row> between(String before, String after) {
        List<Row> rows = between(before, after, AROUND);
        int from = !rows.isEmpty() && rows.get(0).isGap() ? 1 : 0;
        int to = !rows.isEmpty() && rows.get(rows.size() - 1).isGap() ? rows.size() - 1 : rows.size();
        return rows.subList(from, to);
    }

    /** With a gap wherever lines are left out; nothing where both are the same. @param around unchanged lines kept beside a change */
    public static List<Row> between(String before, String after, int around) {
        List<LineDiff.Line> all =
                LineDiff.of(before.lines().toList(), after.lines().toList());
        List<Row> shown = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (isNear(all, i, around)) {
                shown.add(row(all.get(i)));
            } else if (shown.isEmpty() || !shown.get(shown.size() - 1).isGap()) {
                shown.add(new Row(Fate.GAP, 0, ""));
            }
        }
        return shown.stream().allMatch(Row::isGap) ? List.of() : shown;
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

    private static boolean isNear(List<LineDiff.Line> lines, int at, int around) {
        return lines.subList(Math.max(0, at - around), Math.min(lines.size(), at + around + 1)).stream()
                .anyMatch(line -> line.kind() != LineDiff.Kind.SAME);
    }
}
