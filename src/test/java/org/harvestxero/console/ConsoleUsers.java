package org.harvestxero.console;

import java.nio.file.Path;
import java.util.Set;
import org.harvestxero.console.user.Passwords;
import org.harvestxero.console.user.Role;
import org.harvestxero.console.user.User;
import org.harvestxero.console.user.UsersFile;

/** Lets somebody into a console whose home is elsewhere. */
public final class ConsoleUsers {
    public static final String PASSWORD = "correct horse battery";

    private ConsoleUsers() {}

    /** @param file of the users, which need not be there yet */
    public static void put(Path file, String name) {
        new UsersFile(file).put(new User(name, Set.of(Role.ADMIN), new Passwords().hash(PASSWORD)));
    }
}
