package org.harvestxero.config.mapping;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Clock;
import java.util.Objects;
import org.harvestxero.config.EarlierTexts;
import org.harvestxero.config.Home;
import org.harvestxero.config.SettingsException;
import org.harvestxero.config.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes {@code mappings.yaml} for people who don't edit it themselves. A text is believed before it takes the file's place, and once
 * more when it is read back; what stood there before is kept in {@code data/earlier/}. A file that was changed meanwhile is left alone.
 */
public final class MappingsEditor {
    private static final Logger LOG = LoggerFactory.getLogger(MappingsEditor.class);

    private final MappingsFile mappings;
    private final Home home;
    private final Clock clock;

    public MappingsEditor(MappingsFile mappings, Home home, Clock clock) {
        this.mappings = mappings;
        this.home = home;
        this.clock = clock;
    }

    /** @throws SettingsException when the file can't be read */
    public String text() {
        return mappings.text();
    }

    /** @throws SettingsException when the text can't be used */
    public MappingsFile.Said read(String text) {
        return mappings.read(text);
    }

    /** Where a text is written: the home's own file, even while the one that came with the program counts. */
    public Path file() {
        return home.folder().resolve("mappings.yaml");
    }

    /** Tells one text from another. */
    public static String mark(String text) {
        return Sha256.of(text);
    }

    /**
     * Puts a text in the place of another, and in force.
     *
     * @return false when another text stands on disk by now; nothing is written then
     * @throws SettingsException when it can't be used or written; what was in force stays so
     */
    public synchronized boolean replace(String expected, String text) {
        mappings.read(text);
        try {
            Path lockFile = home.data().resolve("mappings.lock");
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                return lock.isValid() && mappings.text().equals(expected) && replaced(expected, text);
            }
        } catch (IOException e) {
            throw new SettingsException(file() + " can't be written by this process (" + e
                    + "): give its user the right to, or make the change by hand; nothing has changed.");
        }
    }

    private boolean replaced(String expected, String text) throws IOException {
        boolean own = Files.exists(file());
        new EarlierTexts(home.data().resolve("earlier"), "mappings-", ".yaml").keep(expected, clock.instant());
        put(text);
        try {
            mappings.reload();
            return true;
        } catch (SettingsException e) {
            if (own) {
                put(expected);
            } else {
                Files.deleteIfExists(file());
            }
            mappings.reload();
            throw new SettingsException("What was written was not believed when it was read back, so what stood there"
                    + " before is in its place again: " + e.getMessage());
        }
    }

    /** As the file is now: its owner, its group, its rights; where a link leads to it, there. */
    private void put(String text) throws IOException {
        Path file = Files.exists(file()) ? file().toRealPath() : file();
        Path part = Files.createTempFile(
                Objects.requireNonNull(file.toAbsolutePath().getParent()), "mappings", ".tmp");
        try {
            likeThe(Files.exists(file) ? file : mappings.file(), part);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void likeThe(Path model, Path file) throws IOException {
        if (!Files.exists(model)
                || !file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        PosixFileAttributes like = Files.readAttributes(model, PosixFileAttributes.class);
        Files.setPosixFilePermissions(file, like.permissions());
        try {
            Files.setAttribute(file, "posix:group", like.group(), LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            LOG.info("{} belongs to the group of this process from now on: {}", model, e.toString());
        }
    }
}
