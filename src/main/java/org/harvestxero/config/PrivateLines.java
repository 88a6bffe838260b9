package org.harvestxero.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A file of lines that its owner alone may read and write, such as that of users; it need not be there. */
public final class PrivateLines {
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final Path file;
    private final String setting;
    private final String consequence;

    /**
     * @param setting that names the file, such as {@code users.file}
     * @param consequence of others being able to read it, as the end of a sentence: {@code nobody is let in by it}
     */
    public PrivateLines(Path file, String setting, String consequence) {
        this.file = file;
        this.setting = setting;
        this.consequence = consequence;
    }

    public Path path() {
        return file;
    }

    /**
     * Its lines; none where there is no file.
     *
     * @throws SettingsException when it can't be read, or others than its owner may read or write it
     */
    public List<String> read() {
        if (Files.notExists(file)) {
            return List.of();
        }
        try {
            if (knowsOwners() && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw new SettingsException("Others than its owner may read or write " + file + " (" + setting
                        + "), so " + consequence + ". As its owner, run: chmod 600 " + file);
            }
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Whether its file system knows who may read it. */
    public boolean knowsOwners() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /**
     * One writer at a time; a crash leaves the former or the new file, never half of one.
     *
     * @throws SettingsException when it can't be read or written
     */
    public void change(UnaryOperator<List<String>> change) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new SettingsException(setting + " is no file: " + file);
        }
        try {
            Home.makeFolder(folder);
            Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                List<String> lines = Files.exists(file) && lock.isValid() ? Files.readAllLines(file) : List.of();
                Home.replace(
                        file,
                        change.apply(lines).stream()
                                .map(line -> line + System.lineSeparator())
                                .collect(Collectors.joining()));
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Equal as long as nobody wrote the file or changed who may read it. */
    String stamp() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey() + " "
                    + (knowsOwners() ? Files.getPosixFilePermissions(file) : "");
        } catch (IOException e) {
            return "none";
        }
    }

    /** What to say where it can't be read or written. */
    public SettingsException unusable(IOException failure) {
        return new SettingsException(file + " (" + setting + ") can't be read or written (" + failure
                + "): name a file in a folder this process may write to, or make it for its user.");
    }
}
