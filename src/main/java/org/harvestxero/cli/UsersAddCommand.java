package org.harvestxero.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.harvestxero.console.user.Role;
import org.harvestxero.console.user.User;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "add",
        description = {
            "Lets somebody sign in to the console. The password is asked for.",
            "viewer sees; bookkeeper also tries again and discards; reviewer also decides about drafts; admin may all of that;",
            "payroll also sees pay data, which no other role does."
        })
final class UsersAddCommand implements Callable<Integer>, OwnHome {
    private final UsersCommand users;

    @Parameters(paramLabel = "NAME", description = "As it will stand in the audit.")
    String name = "";

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            split = ",",
            description = "viewer, bookkeeper, reviewer, payroll or admin; several with commas.")
    List<String> roles = new ArrayList<>();

    @Option(names = "--password-stdin", description = "Read the password from the input.")
    boolean fromInput;

    UsersAddCommand(UsersCommand users) {
        this.users = users;
    }

    @Override
    public Integer call() {
        Optional<String> complaint = User.complaint(name).or(() -> Role.complaint(roles));
        if (complaint.isPresent()) {
            return users.refuse(complaint.get());
        }
        if (users.file().read().find(name).isPresent()) {
            return users.refuse("There is a user " + name
                    + " already: remove that one first, or give it a new password with `users password`.");
        }
        int exit = users.put(name, Role.named(roles), fromInput);
        if (exit == 0) {
            users.session().print(User.normal(name) + " may sign in to the console.\n");
        }
        return exit;
    }
}
