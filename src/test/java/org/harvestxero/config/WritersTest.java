package org.harvestxero.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WritersTest {
    private static final int NOBODY = 65_534;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void make() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("unix"));
        file = Files.writeString(folder.resolve("mappings.yaml"), "rules: []\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-r--r--", "r--r--r--"})
    void whatOnlyItsOwnerWritesIsFine(String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThat(Writers.complaint(file)).isEmpty();
    }

    @Test
    void whatOthersWriteIsRefusedWithTheCommandThatMendsIt() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--rw-"));

        assertThat(Writers.complaint(file))
                .contains(file + " can be written by others than its owner (rw-r--rw-): run chmod o-w " + file);
    }

    @Test
    void whatTheProcesssOwnGroupWritesIsFine() throws IOException {
        Files.setAttribute(file, "unix:gid", Files.getAttribute(Path.of("/proc/self"), "unix:gid"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

        assertThat(Writers.complaint(file)).isEmpty();
    }

    @Test
    void whatAnotherGroupWritesIsRefused() throws IOException {
        assumeTrue(isRoot());
        Files.setAttribute(file, "unix:gid", NOBODY);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThat(Writers.complaint(file))
                .contains(file + " can be written by others than its owner (rw-rw-rw-): run chmod go-w " + file);
    }

    @Test
    void aFileOfAnotherUserIsToldByName() throws IOException {
        assumeTrue(isRoot());
        assertThat(Writers.stranger(file)).isEmpty();

        Files.setAttribute(file, "unix:uid", NOBODY);

        assertThat(Writers.stranger(file)).contains("nobody");
    }

    @Test
    void whatIsNotThereIsFine() {
        assertThat(Writers.complaint(folder.resolve("none"))).isEmpty();
        assertThat(Writers.stranger(folder.resolve("none"))).isEmpty();
    }

    private static boolean isRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }
}
