package org.harvestxero.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.harvestxero.billing.Counted;

/** Who may read and write what a deployment wrote: its owner alone. Says nothing where the file system knows no owners. */
final class DataAccess {
    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString(Home.FOLDER);
    private static final int DEEPEST = 16;

    private final Path data;

    DataAccess(Path data) {
        this.data = data;
    }

    /**
     * Leaves what the deployment wrote to its owner alone: folders 0700, files 0600. Whoever may read {@code data/} reads the database.
     *
     * @return what was mended or could not be, as sentences for people; empty where nothing had to be
     * @throws SettingsException when other users of this machine can reach {@code data/} and this process may not change that
     */
    List<String> closeToOthers() {
        if (!data.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return List.of();
        }
        try {
            Set<PosixFilePermission> before = Files.getPosixFilePermissions(data);
            Set<PosixFilePermission> others = EnumSet.copyOf(before);
            others.removeAll(OWNERS);
            if (!others.isEmpty()) {
                try {
                    Home.ownerOnly(data, Home.FOLDER);
                } catch (IOException e) {
                    return List.of(stillOpen(data, others));
                }
            }
            int mended = mendBelow(data);
            return others.isEmpty() && mended == 0
                    ? List.of()
                    : List.of(
                            others.isEmpty()
                                    ? Counted.of(mended, "file") + " below " + data
                                            + " had looser modes than their owner's alone; that is mended."
                                    : data + " was open to other users of this machine ("
                                            + PosixFilePermissions.toString(before)
                                            + "); it is its owner's alone now.");
        } catch (IOException e) {
            throw new UncheckedIOException("Could not look at the modes below " + data, e);
        }
    }

    private static String stillOpen(Path data, Set<PosixFilePermission> others) {
        String command = "chmod -R go= " + data;
        if (others.stream().anyMatch(each -> each.name().startsWith("OTHERS_"))) {
            throw new SettingsException("Other users of this machine can reach " + data
                    + ", which holds the ledger, and this process may not change that. As its owner, run: " + command);
        }
        return "The group of " + data
                + " can reach the ledger, and this process may not change that. Unless that is meant, run"
                + " as its owner: " + command;
    }

    /** Links are left alone; what can't be changed, such as a file of another owner, lies behind the closed folder. */
    private static int mendBelow(Path data) throws IOException {
        int[] mended = {0};
        Files.walkFileTree(data, EnumSet.noneOf(FileVisitOption.class), DEEPEST, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return mend(folder, Home.FOLDER);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                return attributes.isRegularFile() ? mend(file, Home.FILE) : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE; // went away meanwhile
            }

            private FileVisitResult mend(Path path, String permissions) {
                try {
                    if (!OWNERS.containsAll(Files.getPosixFilePermissions(path))) {
                        Home.ownerOnly(path, permissions);
                        mended[0]++;
                    }
                } catch (IOException e) {
                    // Behind the closed folder nobody else reaches it.
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return mended[0];
    }
}
