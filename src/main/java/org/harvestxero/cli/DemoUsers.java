package org.harvestxero.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.console.Console;
import org.harvestxero.console.session.Tokens;
import org.harvestxero.console.user.Passwords;
import org.harvestxero.console.user.Role;
import org.harvestxero.console.user.User;

/** Somebody for each role of the console, let in by a link. Nobody knows their passwords. */
final class DemoUsers {
    private static final Map<Role, String> NAMES = Map.of(
            Role.VIEWER, "Vera",
            Role.BOOKKEEPER, "Bob",
            Role.REVIEWER, "Rita",
            Role.PAYROLL, "Pat",
            Role.ADMIN, "Ada");

    private DemoUsers() {}

    /** Makes them, and says where each gets in. */
    static String letIn(Console console) {
        String hash = new Passwords().hash(Tokens.next());
        List<Role> roles = Arrays.asList(Role.values());
        List<String> names = roles.stream()
                .map(role -> NAMES.getOrDefault(role, role.word()))
                .toList();
        for (int i = 0; i < roles.size(); i++) {
            console.users().put(new User(names.get(i), Set.of(roles.get(i)), hash));
        }
        List<String> links = console.linksAs(names);
        Table table = new Table("Console", "each link lets in once");
        for (int i = 0; i < roles.size(); i++) {
            table.row(names.get(i) + ", " + roles.get(i).word(), links.get(i));
        }
        return "\n" + table;
    }
}
