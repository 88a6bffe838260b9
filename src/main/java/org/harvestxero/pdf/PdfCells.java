package org.harvestxero.pdf;

import com.lowagie.text.Element;
import com.lowagie.text.Paragraph;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfWriter;
import java.awt.Color;
import java.text.Bidi;

/** Titles, headings and cells of tables, in the direction their text is read in. */
public final class PdfCells {
    private static final Color SHADE = new Color(235, 235, 235);
    private static final float PLAIN = 9;
    private static final float TITLE = 16;
    private static final float PADDING = 3;
    /** Room for marks above and below letters, in heights of a line. */
    private static final float TALL_LINES = 1.4f;

    private final PdfFonts fonts;

    PdfCells(PdfFonts fonts) {
        this.fonts = fonts;
    }

    public Paragraph title(String text) {
        return new Paragraph(fonts.phrase(text, TITLE));
    }

    /** A table of one cell, because only cells have a direction. */
    public PdfPTable heading(String text) {
        PdfPTable heading = new PdfPTable(1);
        heading.setWidthPercentage(100);
        PdfPCell cell = left(text);
        cell.setBorder(PdfPCell.NO_BORDER);
        cell.setPaddingLeft(0);
        heading.addCell(cell);
        return heading;
    }

    public PdfPCell left(String text) {
        return cell(text, Element.ALIGN_LEFT);
    }

    public PdfPCell right(String text) {
        return cell(text, Element.ALIGN_RIGHT);
    }

    /** The same upon grey, for heads and sums. */
    public PdfPCell shaded(PdfPCell cell) {
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
        cell.setPadding(PADDING);
        return cell;
    }
}
