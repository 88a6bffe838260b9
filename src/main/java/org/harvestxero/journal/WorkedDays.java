package org.harvestxero.journal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.function.Consumer;
import org.harvestxero.harvest.HarvestCostEntryReader;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.http.RequestRefusedException;

/** Time entries as Harvest has them, read some days at a time. */
public final class WorkedDays {
    private WorkedDays() {}

    /** Shows each time entry of the month. */
    public static void each(JournalSides sides, YearMonth month, Consumer<HarvestElement> seen) {
        HarvestCostEntryReader.entries(month.atDay(1), month.atEndOfMonth())
                .forEach(list -> sides.harvest(list).forEach(seen));
    }

    /** Hours that Harvest's own report says of both days and those between, at most 365; empty when Harvest does not show it. */
    public static Optional<BigDecimal> reported(JournalSides sides, LocalDate from, LocalDate to) {
        try {
            return Optional.of(HarvestCostEntryReader.reported(sides.harvest(HarvestCostEntryReader.report(from, to))));
        } catch (RequestRefusedException e) {
            return Optional.empty();
        }
    }
}
