package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.harvestxero.billing.Named;

/**
 * Somebody who works in Harvest, with how much they can, unchecked.
 *
 * @param weekly hours a week; 0 where Harvest says none
 */
public record HarvestTeamView(Named person, List<String> roles, boolean active, BigDecimal weekly) {
    private static final BigDecimal SECONDS = BigDecimal.valueOf(3600);

    public HarvestTeamView {
        roles = List.copyOf(roles);
    }

    public static HarvestTeamView of(HarvestElement element) {
        JsonNode user = element.tree();
        HarvestUserView shown = HarvestUserView.of(element);
        return new HarvestTeamView(
                new Named(element.idOrZero(), shown.name()),
                shown.roles(),
                user.path("is_active").asBoolean(true),
                BigDecimal.valueOf(user.path("weekly_capacity").asLong()).divide(SECONDS, 2, RoundingMode.HALF_UP));
    }
}
