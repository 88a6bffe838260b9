package org.harvestxero.billing.calendar;

import java.time.LocalDate;

/** How time is cut into billing periods without gap or overlap. */
public sealed interface Cycle permits MonthCycle, TwiceAMonthCycle, WeekCycle {
    /** The one period {@code day} lies in. */
    BillingPeriod containing(LocalDate day);

    /** Days a period has when every month has 30; 0 where months play no part. */
    int nominalDays();

    default BillingPeriod after(BillingPeriod period) {
        return containing(period.end().plusDays(1));
    }

    default BillingPeriod before(BillingPeriod period) {
        return containing(period.start().minusDays(1));
    }

    static Cycle monthly() {
        return new MonthCycle(1, LocalDate.of(2000, 1, 1));
    }
}
