package org.harvestxero.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last good version of each file that people edit, in {@code data/last-good/}: in force at a start that meets a broken one. Its
 * owner's alone, since agreements say what clients pay.
 */
public final class LastGood {
    private static final Logger LOG = LoggerFactory.getLogger(LastGood.class);

    private final Supplier<Path> folder;

    private LastGood(Supplier<Path> folder) {
        this.folder = folder;
    }

    public static LastGood in(Home home) {
        return new LastGood(() -> home.data().resolve("last-good"));
    }

    /** @param folder made when something is kept */
    public static LastGood at(Path folder) {
        return new LastGood(() -> folder);
    }

    /** Where they lie. */
    public Path folder() {
        return folder.get();
    }

    /** @param name path below the folder, such as {@code mappings.yaml}; empty when none was kept or it can't be read */
    public Optional<String> text(String name) {
        try {
            return Optional.of(Files.readString(folder().resolve(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("The last good version of {} can't be read: {}", name, e.toString());
            return Optional.empty();
        }
    }

    /** Keeps a text that is good. That it can't be kept stops nothing, but is told. */
    public void keep(String name, String text) {
        try {
            Path file = folder().resolve(name);
            if (!isKept(file, text)) {
                Home.makeFolder(Objects.requireNonNull(file.getParent()));
                Home.replace(file, text);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The last good version of {} can't be kept: {}", name, e.toString());
        }
    }

    private static boolean isKept(Path file, String text) throws IOException {
        try {
            return Files.exists(file) && Files.readString(file).equals(text);
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** What is kept below a folder, by path within it; empty when there is none. */
    public SortedMap<String, String> texts(String folder) {
        Path within = folder().resolve(folder);
        SortedMap<String, String> texts = new TreeMap<>();
        for (String name : names(within)) {
            text(folder + "/" + name).ifPresent(text -> texts.put(name, text));
        }
        return texts;
    }

    /** Keeps these and forgets what else was kept below the folder: they are all that is in force. */
    public void keepAll(String folder, Map<String, String> texts) {
        Path within = folder().resolve(folder);
        texts.forEach((name, text) -> keep(folder + "/" + name, text));
        for (String name : names(within)) {
            if (!texts.containsKey(name)) {
                try {
                    Files.delete(within.resolve(name));
                } catch (IOException e) {
                    LOG.warn("The last good version of {} can't be forgotten: {}", name, e.toString());
                }
            }
        }
    }

    private static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(name -> !name.endsWith(".tmp"))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("{} can't be listed: {}", folder, e.toString());
            return List.of();
        }
    }
}
