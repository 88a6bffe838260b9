package org.harvestxero.finalize.mirror;

import java.util.ArrayList;
import java.util.List;
import org.harvestxero.harvest.HarvestItemCategoryView;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.harvest.ImportableWork;

/** The time entries, expenses and categories of invoice items that Harvest listed in one round, page by page. */
public final class ListedWork {
    private final List<ImportableWork> time = new ArrayList<>();
    private final List<ImportableWork> expenses = new ArrayList<>();
    private ItemKinds kinds = ItemKinds.USUAL;

    void add(HarvestPage page) {
        if (page.array().equals("invoice_item_categories")) {
            page.elements().stream().map(HarvestItemCategoryView::of).forEach(this::add);
            return;
        }
        (page.array().equals("expenses") ? expenses : time).addAll(ImportableWork.of(page.elements()));
    }

    private void add(HarvestItemCategoryView category) {
        String name = category.name();
        if (name != null) {
            kinds = new ItemKinds(
                    category.forTime() ? name : kinds.time(), category.forExpenses() ? name : kinds.expense());
        }
    }

    /** Harvest's own categories, as far as they were listed. */
    ItemKinds kinds() {
        return kinds;
    }

    List<ImportableWork> time() {
        return time;
    }

    List<ImportableWork> expenses() {
        return expenses;
    }
}
