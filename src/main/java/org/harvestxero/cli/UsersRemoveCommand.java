package org.harvestxero.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "remove",
        description = "Lets a user no longer sign in to the console; whoever is signed in is out with the next click.")
final class UsersRemoveCommand implements Callable<Integer>, OwnHome {
    private final UsersCommand users;

    @Parameters(paramLabel = "NAME", description = "The user, as listed.")
    String name = "";

    UsersRemoveCommand(UsersCommand users) {
        this.users = users;
    }

    @Override
    public Integer call() {
        if (!users.file().remove(name)) {
            return users.refuse("There is no user " + name + ": see `users list`.");
        }
        users.session().print(name + " may no longer sign in to the console.\n");
        return 0;
    }
}
