package org.harvestxero.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.profit.Figure;
import org.harvestxero.profit.Report;
import org.harvestxero.profit.Row;

/**
 * What work earned as an Excel file: the figures on one sheet, the total last, and how each is reckoned on another. Names are text cells,
 * which no spreadsheet takes for formulas.
 */
public final class ProfitWorkbook {
    private static final int NAME_WIDTH = 32;
    private static final int FIGURE_WIDTH = 14;

    private ProfitWorkbook() {}

    /** @param out is left open */
    public static void write(Report report, OutputStream out) throws IOException {
        Workbook workbook = new Workbook(out, "harvest-xero", "1.0");
        figures(report, workbook.newWorksheet("By " + report.view().word()));
        formulas(report, workbook.newWorksheet("How"));
        workbook.finish();
    }

    private static void figures(Report report, Worksheet sheet) {
        sheet.freezePane(1, 1);
        sheet.width(0, NAME_WIDTH);
        sheet.value(0, 0, report.view().word());
        Figure[] figures = Figure.values();
        for (int column = 0; column < figures.length; column++) {
            sheet.width(column + 1, FIGURE_WIDTH);
            sheet.value(0, column + 1, heading(figures[column], report.currency()));
        }
        sheet.range(0, 0, 0, figures.length).style().bold().set();
        int at = 1;
        for (Row row : report.sums().rows()) {
            row(sheet, at++, row, report);
        }
        row(sheet, at, report.sums().total(), report);
        sheet.range(at, 0, at, figures.length).style().bold().set();
    }

    private static String heading(Figure figure, String currency) {
        return figure.unit() == Figure.Unit.MONEY ? figure.title() + " " + currency : figure.title();
    }

    private static void row(Worksheet sheet, int at, Row row, Report report) {
        sheet.value(at, 0, row.group().name());
        Figure[] figures = Figure.values();
        for (int i = 0; i < figures.length; i++) {
            int column = i + 1;
            Figure figure = figures[i];
            figure.of(row).ifPresent(value -> {
                sheet.value(
                        at,
                        column,
                        figure.unit() == Figure.Unit.MONEY ? CurrencyDigits.shown(value, report.currency()) : value);
                sheet.style(at, column)
                        .format(format(figure, report.currency()))
                        .set();
            });
        }
    }

    private static String format(Figure figure, String currency) {
        int digits = figure.unit() == Figure.Unit.MONEY ? CurrencyDigits.of(currency) : 2;
        return digits == 0 ? "#,##0" : "#,##0." + "0".repeat(digits);
    }

    private static void formulas(Report report, Worksheet sheet) {
        sheet.width(0, NAME_WIDTH);
        int at = 0;
        for (Figure figure : Figure.values()) {
            sheet.value(at, 0, figure.title());
            sheet.value(at++, 1, figure.formula());
        }
        List<String> notes = report.notes();
        for (String note : notes) {
            sheet.value(++at, 0, note);
        }
    }
}
