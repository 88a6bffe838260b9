package org.harvestxero.pdf;

import com.lowagie.text.Chunk;
import com.lowagie.text.DocumentException;
import com.lowagie.text.Font;
import com.lowagie.text.Phrase;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.LayoutProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fonts of one PDF file: each is read when a letter of it first needs one, and let go with the file, so that a process that makes
 * no such file holds none. A letter that no font has shows as a box.
 *
 * <p>Devanagari is joined by Java's own text layout, which the PDF library can use for all of a process or not at all: only one
 * file may be made at a time.
 */
final class PdfFonts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PdfFonts.class);
    private static final int BOX = 0x25A1;
    private static final int MOST_NAMED = 10;
    private static final Set<UnicodeScript> TALL = EnumSet.of(
            UnicodeScript.ARABIC,
            UnicodeScript.THAI,
            UnicodeScript.DEVANAGARI,
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL);

    private final Map<Face, BaseFont> read = new EnumMap<>(Face.class);
    private final Set<Integer> missing = new TreeSet<>();
    private boolean joined;

    /** @param texts everything the file will show */
    PdfFonts(List<String> texts) {
        boolean indic = false;
        font(Face.LATIN);
        for (String text : texts) {
            indic |= text.codePoints().anyMatch(letter -> script(letter) == UnicodeScript.DEVANAGARI);
            text.codePoints()
                    .filter(letter -> script(letter) != UnicodeScript.DEVANAGARI)
                    .forEach(this::faceFor);
        }
        if (indic) {
            join();
        }
    }

    /** What shows the letters of a script; the first in the PDF library, the others in this program's own fonts folder. */
    private enum Face {
        LATIN("font-fallback/LiberationSans-Regular.ttf"),
        ARABIC("fonts/NotoSansArabic-Regular.ttf"),
        THAI("fonts/NotoSansThai-Regular.ttf"),
        DEVANAGARI("fonts/NotoSansDevanagari-Regular.ttf"),
        /** Chinese, Japanese and Korean, and many signs. */
        EAST_ASIAN("fonts/wqy-microhei.ttc,0");

        private final String file;

        Face(String file) {
            this.file = file;
        }
    }

    /** The text in as many fonts as it takes. */
    Phrase phrase(String text, float size) {
        Phrase phrase = new Phrase();
        StringBuilder run = new StringBuilder();
        Face face = Face.LATIN;
        for (int letter : clean(text).codePoints().toArray()) {
            Face next = isNeutral(letter) && has(face, letter) ? face : faceFor(letter);
            if (next == null && isUnseen(letter)) {
                continue;
            }
            if (next == null) {
                missing.add(letter);
            }
            Face shown = next == null ? Face.LATIN : next;
            if (shown != face && !run.isEmpty()) {
                phrase.add(new Chunk(run.toString(), new Font(font(face), size)));
                run.setLength(0);
            }
            face = shown;
            run.appendCodePoint(next == null ? BOX : letter);
        }
        phrase.add(new Chunk(run.toString(), new Font(font(face), size)));
        return phrase;
    }

    /** Whether its lines need more room than those of European letters. */
    static boolean isTall(String text) {
        return text.codePoints().mapToObj(PdfFonts::script).anyMatch(TALL::contains);
    }

    /** Such as {@code 😀 (U+1F600)}; empty where every letter was shown. */
    String missing() {
        String named = missing.stream()
                .limit(MOST_NAMED)
                .map(letter -> Character.toString(letter) + String.format(" (U+%04X)", letter))
                .collect(Collectors.joining(", "));
        return missing.size() > MOST_NAMED ? named + " and " + (missing.size() - MOST_NAMED) + " more" : named;
    }

    @Override
    public void close() {
        if (joined) {
            LayoutProcessor.disable();
        }
    }

    private static String clean(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').replaceAll("[\\p{Cntrl}&&[^\n]]", " ");
    }

    private @Nullable Face faceFor(int letter) {
        if (letter == '\n') {
            return Face.LATIN;
        }
        Face own = switch (script(letter)) {
            case ARABIC -> Face.ARABIC;
            case THAI -> Face.THAI;
            case DEVANAGARI -> Face.DEVANAGARI;
            default -> Face.LATIN;
        };
        if (has(own, letter)) {
            return own;
        }
        if (has(Face.LATIN, letter)) {
            return Face.LATIN;
        }
        return !isUnseen(letter) && has(Face.EAST_ASIAN, letter) ? Face.EAST_ASIAN : null;
    }

    private boolean has(Face face, int letter) {
        return letter == '\n' || font(face).charExists(letter);
    }

    /** Signs that Indian scripts share count as Devanagari's. */
    private static UnicodeScript script(int letter) {
        return letter == 0x0964 || letter == 0x0965 ? UnicodeScript.DEVANAGARI : UnicodeScript.of(letter);
    }

    /** Blanks, digits, marks and the like stay in the font of the letter before them. */
    private static boolean isNeutral(int letter) {
        UnicodeScript script = UnicodeScript.of(letter);
        return script == UnicodeScript.COMMON || script == UnicodeScript.INHERITED;
    }

    /** What only tells how letters around it look. */
    private static boolean isUnseen(int letter) {
        return Character.getType(letter) == Character.FORMAT
                || (letter >= 0xFE00 && letter <= 0xFE0F)
                || (letter >= 0xE0100 && letter <= 0xE01EF);
    }

    private BaseFont font(Face face) {
        return read.computeIfAbsent(face, PdfFonts::load);
    }

    private static BaseFont load(Face face) {
        try {
            return BaseFont.createFont(face.file, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, false, null, null);
        } catch (DocumentException e) {
            throw new IllegalStateException(face.file, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the font whose letters are to be joined, as the last: those read while joining is on are joined, too. */
    private void join() {
        font(Face.EAST_ASIAN);
        font(Face.ARABIC);
        font(Face.THAI);
        try {
            LayoutProcessor.enableKernLiga();
            LayoutProcessor.setWriteActualText();
            joined = true;
            font(Face.DEVANAGARI);
        } catch (RuntimeException | LinkageError | InternalError e) {
            LOG.warn(
                    "Java's text layout can't be used here, so the letters of Devanagari are not joined in PDF files",
                    e);
            close();
            joined = false;
            font(Face.DEVANAGARI);
        }
    }
}
