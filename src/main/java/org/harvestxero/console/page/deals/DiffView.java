package org.harvestxero.console.page.deals;

import java.util.List;
import org.harvestxero.config.ChangedLines;

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
        List<ChangedLines.Row> rows = ChangedLines.between(before, after, AROUND);
        return new DiffView(rows.stream().map(DiffView::line).toList(), rows.isEmpty());
    }

    private static Line line(ChangedLines.Row row) {
        String kind = row.fate().word();
        String number = Integer.toString(row.number());
        return switch (row.fate()) {
            case SAME -> new Line(kind, number, "", row.text());
            case REMOVED -> new Line(kind, number, "−", row.text());
            case ADDED -> new Line(kind, number, "+", row.text());
            case GAP -> new Line(kind, "", "", "…");
        };
    }
}
