package org.harvestxero.console.user;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.harvestxero.config.SettingsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The users as their file stands now. One that can't be read lets nobody in until it can. Safe for several threads. */
public final class Users {
    private static final Logger LOG = LoggerFactory.getLogger(Users.class);

    private final UsersFile file;
    private @Nullable Object seen;
    private boolean unreadable;
    private UsersFile.Content content = UsersFile.Content.NOTHING;

    public Users(UsersFile file) {
        this.file = file;
    }

    public UsersFile file() {
        return file;
    }

    /** Everybody who may sign in. */
    public List<User> all() {
        return refresh().users();
    }

    public Optional<User> find(String name) {
        return refresh().find(name);
    }

    /** Whether nobody may sign in yet, because no user was ever added; a file that can't be read is not empty. */
    public synchronized boolean none() {
        UsersFile.Content now = refresh();
        return !unreadable && now.users().isEmpty() && now.complaints().isEmpty();
    }

    private synchronized UsersFile.Content refresh() {
        Object stamp = stamp(file.path());
        if (!stamp.equals(seen)) {
            seen = stamp;
            try {
                content = file.read();
                unreadable = false;
                content.complaints().forEach(LOG::warn);
            } catch (SettingsException e) {
                content = UsersFile.Content.NOTHING;
                unreadable = true;
                LOG.warn("{}", e.getMessage());
            }
        }
        return content;
    }

    /** Equal as long as nobody wrote the file or changed who may read it. */
    private static Object stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
            return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey() + " "
                    + (posix ? Files.getPosixFilePermissions(file) : "");
        } catch (IOException e) {
            return "none";
        }
    }
}
