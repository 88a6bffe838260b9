package org.harvestxero.console.page.sides;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.profit.Figure;
import org.harvestxero.profit.Report;
import org.harvestxero.profit.Row;
import org.harvestxero.profit.View;

/** What waits to be billed and to be paid after the months of a report, by age: drawn, and as tables. */
final class EarnedAges {
    private static final List<String> WORKED = List.of("Up to 30 days", "31–60 days", "61–90 days", "Older", "In all");
    private static final List<String> DUE =
            List.of("Not due yet", "1–30 days", "31–60 days", "61–90 days", "Older", "In all");

    private final Report report;
    private final ReaderFormat format;

    EarnedAges(Report report, ReaderFormat format) {
        this.report = report;
        this.format = format;
    }

    List<EarnedView.Aged> all() {
        List<EarnedView.Aged> all = new ArrayList<>();
        LocalDate unbilled = report.asOf().unbilled();
        if (unbilled != null) {
            all.add(aged(
                    "unbilled",
                    "Not billed on " + format.date(unbilled),
                    "Approved work at agreed prices, by days since it was done.",
                    "/money",
                    WORKED,
                    Figure.UNBILLED_AGES,
                    report.view() == View.MONTH ? List.of() : report.sums().rows()));
        }
        LocalDate open = report.asOf().open();
        if (open != null) {
            all.add(aged(
                    "open",
                    "Open invoices on " + format.date(open),
                    "With tax, each at its own rate, by days past due." + outstanding(),
                    OverduePages.PATH,
                    DUE,
                    Figure.OPEN_AGES,
                    report.view() == View.CLIENT ? report.sums().rows() : List.of()));
        }
        return all;
    }

    private String outstanding() {
        Row total = report.sums().total();
        return Figure.DAYS_OUTSTANDING
                .of(total)
                .map(days -> " Days sales outstanding: " + format.quantity(days) + " ("
                        + cell(Figure.OPEN, total) + " open ÷ " + cell(Figure.INVOICED, total)
                        + " invoiced in 90 days × 90).")
                .orElse("");
    }

    private EarnedView.Aged aged(
            String id,
            String title,
            String how,
            String link,
            List<String> columns,
            List<Figure> figures,
            List<Row> groups) {
        List<OverdueView.AgedRow> rows = new ArrayList<>();
        groups.stream()
                .filter(row ->
                        figures.stream().anyMatch(figure -> amount(figure, row).signum() != 0))
                .forEach(row -> rows.add(row(row, figures, false)));
        Row total = report.sums().total();
        rows.add(row(total, figures, true));
        return new EarnedView.Aged(
                new EarnedView.Title(id, title, how, link),
                rows.size() == 1 ? "Sum" : report.view().word(),
                columns,
                rows,
                bars(total, columns, figures));
    }

    /** One for each age of the total; the last figure is all of it. */
    private List<EarnedView.Bar> bars(Row total, List<String> columns, List<Figure> figures) {
        int ages = figures.size() - 1;
        BigDecimal most = figures.stream()
                .limit(ages)
                .map(figure -> amount(figure, total))
                .reduce(BigDecimal.ONE, BigDecimal::max);
        List<EarnedView.Bar> bars = new ArrayList<>();
        for (int i = 0; i < ages; i++) {
            BigDecimal amount = amount(figures.get(i), total);
            bars.add(new EarnedView.Bar(
                    columns.get(i), format.money(amount, report.currency()), EarnedPages.length(amount, most)));
        }
        return bars;
    }

    private OverdueView.AgedRow row(Row row, List<Figure> figures, boolean all) {
        return new OverdueView.AgedRow(
                row.group().name(),
                figures.stream().map(figure -> cell(figure, row)).toList(),
                all);
    }

    private String cell(Figure figure, Row row) {
        BigDecimal amount = amount(figure, row);
        return amount.signum() == 0 ? "" : format.money(amount, report.currency());
    }

    private static BigDecimal amount(Figure figure, Row row) {
        return figure.of(row).orElse(BigDecimal.ZERO);
    }
}
