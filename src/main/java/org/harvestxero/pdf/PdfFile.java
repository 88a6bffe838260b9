package org.harvestxero.pdf;

import com.lowagie.text.Document;
import com.lowagie.text.PageSize;
import com.lowagie.text.pdf.PdfDate;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes PDF files, one at a time. The same content always gives the same bytes. */
public final class PdfFile {
    public static final String CONTENT_TYPE = "application/pdf";

    private static final Pattern FONT_TAG =
            Pattern.compile("[A-Z]{6}(?=\\+(?:LiberationSans|NotoSans[A-Z]|WenQuanYiMicroHei))");
    private static final Pattern FILE_ID =
            Pattern.compile("(?<=/ID \\[<)\\p{XDigit}{32}(?=><)|(?<=><)\\p{XDigit}{32}(?=>])");
    private static final float MARGIN = 40;

    private PdfFile() {}

    /**
     * A file.
     *
     * @param missing letters that no font has and that show as boxes, in words; empty without any
     */
    public record Made(byte[] bytes, String missing) {}

    /**
     * What it is.
     *
     * @param landscape whether its pages lie on their side
     * @param made shown as its date of creation; must be the same whenever the file is made again
     * @param content by which it is told from others: all that is shown, in one text
     */
    public record Head(String title, boolean landscape, Instant made, String content) {}

    /** Writes what the file shows. */
    public interface Body {
        void write(Document document, PdfCells cells);
    }

    /** @param texts everything it will show */
    public static synchronized Made of(Head head, List<String> texts, Body body) {
        try (PdfFonts fonts = new PdfFonts(texts)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Document document =
                    new Document(head.landscape() ? PageSize.A4.rotate() : PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN);
            PdfWriter writer = PdfWriter.getInstance(document, bytes);
            document.addTitle(head.title());
            document.open();
            // Document.addCreationDate writes the time it is called at, whatever date it is given (OpenPDF 2.0.5).
            writer.getInfo()
                    .put(
                            PdfName.CREATIONDATE,
                            new PdfDate(GregorianCalendar.from(head.made().atZone(ZoneOffset.UTC))));
            body.write(document, new PdfCells(fonts));
            document.close();
            return new Made(repeatable(bytes.toByteArray(), head.content()), fonts.missing());
        }
    }

    /** The library marks files and fonts by chance; the marks are replaced by ones of equal length that follow from the content. */
    private static byte[] repeatable(byte[] file, String content) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        String id = UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        String fonts = FONT_TAG.matcher(text).replaceAll("HARVXE");
        return FILE_ID.matcher(fonts).replaceAll(Matcher.quoteReplacement(id)).getBytes(StandardCharsets.ISO_8859_1);
    }
}
