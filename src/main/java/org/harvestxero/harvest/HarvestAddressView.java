package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Where somebody who works in Harvest is mailed. @param email null when Harvest shows none */
public record HarvestAddressView(long user, @Nullable String email, boolean active) {
    /** Those that are active. */
    public static HarvestListRequest list() {
        return HarvestListRequest.of("/users").with("is_active", "true");
    }

    public static HarvestAddressView of(HarvestElement element) {
        JsonNode user = element.tree();
        return new HarvestAddressView(
                user.path("id").asLong(),
                user.path("email").asText(null),
                user.path("is_active").asBoolean(true));
    }
}
