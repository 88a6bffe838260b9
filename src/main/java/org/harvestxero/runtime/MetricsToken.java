package org.harvestxero.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import org.harvestxero.config.SettingsException;
import org.harvestxero.runtime.route.RouteCheck;

/** The token of {@code http.token-file}: opens metrics, commands nothing, and stays the same over restarts. */
final class MetricsToken {
    private static final Pattern USABLE = Pattern.compile("[!-~]{32,512}");

    private MetricsToken() {}

    /**
     * What the file holds; one with a new token is made if there is none.
     *
     * @throws SettingsException when it can't be used, with the remedy
     */
    static String of(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")
                    && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                throw new SettingsException("Every user of this machine can read " + file
                        + " (http.token-file), so it keeps nobody out. As its owner, run: chmod o= " + file);
            }
            String token = Files.readString(file).strip();
            if (!USABLE.matcher(token).matches()) {
                throw new SettingsException(
                        file + " (http.token-file) holds no token of 32 to 512 visible ASCII characters"
                                + " on one line: write one, or delete the file and start again, and one is made.");
            }
            return token;
        } catch (IOException e) {
            throw new SettingsException(file + " (http.token-file) can't be read or made (" + RouteCheck.reason(e)
                    + "): name a file in a folder this process may write to, or make it for its user.");
        }
    }

    /** Readable by its owner alone from the moment it exists. */
    private static void make(Path file) throws IOException {
        FileAttribute<?>[] mode =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try {
            Files.createFile(file, mode);
        } catch (FileAlreadyExistsException e) {
            return; // another process of this home has just made it
        }
        Files.write(file, (ControlFile.newToken() + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
