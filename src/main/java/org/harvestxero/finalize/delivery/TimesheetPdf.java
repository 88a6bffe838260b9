package org.harvestxero.finalize.delivery;

import com.lowagie.text.Document;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.harvestxero.billing.Hours;
import org.harvestxero.pdf.PdfCells;
import org.harvestxero.pdf.PdfFile;

/**
 * A timesheet as a PDF file. The same timesheet always gives the same bytes, because a file is sent again under its first key only
 * if nothing in it changed.
 */
final class TimesheetPdf {
    private static final float[] WIDTHS = {9, 14, 17, 15};
    private static final float NOTES_WIDTH = 37;
    private static final float HOURS_WIDTH = 8;
    private static final float EXTRA_WIDTH = 9;
    private static final int DAY_DECIMALS = 4;

    private final Timesheet sheet;
    private final PdfCells cells;

    private TimesheetPdf(Timesheet sheet, PdfCells cells) {
        this.sheet = sheet;
        this.cells = cells;
    }

    /** @param made shown as the file's date of creation; must be the same whenever the file is made again */
    static PdfFile.Made of(Timesheet sheet, Instant made) {
        return PdfFile.of(
                new PdfFile.Head("Timesheet " + sheet.number(), true, made, sheet.toString()),
                texts(sheet),
                (document, cells) -> new TimesheetPdf(sheet, cells).write(document));
    }

    private static List<String> texts(Timesheet sheet) {
        List<String> texts = new ArrayList<>(List.of(sheet.client(), sheet.number()));
        for (Timesheet.Row row : sheet.rows()) {
            texts.add(row.person());
            texts.add(row.project());
            texts.add(row.task());
            texts.add(row.notes() == null ? "" : row.notes());
        }
        return texts;
    }

    private void write(Document document) {
        document.add(cells.title("Timesheet"));
        document.add(cells.heading(sheet.client() + ", invoice " + sheet.number()));
        PdfPTable table = table();
        table.setSpacingBefore(12);
        document.add(table);
    }

    /** Where a fee covers hours they have a column of their own; so have days where work is priced by them. */
    private PdfPTable table() {
        boolean plan = !sheet.included().isZero();
        boolean days = sheet.days().signum() != 0;
        PdfPTable table = new PdfPTable(widths((plan ? 1 : 0) + (days ? 1 : 0)));
        table.setWidthPercentage(100);
        table.setHeaderRows(1);
        for (String name : new String[] {"Date", "Person", "Project", "Task", "Notes"}) {
            table.addCell(cells.shaded(cells.left(name)));
        }
        if (plan) {
            table.addCell(cells.shaded(cells.right("Included")));
        }
        table.addCell(cells.shaded(cells.right(plan ? "Billed" : "Hours")));
        if (days) {
            table.addCell(cells.shaded(cells.right("Days")));
        }
        sheet.rows().forEach(row -> row(table, row, plan, days));
        PdfPCell label = cells.shaded(cells.left("Total"));
        label.setColspan(WIDTHS.length + 1);
        table.addCell(label);
        if (plan) {
            table.addCell(cells.shaded(cells.right(decimal(sheet.included()))));
        }
        table.addCell(cells.shaded(cells.right(decimal(sheet.total()))));
        if (days) {
            table.addCell(cells.shaded(cells.right(decimal(sheet.days()))));
        }
        return table;
    }

    private void row(PdfPTable table, Timesheet.Row row, boolean plan, boolean days) {
        table.addCell(cells.left(row.day().toString()));
        table.addCell(cells.left(row.person()));
        table.addCell(cells.left(row.project()));
        table.addCell(cells.left(row.task()));
        table.addCell(cells.left(row.notes() == null ? "" : row.notes()));
        if (plan) {
            table.addCell(cells.right(decimal(row.included())));
        }
        table.addCell(cells.right(decimal(row.hours())));
        if (days) {
            table.addCell(cells.right(row.days().signum() == 0 ? "" : decimal(row.days())));
        }
    }

    /** Notes make room for columns beyond the usual. */
    private static float[] widths(int extra) {
        float[] widths = Arrays.copyOf(WIDTHS, WIDTHS.length + 2 + extra);
        widths[WIDTHS.length] = NOTES_WIDTH - extra * EXTRA_WIDTH;
        Arrays.fill(widths, WIDTHS.length + 1, WIDTHS.length + 1 + extra, EXTRA_WIDTH);
        widths[widths.length - 1] = HOURS_WIDTH;
        return widths;
    }

    private static String decimal(BigDecimal days) {
        BigDecimal bare = days.setScale(DAY_DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
        return (bare.scale() < 2 ? bare.setScale(2, RoundingMode.UNNECESSARY) : bare).toPlainString();
    }

    private static String decimal(Hours hours) {
        return hours.toBigDecimal().toPlainString();
    }
}
