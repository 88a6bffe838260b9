package org.harvestxero.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sample bodies kept beside the project; tests that need them are skipped where they are not. */
public final class Samples {
    private static final Path FOLDER = Path.of(System.getProperty("shared.apis", "../shared/apis"));

    private Samples() {}

    public static Path folder(String name) {
        Path folder = FOLDER.resolve(name);
        assumeTrue(Files.isDirectory(folder), () -> "no samples in " + folder);
        return folder;
    }

    public static JsonNode harvest(String file) throws IOException {
        return read(folder("harvest").resolve(file));
    }

    public static JsonNode xero(String file) throws IOException {
        return read(folder("xero/samples").resolve(file));
    }

    private static JsonNode read(Path file) throws IOException {
        var tree = JsonFields.parse(Files.readString(file));
        assertThat(tree).as(file.toString()).isPresent();
        return tree.get();
    }
}
