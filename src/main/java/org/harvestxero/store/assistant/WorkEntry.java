package org.harvestxero.store.assistant;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.harvestxero.billing.Named;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.billing.WorkKind;
import org.jspecify.annotations.Nullable;

/**
 * A time entry or expense as it is searched.
 *
 * @param task or the category of an expense
 * @param hours as Harvest counts them; zero for an expense
 * @param notes null for none
 */
public record WorkEntry(
        Work work,
        LocalDate day,
        Names names,
        BigDecimal hours,
        String currency,
        @Nullable String notes) {
    /** Whom and what it is of. */
    public record Names(Named client, Named project, String task, Named person) {}

    /** One number for each, whatever it is. */
    public static long place(Work work) {
        return work.id() * 2 + (work.kind() == WorkKind.EXPENSE ? 1 : 0);
    }

    public static Work at(long place) {
        return new Work(Math.floorMod(place, 2) == 1 ? WorkKind.EXPENSE : WorkKind.TIME_ENTRY, Math.floorDiv(place, 2));
    }
}
