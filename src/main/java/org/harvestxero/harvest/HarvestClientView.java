package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client as Harvest shows it, unchecked: nothing here is refused, what is absent is null.
 *
 * @param id 0 when Harvest shows none
 * @param currency code of what the client is billed in
 * @param active also when Harvest doesn't say
 * @param created when it was made; null when Harvest doesn't say
 */
public record HarvestClientView(
        long id,
        @Nullable String name,
        @Nullable String currency,
        boolean active,
        @Nullable Instant created) {
    public static HarvestClientView of(HarvestElement element) {
        JsonNode client = element.tree();
        return new HarvestClientView(
                client.path("id").asLong(),
                client.path("name").asText(null),
                client.path("currency").asText(null),
                client.path("is_active").asBoolean(true),
                created(client));
    }

    private static @Nullable Instant created(JsonNode client) {
        try {
            return HarvestFields.optionalInstant(client, "created_at");
        } catch (HarvestUnreadableException e) {
            return null;
        }
    }
}
