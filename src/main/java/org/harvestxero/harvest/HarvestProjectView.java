package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A project as Harvest shows it, unchecked: nothing here is refused, what is absent is null.
 *
 * @param id,clientId 0 when Harvest shows none
 * @param active also when Harvest doesn't say
 * @param billable,fixedFee null when Harvest doesn't say
 */
public record HarvestProjectView(
        long id,
        @Nullable String name,
        @Nullable String code,
        long clientId,
        boolean active,
        @Nullable Boolean billable,
        @Nullable Boolean fixedFee) {
    public static HarvestProjectView of(HarvestElement element) {
        JsonNode project = element.tree();
        return new HarvestProjectView(
                project.path("id").asLong(),
                project.path("name").asText(null),
                project.path("code").asText(null),
                project.path("client").path("id").asLong(),
                project.path("is_active").asBoolean(true),
                flag(project.path("is_billable")),
                flag(project.path("is_fixed_fee")));
    }

    public boolean hasFixedFee() {
        return Boolean.TRUE.equals(fixedFee);
    }

    private static @Nullable Boolean flag(JsonNode value) {
        return value.isBoolean() ? value.booleanValue() : null;
    }
}
