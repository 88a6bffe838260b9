package org.harvestxero.config.agreement;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.harvestxero.config.LastGood;
import org.harvestxero.config.LiveFile;
import org.harvestxero.config.agreement.AgreementRefusedException.Flaw;

/**
 * A {@code holidays.yaml} whose corrections are in force. Read again while the program runs; a broken one is refused by file, line
 * and reason, and the last good one stays in force, also over a restart, at first the one that came with the program. Without a file that one counts.
 */
public final class HolidaysFile {
    static final String NAME = "holidays.yaml";
    private static final String RESOURCE = "/" + NAME;
    private static final StrictReader<HolidayCorrections> READER = HolidaysReader::read;

    private final Supplier<Path> path;
    private final LiveFile<HolidayCorrections> file;

    private HolidaysFile(Supplier<Path> path, LastGood lastGood) {
        this.path = path;
        this.file = new LiveFile<>(path, lastGood, READER::live, () -> Shipped.TEXT);
    }

    /**
     * Reads nothing until somebody asks for a holiday: most clients keep none.
     *
     * @param lastGood keeps the last good version, so that a file that broke while nothing ran is met by it
     */
    public static HolidaysFile at(Path file, LastGood lastGood) {
        return new HolidaysFile(() -> file, lastGood);
    }

    /** The same of a file that may come up later in the home. */
    public static HolidaysFile at(Supplier<Path> file, LastGood lastGood) {
        return new HolidaysFile(file, lastGood);
    }

    public Path file() {
        return path.get();
    }

    /** Why the file as it was last read is not in force, with its name and line, without a full stop; empty when it is. */
    public Optional<String> refusal() {
        return file.refusal().map(reason -> reason.replaceFirst("\\.$", ""));
    }

    /** How many places have corrections in force. */
    public int places() {
        return corrections().places().size();
    }

    HolidayCorrections corrections() {
        return file.current();
    }

    /** Reads the file again where somebody has asked for a holiday already. */
    public void refreshIfUsed() {
        if (file.isUsed()) {
            refresh();
        }
    }

    /** Reads the file again if it is not what it was at the last try. */
    public void refresh() {
        file.refresh();
    }

    /** All that is wrong with a text as this file; nothing where it can be used. */
    public static List<Flaw> flaws(String text) {
        return READER.flaws(text);
    }

    /** The corrections that came with the program. */
    static HolidayCorrections shipped() {
        return Shipped.CORRECTIONS;
    }

    private static final class Shipped {
        static final String TEXT = text();
        static final HolidayCorrections CORRECTIONS = corrections();

        private static String text() {
            try (InputStream in = Objects.requireNonNull(HolidaysFile.class.getResourceAsStream(RESOURCE), RESOURCE)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(RESOURCE, e);
            }
        }

        private static HolidayCorrections corrections() {
            try {
                return HolidaysReader.read(TEXT);
            } catch (AgreementRefusedException e) {
                throw new IllegalStateException("The corrections that came with the program can't be used", e);
            }
        }
    }
}
