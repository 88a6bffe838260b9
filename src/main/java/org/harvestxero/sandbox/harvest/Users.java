package org.harvestxero.sandbox.harvest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.harvestxero.sandbox.harvest.Lists.Style;

/** {@code /users}, {@code /users/me} and {@code /users/{id}/teammates}. */
final class Users extends Resource<User> {
    private static final Set<String> ACCESS = Set.of("administrator", "manager", "member");

    private final Lists lists;

    Users(HarvestAccount account, Lists lists) {
        super(account, lists, account.users, "/users", Style.cursors("users"));
        this.lists = lists;
    }

    @Override
    void register(Router router, Area area) {
        super.register(router, area);
        router.add(
                "GET",
                "/users/me",
                Area.EVERYONE,
                call -> shown(200, call.viewer().user(), call));
        router.add("GET", "/users/{id}/teammates", Area.ADMINISTRATION, this::teammates);
        router.add("PATCH", "/users/{id}/teammates", Area.ADMINISTRATION, this::changeTeammates);
    }

    @Override
    Filter<User> filter(Call call) {
        return new Filter<User>()
                .when(call.query().flag("is_active"), (user, active) -> user.active == active)
                .updatedSince(call.query());
    }

    @Override
    User make(Call call) {
        Fields fields = call.body();
        fields.require("first_name", "First name");
        fields.require("last_name", "Last name");
        fields.require("email", "Email");
        fields.check(
                account.users.all().stream().noneMatch(user -> user.email.equalsIgnoreCase(fields.text("email"))),
                "Email has already been taken");
        fields.stopIfWrong();
        User user = new User(account.birth(call), account.company.timeZone());
        BigDecimal rate = fields.decimal("default_hourly_rate");
        BigDecimal cost = fields.decimal("cost_rate");
        fields.then(() -> {
            if (rate != null) {
                user.billableRates.add(new Rate(account.birth(), rate, null));
            }
            if (cost != null) {
                user.costRates.add(new Rate(account.birth(), cost, null));
            }
        });
        return user;
    }

    @Override
    void change(User user, Call call) {
        Fields fields = call.body();
        if (user.active) {
            fields.word("first_name", value -> user.firstName = value);
            fields.word("last_name", value -> user.lastName = value);
            fields.word("email", value -> user.email = value);
        }
        fields.word("timezone", value -> user.timeZone = value);
        fields.flag("has_access_to_all_future_projects", value -> user.allFutureProjects = value);
        fields.flag("is_contractor", value -> user.contractor = value);
        fields.flag("is_active", value -> user.active = value);
        fields.number("weekly_capacity", value -> user.weeklyCapacity = value.longValue());
        if (fields.has("access_roles")) {
            List<String> access = fields.texts("access_roles");
            fields.check(access.stream().filter(ACCESS::contains).count() == 1, "Access roles are invalid");
            fields.then(() -> user.accessRoles = new ArrayList<>(access));
        }
        if (fields.has("roles")) {
            List<String> names = fields.texts("roles");
            fields.then(() -> label(user, names));
        }
    }

    private void label(User user, List<String> names) {
        account.roles.all().forEach(role -> role.userIds.remove(user.id()));
        for (String name : names) {
            Role role = account.roles.all().stream()
                    .filter(each -> each.name.equals(name))
                    .findFirst()
                    .orElseGet(() -> newRole(name));
            role.userIds.add(user.id());
        }
    }

    private Role newRole(String name) {
        Role role = new Role(account.birth());
        role.name = name;
        account.roles.add(role);
        return role;
    }

    @Override
    void made(User user, Call call) {
        if (!call.viewer().person()) {
            account.mails.record(new RecordedMail(
                    call.viewer().now(), "invitation", null, List.of(user.email), "You have been invited", null));
        }
    }

    @Override
    void checkRemovable(User user, Call call) {
        boolean used = account.timeEntries.all().stream().anyMatch(entry -> entry.user == user)
                || account.expenses.all().stream().anyMatch(expense -> expense.user == user);
        if (used) {
            throw HarvestProblem.unprocessable("This person is not removable. They have time entries or expenses.");
        }
    }

    @Override
    void removed(User user, Call call) {
        account.roles.all().forEach(role -> role.userIds.remove(user.id()));
        account.userAssignments.all().stream()
                .filter(assignment -> assignment.user == user)
                .toList()
                .forEach(assignment -> {
                    assignment.project.users.remove(assignment);
                    account.userAssignments.remove(assignment);
                });
    }

    private List<User> teammatesOf(User user) {
        return account.users.all().stream()
                .filter(other -> user.teammates.contains(other.id()))
                .toList();
    }

    private Reply teammates(Call call) {
        List<User> rows = teammatesOf(account.users.get(call.id()));
        return lists.page(call, Style.cursors("teammates"), rows, User::writeTeammate);
    }

    private Reply changeTeammates(Call call) {
        User user = account.users.get(call.id());
        Fields fields = call.body();
        List<Long> ids = fields.wholes("teammate_ids");
        fields.check(user.accessRoles.contains("manager"), "User is not a manager");
        ids.forEach(id -> fields.check(account.users.contains(id), "Teammate " + id + " is invalid"));
        fields.stopIfWrong();
        user.teammates = new LinkedHashSet<>(ids);
        return Reply.json(200, out -> out.rows("teammates", teammatesOf(user), User::writeTeammate));
    }
}
