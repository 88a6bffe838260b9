package org.harvestxero.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.profit.Figure;
import org.harvestxero.profit.Report;
import org.harvestxero.profit.Row;

/** What people read of what work earned: the figures that fit a screen; files and JSON have all. */
final class ProfitText {
    /** In place of what a reader may not see. */
    private static final String HIDDEN = "hidden";

    private ProfitText() {}

    static String of(Report report, boolean explained) {
        StringBuilder text = new StringBuilder()
                .append("What work earned by ")
                .append(report.view().word())
                .append(", ")
                .append(report.from())
                .append(report.to().equals(report.from()) ? "" : " to " + report.to())
                .append(report.currency().isEmpty() ? "" : ", in " + report.currency())
                .append(".\n\n");
        List<Figure> figures = figures(report);
        List<String> headings = new ArrayList<>(List.of(report.view().word().toUpperCase(Locale.ROOT)));
        figures.forEach(figure -> headings.add(">" + figure.title().toUpperCase(Locale.ROOT)));
        Table table = new Table(headings.toArray(String[]::new));
        report.sums().rows().stream()
                .filter(row -> !row.figures().onlyWaits())
                .forEach(row -> table.row(cells(row, figures, report.currency())));
        table.row(cells(report.sums().total(), figures, report.currency()));
        text.append(table);
        if (report.hidesPay()) {
            text.append(
                    "\nWhat fewer than two people cost is hidden: --show-pay shows it, and the audit keeps that.\n");
        }
        if (!report.hasAccrued()) {
            text.append("\nAccrued income is not reckoned, so margins are without it.\n");
        }
        report.notes().forEach(note -> text.append(note).append('\n'));
        text.append(AgeingText.of(report));
        if (explained) {
            text.append('\n');
            Arrays.stream(Figure.values())
                    .forEach(figure -> text.append(figure.title())
                            .append(": ")
                            .append(figure.formula())
                            .append('\n'));
        }
        return text.toString();
    }

    private static List<Figure> figures(Report report) {
        List<Row> all = new ArrayList<>(report.sums().rows());
        all.add(report.sums().total());
        return Figure.OVERVIEW.stream()
                .filter(figure -> figure.isOfPay()
                        || all.stream()
                                .map(figure::of)
                                .flatMap(Optional::stream)
                                .anyMatch(value -> value.signum() != 0))
                .toList();
    }

    private static String[] cells(Row row, List<Figure> figures, String currency) {
        List<String> cells = new ArrayList<>(List.of(row.group().name()));
        figures.forEach(figure -> cells.add(cell(figure, row, currency)));
        return cells.toArray(String[]::new);
    }

    private static String cell(Figure figure, Row row, String currency) {
        if (figure.isHidden(row)) {
            return HIDDEN;
        }
        return figure.of(row).map(value -> shown(figure, value, currency)).orElse("");
    }

    static String shown(Figure figure, BigDecimal value, String currency) {
        return switch (figure.unit()) {
            case HOURS -> MonthEndText.hours(value);
            case MONEY -> TextOutput.amount(CurrencyDigits.shown(value, currency), currency);
            case PERCENT, DAYS -> value.toPlainString();
        };
    }
}
