package org.harvestxero.cli;

import java.util.Optional;
import java.util.Set;
import org.harvestxero.console.user.Passwords;
import org.harvestxero.console.user.Role;
import org.harvestxero.console.user.User;
import org.harvestxero.console.user.UsersFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Who may sign in to the console. Works on the file alone, whether a process runs or not: it sees what has changed at once. */
@Command(name = "users", description = "Says who may sign in to the console, and what they may do there.")
final class UsersCommand implements OwnHome {
    private final Session session;

    private UsersCommand(Session session) {
        this.session = session;
    }

    static CommandLine line(Session session) {
        UsersCommand users = new UsersCommand(session);
        return new CommandLine(users)
                .addSubcommand(new UsersListCommand(users))
                .addSubcommand(new UsersAddCommand(users))
                .addSubcommand(new UsersPasswordCommand(users))
                .addSubcommand(new UsersRemoveCommand(users));
    }

    Session session() {
        return session;
    }

    UsersFile file() {
        return new UsersFile(session.settings().path("users.file"));
    }

    int refuse(String sentence) {
        session.err().println(sentence);
        return CommandLine.ExitCode.USAGE;
    }

    /** Takes the place of the user of that name, or adds one, with a password that is asked for. */
    int put(String name, Set<Role> roles, boolean fromInput) {
        Optional<String> password = new NewPassword(session).read(name, fromInput);
        if (password.isEmpty()) {
            return CommandLine.ExitCode.USAGE;
        }
        file().put(new User(User.normal(name), roles, new Passwords().hash(password.get())));
        return 0;
    }
}
