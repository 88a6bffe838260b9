package org.harvestxero.config.agreement;

import java.util.Optional;
import org.harvestxero.billing.calendar.Holidays;
import org.harvestxero.billing.calendar.WorkingDays;
import org.harvestxero.monthend.CostRules;
import org.harvestxero.monthend.MonthCalendar;
import org.jspecify.annotations.Nullable;

/**
 * What {@code journals.yaml} says.
 *
 * @param ofCost null where no journal of labour cost is made
 * @param calendar when they are made by themselves
 */
public record JournalRules(@Nullable Cost ofCost, MonthCalendar calendar) {
    /** No journal is made. */
    public static final JournalRules NONE =
            new JournalRules(null, new MonthCalendar(1, WorkingDays.mondayToFriday(Holidays.none())));

    /**
     * How the journal of labour cost is made.
     *
     * @param posted whether it counts at once, rather than when a person posts it
     * @param cashBasis whether it shows on reports on cash basis
     */
    public record Cost(CostRules rules, boolean posted, boolean cashBasis) {}

    public Optional<Cost> cost() {
        return Optional.ofNullable(ofCost);
    }

    public boolean isNone() {
        return ofCost == null;
    }
}
