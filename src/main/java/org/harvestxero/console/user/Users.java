package org.harvestxero.console.user;

import java.util.List;
import java.util.Optional;
import org.harvestxero.config.RereadLines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The users as their file stands now. One that can't be read lets nobody in until it can. Safe for several threads. */
public final class Users {
    private static final Logger LOG = LoggerFactory.getLogger(Users.class);

    private final UsersFile file;
    private final RereadLines<UsersFile.Content> content;

    public Users(UsersFile file) {
        this.file = file;
        this.content = new RereadLines<>(
                file.lines(),
                new RereadLines.Reader<>(file::read, UsersFile.Content.NOTHING, UsersFile.Content::complaints),
                LOG);
    }

    public UsersFile file() {
        return file;
    }

    /** Everybody who may sign in. */
    public List<User> all() {
        return content.now().content().users();
    }

    public Optional<User> find(String name) {
        return content.now().content().find(name);
    }

    /** Whether nobody may sign in yet, because no user was ever added; a file that can't be read is not empty. */
    public boolean none() {
        RereadLines.Seen<UsersFile.Content> now = content.now();
        return !now.isUnreadable()
                && now.content().users().isEmpty()
                && now.content().complaints().isEmpty();
    }
}
