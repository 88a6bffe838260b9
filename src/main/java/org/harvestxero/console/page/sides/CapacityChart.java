package org.harvestxero.console.page.sides;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.profit.Figure;
import org.harvestxero.profit.Report;
import org.harvestxero.profit.Row;

/** Draws the hours that people worked, and the billable ones among them, against those they could have worked. */
final class CapacityChart {
    private static final int MOST = 40;

    private final Report report;
    private final ReaderFormat format;

    CapacityChart(Report report, ReaderFormat format) {
        this.report = report;
        this.format = format;
    }

    /** None where the groups of the view have no capacity of their own. */
    List<EarnedView.Gauge> gauges() {
        List<Row> rows = report.sums().rows().stream()
                .filter(row -> Figure.CAPACITY.of(row).isPresent())
                .limit(MOST)
                .toList();
        BigDecimal most = rows.stream()
                .map(row -> hours(Figure.CAPACITY, row).max(hours(Figure.HOURS, row)))
                .reduce(BigDecimal.ONE, BigDecimal::max);
        return rows.stream().map(row -> gauge(row, most)).toList();
    }

    private EarnedView.Gauge gauge(Row row, BigDecimal most) {
        Optional<BigDecimal> utilised = Figure.UTILISATION.of(row);
        return new EarnedView.Gauge(
                row.group().name(),
                List.of(
                        format.quantity(hours(Figure.CAPACITY, row)),
                        format.quantity(hours(Figure.HOURS, row)),
                        format.quantity(hours(Figure.BILLABLE, row)),
                        utilised.map(percent -> format.quantity(percent) + " %").orElse("")),
                EarnedPages.length(hours(Figure.CAPACITY, row), most),
                EarnedPages.length(hours(Figure.HOURS, row), most),
                EarnedPages.length(hours(Figure.BILLABLE, row), most));
    }

    private static BigDecimal hours(Figure figure, Row row) {
        return figure.of(row).orElse(BigDecimal.ZERO);
    }
}
