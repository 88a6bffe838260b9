package org.harvestxero.sandbox.harvest;

import org.harvestxero.sandbox.harvest.Lists.Style;

/** {@code /tasks}. */
final class Tasks extends Resource<Task> {
    Tasks(HarvestAccount account, Lists lists) {
        super(account, lists, account.tasks, "/tasks", Style.cursors("tasks"));
    }

    @Override
    Filter<Task> filter(Call call) {
        return new Filter<Task>()
                .when(call.query().flag("is_active"), (task, active) -> task.active == active)
                .updatedSince(call.query());
    }

    @Override
    Task make(Call call) {
        call.body().require("name", "Name");
        call.body().stopIfWrong();
        return new Task(account.birth(call));
    }

    @Override
    void change(Task task, Call call) {
        Fields fields = call.body();
        fields.keep("name", "Name");
        fields.word("name", value -> task.name = value);
        fields.flag("billable_by_default", value -> task.billableByDefault = value);
        fields.decimal("default_hourly_rate", value -> task.defaultHourlyRate = value);
        fields.flag("is_default", value -> task.standard = value);
        fields.flag("is_active", value -> task.active = value);
    }

    @Override
    void checkRemovable(Task task, Call call) {
        if (account.timeEntries.all().stream().anyMatch(entry -> entry.task() == task)) {
            throw HarvestProblem.unprocessable("This task is not removable. It has time entries.");
        }
    }

    @Override
    void removed(Task task, Call call) {
        account.taskAssignments.all().stream()
                .filter(assignment -> assignment.task == task)
                .toList()
                .forEach(assignment -> {
                    assignment.project.tasks.remove(assignment);
                    account.taskAssignments.remove(assignment);
                });
    }
}
