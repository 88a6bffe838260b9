package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A client as Harvest shows it, unchecked: nothing here is refused, what is absent is null.
 *
 * @param id 0 when Harvest shows none
 * @param currency code of what the client is billed in
 * @param active also when Harvest doesn't say
 */
public record HarvestClientView(
        long id, @Nullable String name, @Nullable String currency, boolean active) {
    public static HarvestClientView of(HarvestElement element) {
        JsonNode client = element.tree();
        return new HarvestClientView(
                client.path("id").asLong(),
                client.path("name").asText(null),
                client.path("currency").asText(null),
                client.path("is_active").asBoolean(true));
    }
}
