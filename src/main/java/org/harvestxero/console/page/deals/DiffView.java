package org.harvestxero.console.page.deals;

import java.util.ArrayList;
import java.util.List;
import org.harvestxero.config.LineDiff;

/**
 * What differs between two texts, with some lines around.
 *
 * @param same whether nothing does
 */
public record DiffView(List<Line> lines, boolean same) {
    private static final int AROUND = 3;

    public DiffView {
        lines = List.copyOf(lines);
    }

    /**
     * A line.
     *
     * @param kind {@code same}, {@code removed}, {@code added}, or {@code gap} where lines are left out
     * @param number of the line, in the text it stands in; empty for a gap
     * @param sign for those who don't see colours
     */
    public record Line(String kind, String number, String sign, String text) {}

    static DiffView of(String before, String after) {
        List<LineDiff.Line> all =
                LineDiff.of(before.lines().toList(), after.lines().toList());
        List<Line> shown = new ArrayList<>();
        boolean gap = false;
        for (int i = 0; i < all.size(); i++) {
            if (isNear(all, i)) {
                shown.add(line(all.get(i)));
                gap = false;
            } else if (!gap) {
                shown.add(new Line("gap", "", "", "…"));
                gap = true;
            }
        }
        boolean same = all.stream().allMatch(line -> line.kind() == LineDiff.Kind.SAME);
        return new DiffView(same ? List.of() : shown, same);
    }

    private static boolean isNear(List<LineDiff.Line> all, int place) {
        return all.subList(Math.max(0, place - AROUND), Math.min(all.size(), place + AROUND + 1)).stream()
                .anyMatch(line -> line.kind() != LineDiff.Kind.SAME);
    }

    private static Line line(LineDiff.Line line) {
        return switch (line.kind()) {
            case SAME -> new Line("same", Integer.toString(line.after()), "", line.text());
            case REMOVED -> new Line("removed", Integer.toString(line.before()), "−", line.text());
            case ADDED -> new Line("added", Integer.toString(line.after()), "+", line.text());
        };
    }
}
