package org.harvestxero.sandbox.harvest;

import java.util.Objects;
import java.util.Set;
import org.harvestxero.sandbox.harvest.Lists.Style;

/** {@code /projects}. */
final class Projects extends Resource<Project> {
    private static final Set<String> WAYS_TO_BILL = Set.of("Project", "Tasks", "People", "none");
    private static final Set<String> WAYS_TO_BUDGET =
            Set.of("project", "project_cost", "task", "task_fees", "person", "none");

    Projects(HarvestAccount account, Lists lists) {
        super(account, lists, account.projects, "/projects", Style.cursors("projects"));
    }

    @Override
    Filter<Project> filter(Call call) {
        Viewer viewer = call.viewer();
        return new Filter<Project>()
                .when(call.query().flag("is_active"), (project, active) -> project.active == active)
                .when(call.query().number("client_id"), (project, id) -> project.client.id() == id)
                .updatedSince(call.query())
                .only(project -> mayBeSeen(project, viewer));
    }

    @Override
    boolean mayBeSeen(Project project, Viewer viewer) {
        return viewer.isAdministrator() || project.isManagedBy(viewer.user());
    }

    @Override
    Project make(Call call) {
        Fields fields = call.body();
        fields.require("client_id", "Client");
        fields.require("name", "Name");
        fields.check(fields.node("is_billable") != null, "Is billable can't be blank");
        fields.require("bill_by", "Bill by");
        fields.require("budget_by", "Budget by");
        Client client = fields.reference("client_id", "Client", account.clients::find);
        fields.stopIfWrong();
        return new Project(account.birth(call), Objects.requireNonNull(client));
    }

    @Override
    void change(Project project, Call call) {
        Fields fields = call.body();
        fields.keep("name", "Name");
        Client client = fields.reference("client_id", "Client", account.clients::find);
        if (client != null) {
            fields.then(() -> project.client = client);
        }
        String billBy = fields.text("bill_by");
        String budgetBy = fields.text("budget_by");
        fields.check(billBy == null || WAYS_TO_BILL.contains(billBy), "Bill by is not included in the list");
        fields.check(budgetBy == null || WAYS_TO_BUDGET.contains(budgetBy), "Budget by is not included in the list");
        fields.word("name", value -> project.name = value);
        fields.text("code", value -> project.code = value);
        fields.flag("is_active", value -> project.active = value);
        fields.flag("is_billable", value -> project.billable = value);
        fields.flag("is_fixed_fee", value -> project.fixedFee = value);
        fields.word("bill_by", value -> project.billBy = value);
        fields.decimal("hourly_rate", value -> project.hourlyRate = value);
        fields.decimal("budget", value -> project.budget = value);
        fields.word("budget_by", value -> project.budgetBy = value);
        fields.flag("budget_is_monthly", value -> project.budgetMonthly = value);
        fields.flag("notify_when_over_budget", value -> project.notifyWhenOverBudget = value);
        fields.number("over_budget_notification_percentage", value -> project.overBudgetPercentage = value);
        fields.flag("show_budget_to_all", value -> project.showBudgetToAll = value);
        fields.decimal("cost_budget", value -> project.costBudget = value);
        fields.flag("cost_budget_include_expenses", value -> project.costBudgetIncludesExpenses = value);
        fields.decimal("fee", value -> project.fee = value);
        fields.text("notes", value -> project.notes = value);
        fields.date("starts_on", value -> project.startsOn = value);
        fields.date("ends_on", value -> project.endsOn = value);
    }

    /** Default tasks, people with access to all future projects and, as its manager, whoever made it. */
    @Override
    void made(Project project, Call call) {
        account.tasks.all().stream().filter(task -> task.standard).forEach(task -> account.assign(task, project));
        account.users.all().stream()
                .filter(user -> user.allFutureProjects && user.active)
                .forEach(user -> account.assign(user, project));
        if (!call.viewer().person()) {
            account.assign(call.viewer().user(), project).projectManager = true;
        }
    }

    @Override
    void removed(Project project, Call call) {
        account.timeEntries.all().stream()
                .filter(entry -> entry.project() == project)
                .toList()
                .forEach(account.timeEntries::remove);
        account.expenses.all().stream()
                .filter(expense -> expense.project == project)
                .toList()
                .forEach(account.expenses::remove);
        project.tasks.forEach(account.taskAssignments::remove);
        project.users.forEach(account.userAssignments::remove);
    }
}
