package org.harvestxero.billing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;
import static org.harvestxero.billing.engine.Bills.MARCH;
import static org.harvestxero.billing.engine.Bills.bill;
import static org.harvestxero.billing.engine.Bills.onlyLine;
import static org.harvestxero.billing.engine.Bills.plain;

import java.util.List;
import java.util.Set;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Cap;
import org.harvestxero.billing.terms.Hourly;
import org.harvestxero.billing.terms.HoursBasis;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.billing.terms.Limits;
import org.harvestxero.billing.terms.Match;
import org.harvestxero.billing.terms.Pricing;
import org.harvestxero.billing.terms.Rounding;
import org.harvestxero.billing.terms.Rule;
import org.junit.jupiter.api.Test;

/** Work is counted and settled day by day, in whatever order it came. */
class RuleBookTest {
    private static TimeEntry worked(long id, String day, String task, String hours) {
        return aTimeEntry().id(id).on(day).task(task).of(hours).build();
    }

    /** The plan's hour is used up on the 1st; its two hours of the 20th come before the hour of the 25th. */
    @Test
    void workThatARulePassesOnTakesItsPlaceByItsDay() {
        Agreement agreement = plain().with(
                        Rule.of("Plan", Match.kinds("Design"), Hourly.plain()),
                        Rule.of("More", Match.any(), Hourly.plain()))
                .with(Limits.of(
                        cap("One hour", "Plan", "1", Cap.AtCap.PASS), cap("Two hours", "More", "2", Cap.AtCap.HOLD)));

        BillingResult result = bill(
                agreement,
                MARCH,
                worked(1, "2026-03-01", "Design", "1.00"),
                worked(2, "2026-03-20", "Design", "2.00"),
                worked(3, "2026-03-25", "Build", "1.00"));

        assertThat(result.notBilled())
                .extracting(rest -> rest.source().id() + " " + rest.bucket() + " " + rest.hours())
                .containsExactly("3 HELD 1.00 h");
    }

    /** 0.20 h up to half an hour are all of it; both days together are 0.40 h, so the second adds nothing. */
    @Test
    void aRunningTotalCountsTheEarlierDayFirst() {
        Agreement agreement =
                plain().with(Pricing.asInHarvest().with(Rounding.to(Rounding.Direction.UP, 30, Rounding.Per.TASK)));

        BillingResult result = bill(
                agreement, MARCH, worked(2, "2026-03-20", "Design", "0.20"), worked(1, "2026-03-01", "Design", "0.20"));

        assertThat(onlyLine(result).sources())
                .extracting(source -> source.source().id() + " " + source.billed())
                .containsExactly("1 0.50 h", "2 0.00 h");
    }

    @Test
    void anEntrySaysThatItWasCountedInMinutes() {
        TimeEntry entry = worked(1, "2026-03-01", "Design", "7.33");

        assertThat(onlyLine(bill(plain().with(Pricing.asInHarvest().with(HoursBasis.MINUTES)), MARCH, entry))
                        .sources()
                        .get(0)
                        .counting())
                .isEqualTo("counted in whole minutes");
        assertThat(onlyLine(bill(plain(), MARCH, entry)).sources().get(0).counting())
                .isEmpty();
    }

    private static Cap cap(String name, String rule, String hours, Cap.AtCap atCap) {
        return new Cap(name, Match.any(), Set.of(rule), Limit.hours(hours), Cap.Scope.PERIOD, atCap, List.of(), false);
    }
}
