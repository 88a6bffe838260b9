package org.harvestxero.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder of one deployment: its settings, routes, mappings and agreements, and everything it writes below {@code data/}.
 * What the folder lacks is taken from the program's own folder, so that several homes may share one installation.
 */
public final class Home {
    private final Path folder;
    private final Path program;

    private Home(Path folder, Path program) {
        this.folder = folder.toAbsolutePath().normalize();
        this.program = program.toAbsolutePath().normalize();
    }

    /** @param program where the distribution was unpacked; the home itself when nothing else is shared */
    public static Home at(Path folder, Path program) {
        if (!Files.isDirectory(folder)) {
            throw new SettingsException("The home " + folder.toAbsolutePath().normalize()
                    + " is not a folder: make it, or name another with --home.");
        }
        return new Home(folder, program);
    }

    public static Home at(Path folder) {
        return at(folder, folder);
    }

    public Path folder() {
        return folder;
    }

    public Path properties() {
        return folder.resolve("application.properties");
    }

    public Path routes() {
        return own("routes");
    }

    public Path mappings() {
        return own("mappings.yaml");
    }

    public Path agreements() {
        return own("agreements");
    }

    /** Everything this deployment writes; made on first use, for its owner only. */
    public Path data() {
        Path data = folder.resolve("data");
        try {
            if (!Files.isDirectory(data)) {
                Files.createDirectories(data);
                ownerOnly(data, "rwx------");
            }
            return data;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not make " + data, e);
        }
    }

    /** Another home that uses the same routes, mappings and agreements. */
    public Home below(Path other) {
        return new Home(other, Files.isDirectory(folder.resolve("routes")) ? folder : program);
    }

    /** Leaves a file or folder to its owner alone, where the file system knows owners. */
    public static void ownerOnly(Path path, String permissions) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    private Path own(String name) {
        Path here = folder.resolve(name);
        Path shared = program.resolve(name);
        return Files.exists(here) || !Files.exists(shared) ? here : shared;
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
