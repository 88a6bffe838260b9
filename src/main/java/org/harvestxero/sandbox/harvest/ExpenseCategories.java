package org.harvestxero.sandbox.harvest;

import org.harvestxero.sandbox.harvest.Lists.Style;

/** {@code /expense_categories}. */
final class ExpenseCategories extends Resource<ExpenseCategory> {
    ExpenseCategories(HarvestAccount account, Lists lists) {
        super(account, lists, account.expenseCategories, "/expense_categories", Style.cursors("expense_categories"));
    }

    @Override
    Filter<ExpenseCategory> filter(Call call) {
        return new Filter<ExpenseCategory>()
                .when(call.query().flag("is_active"), (category, active) -> category.active == active)
                .updatedSince(call.query());
    }

    @Override
    ExpenseCategory make(Call call) {
        call.body().require("name", "Name");
        call.body().stopIfWrong();
        return new ExpenseCategory(account.birth(call));
    }

    @Override
    void change(ExpenseCategory category, Call call) {
        Fields fields = call.body();
        fields.keep("name", "Name");
        fields.word("name", value -> category.name = value);
        fields.text("unit_name", value -> category.unitName = value);
        fields.decimal("unit_price", value -> category.unitPrice = value);
        fields.flag("is_active", value -> category.active = value);
    }

    @Override
    void checkRemovable(ExpenseCategory category, Call call) {
        if (account.expenses.all().stream().anyMatch(expense -> expense.category == category)) {
            throw HarvestProblem.unprocessable("This expense category is not removable. It has expenses.");
        }
    }
}
