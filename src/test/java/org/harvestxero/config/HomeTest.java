package org.harvestxero.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsForItsOwnerAlone() throws IOException {
        Path data = Home.at(folder).data();

        assertThat(mode(data)).isEqualTo("rwx------");
        assertThat(Home.at(folder).closeToOthers()).isEmpty();
    }

    @Test
    void looseModesAreMendedAndTold() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path start = Files.createDirectory(data.resolve("start"));
        Path database = Files.writeString(data.resolve("harvest-xero.mv.db"), "books");
        Path archive = Files.writeString(start.resolve("classes-1.jsa"), "classes");
        loosen(data, "rwxr-xr-x");
        loosen(start, "rwxrwxr-x");
        loosen(database, "rw-r--r--");
        loosen(archive, "r--r--r--");

        assertThat(Home.at(folder).closeToOthers())
                .containsExactly(data.toAbsolutePath()
                        + " was open to other users of this machine (rwxr-xr-x); it is its owner's alone now.");

        assertThat(mode(data)).isEqualTo("rwx------");
        assertThat(mode(start)).isEqualTo("rwx------");
        assertThat(mode(database)).isEqualTo("rw-------");
        assertThat(mode(archive)).isEqualTo("rw-------");
        assertThat(Home.at(folder).closeToOthers()).isEmpty();
    }

    @Test
    void aLooseFileBehindAClosedFolderIsMendedToo() throws IOException {
        Path data = Home.at(folder).data();
        Path database = Files.writeString(data.resolve("harvest-xero.mv.db"), "books");
        loosen(database, "rw-r--r--");

        assertThat(Home.at(folder).closeToOthers())
                .containsExactly("1 file below " + data.toAbsolutePath()
                        + " had looser modes than their owner's alone; that is mended.");

        assertThat(mode(database)).isEqualTo("rw-------");
    }

    @Test
    void aLinkOutOfTheFolderIsLeftAlone() throws IOException {
        Path data = Home.at(folder).data();
        Path outside = Files.writeString(folder.resolve("outside"), "not ours");
        loosen(outside, "rw-r--r--");
        Files.createSymbolicLink(data.resolve("link"), outside);

        assertThat(Home.at(folder).closeToOthers()).isEmpty();
        assertThat(mode(outside)).isEqualTo("rw-r--r--");
    }

    private static void loosen(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aFileInPlaceOfItsDataFolderIsToldInOneSentence() throws IOException {
        Path file = Files.createFile(folder.resolve("data"));

        assertThatThrownBy(() -> Home.at(folder).closeToOthers())
                .isInstanceOf(SettingsException.class)
                .hasMessage(file
                        + " is not a folder: move it away, so that the folder can be made, or use another home with"
                        + " --home.");
    }

    @Test
    void whatCantBeWrittenIsToldWithWhatToDo() {
        assertThat(Home.unusable(
                        Path.of("/books/data"), new FileSystemException("/books/data", null, "Read-only file system")))
                .hasMessage(
                        "/books/data can't be made or written by this process (Read-only file system): give its user the right to,"
                                + " make the disk writable, or use another home with --home.");
    }
}
