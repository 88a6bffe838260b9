package org.harvestxero.config.agreement;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.harvestxero.config.LastGood;
import org.harvestxero.config.Writers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@code holidays.yaml} whose corrections are in force. Read again while the program runs; a broken one is refused by file, line
 * and reason, and the last good one stays in force, also over a restart, at first the one that came with the program. Without a file that one counts.
 */
public final class HolidaysFile {
    private static final Logger LOG = LoggerFactory.getLogger(HolidaysFile.class);
    static final String NAME = "holidays.yaml";
    private static final String RESOURCE = "/" + NAME;

    private final Path file;
    private final LastGood lastGood;
    private volatile @Nullable HolidayCorrections inForce;
    private volatile @Nullable String refusal;
    private @Nullable String lastSeen;

    private HolidaysFile(Path file, LastGood lastGood) {
        this.file = file;
        this.lastGood = lastGood;
    }

    /**
     * Reads nothing until somebody asks for a holiday: most clients keep none.
     *
     * @param lastGood keeps the last good version, so that a file that broke while nothing ran is met by it
     */
    public static HolidaysFile at(Path file, LastGood lastGood) {
        return new HolidaysFile(file, lastGood);
    }

    public Path file() {
        return file;
    }

    /** Why the file as it was last read is not in force, with its name and line; empty when it is. */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** How many places have corrections in force. */
    public int places() {
        return corrections().places().size();
    }

    HolidayCorrections corrections() {
        HolidayCorrections now = inForce;
        if (now == null) {
            refresh();
            now = inForce;
        }
        return now == null ? shipped() : now;
    }

    /** Reads the file again where somebody has asked for a holiday already. */
    public void refreshIfUsed() {
        if (inForce != null) {
            refresh();
        }
    }

    /**
     * Reads the file again if it is not what it was at the last try, good or bad.
     *
     * @return whether it was another
     */
    public synchronized boolean refresh() {
        Optional<String> loose = Writers.complaint(file);
        if (loose.isPresent()) {
            return refused(null, loose.get());
        }
        String text;
        try {
            text = Files.exists(file) ? Files.readString(file) : Shipped.TEXT;
        } catch (CharacterCodingException e) {
            return refused(null, NAME + " isn't UTF-8 text");
        } catch (IOException e) {
            return refused(null, NAME + " can't be read (" + e.getMessage() + ")");
        }
        if (text.equals(lastSeen)) {
            return false;
        }
        try {
            boolean edited = lastSeen != null;
            inForce = HolidaysReader.read(text);
            refusal = null;
            lastSeen = text;
            lastGood.keep(NAME, text);
            if (edited) {
                LOG.info("{} has changed; its corrections are in force", NAME);
            }
            return true;
        } catch (AgreementRefusedException e) {
            return refused(text, String.valueOf(e.getMessage()));
        }
    }

    private boolean refused(@Nullable String seen, String reason) {
        boolean another = !reason.equals(refusal);
        lastSeen = seen;
        refusal = reason;
        if (inForce == null) {
            inForce = kept().orElseGet(HolidaysFile::shipped);
        }
        if (another) {
            LOG.warn("The edited holidays are not in force, the last good ones are: {}", reason);
        }
        return another;
    }

    private Optional<HolidayCorrections> kept() {
        Optional<String> text = lastGood.text(NAME);
        try {
            return text.isPresent() ? Optional.of(HolidaysReader.read(text.get())) : Optional.empty();
        } catch (AgreementRefusedException e) {
            LOG.warn("The last good {} in {} can't be used: {}", NAME, lastGood.folder(), e.toString());
            return Optional.empty();
        }
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
