package org.harvestxero.console.page.sides;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.harvestxero.api.Budgets;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.profit.budget.Budget;
import org.harvestxero.profit.budget.BurnUp;
import org.jspecify.annotations.Nullable;

/** Draws how the budget of one project was used month by month, with a line where it ends and what is to come at the pace of late. */
final class BurnChart {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 150;
    /** Above the tallest column. */
    private static final int TOP = 16;

    private final Budgets.Line line;
    private final BurnUp burn;
    private final ReaderFormat format;

    private BurnChart(Budgets.Line line, BurnUp burn, ReaderFormat format) {
        this.line = line;
        this.burn = burn;
        this.format = format;
    }

    /** Null where it was not read month by month, or nothing was used. */
    static EarnedView.@Nullable Burn of(Budgets.Line line, ReaderFormat format) {
        BurnUp burn = line.outlook().burnUp();
        return burn == null || burn.months().isEmpty() ? null : new BurnChart(line, burn, format).chart();
    }

    /** What a month came to, and is expected to come to; either may be unknown. */
    private static final class Column {
        private BurnUp.@Nullable Month used;
        private BurnUp.@Nullable Month expected;
    }

    private EarnedView.Burn chart() {
        Map<YearMonth, Column> columns = new TreeMap<>();
        burn.months().forEach(month -> column(columns, month).used = month);
        burn.coming().forEach(month -> column(columns, month).expected = month);
        Budget budget = line.use().budget();
        BigDecimal most = columns.values().stream()
                .flatMap(column -> Stream.of(sum(column.used), sum(column.expected)))
                .reduce(budget.amount(), BigDecimal::max);
        int step = WIDTH / columns.size();
        List<EarnedView.Column> drawn = new ArrayList<>();
        columns.forEach((month, column) -> drawn.add(new EarnedView.Column(
                format.month(month),
                drawn.size() * step,
                Math.max(4, step - 8),
                height(sum(column.used), most),
                height(sum(column.expected), most),
                new EarnedView.Burnt(
                        column.used == null ? "" : BudgetLook.amount(column.used.used(), budget, format),
                        column.used == null ? "" : BudgetLook.amount(column.used.sum(), budget, format),
                        column.expected == null ? "" : BudgetLook.amount(column.expected.sum(), budget, format)))));
        return new EarnedView.Burn(
                budget.project().name(),
                words(),
                BudgetLook.amount(budget.amount(), budget, format),
                TOP + HEIGHT - height(budget.amount(), most),
                drawn);
    }

    private static Column column(Map<YearMonth, Column> columns, BurnUp.Month month) {
        return columns.computeIfAbsent(month.month(), none -> new Column());
    }

    private static BigDecimal sum(BurnUp.@Nullable Month month) {
        return month == null ? BigDecimal.ZERO : month.sum().max(BigDecimal.ZERO);
    }

    private static int height(BigDecimal amount, BigDecimal most) {
        return amount.multiply(BigDecimal.valueOf(HEIGHT))
                .divide(most, 0, RoundingMode.HALF_UP)
                .intValue();
    }

    private String words() {
        Budget budget = line.use().budget();
        StringBuilder words = new StringBuilder(BudgetLook.amount(line.use().used(), budget, format) + " of "
                + BudgetLook.amount(budget.amount(), budget, format) + (budget.monthly() ? " for the month" : "")
                + " used, " + format.quantity(line.use().percent()) + " %.");
        if (burn.before().signum() > 0) {
            words.append(" Of it ")
                    .append(BudgetLook.amount(burn.before(), budget, format))
                    .append(" before these months, or not by time.");
        }
        if (line.usedUp() != null) {
            words.append(" At the pace of the last four weeks it will be used up on ")
                    .append(format.date(line.usedUp()))
                    .append('.');
        }
        var end = line.outlook().completion();
        if (end != null) {
            words.append(" By ")
                    .append(format.date(end.day()))
                    .append(budget.monthly() ? ", the end of the month, " : ", the project's end, ")
                    .append(BudgetLook.amount(end.used(), budget, format))
                    .append(" will be used, ")
                    .append(format.quantity(line.use().percentOf(end.used())))
                    .append(" %.");
        }
        return words.toString();
    }
}
