package org.harvestxero.finalize.delivery;

import com.lowagie.text.Document;
import com.lowagie.text.Element;
import com.lowagie.text.PageSize;
import com.lowagie.text.Paragraph;
import com.lowagie.text.pdf.PdfDate;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfWriter;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.text.Bidi;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harvestxero.billing.Hours;

/**
 * A timesheet as a PDF file. The same timesheet always gives the same bytes, because a file is sent again under its first key only
 * if nothing in it changed.
 */
final class TimesheetPdf {
    static final String CONTENT_TYPE = "application/pdf";

    private static final Pattern FONT_TAG =
            Pattern.compile("[A-Z]{6}(?=\\+(?:LiberationSans|NotoSans[A-Z]|WenQuanYiMicroHei))");
    private static final Pattern FILE_ID =
            Pattern.compile("(?<=/ID \\[<)\\p{XDigit}{32}(?=><)|(?<=><)\\p{XDigit}{32}(?=>])");
    private static final float[] WIDTHS = {9, 14, 17, 15};
    private static final float NOTES_WIDTH = 37;
    private static final float HOURS_WIDTH = 8;
    private static final float EXTRA_WIDTH = 9;
    private static final int DAY_DECIMALS = 4;
    private static final Color SHADE = new Color(235, 235, 235);

    private static final float PLAIN = 9;
    private static final float TITLE = 16;
    /** Room for marks above and below letters, in heights of a line. */
    private static final float TALL_LINES = 1.4f;

    private final PdfFonts fonts;

    private TimesheetPdf(PdfFonts fonts) {
        this.fonts = fonts;
    }

    /**
     * A file.
     *
     * @param missing letters that no font has and that show as boxes, in words; empty without any
     */
    record Made(byte[] bytes, String missing) {}

    /** @param made shown as the file's date of creation; must be the same whenever the file is made again */
    static synchronized Made of(Timesheet sheet, Instant made) {
        try (PdfFonts fonts = new PdfFonts(texts(sheet))) {
            byte[] bytes = new TimesheetPdf(fonts).file(sheet, made);
            return new Made(bytes, fonts.missing());
        }
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

    private byte[] file(Timesheet sheet, Instant made) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Document document = new Document(PageSize.A4.rotate(), 40, 40, 40, 40);
        PdfWriter writer = PdfWriter.getInstance(document, bytes);
        document.addTitle("Timesheet " + sheet.number());
        document.open();
        // Document.addCreationDate writes the time it is called at, whatever date it is given (OpenPDF 2.0.5).
        writer.getInfo().put(PdfName.CREATIONDATE, new PdfDate(GregorianCalendar.from(made.atZone(ZoneOffset.UTC))));
        document.add(new Paragraph(fonts.phrase("Timesheet", TITLE)));
        document.add(heading(sheet.client() + ", invoice " + sheet.number()));
        PdfPTable table = table(sheet);
        table.setSpacingBefore(12);
        document.add(table);
        document.close();
        return repeatable(bytes.toByteArray(), sheet);
    }

    /** A table of one cell, because only cells have a direction. */
    private PdfPTable heading(String text) {
        PdfPTable heading = new PdfPTable(1);
        heading.setWidthPercentage(100);
        PdfPCell cell = cell(text, Element.ALIGN_LEFT);
        cell.setBorder(PdfPCell.NO_BORDER);
        cell.setPaddingLeft(0);
        heading.addCell(cell);
        return heading;
    }

    /** Where a fee covers hours they have a column of their own; so have days where work is priced by them. */
    private PdfPTable table(Timesheet sheet) {
        boolean plan = !sheet.included().isZero();
        boolean days = sheet.days().signum() != 0;
        PdfPTable table = new PdfPTable(widths((plan ? 1 : 0) + (days ? 1 : 0)));
        table.setWidthPercentage(100);
        table.setHeaderRows(1);
        for (String name : new String[] {"Date", "Person", "Project", "Task", "Notes"}) {
            table.addCell(shaded(name, Element.ALIGN_LEFT));
        }
        if (plan) {
            table.addCell(shaded("Included", Element.ALIGN_RIGHT));
        }
        table.addCell(shaded(plan ? "Billed" : "Hours", Element.ALIGN_RIGHT));
        if (days) {
            table.addCell(shaded("Days", Element.ALIGN_RIGHT));
        }
        for (Timesheet.Row row : sheet.rows()) {
            table.addCell(cell(row.day().toString(), Element.ALIGN_LEFT));
            table.addCell(cell(row.person(), Element.ALIGN_LEFT));
            table.addCell(cell(row.project(), Element.ALIGN_LEFT));
            table.addCell(cell(row.task(), Element.ALIGN_LEFT));
            table.addCell(cell(row.notes() == null ? "" : row.notes(), Element.ALIGN_LEFT));
            if (plan) {
                table.addCell(cell(decimal(row.included()), Element.ALIGN_RIGHT));
            }
            table.addCell(cell(decimal(row.hours()), Element.ALIGN_RIGHT));
            if (days) {
                table.addCell(cell(row.days().signum() == 0 ? "" : decimal(row.days()), Element.ALIGN_RIGHT));
            }
        }
        PdfPCell label = shaded("Total", Element.ALIGN_LEFT);
        label.setColspan(WIDTHS.length + 1);
        table.addCell(label);
        if (plan) {
            table.addCell(shaded(decimal(sheet.included()), Element.ALIGN_RIGHT));
        }
        table.addCell(shaded(decimal(sheet.total()), Element.ALIGN_RIGHT));
        if (days) {
            table.addCell(shaded(decimal(sheet.days()), Element.ALIGN_RIGHT));
        }
        return table;
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

    private PdfPCell shaded(String text, int alignment) {
        PdfPCell cell = cell(text, alignment);
        cell.setBackgroundColor(SHADE);
        return cell;
    }

    private PdfPCell cell(String text, int alignment) {
        PdfPCell cell = new PdfPCell(fonts.phrase(text, PLAIN));
        char[] letters = text.toCharArray();
        if (Bidi.requiresBidi(letters, 0, letters.length)) {
            boolean leftToRight = new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight();
            cell.setRunDirection(leftToRight ? PdfWriter.RUN_DIRECTION_LTR : PdfWriter.RUN_DIRECTION_RTL);
        }
        if (PdfFonts.isTall(text)) {
            cell.setLeading(0, TALL_LINES);
        }
        cell.setHorizontalAlignment(alignment);
        cell.setPadding(3);
        return cell;
    }

    /** The library marks files and fonts by chance; the marks are replaced by ones of equal length that follow from the content. */
    private static byte[] repeatable(byte[] file, Timesheet sheet) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        String id = UUID.nameUUIDFromBytes(sheet.toString().getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        String fonts = FONT_TAG.matcher(text).replaceAll("HARVXE");
        return FILE_ID.matcher(fonts).replaceAll(Matcher.quoteReplacement(id)).getBytes(StandardCharsets.ISO_8859_1);
    }
}
