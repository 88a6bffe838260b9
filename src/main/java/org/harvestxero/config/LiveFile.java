package org.harvestxero.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that people edit while the program runs. A broken one is refused, by file, line and reason, and the last good version stays
 * in force, also over a restart. A file that is missing says nothing at all.
 *
 * @param <T> what it says
 */
public final class LiveFile<T> {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFile.class);

    private final Supplier<Path> file;
    private final LastGood lastGood;
    private final Reader<T> reader;
    private final Supplier<String> missing;
    private volatile @Nullable T inForce;
    private volatile @Nullable String refusal;
    private @Nullable String lastSeen;

    /** Reads nothing yet. @param file where it is; may come up later in the home */
    public LiveFile(Supplier<Path> file, LastGood lastGood, Reader<T> reader) {
        this(file, lastGood, reader, () -> "");
    }

    /** @param missing what counts where there is no file, or none that could ever be used */
    public LiveFile(Supplier<Path> file, LastGood lastGood, Reader<T> reader, Supplier<String> missing) {
        this.file = file;
        this.lastGood = lastGood;
        this.reader = reader;
        this.missing = missing;
    }

    /** Makes of a text what it says. */
    @FunctionalInterface
    public interface Reader<T> {
        /** @throws SettingsException when it can't be used; all that is wrong, each with its line */
        T read(String text);
    }

    public Path file() {
        return file.get();
    }

    /** Why the file as it was last read is not in force; empty when it is. */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Whether somebody asked for what is in force already. */
    public boolean isUsed() {
        return inForce != null;
    }

    /** Whether there is no file and nobody met one: such a home is left as it is. */
    public boolean isAbsent() {
        return !isUsed() && !Files.exists(file());
    }

    /** What is in force, as of the last {@link #refresh}, or of one now if there was none. */
    public T current() {
        T now = inForce;
        return now == null ? refresh() : now;
    }

    /** What is in force; the file is read again if it is not what it was at the last try. */
    public synchronized T refresh() {
        try {
            String text = text();
            if (!text.equals(lastSeen)) {
                boolean edited = lastSeen != null;
                lastSeen = null;
                inForce = reader.read(text);
                if (edited) {
                    LOG.info("{} has changed and is in force", name());
                }
                refusal = null;
                lastGood.keep(name(), text);
            }
            lastSeen = text;
        } catch (SettingsException e) {
            refuse(String.valueOf(e.getMessage()));
        }
        T now = inForce;
        return now == null ? reader.read(missing.get()) : now;
    }

    private void refuse(String reason) {
        if (!reason.equals(refusal)) {
            LOG.warn("The edited {} is not in force, its last good version is: {}", name(), reason);
        }
        refusal = reason;
        if (inForce == null) {
            inForce = kept().orElseGet(() -> reader.read(missing.get()));
        }
    }

    private Optional<T> kept() {
        try {
            return lastGood.text(name()).map(reader::read);
        } catch (SettingsException e) {
            LOG.warn("The last good {} in {} can't be used: {}", name(), lastGood.folder(), e.getMessage());
            return Optional.empty();
        }
    }

    private String name() {
        return String.valueOf(file.get().getFileName());
    }

    private String text() {
        Path file = this.file.get();
        Writers.complaint(file).ifPresent(complaint -> {
            throw new SettingsException(complaint + ".");
        });
        try {
            return Files.exists(file) ? Files.readString(file) : missing.get();
        } catch (CharacterCodingException e) {
            throw new SettingsException(file + " isn't UTF-8 text: save it in that encoding.");
        } catch (IOException e) {
            throw new SettingsException(file + " can't be read (" + e.getMessage() + "): check its permissions.");
        }
    }
}
