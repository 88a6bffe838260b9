package org.harvestxero.console.page.setup;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.harvestxero.api.DecisionException;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.session.OnceLinks;
import org.harvestxero.console.session.Session;
import org.harvestxero.console.session.Sessions;
import org.harvestxero.console.user.Right;
import org.harvestxero.console.user.Role;
import org.harvestxero.console.user.User;
import org.harvestxero.console.user.Users;

/** Who may sign in, and what for. People are let in by a link that works once, with which they choose a password. */
public final class UsersPage {
    static final String PATH = "/users";

    private final Desk.Setup setup;
    private final Doors doors;

    UsersPage(Desk desk, Doors doors) {
        this.setup = desk.setup();
        this.doors = doors;
    }

    /** Where people come in. */
    public record Doors(Users users, OnceLinks links, Sessions sessions) {}

    /** @param problem with the file, as a sentence; empty for none */
    public record View(List<Row> rows, List<Choice> roles, String problem) {
        public View {
            rows = List.copyOf(rows);
            roles = List.copyOf(roles);
        }
    }

    /** @param me whether it is who looks */
    public record Row(String name, String words, boolean me, List<Choice> roles) {
        public Row {
            roles = List.copyOf(roles);
        }
    }

    /** A role that may be ticked. */
    public record Choice(String word, String may, boolean ticked) {}

    /** A link to hand over. @param isNew whether the person had no password before */
    public record Invitation(String name, String roles, String link, boolean isNew) {}

    Answer show(Asked asked) {
        List<User> users = doors.users().all();
        return Answer.shown(
                "users",
                "Users",
                new View(
                        users.stream()
                                .sorted(Comparator.comparing(User::name, String.CASE_INSENSITIVE_ORDER))
                                .map(user -> new Row(
                                        user.name(),
                                        user.roleWords(),
                                        user.isCalled(asked.who()),
                                        choices(user.roles())))
                                .toList(),
                        choices(Set.of()),
                        ""));
    }

    private static List<Choice> choices(Set<Role> ticked) {
        return Arrays.stream(Role.values())
                .map(role -> new Choice(role.word(), may(role), ticked.contains(role)))
                .toList();
    }

    private static String may(Role role) {
        return switch (role) {
            case VIEWER -> "sees everything";
            case BOOKKEEPER -> "also mends failed copies";
            case REVIEWER -> "also decides about drafts";
            case PAYROLL -> "also sees pay data, which nobody else does";
            case ADMIN -> "may do everything";
        };
    }

    Answer invite(Asked asked) {
        String name = User.normal(asked.field("name").orElse(""));
        User.complaint(name).ifPresent(complaint -> {
            throw new DecisionException(complaint);
        });
        if (doors.users().find(name).isPresent()) {
            throw new DecisionException(name + " may sign in already: make a new link in the list instead.");
        }
        return link(asked, name, roles(asked), true);
    }

    /** For somebody who forgot the password. */
    Answer again(Asked asked) {
        User user = known(asked);
        return link(asked, user.name(), user.roles(), false);
    }

    private Answer link(Asked asked, String name, Set<Role> roles, boolean isNew) {
        String words = Role.words(roles);
        String key = doors.links().invite(name, words, isNew);
        setup.desk().note(asked.who(), isNew ? "user-invited" : "user-new-password", name + ": " + words);
        return Answer.shown(
                "userLink",
                "A link for " + name,
                new Invitation(name, words, asked.session().origin() + "/console/enter?key=" + key, isNew));
    }

    Answer change(Asked asked) {
        User user = known(asked);
        Set<Role> roles = roles(asked);
        if (roles.equals(user.roles())) {
            throw new DecisionException(user.name() + " has these roles already.");
        }
        keepOneAdmin(user, roles);
        doors.users().file().put(new User(user.name(), roles, user.hash()));
        setup.desk().note(asked.who(), "user-roles", user.name() + ": " + Role.words(roles));
        asked.session().tell(new Session.Notice(true, user.name() + " is " + Role.words(roles) + " from now on."));
        return new Answer.Elsewhere(PATH);
    }

    Answer remove(Asked asked) {
        User user = known(asked);
        if (user.isCalled(asked.who())) {
            throw new DecisionException("Nobody removes themselves: ask another admin.");
        }
        keepOneAdmin(user, Set.of());
        doors.users().file().remove(user.name());
        doors.sessions().closeOf(user.name());
        setup.desk().note(asked.who(), "user-removed", user.name());
        asked.session().tell(new Session.Notice(true, user.name() + " can't sign in any more, and is out now."));
        return new Answer.Elsewhere(PATH);
    }

    /** Somebody must be left who can let others in. */
    private void keepOneAdmin(User user, Set<Role> roles) {
        boolean stays = roles.stream().anyMatch(role -> role.may(Right.MANAGE));
        boolean others =
                doors.users().all().stream().anyMatch(other -> !other.isCalled(user.name()) && other.may(Right.MANAGE));
        if (!stays && !others) {
            throw new DecisionException(user.name() + " is the only admin: make another one first.");
        }
    }

    private User known(Asked asked) {
        String name = asked.field("user").orElse("");
        return doors.users()
                .find(name)
                .orElseThrow(() ->
                        new DecisionException("There is no such user any more. Somebody else may have removed them."));
    }

    private static Set<Role> roles(Asked asked) {
        Set<Role> roles = Role.named(asked.fields("role"));
        if (roles.isEmpty()) {
            throw new DecisionException("Choose at least one role.");
        }
        return roles;
    }
}
