package org.harvestxero.sandbox.harvest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import org.harvestxero.sandbox.harvest.Call.Upload;
import org.harvestxero.sandbox.harvest.Expense.Receipt;
import org.harvestxero.sandbox.harvest.Lists.Style;
import org.jspecify.annotations.Nullable;

/** {@code /expenses}, with receipts as multipart uploads. */
final class Expenses extends Resource<Expense> {
    Expenses(HarvestAccount account, Lists lists) {
        super(account, lists, account.expenses, "/expenses", Style.pages("expenses"));
    }

    @Override
    Filter<Expense> filter(Call call) {
        Query query = call.query();
        return new Filter<Expense>()
                .when(query.number("user_id"), (expense, id) -> expense.user.id() == id)
                .when(query.number("client_id"), (expense, id) -> expense.project.client.id() == id)
                .when(query.number("project_id"), (expense, id) -> expense.project.id() == id)
                .when(query.flag("is_billed"), (expense, billed) -> expense.billed == billed)
                .when(
                        query.text("approval_status"),
                        (expense, status) -> expense.approval.word().equals(status))
                .when(query.date("from"), (expense, from) -> !expense.spentDate.isBefore(from))
                .when(query.date("to"), (expense, to) -> !expense.spentDate.isAfter(to))
                .updatedSince(query)
                .only(expense -> mayBeSeen(expense, call.viewer()));
    }

    @Override
    boolean mayBeSeen(Expense expense, Viewer viewer) {
        return viewer.seesWorkOf(expense.user, expense.project);
    }

    @Override
    Expense make(Call call) {
        Fields fields = call.body();
        fields.require("project_id", "Project");
        fields.require("expense_category_id", "Expense category");
        boolean today = call.viewer().person() && fields.isBlank("spent_date");
        if (!today) {
            fields.require("spent_date", "Spent date");
        }
        LocalDate spent = today ? account.today() : fields.date("spent_date");
        Project project = fields.reference("project_id", "Project", account.projects::find);
        ExpenseCategory category =
                fields.reference("expense_category_id", "Expense category", account.expenseCategories::find);
        User user = fields.reference("user_id", "User", account.users::find);
        User spender = user == null ? call.viewer().user() : user;
        if (project != null && call.viewer().person()) {
            account.assign(spender, project);
        }
        fields.check(project == null || assignment(spender, project) != null, "User is not assigned to this project");
        fields.stopIfWrong();
        return new Expense(
                account.birth(call),
                spender,
                Objects.requireNonNull(project),
                Objects.requireNonNull(category),
                Objects.requireNonNull(spent));
    }

    private static @Nullable UserAssignment assignment(User user, Project project) {
        return project.users.stream()
                .filter(each -> each.user == user)
                .findFirst()
                .orElse(null);
    }

    @Override
    void change(Expense expense, Call call) {
        Fields fields = call.body();
        if (expense.lockedReason() == null || call.viewer().person()) {
            Project project = fields.reference("project_id", "Project", account.projects::find);
            ExpenseCategory category =
                    fields.reference("expense_category_id", "Expense category", account.expenseCategories::find);
            fields.then(() -> {
                expense.project = project == null ? expense.project : project;
                expense.category = category == null ? expense.category : category;
            });
        }
        LocalDate spent = fields.date("spent_date");
        if (spent != null) {
            fields.then(() -> expense.spentDate = spent);
        }
        fields.text("notes", value -> expense.notes = value);
        fields.flag("billable", value -> expense.billable = value);
        cost(expense, fields.decimal("units"), fields.decimal("total_cost"), fields);
        receipt(expense, call);
        if (call.viewer().person()) {
            fields.word(
                    "approval_status", value -> expense.approval = Approval.valueOf(value.toUpperCase(Locale.ROOT)));
        }
        fields.then(() -> expense.userAssignment = assignment(expense.user, expense.project));
    }

    private static void cost(Expense expense, @Nullable BigDecimal units, @Nullable BigDecimal total, Fields fields) {
        fields.then(() -> {
            expense.units = units == null ? expense.units : units;
            BigDecimal price = expense.category.unitPrice;
            if (price != null) {
                expense.totalCost = expense.units.multiply(price).setScale(2, RoundingMode.HALF_UP);
            } else if (total != null) {
                expense.totalCost = total.setScale(2, RoundingMode.HALF_UP);
            }
        });
    }

    private static void receipt(Expense expense, Call call) {
        Fields fields = call.body();
        Upload upload = call.upload();
        String planted = call.viewer().person() ? fields.text("receipt_content") : null;
        if (upload != null) {
            fields.then(() -> expense.receipt = new Receipt(upload.fileName(), upload.contentType(), upload.content()));
        } else if (planted != null) {
            String name = fields.text("receipt_file_name");
            String type = fields.text("receipt_content_type");
            fields.then(() -> expense.receipt = new Receipt(
                    name == null ? "receipt.txt" : name,
                    type == null ? "text/plain" : type,
                    planted.getBytes(StandardCharsets.UTF_8)));
        } else if (fields.flag("delete_receipt", false)) {
            fields.then(() -> expense.receipt = null);
        }
    }

    @Override
    void checkRemovable(Expense expense, Call call) {
        if (expense.lockedReason() != null && !call.viewer().person()) {
            throw HarvestProblem.unprocessable("Expense is locked");
        }
    }
}
