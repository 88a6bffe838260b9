package org.harvestxero.console.page.sides;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Profit;
import org.harvestxero.api.Profit.Reading;
import org.harvestxero.console.page.AddressEnd;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.console.user.Right;
import org.harvestxero.export.ProfitCsv;
import org.harvestxero.export.ProfitWorkbook;
import org.harvestxero.profit.Figure;
import org.harvestxero.profit.Report;
import org.harvestxero.profit.Row;
import org.harvestxero.profit.View;

/** What work earned, from the months that are kept. What single people cost is for those with the right to pay data, and is audited. */
final class EarnedPages {
    static final String PATH = "/money/earned";
    static final String CSV = PATH + ".csv";
    static final String XLSX = PATH + ".xlsx";
    private static final String EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final int USUAL_MONTHS = 12;
    private static final int BAR_ROOM = 480;
    private static final int DRAWN = 12;
    private static final List<Figure> TILES = List.of(
            Figure.REVENUE,
            Figure.MARGIN,
            Figure.MARGIN_PERCENT,
            Figure.UTILISATION,
            Figure.REALISATION,
            Figure.DAYS_TO_INVOICE,
            Figure.UNBILLED_WORTH,
            Figure.DAYS_OUTSTANDING);

    private final Profit profit;
    private final EarnedLook look;

    EarnedPages(Desk desk, EarnedLook look) {
        this.profit = desk.sides().books().profit();
        this.look = look;
    }

    Answer show(Asked asked) {
        Report report = report(asked);
        ReaderFormat format = asked.format();
        List<Figure> columns = Figure.OVERVIEW.stream()
                .filter(figure -> figure != Figure.ACCRUED || report.hasAccrued())
                .toList();
        String end = end(report).toString();
        return Answer.shown(
                "earned",
                "What work earned",
                new EarnedView(
                        new EarnedView.Head(
                                look.state(format),
                                asked.may(Right.MEND),
                                months(report.from(), report.to(), format),
                                report.hidesPay(),
                                report.notes()),
                        new EarnedView.Query(
                                report.view().word(),
                                report.from().toString(),
                                report.to().toString(),
                                Arrays.stream(View.values()).map(View::word).toList(),
                                CSV + end,
                                XLSX + end),
                        tiles(report, format),
                        new EarnedView.Drawn(bars(report, format), new CapacityChart(report, format).gauges()),
                        new EarnedView.Table(
                                columns.stream().map(Figure::title).toList(), rows(report, columns, format)),
                        new EarnedAges(report, format).all()));
    }

    Answer csv(Asked asked) {
        Report report = report(asked);
        return new Answer.Download("earned.csv", "text/csv; charset=utf-8", out -> ProfitCsv.write(report, out));
    }

    Answer xlsx(Asked asked) {
        Report report = report(asked);
        return new Answer.Download("earned.xlsx", EXCEL, out -> ProfitWorkbook.write(report, out));
    }

    private Report report(Asked asked) {
        View by = asked.value("by").flatMap(View::called).orElse(View.PROJECT);
        return profit.report(new Profit.Request(span(asked), by, null, Reading.NONE, asked.may(Right.PAY)), asked.who())
                .report();
    }

    /** As the address has it; what it does not say, or says wrong, is the year that runs. */
    static Profit.Span span(Asked asked) {
        YearMonth now = YearMonth.from(asked.format().today());
        YearMonth to = month(asked, "to").filter(month -> !month.isAfter(now)).orElse(now);
        YearMonth from = month(asked, "from")
                .filter(month -> !month.isAfter(to)
                        && month.plusMonths(Profit.MOST_MONTHS).isAfter(to))
                .orElse(to.minusMonths(USUAL_MONTHS - 1L));
        return new Profit.Span(from, to);
    }

