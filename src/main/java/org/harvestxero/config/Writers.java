package org.harvestxero.config;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may change a file that says what this process does: its owner, and the group this process itself belongs to where the file is
 * the group's. Whoever else can write it is refused, since that is running code as this process, or moving its money.
 *
 * <p>Where a file system knows no owners and modes, or can't be written at all, there is nothing to tell.
 */
public final class Writers {
    /** File systems that show the same mode for everything, whoever may write. */
    private static final Set<String> WITHOUT_MODES = Set.of(
            "vfat",
            "msdos",
            "exfat",
            "ntfs",
            "ntfs3",
            "fuseblk",
            "cifs",
            "smb2",
            "smb3",
            "smbfs",
            "9p",
            "drvfs",
            "vboxsf",
            "vmhgfs",
            "fakeowner",
            "osxfs");

    private static final Path PROCESS = Path.of("/proc/self");

    private Writers() {}

    /** What is wrong and the command that mends it, without a full stop; empty when nothing is. */
    public static Optional<String> complaint(Path path) {
        try {
            if (!Files.exists(path) || !hasModes(path)) {
                return Optional.empty();
            }
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            boolean others = permissions.contains(PosixFilePermission.OTHERS_WRITE);
            boolean group = permissions.contains(PosixFilePermission.GROUP_WRITE) && !isOurs(path, "unix:gid");
            if (!others && !group || !tellsWriters(path)) {
                return Optional.empty();
            }
            return Optional.of(path + " can be written by others than its owner ("
                    + PosixFilePermissions.toString(permissions) + "): run chmod " + (group ? "g" : "")
                    + (others ? "o" : "") + "-w " + path);
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty(); // went away meanwhile, or can't be looked at: then it can't be read either
        }
    }

    /** The user it belongs to, when that is neither this process's nor the machine's own; such a user may change it at any time. */
    public static Optional<String> stranger(Path path) {
        try {
            if (!Files.exists(path)
                    || !hasModes(path)
                    || isOurs(path, "unix:uid")
                    || id(path, "unix:uid") == 0
                    || !tellsWriters(path)) {
                return Optional.empty();
            }
            return Optional.of(Files.getOwner(path).getName());
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static boolean hasModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    /** Reads the system's whole table of mounts, so it is asked last: route files are looked at every second. */
    private static boolean tellsWriters(Path path) throws IOException {
        FileStore store = Files.getFileStore(path);
        return !store.isReadOnly() && !WITHOUT_MODES.contains(store.type().toLowerCase(Locale.ROOT));
    }

    /** False also where a process can't be asked. */
    private static boolean isOurs(Path path, String id) throws IOException {
        return Files.exists(PROCESS) && id(path, id) == id(PROCESS, id);
    }

    private static int id(Path path, String id) throws IOException {
        Map<String, Object> read = Files.readAttributes(path, id, new LinkOption[0]);
        return (Integer) read.values().iterator().next();
    }
}
