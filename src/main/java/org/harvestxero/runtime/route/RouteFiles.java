package org.harvestxero.runtime.route;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;
import org.harvestxero.config.Writers;
import org.jspecify.annotations.Nullable;

/**
 * The texts of all route files at one moment.
 *
 * @param folder where they lie; those of subfolders belong to it
 * @param texts by file
 */
public record RouteFiles(Path folder, SortedMap<Path, String> texts) {
    static final String ENDING = ".camel.yaml";

    public RouteFiles {
        texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    }

    /**
     * Reads every route file.
     *
     * @throws RouteRefusedException when there is none, or one can't be read as text
     */
    public static RouteFiles read(Path folder) {
        SortedMap<Path, String> texts = new TreeMap<>();
        onlyItsOwnersWrite(folder, folder);
        for (Path file : list(folder)) {
            onlyItsOwnersWrite(folder, file);
            try {
                texts.put(file, Files.readString(file));
            } catch (CharacterCodingException e) {
                throw new RouteRefusedException(folder.relativize(file).toString(), "is not UTF-8 text", e);
            } catch (NoSuchFileException e) {
                continue; // deleted since it was listed
            } catch (IOException e) {
                throw new RouteRefusedException(
                        folder.relativize(file).toString(), "can't be read (" + e.getMessage() + ")", e);
            }
        }
        if (texts.isEmpty()) {
            throw new RouteRefusedException(folder.toString(), "holds no file that ends in " + ENDING);
        }
        return new RouteFiles(folder, texts);
    }

    private static void onlyItsOwnersWrite(Path folder, Path file) {
        Path within = file.getParent();
        if (within != null && !file.equals(folder) && !within.equals(folder)) {
            onlyItsOwnersWrite(folder, within);
        }
        Writers.complaint(file).ifPresent(complaint -> {
            throw new RouteRefusedException(
                    file.equals(folder)
                            ? folder.toString()
                            : folder.relativize(file).toString(),
                    complaint);
        });
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return found.filter(file -> file.toString().endsWith(ENDING) && Files.isRegularFile(file))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new RouteRefusedException(folder.toString(), "can't be listed (" + e.getMessage() + ")", e);
        }
    }

    /** The same texts by path below the folder. */
    public SortedMap<String, String> named() {
        SortedMap<String, String> named = new TreeMap<>();
        texts.forEach((file, text) -> named.put(name(file), text));
        return named;
    }

    /** Texts that were kept of a folder, as if they were still in it. */
    public static RouteFiles of(Path folder, Map<String, String> named) {
        SortedMap<Path, String> texts = new TreeMap<>();
        named.forEach((name, text) -> texts.put(folder.resolve(name), text));
        return new RouteFiles(folder, texts);
    }

    @Nullable
    String text(Path file) {
        return texts.get(file);
    }

    /** The file's path below the folder. */
    String name(Path file) {
        return folder.relativize(file).toString();
    }

    /** How Camel names the file in the definitions it makes from it. */
    static String location(Path file) {
        return "file:" + file;
    }

    static Resource resource(Path file, String text) {
        return ResourceHelper.fromString(location(file), text);
    }

    /** Whether the files differ in this one. */
    boolean differs(RouteFiles other, Path file) {
        return !Objects.equals(text(file), other.text(file));
    }
}
