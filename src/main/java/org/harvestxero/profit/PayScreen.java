package org.harvestxero.profit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps what a single person costs from those who may not see it: a group in which fewer than two people worked shows no cost. Where
 * just one group is hidden, the smallest of the others is, too, since the total would tell the one.
 */
final class PayScreen {
    private static final int FEWEST = 2;

    private PayScreen() {}

    static Tally.Sums of(List<Row> rows, Row total) {
        List<Row> screened = new ArrayList<>();
        for (Row row : rows) {
            screened.add(tells(row) ? row.hidden() : row);
        }
        List<Row> hidden =
                screened.stream().filter(row -> !row.payShown() && costs(row)).toList();
        if (hidden.size() == 1) {
            screened.stream()
                    .filter(row -> row.payShown() && costs(row))
                    .min(Comparator.comparing(row -> row.figures().amounts().cost()))
                    .ifPresent(least -> screened.set(screened.indexOf(least), least.hidden()));
        }
        return new Tally.Sums(screened, tells(total) ? total.hidden() : total);
    }

    private static boolean tells(Row row) {
        return row.figures().people() > 0 && row.figures().people() < FEWEST;
    }

    private static boolean costs(Row row) {
        return row.figures().amounts().cost().signum() != 0;
    }
}