    private static Optional<YearMonth> month(Asked asked, String name) {
        try {
            return asked.value(name).map(YearMonth::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static AddressEnd end(Report report) {
        return new AddressEnd()
                .with("by", report.view().word())
                .with("from", report.from().toString())
                .with("to", report.to().toString());
    }

    static String months(YearMonth from, YearMonth to, ReaderFormat format) {
        return from.equals(to) ? format.month(to) : format.month(from) + " to " + format.month(to);
    }

    private static List<EarnedView.Tile> tiles(Report report, ReaderFormat format) {
        List<EarnedView.Tile> tiles = new ArrayList<>();
        for (Figure figure : TILES) {
            String value = cell(figure, report.sums().total(), report, format);
            if (!value.isEmpty()) {
                tiles.add(new EarnedView.Tile(figure.title(), value, figure.formula()));
            }
        }
        return tiles;
    }

    private static List<EarnedView.Bar> bars(Report report, ReaderFormat format) {
        List<Row> drawn = shown(report).stream().limit(DRAWN).toList();
        BigDecimal most =
                drawn.stream().map(row -> row.figures().amounts().revenue()).reduce(BigDecimal.ONE, BigDecimal::max);
        List<EarnedView.Bar> bars = new ArrayList<>();
        for (Row row : drawn) {
            BigDecimal revenue = row.figures().amounts().revenue();
            bars.add(new EarnedView.Bar(
                    row.group().name(),
                    "revenue " + format.money(revenue, report.currency()) + ", margin "
                            + cell(Figure.MARGIN, row, report, format),
                    length(revenue, most)));
        }
        return bars;
    }

    static int length(BigDecimal amount, BigDecimal most) {
        return amount.max(BigDecimal.ZERO)
                .multiply(BigDecimal.valueOf(BAR_ROOM))
                .divide(most, 0, RoundingMode.HALF_UP)
                .intValue();
    }

    /** Those of which only something waits are in the tables by age alone. */
    private static List<Row> shown(Report report) {
        return report.sums().rows().stream()
                .filter(row -> !row.figures().onlyWaits())
                .toList();
    }

    private List<EarnedView.Row> rows(Report report, List<Figure> columns, ReaderFormat format) {
        List<EarnedView.Row> rows = new ArrayList<>();
        for (Row row : shown(report)) {
            rows.add(new EarnedView.Row(
                    row.group().name(), link(report, row), cells(row, columns, report, format), false));
        }
        rows.add(new EarnedView.Row("Total", "", cells(report.sums().total(), columns, report, format), true));
        return rows;
    }

    private static String link(Report report, Row row) {
        return report.view() != View.PROJECT
                ? ""
                : EarnedSources.PATH
                        + new AddressEnd()
                                .with(
                                        "project",
                                        row.group().id() == 0
                                                ? row.group().name()
                                                : Long.toString(row.group().id()))
                                .with("from", report.from().toString())
                                .with("to", report.to().toString());
    }

    private static List<String> cells(Row row, List<Figure> columns, Report report, ReaderFormat format) {
        return columns.stream().map(figure -> cell(figure, row, report, format)).toList();
    }

    private static String cell(Figure figure, Row row, Report report, ReaderFormat format) {
        if (figure.isHidden(row)) {
            return "hidden";
        }
        return figure.of(row)
                .map(value -> switch (figure.unit()) {
                    case MONEY -> format.money(value, report.currency());
                    case HOURS -> format.quantity(value);
                    case PERCENT -> format.quantity(value) + " %";
                    case DAYS -> format.quantity(value);
                })
                .orElse("");
    }

    /** Reads in the background what changed of the months. */
    Answer begin(Asked asked) {
        YearMonth to = YearMonth.from(asked.format().today());
        look.begin(asked, new Profit.Span(to.minusMonths(USUAL_MONTHS - 1L), to));
        return new Answer.Elsewhere(PATH);
    }

    Answer live(Asked asked) {
        return Answer.shown("marksLive", "What work earned", look.state(asked.format()));
    }

    /** @throws DecisionException when the page asked for does not exist */
    static String project(Asked asked) {
        return asked.value("project")
                .orElseThrow(() -> new DecisionException("Which project? Begin at Money, What work earned."));
    }
}
