package org.harvestxero.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one deployment: its settings, routes, mappings and agreements, and everything it writes below {@code data/}.
 * What the folder lacks is taken from the program's own folder, so that several homes may share one installation.
 */
public final class Home {
    static final String FOLDER = "rwx------";
    static final String FILE = "rw-------";

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

    public Path holidays() {
        return own("holidays.yaml");
    }

    public Path overdue() {
        return own("overdue.yaml");
    }

    /** The words of mails about overdue invoices. */
    public Path overdueTemplates() {
        return own("overdue");
    }

    /** Which journals are made at the end of a month. */
    public Path journals() {
        return own("journals.yaml");
    }

    /** How hours become timesheets of payroll. */
    public Path payroll() {
        return own("payroll.yaml");
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
                ownerOnly(data, FOLDER);
            }
            return data;
        } catch (FileAlreadyExistsException e) {
            throw new SettingsException(
                    data
                            + " is not a folder: move it away, so that the folder can be made, or use another home with --home.");
        } catch (IOException e) {
            throw unusable(data, e);
        }
    }

    /** What to do about a folder or file below {@code data/} that this process can't make or write. */
    public static SettingsException unusable(Path path, IOException failure) {
        return new SettingsException(path + " can't be made or written by this process (" + reason(failure)
                + "): give its user the right to, make the disk writable, or use another home with --home.");
    }

    static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "no permission";
        }
        String reason = failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
        return reason == null ? failure.getClass().getSimpleName() : reason;
    }

    /**
     * Leaves what the deployment wrote to its owner alone: folders 0700, files 0600. Whoever may read {@code data/} reads the database.
     *
     * @return what was mended or could not be, as sentences for people; empty where nothing had to be
     * @throws SettingsException when other users of this machine can reach {@code data/} and this process may not change that
     */
    public List<String> closeToOthers() {
        return new DataAccess(data()).closeToOthers();
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

    /** Makes a folder below {@code data/}, and those above it that are missing, for their owner alone. */
    public static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Path above = folder.toAbsolutePath().getParent();
            if (above != null) {
                makeFolder(above);
            }
            Files.createDirectories(folder);
            ownerOnly(folder, FOLDER);
        }
    }

    /** Writes a file for its owner alone, in a folder that is there; a crash leaves the former or the new text, never half of one. */
    public static void replace(Path file, String text) throws IOException {
        replace(file, text, PosixFilePermissions.fromString(FILE));
    }

    /** The same with other permissions, as far as the file system knows any. */
    public static void replace(Path file, String text, Set<PosixFilePermission> permissions) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path part = Files.createTempFile(folder, "part", ".tmp");
        try {
            ownerOnly(part, FILE);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true); // else a power cut may leave the name with nothing behind it
            }
            ownerOnly(part, PosixFilePermissions.toString(permissions));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder(folder);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Who may read and write a file; its owner alone where there is none. */
    public static Set<PosixFilePermission> permissions(Path file) throws IOException {
        return Files.exists(file)
                        && file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? Files.getPosixFilePermissions(file)
                : PosixFilePermissions.fromString(FILE);
    }

    /** The new name, too, is to survive a power cut; not every system can open a folder for that. */
    private static void forceFolder(@Nullable Path folder) {
        if (folder != null) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            } catch (IOException e) {
                return; // Windows
            }
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
