package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A category of invoice items as Harvest shows it, unchecked.
 *
 * @param forTime whether lines of imported time are filed under it
 * @param forExpenses the same for expenses
 */
public record HarvestItemCategoryView(@Nullable String name, boolean forTime, boolean forExpenses) {
    public static HarvestItemCategoryView of(HarvestElement element) {
        JsonNode category = element.tree();
        return new HarvestItemCategoryView(
                category.path("name").asText(null),
                category.path("use_as_service").asBoolean(),
                category.path("use_as_expense").asBoolean());
    }
}
