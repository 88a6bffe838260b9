package org.harvestxero.journal;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.harvest.HarvestCostEntryReader;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.harvest.HarvestUnreadableException;
import org.harvestxero.monthend.CostEntry;
import org.jspecify.annotations.Nullable;

/**
 * The time entries of a month, read from Harvest.
 *
 * @param reported hours of Harvest's own report; null when Harvest does not show it
 * @param unreadable what could not be read, one sentence each
 */
record MonthEntries(List<CostEntry> entries, @Nullable BigDecimal reported, List<String> unreadable) {
    static MonthEntries read(JournalSides sides, YearMonth month) {
        HarvestCostEntryReader reader = new HarvestCostEntryReader(sides.harvest(HarvestListRequest.of("/users")));
        List<CostEntry> entries = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        WorkedDays.each(sides, month, element -> {
            try {
                entries.add(reader.read(element));
            } catch (HarvestUnreadableException e) {
                unreadable.add("Time entry " + element.idOrZero() + " can't be read and is not in the journal: "
                        + e.getMessage() + ".");
            }
        });
        return new MonthEntries(
                entries,
                WorkedDays.reported(sides, month.atDay(1), month.atEndOfMonth()).orElse(null),
                unreadable);
    }
}
