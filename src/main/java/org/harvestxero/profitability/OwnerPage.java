package org.harvestxero.profitability;

import com.lowagie.text.Document;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import java.awt.Color;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.harvestxero.api.Profit;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.pdf.PdfCells;
import org.harvestxero.pdf.PdfFile;
import org.harvestxero.profit.Figure;
import org.harvestxero.profit.Report;
import org.harvestxero.profit.Row;
import org.harvestxero.profit.View;

/** One page about a month: its figures beside a year's, a year of revenue as bars, and its clients. */
final class OwnerPage {
    private static final List<Figure> FIGURES = List.of(
            Figure.REVENUE,
            Figure.ACCRUED,
            Figure.COST,
            Figure.EXPENSES,
            Figure.MARGIN,
            Figure.MARGIN_PERCENT,
            Figure.HOURS,
            Figure.BILLABLE_PERCENT,
            Figure.UTILISATION,
            Figure.REALISATION,
            Figure.EFFECTIVE_RATE,
            Figure.UNBILLED,
            Figure.DAYS_TO_INVOICE,
            Figure.DAYS_OUTSTANDING);
    /** As many as fit the page beside the rest. */
    private static final int CLIENTS = 10;

    private static final int MONTHS = 12;

    private static final Color BAR = new Color(64, 110, 160);
    private static final int BAR_PARTS = 1000;
    private static final float ROOM = 100;
    private static final float GAP = 10;

    private final String organisation;
    private final Report month;
    private final Report year;
    private final Report clients;

    /** @param year the months up to it, by month */
    private OwnerPage(String organisation, Report month, Report year, Report clients) {
        this.organisation = organisation;
        this.month = month;
        this.year = year;
        this.clients = clients;
    }

    /** Of the month, from what is kept. What its row among the year's months hides, its own figures and its clients don't tell either. */
    static OwnerPage of(Profit profit, String organisation, YearMonth month) {
        Report alone = report(profit, View.MONTH, month, month);
        Report year = report(profit, View.MONTH, first(month), month);
        Report clients = report(profit, View.CLIENT, month, month);
        boolean hidden = year.sums().rows().stream()
                .anyMatch(row -> row.group().name().equals(month.toString()) && !row.payShown());
        return hidden
                ? new OwnerPage(organisation, alone.hidden(), year, clients.hidden())
                : new OwnerPage(organisation, alone, year, clients);
    }

    private static Report report(Profit profit, View view, YearMonth from, YearMonth to) {
        return profit.report(
                        new Profit.Request(new Profit.Span(from, to), view, null, Profit.Reading.NONE, false),
                        "process")
                .report();
    }

    /** The first of the months beside it. */
    static YearMonth first(YearMonth month) {
        return month.minusMonths(MONTHS - 1L);
    }

    static String name(YearMonth month) {
        return month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + month.getYear();
    }

    byte[] pdf() {
        List<String> texts = new ArrayList<>(List.of(organisation));
        clients.sums().rows().forEach(row -> texts.add(row.group().name()));
        String title = "What " + name(month.to()) + " earned";
        PdfFile.Head head = new PdfFile.Head(
                title,
                false,
                month.to().atEndOfMonth().atStartOfDay(ZoneOffset.UTC).toInstant(),
                organisation + month + year + clients);
        return PdfFile.of(head, texts, (document, cells) -> write(document, cells, title))
                .bytes();
    }

    private void write(Document document, PdfCells cells, String title) {
        document.add(cells.title(title));
        document.add(
                cells.heading(organisation + (month.currency().isEmpty() ? "" : ", amounts in " + month.currency())));
        document.add(spaced(figures(cells)));
        document.add(spaced(months(cells)));
        document.add(spaced(clients(cells)));
        if (!month.asOf().equals(Report.AsOf.UNKNOWN)) {
            document.add(spaced(waiting(cells)));
        }
        if (!month.hasAccrued()) {
            document.add(cells.heading("Accrued income is not reckoned, so margins are without it."));
        }
        month.notes().forEach(note -> document.add(cells.heading(note)));
    }

    private static PdfPTable spaced(PdfPTable table) {
        table.setWidthPercentage(ROOM);
        table.setSpacingBefore(GAP);
        return table;
    }

    private PdfPTable figures(PdfCells cells) {
        PdfPTable table = new PdfPTable(new float[] {40, 30, 30});
        table.addCell(cells.shaded(cells.left("Figure")));
        table.addCell(cells.shaded(cells.right(name(month.to()))));
        table.addCell(cells.shaded(cells.right("Since " + name(year.from()))));
        for (Figure figure : FIGURES) {
            if (figure.of(year.sums().total()).isPresent() || figure.isOfPay()) {
                table.addCell(cells.left(figure.title()));
                table.addCell(cells.right(text(figure, month.sums().total(), month)));
                table.addCell(cells.right(text(figure, year.sums().total(), year)));
            }
        }
        return table;
    }

