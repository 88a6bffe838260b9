package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.harvestxero.http.JsonFields;
import org.jspecify.annotations.Nullable;

/** Reads from time entries what the work cost. */
public final class HarvestCostReader {
    private HarvestCostReader() {}

    /**
     * What one entry cost.
     *
     * @param hours as Harvest rounds them
     * @param costRate of an hour, in the company's currency; null where none is set, or Harvest hides it
     */
    public record Cost(
            long entryId,
            long personId,
            LocalDate day,
            BigDecimal hours,
            @Nullable BigDecimal costRate) {}

    /** @throws HarvestUnreadableException when it doesn't say whose it is, of what day or how long */
    public static Cost cost(HarvestElement element) {
        JsonNode entry = element.tree();
        BigDecimal rounded = HarvestFields.decimal(entry, "rounded_hours", "");
        BigDecimal hours = rounded == null ? HarvestFields.decimal(entry, "hours", "") : rounded;
        return new Cost(
                HarvestFields.id(entry, "id", ""),
                HarvestFields.id(JsonFields.field(entry, "user"), "id", "user."),
                HarvestFields.day(entry, "spent_date"),
                hours == null ? BigDecimal.ZERO : hours,
                HarvestFields.decimal(entry, "cost_rate", ""));
    }
}
