package org.harvestxero.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.harvestxero.console.user.User;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "password", description = "Gives a user of the console a new password, which is asked for.")
final class UsersPasswordCommand implements Callable<Integer>, OwnHome {
    private final UsersCommand users;

    @Parameters(paramLabel = "NAME", description = "The user, as listed.")
    String name = "";

    @Option(names = "--password-stdin", description = "Read the password from the input.")
    boolean fromInput;

    UsersPasswordCommand(UsersCommand users) {
        this.users = users;
    }

    @Override
    public Integer call() {
        Optional<User> user = users.file().read().find(name);
        if (user.isEmpty()) {
            return users.refuse("There is no user " + name + ": see `users list`.");
        }
        int exit = users.put(user.get().name(), user.get().roles(), fromInput);
        if (exit == 0) {
            users.session().print("The password of " + user.get().name() + " is changed.\n");
        }
        return exit;
    }
}
