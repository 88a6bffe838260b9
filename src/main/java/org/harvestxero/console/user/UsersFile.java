package org.harvestxero.console.user;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.config.Home;
import org.harvestxero.config.PrivateLines;
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

    private final PrivateLines file;

    public UsersFile(Path file) {
        this.file = new PrivateLines(file, "users.file", "nobody is let in by it");
    }

    public Path path() {
        return file.path();
    }

    PrivateLines lines() {
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

    /** @throws org.harvestxero.config.SettingsException when it can't be read, or others than its owner may read or write it */
    public Content read() {
        shutGroupOut();
        return content(file.read());
    }

    /** Hashes are nobody else's to try. Where this process may not change it, the file is refused as one that is open to others. */
    private void shutGroupOut() {
        try {
            if (Files.exists(path())
                    && file.knowsOwners()
                    && Files.getPosixFilePermissions(path()).equals(GROUP_READS)) {
                Home.ownerOnly(path(), "rw-------");
                LOG.warn("The group of {} (users.file) could read it; it is its owner's alone now", path());
            }
        } catch (IOException e) {
            return; // another one's file: refused as it is
        }
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
                        "Line " + (i + 1) + " of " + path()
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
        file.change(lines -> {
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
        file.change(lines -> {
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
}
