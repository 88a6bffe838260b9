package org.harvestxero.console.user;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.harvestxero.config.Home;
import org.harvestxero.config.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of {@code users.file}: a line {@code name:role,role:hash} for each user, readable by its owner alone. Lines that begin with
 * {@code #} stay as they are. A line that can't be read lets nobody in and is complained about.
 */
public final class UsersFile {
    private static final Logger LOG = LoggerFactory.getLogger(UsersFile.class);
    private static final Set<PosixFilePermission> GROUP_READS = PosixFilePermissions.fromString("rw-r-----");
    private static final int PARTS = 3;

    private final Path file;

    public UsersFile(Path file) {
        this.file = file;
    }

    public Path path() {
        return file;
    }

    /**
     * What the file says.
     *
     * @param complaints about lines that can't be read, as sentences
     */
    public record Content(List<User> users, List<String> complaints) {
        static final Content NOTHING = new Content(List.of(), List.of());

        public Content {
            users = List.copyOf(users);
            complaints = List.copyOf(complaints);
        }

        public Optional<User> find(String name) {
            return users.stream().filter(user -> user.isCalled(name)).findFirst();
        }
    }

    /** @throws SettingsException when it can't be read, or others than its owner may read or write it */
    public Content read() {
        if (Files.notExists(file)) {
            return Content.NOTHING;
        }
        try {
            shutGroupOut();
            if (isOpenToOthers()) {
                throw new SettingsException("Others than its owner may read or write " + file
                        + " (users.file), so nobody is let in by it. As its owner, run: chmod 600 " + file);
            }
            return content(Files.readAllLines(file));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Hashes are nobody else's to try. Where this process may not change it, the file is refused as one that is open to others. */
    private void shutGroupOut() throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")
                && Files.getPosixFilePermissions(file).equals(GROUP_READS)) {
            try {
                Home.ownerOnly(file, "rw-------");
                LOG.warn("The group of {} (users.file) could read it; it is its owner's alone now", file);
            } catch (IOException e) {
                return; // another one's file: refused as it is
            }
        }
    }

    private boolean isOpenToOthers() throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return false;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        return permissions.contains(PosixFilePermission.OTHERS_READ)
                || permissions.contains(PosixFilePermission.GROUP_READ)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)
                || permissions.contains(PosixFilePermission.GROUP_WRITE);
    }

    private Content content(List<String> lines) {
        List<User> users = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Optional<User> user = user(line);
            if (user.isEmpty()
                    || users.stream()
                            .anyMatch(other -> other.isCalled(user.get().name()))) {
                complaints.add(
                        "Line " + (i + 1) + " of " + file
                                + " lets nobody in: it is not a new name, roles and a hash with colons between them. Write it with `users add`.");
            } else {
                users.add(user.get());
            }
        }
        return new Content(users, complaints);
    }

    private static Optional<User> user(String line) {
        String[] parts = line.split(":", PARTS);
        if (parts.length < PARTS || User.complaint(parts[0]).isPresent() || !Passwords.isHash(parts[2].strip())) {
            return Optional.empty();
        }
        return Optional.of(User.of(parts[0], List.of(parts[1].split(",")), parts[2].strip()))
                .filter(user -> !user.roles().isEmpty());
    }

    /** Adds the user, or takes the place of the one of that name. */
    public void put(User user) {
        change(lines -> {
            List<String> changed = new ArrayList<>(lines);
            int at = indexOf(lines, user.name());
            if (at < 0) {
                changed.add(user.line());
            } else {
                changed.set(at, user.line());
            }
            return changed;
        });
    }

    /** @return false when there was no such user */
    public boolean remove(String name) {
        boolean there = read().find(name).isPresent();
        change(lines -> {
            List<String> changed = new ArrayList<>(lines);
            changed.removeIf(line -> isOf(line, name));
            return changed;
        });
        return there;
    }

    private static int indexOf(List<String> lines, String name) {
        for (int i = 0; i < lines.size(); i++) {
            if (isOf(lines.get(i), name)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isOf(String line, String name) {
        return !line.startsWith("#") && User.areSame(line.split(":", 2)[0], name);
    }

    /** One writer at a time; a crash leaves the former or the new file, never half of one. */
    private void change(UnaryOperator<List<String>> change) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new SettingsException("users.file is no file: " + file);
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

    private SettingsException unusable(IOException failure) {
        return new SettingsException(file + " (users.file) can't be read or written (" + failure
                + "): name a file in a folder this process may write to, or make it for its user.");
    }
}
