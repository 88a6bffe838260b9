package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.harvestxero.http.JsonFields;
import org.harvestxero.profit.WorkEntry;

/** Reads time entries with what they cost and what they may be billed at. */
public final class HarvestWorkEntryReader {
    private final HarvestCostEntryReader costs;

    /** @param users all that Harvest shows, archived ones too */
    public HarvestWorkEntryReader(List<HarvestElement> users) {
        this.costs = new HarvestCostEntryReader(users);
    }

    /** A list of whatever was changed since. @param path such as {@code /time_entries} */
    public static HarvestListRequest changed(String path, Instant since) {
        return HarvestListRequest.of(path)
                .with("updated_since", since.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** @throws HarvestUnreadableException when a field it needs can't be read */
    public WorkEntry read(HarvestElement element) {
        JsonNode entry = element.tree();
        return new WorkEntry(
                costs.read(element),
                new WorkEntry.Price(
                        JsonFields.flag(entry, "billable"),
                        HarvestFields.decimal(entry, "billable_rate", ""),
                        JsonFields.flag(entry, "is_billed"),
                        HarvestFields.orEmpty(JsonFields.text(JsonFields.field(entry, "client"), "currency")),
                        JsonFields.field(entry, "invoice").path("id").asLong()));
    }
}
