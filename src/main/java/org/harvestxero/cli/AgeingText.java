package org.harvestxero.cli;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.harvestxero.profit.Figure;
import org.harvestxero.profit.Report;
import org.harvestxero.profit.Row;
import org.harvestxero.profit.View;
import org.jspecify.annotations.Nullable;

/** What waits to be billed and to be paid, by age, for people; nothing where none of it is known. */
final class AgeingText {
    private static final List<String> WORKED = List.of(">UP TO 30 DAYS", ">31-60", ">61-90", ">OLDER", ">IN ALL");
    private static final List<String> DUE =
            List.of(">NOT DUE", ">1-30 DAYS", ">31-60", ">61-90", ">OLDER", ">IN ALL", ">DAYS OUTSTANDING");

    private final Report report;

    private AgeingText(Report report) {
        this.report = report;
    }

    static String of(Report report) {
        return new AgeingText(report).text();
    }

    private String text() {
        return unbilled(report.asOf().unbilled()) + open(report.asOf().open());
    }

    private String unbilled(@Nullable LocalDate asOf) {
        if (asOf == null) {
            return "";
        }
        return isNothing(Figure.UNBILLED_WORTH)
                ? "\nNothing is unbilled at the end of " + asOf + ".\n"
                : "\nUnbilled at the end of " + asOf + ", at agreed prices, by days since the work:\n\n"
                        + table(
                                report.view() == View.MONTH
                                        ? List.of()
                                        : report.sums().rows(),
                                WORKED,
                                Figure.UNBILLED_AGES);
    }

    private String open(@Nullable LocalDate asOf) {
        if (asOf == null) {
            return "";
        }
        if (isNothing(Figure.OPEN)) {
            return "\nNo invoice is open on " + asOf + ".\n";
        }
        List<Figure> figures = new ArrayList<>(Figure.OPEN_AGES);
        figures.add(Figure.DAYS_OUTSTANDING);
        return "\nOpen invoices on " + asOf + ", with tax, by days past due:\n\n"
                + table(report.view() == View.CLIENT ? report.sums().rows() : List.of(), DUE, figures)
                + Figure.DAYS_OUTSTANDING.title() + " = " + shown(Figure.OPEN) + " open ÷ " + shown(Figure.INVOICED)
                + " invoiced in 90 days × 90.\n";
    }

    private boolean isNothing(Figure figure) {
        return figure.of(report.sums().total()).map(BigDecimal::signum).orElse(0) == 0;
    }

    private String shown(Figure figure) {
        return cell(figure, report.sums().total());
    }

    private Table table(List<Row> rows, List<String> headings, List<Figure> figures) {
        List<String> all = new ArrayList<>(
                List.of(rows.isEmpty() ? "" : report.view().word().toUpperCase(Locale.ROOT)));
        all.addAll(headings);
        Table table = new Table(all.toArray(String[]::new));
        rows.stream()
                .filter(row -> figures.stream()
                        .anyMatch(
                                figure -> figure.of(row).map(BigDecimal::signum).orElse(0) != 0))
                .forEach(row -> table.row(cells(row, figures)));
        table.row(cells(report.sums().total(), figures));
        return table;
    }

    private String[] cells(Row row, List<Figure> figures) {
        List<String> cells = new ArrayList<>(List.of(row.group().name()));
        figures.forEach(figure -> cells.add(cell(figure, row)));
        return cells.toArray(String[]::new);
    }

    private String cell(Figure figure, Row row) {
        return figure.of(row)
                .map(value -> ProfitText.shown(figure, value, report.currency()))
                .orElse("");
    }
}
