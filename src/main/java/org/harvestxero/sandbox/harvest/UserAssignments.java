package org.harvestxero.sandbox.harvest;

import java.util.List;
import java.util.Objects;
import org.harvestxero.sandbox.harvest.Lists.Style;

/**
 * {@code /projects/{id}/user_assignments}, {@code /user_assignments} and the projects of a person:
 * {@code /users/{id}/project_assignments}.
 */
final class UserAssignments extends Resource<UserAssignment> {
    private static final String NESTED = "/projects/{id}/user_assignments";

    private final Lists lists;

    UserAssignments(HarvestAccount account, Lists lists) {
        super(account, lists, account.userAssignments, NESTED, Style.pages("user_assignments"));
        this.lists = lists;
    }

    @Override
    void register(Router router, Area area) {
        super.register(router, area);
        router.add(
                "GET",
                "/user_assignments",
                area,
                call -> list(call, Style.cursors("user_assignments"), basicFilter(call)));
        router.add(
                "GET",
                "/users/me/project_assignments",
                Area.EVERYONE,
                call -> ofPerson(call, call.viewer().user(), Style.pages("project_assignments")));
        router.add(
                "GET",
                "/users/{id}/project_assignments",
                Area.CATALOGUE,
                call -> ofPerson(call, account.users.get(call.id()), Style.cursors("project_assignments")));
    }

    private Reply ofPerson(Call call, User user, Style style) {
        Filter<UserAssignment> filter = new Filter<UserAssignment>()
                .updatedSince(call.query())
                .only(assignment -> assignment.user == user && assignment.active && assignment.project.active);
        List<UserAssignment> rows =
                account.userAssignments.listed().stream().filter(filter).toList();
        return lists.page(call, style, rows, (row, out) -> row.writeForPerson(out, call.viewer()));
    }

    private static Filter<UserAssignment> basicFilter(Call call) {
        return new Filter<UserAssignment>()
                .when(call.query().number("user_id"), (assignment, id) -> assignment.user.id() == id)
                .when(call.query().flag("is_active"), (assignment, active) -> assignment.active == active)
                .updatedSince(call.query());
    }

    @Override
    Filter<UserAssignment> filter(Call call) {
        Project project = account.projects.get(call.ownerId());
        return basicFilter(call).only(assignment -> assignment.project == project);
    }

    @Override
    UserAssignment visible(Call call) {
        UserAssignment assignment = super.visible(call);
        if (assignment.project.id() != call.ownerId()) {
            throw HarvestProblem.notFound();
        }
        return assignment;
    }

    @Override
    UserAssignment make(Call call) {
        Project project = account.projects.get(call.ownerId());
        Fields fields = call.body();
        fields.require("user_id", "User");
        User user = fields.reference("user_id", "User", account.users::find);
        fields.check(
                project.users.stream().noneMatch(assignment -> assignment.user == user), "User has already been taken");
        fields.stopIfWrong();
        UserAssignment assignment = new UserAssignment(account.birth(call), project, Objects.requireNonNull(user));
        assignment.projectManager = user.accessRoles.contains("manager");
        return assignment;
    }

    @Override
    void change(UserAssignment assignment, Call call) {
        Fields fields = call.body();
        fields.flag("is_active", value -> assignment.active = value);
        fields.flag("is_project_manager", value -> assignment.projectManager = value);
        fields.flag("use_default_rates", value -> assignment.defaultRates = value);
        fields.decimal("hourly_rate", value -> assignment.hourlyRate = value);
        fields.decimal("budget", value -> assignment.budget = value);
    }

    @Override
    void made(UserAssignment assignment, Call call) {
        assignment.project.users.add(assignment);
    }

    @Override
    void checkRemovable(UserAssignment assignment, Call call) {
        boolean used = account.timeEntries.all().stream().anyMatch(entry -> entry.userAssignment == assignment)
                || account.expenses.all().stream().anyMatch(expense -> expense.userAssignment == assignment);
        if (used) {
            throw HarvestProblem.unprocessable("This person can't be removed. They have tracked time or expenses.");
        }
    }

    @Override
    void removed(UserAssignment assignment, Call call) {
        assignment.project.users.remove(assignment);
    }
}