    private static String text(Figure figure, Row row, Report report) {
        if (figure.isHidden(row)) {
            return "hidden";
        }
        return figure.of(row)
                .map(value -> switch (figure.unit()) {
                    case MONEY -> CurrencyDigits.plain(value, report.currency());
                    case PERCENT -> value.toPlainString() + " %";
                    case HOURS -> value.setScale(2, RoundingMode.HALF_UP).toPlainString();
                    case DAYS -> value.toPlainString();
                })
                .orElse("");
    }

    private PdfPTable months(PdfCells cells) {
        PdfPTable table = new PdfPTable(new float[] {16, 18, 18, 48});
        for (String heading : List.of("Month", "Revenue", "Margin", "")) {
            table.addCell(cells.shaded(
                    heading.equals("Month") || heading.isEmpty() ? cells.left(heading) : cells.right(heading)));
        }
        BigDecimal most = year.sums().rows().stream()
                .map(row -> row.figures().amounts().revenue())
                .reduce(BigDecimal.ONE, BigDecimal::max);
        for (Row row : year.sums().rows()) {
            table.addCell(cells.left(row.group().name()));
            table.addCell(cells.right(text(Figure.REVENUE, row, year)));
            table.addCell(cells.right(text(Figure.MARGIN, row, year)));
            table.addCell(bar(row.figures().amounts().revenue(), most, cells));
        }
        return table;
    }

    /** As long as the amount is of the most. */
    private static PdfPCell bar(BigDecimal amount, BigDecimal most, PdfCells cells) {
        int part = amount.max(BigDecimal.ZERO)
                .multiply(BigDecimal.valueOf(BAR_PARTS))
                .divide(most, 0, RoundingMode.HALF_UP)
                .intValueExact();
        PdfPTable bar = new PdfPTable(2);
        bar.setWidths(new int[] {Math.max(part, 1), Math.max(BAR_PARTS - part, 1)});
        PdfPCell filled = cells.left(" ");
        filled.setBorder(PdfPCell.NO_BORDER);
        if (part > 0) {
            filled.setBackgroundColor(BAR);
        }
        PdfPCell rest = cells.left(" ");
        rest.setBorder(PdfPCell.NO_BORDER);
        bar.addCell(filled);
        bar.addCell(rest);
        return new PdfPCell(bar);
    }

    private PdfPTable clients(PdfCells cells) {
        PdfPTable table = new PdfPTable(new float[] {46, 18, 18, 18});
        for (String heading : List.of("Client", "Revenue", "Margin", "Margin %")) {
            table.addCell(cells.shaded(heading.equals("Client") ? cells.left(heading) : cells.right(heading)));
        }
        List<Row> rows = clients.sums().rows();
        rows.stream().limit(CLIENTS).forEach(row -> {
            table.addCell(cells.left(row.group().name()));
            for (Figure figure : List.of(Figure.REVENUE, Figure.MARGIN, Figure.MARGIN_PERCENT)) {
                table.addCell(cells.right(text(figure, row, clients)));
            }
        });
        if (rows.size() > CLIENTS) {
            PdfPCell more = cells.left((rows.size() - CLIENTS) + " more; profit --by client shows all");
            more.setColspan(4);
            table.addCell(more);
        }
        return table;
    }

    /** What waits to be billed and to be paid, by age. */
    private PdfPTable waiting(PdfCells cells) {
        PdfPTable table = new PdfPTable(new float[] {28, 12, 12, 12, 12, 12, 12});
        for (String heading : List.of("By age", "Not due", "1–30 days", "31–60", "61–90", "Older", "In all")) {
            table.addCell(cells.shaded(heading.equals("By age") ? cells.left(heading) : cells.right(heading)));
        }
        LocalDate unbilled = month.asOf().unbilled();
        if (unbilled != null) {
            table.addCell(cells.left("Not billed " + unbilled));
            table.addCell(cells.right(""));
            ages(table, Figure.UNBILLED_AGES, cells);
        }
        LocalDate open = month.asOf().open();
        if (open != null) {
            table.addCell(cells.left("Open " + open + ", with tax"));
            ages(table, Figure.OPEN_AGES, cells);
        }
        return table;
    }

    private void ages(PdfPTable table, List<Figure> figures, PdfCells cells) {
        figures.forEach(
                figure -> table.addCell(cells.right(text(figure, month.sums().total(), month))));
    }
}
