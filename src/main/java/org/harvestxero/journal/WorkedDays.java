package org.harvestxero.journal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.function.Consumer;
import org.harvestxero.harvest.HarvestCostEntryReader;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.http.RequestRefusedException;
import org.jspecify.annotations.Nullable;

/** Time entries as Harvest has them, read some days at a time. */
public final class WorkedDays {
    /** So that no more than these are held as Harvest sent them. */
    private static final int DAYS_AT_ONCE = 7;

    private WorkedDays() {}

    /** Shows each time entry of the month. */
    public static void each(JournalSides sides, YearMonth month, Consumer<HarvestElement> seen) {
        LocalDate last = month.atEndOfMonth();
        for (LocalDate from = month.atDay(1); !from.isAfter(last); from = from.plusDays(DAYS_AT_ONCE)) {
            LocalDate to = from.plusDays(DAYS_AT_ONCE - 1L);
            sides.harvest(HarvestCostEntryReader.entries(from, to.isAfter(last) ? last : to))
                    .forEach(seen);
        }
    }

    /** Hours that Harvest's own report says of both days and those between, at most 365; null when Harvest does not show it. */
    public static @Nullable BigDecimal reported(JournalSides sides, LocalDate from, LocalDate to) {
        try {
            return HarvestCostEntryReader.reported(sides.harvest(HarvestCostEntryReader.report(from, to)));
        } catch (RequestRefusedException e) {
            return null;
        }
    }
}
