package org.harvestxero.cli;

import java.util.concurrent.Callable;
import org.harvestxero.console.user.UsersFile;
import picocli.CommandLine.Command;

@Command(name = "list", description = "Lists who may sign in to the console.")
final class UsersListCommand implements Callable<Integer>, OwnHome {
    private final UsersCommand users;

    UsersListCommand(UsersCommand users) {
        this.users = users;
    }

    @Override
    public Integer call() {
        UsersFile.Content content = users.file().read();
        content.complaints().forEach(users.session().err()::println);
        if (content.users().isEmpty()) {
            users.session().print("Nobody may sign in to the console yet: users add NAME --role admin.\n");
        } else {
            Table table = new Table("NAME", "ROLES");
            content.users().forEach(user -> table.row(user.name(), user.roleWords()));
            users.session().print(table.toString());
        }
        return content.complaints().isEmpty() ? 0 : 1;
    }
}
