package org.harvestxero.journal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.harvest.HarvestCostEntryReader;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.harvest.HarvestUnreadableException;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.monthend.CostEntry;
import org.jspecify.annotations.Nullable;

/**
 * The time entries of a month, read from Harvest.
 *
 * @param reported hours of Harvest's own report; null when Harvest does not show it
 * @param unreadable what could not be read, one sentence each
 */
record MonthEntries(List<CostEntry> entries, @Nullable BigDecimal reported, List<String> unreadable) {
    /** So that no more than these are held as Harvest sent them. */
    private static final int DAYS_AT_ONCE = 7;

    static MonthEntries read(JournalSides sides, YearMonth month) {
        HarvestCostEntryReader reader = new HarvestCostEntryReader(sides.harvest(HarvestListRequest.of("/users")));
        List<CostEntry> entries = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        LocalDate last = month.atEndOfMonth();
        for (LocalDate from = month.atDay(1); !from.isAfter(last); from = from.plusDays(DAYS_AT_ONCE)) {
            LocalDate to = from.plusDays(DAYS_AT_ONCE - 1L);
            for (HarvestElement element :
                    sides.harvest(HarvestCostEntryReader.entries(from, to.isAfter(last) ? last : to))) {
                try {
                    entries.add(reader.read(element));
                } catch (HarvestUnreadableException e) {
                    unreadable.add("Time entry " + element.idOrZero() + " can't be read and is not in the journal: "
                            + e.getMessage() + ".");
                }
            }
        }
        return new MonthEntries(entries, reported(sides, month), unreadable);
    }

    private static @Nullable BigDecimal reported(JournalSides sides, YearMonth month) {
        try {
            return HarvestCostEntryReader.reported(
                    sides.harvest(HarvestCostEntryReader.report(month.atDay(1), month.atEndOfMonth())));
        } catch (RequestRefusedException e) {
            return null;
        }
    }
}
