package org.harvestxero.finalize.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.lowagie.text.pdf.LayoutProcessor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.harvestxero.billing.Hours;
import org.harvestxero.pdf.PdfFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Letters of the world in a timesheet, as a reader finds them and as they are drawn. */
class TimesheetLettersTest {
    private static final Instant MADE = Instant.parse("2026-04-01T08:00:00Z");
    private static final float DPI = 144;
    /** Of A4 on its side, in points. */
    private static final float PAGE_WIDTH = 842;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Japanese, 会議のメモ・東京, WenQuanYiMicroHei",
        "Chinese, 设计会议 設計會議, WenQuanYiMicroHei",
        "Korean, 한국어 회의 메모, WenQuanYiMicroHei",
        "Arabic, تصميم الموقع, NotoSansArabic-Regular",
        "Hebrew, עיצוב האתר, LiberationSans",
        "Cyrillic, Проверка счёта, LiberationSans",
        "Greek, Σχεδιασμός, LiberationSans",
        "Thai, ประชุมที่นี้, NotoSansThai-Regular",
        "Devanagari, क्षत्रिय हिन्दी।, NotoSansDevanagari-Regular",
        "Latin, Zoë Żak – Grüße, LiberationSans",
    })
    void lettersAreThereToReadAndToSee(String script, String notes, String font) throws IOException {
        PdfFile.Made made = TimesheetPdf.of(sheet(notes), MADE);

        assertThat(made.missing()).isEmpty();
        try (PDDocument file = Loader.loadPDF(made.bytes())) {
            assertThat(new PDFTextStripper().getText(file)).contains(notes);
            assertThat(embedded(file)).contains(font);
        }
        assertThat(inkOfNotes(TimesheetPdf.of(sheet(""), MADE))).isZero();
        assertThat(inkOfNotes(made)).as("dots of ink").isGreaterThan(10L * notes.codePointCount(0, notes.length()));
        assertThat(LayoutProcessor.isEnabled()).isFalse();
    }

    @Test
    void aLetterNoFontHasIsAVisibleBoxAndIsTold() throws IOException {
        PdfFile.Made made = TimesheetPdf.of(sheet("Launch 🚀👩‍💻 done"), MADE);

        assertThat(made.missing()).isEqualTo("👩 (U+1F469), 💻 (U+1F4BB), 🚀 (U+1F680)");
        try (PDDocument file = Loader.loadPDF(made.bytes())) {
            assertThat(new PDFTextStripper().getText(file)).contains("Launch □□□ done");
        }
        assertThat(inkOfNotes(made)).isGreaterThan(inkOfNotes(TimesheetPdf.of(sheet("Launch  done"), MADE)) + 100);
    }

    @Test
    void arabicIsJoinedAndStandsAtTheRight() throws IOException {
        PdfFile.Made made = TimesheetPdf.of(sheet("تصميم 12"), MADE);

        List<String> drawn = new ArrayList<>();
        try (PDDocument file = Loader.loadPDF(made.bytes())) {
            PDFTextStripper stripper = new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition text) {
                    drawn.add(text.getUnicode());
                }
            };
            stripper.getText(file);
        }
        assertThat(String.join("", drawn)).contains("ﻢﻴﻤﺼﺗ");
        int[] columns = columnsOfNotes(made);
        assertThat(columns[columns.length - 1]).isGreaterThan(inkWidth() * 9 / 10);
        assertThat(columns[0]).isGreaterThan(inkWidth() / 2);
    }

    @Test
    void devanagariIsJoined() throws IOException {
        int joined = width(columnsOfNotes(TimesheetPdf.of(sheet("क्षत्रिय"), MADE)));
        int apart = width(columnsOfNotes(TimesheetPdf.of(sheet("क ष त र य"), MADE)));

        assertThat(joined).isLessThan(apart * 3 / 4);
    }

    @Test
    void theSameTimesheetIsTheSameFileWhateverItsLetters() {
        Timesheet sheet = sheet("東京 한국어 تصميم עיצוב ประชุม हिन्दी Ω Ж");

        byte[] one = TimesheetPdf.of(sheet, MADE).bytes();

        assertThat(new String(one, StandardCharsets.ISO_8859_1))
                .contains("/CreationDate(D:" + MADE.toString().replaceAll("[-T:]", "") + ")");
        assertThat(TimesheetPdf.of(sheet, MADE).bytes()).isEqualTo(one);
        assertThat(one.length).isLessThan(200_000);
    }

    @Test
    void plainLettersReadNoOtherFont() throws IOException {
        byte[] plain = TimesheetPdf.of(sheet("Prüfung – „Ω“ \uFEFF7.33"), MADE).bytes();

        try (PDDocument file = Loader.loadPDF(plain)) {
            assertThat(embedded(file)).containsExactly("LiberationSans");
        }
    }

    private static Timesheet sheet(String notes) {
        return new Timesheet(
                "Acme",
                "INV-7",
                List.of(new Timesheet.Row(
                        1,
                        LocalDate.parse("2026-03-10"),
                        "Ann",
                        "Web",
                        "Design",
                        notes,
                        Hours.of("1.50"),
                        BigDecimal.ZERO,
                        Hours.ZERO)));
    }

    private static List<String> embedded(PDDocument file) throws IOException {
        List<String> names = new ArrayList<>();
        for (COSName name : file.getPage(0).getResources().getFontNames()) {
            PDFont font = file.getPage(0).getResources().getFont(name);
            assertThat(font.isEmbedded()).isTrue();
            assertThat(font.getName()).startsWith("HARVXE+");
            names.add(font.getName().substring("HARVXE+".length()));
        }
        return names;
    }

    /** How many dark dots the notes' cell holds. */
    private static long inkOfNotes(PdfFile.Made made) throws IOException {
        BufferedImage notes = notes(made);
        return IntStream.range(0, notes.getWidth())
                .mapToLong(x -> IntStream.range(0, notes.getHeight())
                        .filter(y -> isDark(notes, x, y))
                        .count())
                .sum();
    }

    private static int[] columnsOfNotes(PdfFile.Made made) throws IOException {
        BufferedImage notes = notes(made);
        return IntStream.range(0, notes.getWidth())
                .filter(x -> IntStream.range(0, notes.getHeight()).anyMatch(y -> isDark(notes, x, y)))
                .toArray();
    }

    private static int width(int[] columns) {
        return columns[columns.length - 1] - columns[0];
    }

    private static int inkWidth() throws IOException {
        return notes(TimesheetPdf.of(sheet(""), MADE)).getWidth();
    }

    /** The inside of the notes' cell, between its lines. */
    private static BufferedImage notes(PdfFile.Made made) throws IOException {
        try (PDDocument file = Loader.loadPDF(made.bytes())) {
            BufferedImage page = new PDFRenderer(file).renderImageWithDPI(0, DPI);
            float[] place = place(file);
            float scale = DPI / 72;
            int x = Math.round(place[0] * scale);
            int top = Math.round(place[1] * scale);
            return page.getSubimage(x, top, Math.round(place[2] * scale), Math.round(11 * scale));
        }
    }

    /** Where the notes stand: right of the first row's task, left of its hours, at the height of its day. */
    private static float[] place(PDDocument file) throws IOException {
        float[] place = new float[3];
        PDFTextStripper stripper = new PDFTextStripper() {
            @Override
            protected void writeString(String text, List<TextPosition> letters) {
                if (text.contains("2026-03-10")) {
                    place[1] = letters.get(0).getYDirAdj() - 9;
                }
            }
        };
        stripper.getText(file);
        float table = PAGE_WIDTH - 80;
        place[0] = 40 + table * 55 / 100 + 2;
        place[2] = table * 37 / 100 - 4;
        return place;
    }

    private static boolean isDark(BufferedImage image, int x, int y) {
        int color = image.getRGB(x, y);
        return Stream.of(color >> 16 & 0xFF, color >> 8 & 0xFF, color & 0xFF).allMatch(part -> part < 128);
    }
}
