package org.harvestxero.sandbox.harvest;

import org.harvestxero.sandbox.harvest.Lists.Style;

/** {@code /invoice_item_categories}. */
final class ItemCategories extends Resource<ItemCategory> {
    ItemCategories(HarvestAccount account, Lists lists) {
        super(
                account,
                lists,
                account.itemCategories,
                "/invoice_item_categories",
                Style.cursors("invoice_item_categories"));
    }

    @Override
    Filter<ItemCategory> filter(Call call) {
        return new Filter<ItemCategory>().updatedSince(call.query());
    }

    @Override
    ItemCategory make(Call call) {
        call.body().require("name", "Name");
        call.body().stopIfWrong();
        return new ItemCategory(account.birth(call));
    }

    @Override
    void change(ItemCategory category, Call call) {
        call.body().keep("name", "Name");
        call.body().word("name", value -> category.name = value);
    }

    @Override
    void checkRemovable(ItemCategory category, Call call) {
        if (category.service || category.expense) {
            throw HarvestProblem.unprocessable("This item category is in use for time or expenses.");
        }
    }
}
