package org.harvestxero.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps what a file said before it was replaced: each text in a file of its own, for its owner alone. Of many the oldest go.
 *
 * @param folder below {@code data/}; made when it is missing
 * @param before the time in the names
 * @param behind the time in the names
 */
public record EarlierTexts(Path folder, String before, String behind) {
    private static final int MOST_KEPT = 50;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    public void keep(String text, Instant at) throws IOException {
        Home.makeFolder(folder);
        Home.replace(folder.resolve(before + STAMP.format(at) + behind), text);
        List<Path> kept;
        try (Stream<Path> files = Files.list(folder)) {
            kept = files.filter(this::isOne).sorted().toList();
        }
        for (Path old : kept.subList(0, Math.max(0, kept.size() - MOST_KEPT))) {
            Files.deleteIfExists(old);
        }
    }

    private boolean isOne(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(before) && name.endsWith(behind);
    }
}
