package org.harvestxero.sandbox.harvest;

import java.util.Objects;
import org.harvestxero.sandbox.harvest.Lists.Style;

/** {@code /projects/{id}/task_assignments} and {@code /task_assignments}. */
final class TaskAssignments extends Resource<TaskAssignment> {
    private static final String NESTED = "/projects/{id}/task_assignments";

    TaskAssignments(HarvestAccount account, Lists lists) {
        super(account, lists, account.taskAssignments, NESTED, Style.pages("task_assignments"));
    }

    @Override
    void register(Router router, Area area) {
        super.register(router, area);
        router.add(
                "GET",
                "/task_assignments",
                area,
                call -> list(call, Style.cursors("task_assignments"), basicFilter(call)));
    }

    private static Filter<TaskAssignment> basicFilter(Call call) {
        return new Filter<TaskAssignment>()
                .when(call.query().flag("is_active"), (assignment, active) -> assignment.active == active)
                .updatedSince(call.query());
    }

    @Override
    Filter<TaskAssignment> filter(Call call) {
        Project project = account.projects.get(call.ownerId());
        return basicFilter(call).only(assignment -> assignment.project == project);
    }

    @Override
    TaskAssignment visible(Call call) {
        TaskAssignment assignment = super.visible(call);
        if (assignment.project.id() != call.ownerId()) {
            throw HarvestProblem.notFound();
        }
        return assignment;
    }

    @Override
    TaskAssignment make(Call call) {
        Project project = account.projects.get(call.ownerId());
        Fields fields = call.body();
        fields.require("task_id", "Task");
        Task task = fields.reference("task_id", "Task", account.tasks::find);
        fields.check(
                project.tasks.stream().noneMatch(assignment -> assignment.task == task), "Task has already been taken");
        fields.stopIfWrong();
        TaskAssignment assignment = new TaskAssignment(account.birth(call), project, Objects.requireNonNull(task));
        assignment.hourlyRate = project.billBy.equals("Tasks") ? null : java.math.BigDecimal.ZERO;
        return assignment;
    }

    @Override
    void change(TaskAssignment assignment, Call call) {
        Fields fields = call.body();
        fields.flag("is_active", value -> assignment.active = value);
        fields.flag("billable", value -> assignment.billable = value);
        fields.decimal("hourly_rate", value -> assignment.hourlyRate = value);
        fields.decimal("budget", value -> assignment.budget = value);
    }

    @Override
    void made(TaskAssignment assignment, Call call) {
        assignment.project.tasks.add(assignment);
    }

    @Override
    void checkRemovable(TaskAssignment assignment, Call call) {
        if (account.timeEntries.all().stream().anyMatch(entry -> entry.taskAssignment == assignment)) {
            throw HarvestProblem.unprocessable("This task can't be removed. It has tracked time.");
        }
    }

    @Override
    void removed(TaskAssignment assignment, Call call) {
        assignment.project.tasks.remove(assignment);
    }
}
