package org.harvestxero.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.harvestxero.api.Check.Finding;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;
import org.harvestxero.config.Writers;

/** Whether the files of a home can be used by this process, and by nobody who should not. */
final class FileChecks {
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final Home home;
    private final Settings settings;

    FileChecks(Home home, Settings settings) {
        this.home = home;
        this.settings = settings;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (!Files.isWritable(home.data())) {
            findings.add(Finding.failure(
                    home.data() + " can't be written", "Give the user of this process the right to write there."));
        }
        if (hasSecrets() && readableByOthers(home.properties())) {
            findings.add(Finding.warning(
                    home.properties() + " holds secrets and can be read by other users",
                    "chmod 600 " + home.properties() + ", or give the secrets through the environment."));
        }
        Path key = settings.path("secrets.key-file");
        if (Files.exists(key) && readableByOthers(key)) {
            findings.add(Finding.failure(key + " can be read by other users", "chmod 600 " + key));
        }
        writers(findings);
        if (findings.isEmpty()) {
            findings.add(Finding.ok(home + " is in order"));
        }
        return findings;
    }

    /** Whoever can write these decides what this process does. */
    private void writers(List<Finding> findings) {
        String program = System.getProperty("harvest-xero.program", "");
        Path jars = Path.of(program.isEmpty() ? home.toString() : program)
                .resolve("lib")
                .resolve("ext");
        for (Path each :
                List.of(home.routes(), home.agreements(), home.mappings(), home.holidays(), home.properties(), jars)) {
            Writers.complaint(each).ifPresent(complaint -> {
                int run = complaint.lastIndexOf(": run ");
                findings.add(
                        Finding.failure(complaint.substring(0, run), complaint.substring(run + ": run ".length())));
            });
            Writers.stranger(each)
                    .ifPresent(owner -> findings.add(Finding.warning(
                            each + " belongs to " + owner + ", who decides by it what this process does",
                            "If that is not meant, give it to the user of this process or to root.")));
        }
    }

    private boolean hasSecrets() {
        return settings.names().stream()
                .anyMatch(name -> settings.shown(name).equals("******")
                        && settings.origin(name).equals(home.properties().toString()));
    }

    private static boolean readableByOthers(Path file) {
        try {
            return Files.exists(file)
                    && file.getFileSystem().supportedFileAttributeViews().contains("posix")
                    && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
        } catch (IOException e) {
            return false;
        }
    }
}
