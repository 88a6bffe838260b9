package org.harvestxero.billing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;
import static org.harvestxero.billing.engine.Bills.calendar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.harvestxero.billing.Approval;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.TimeEntryBuilder;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.calendar.Proration;
import org.harvestxero.billing.terms.Adjustment;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Hourly;
import org.harvestxero.billing.terms.Layout;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.billing.terms.Limits;
import org.harvestxero.billing.terms.Match;
import org.harvestxero.billing.terms.Overage;
import org.harvestxero.billing.terms.RateCard;
import org.harvestxero.billing.terms.RateLine;
import org.harvestxero.billing.terms.Retainer;
import org.harvestxero.billing.terms.Rule;
import org.harvestxero.billing.terms.Unused;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client of a virtual-assistant firm from the middle of January to the middle of June. */
class ServicePlanScenarioTest {
    private final List<TimeEntry> entries = new ArrayList<>();
    private final List<BillingResult> results = new ArrayList<>();
    private Agreement agreement;
    private BillingRequest.Known known;
    private DuePeriod next;

    @BeforeEach
    void agree() {
        Retainer plan = Retainer.of(Retainer.When.IN_ADVANCE, Money.of("600.00", "USD"), Limit.hours("10"))
                .with(Unused.carries(Limit.hours("5"), 1))
                .with(Overage.at(Rate.hourly("65.00", "USD")).approvedAbove(Limit.hours("0")));
        RateCard onSite = RateCard.of(RateLine.of(Match.any(), Rate.hourly("95.00", "USD")));
        agreement = Agreement.plain("Acme", "v1", calendar("2026-01-16", "2026-06-15", Proration.ACTUAL_30, true))
                .with(
                        Rule.of("On site", Match.kinds("On site"), Hourly.plain())
                                .with(onSite),
                        Rule.of("Plan", Match.any(), plan))
                .with(Layout.plain().by())
                .with(Limits.of(Adjustment.percent(
                        Adjustment.Kind.DISCOUNT, Adjustment.Level.LINE, Match.kinds("On site"), "25", "Friends")));
        known = BillingRequest.Known.nothing();
        next = agreement.calendar().first();
    }

    private TimeEntryBuilder worked(String day, String hours) {
        return aTimeEntry()
                .id(entries.size() + 1L)
                .on(day)
                .of(hours)
                .task("Office")
                .at("60.00");
    }

    private List<String> billNext() {
        BillingResult result = Bills.bill(agreement, next, known, entries, List.of());
        results.add(result);
        known = known.after(result);
        DuePeriod after = agreement.calendar().after(next);
        next = after == null ? next : after;
        return result.drafts().stream()
                .flatMap(draft -> draft.lines().stream())
                .map(line -> line.kind() + " " + line.amount().amount())
                .toList();
    }

    private void approve(String rule, String hours) {
        known = known.with(new Decisions(Map.of(), Map.of(), Map.of(rule, Limit.hours(hours))));
    }

    @Test
    void everyMonthTiesFromTheFirstFeeToTheLastHours() {
        assertThat(billNext()).as("opening: 16 of 30 days in advance").containsExactly("FEE 320.00");

        entries.add(worked("2026-01-20", "4.00").build());
        entries.add(worked("2026-01-30", "2.00").approval(Approval.SUBMITTED).build());
        assertThat(billNext()).as("January: 4 of 5.33 hours; next fee").containsExactly("FEE 600.00");

        entries.set(1, worked("2026-01-30", "2.00").id(2).build());
        entries.add(worked("2026-02-10", "9.00").build());
        entries.add(worked("2026-02-11", "2.00").task("On site").build());
        assertThat(billNext())
                .as("February: 2 late hours first, 11 of 11.33; on site at its own rate less a quarter")
                .containsExactly("HOURS 190.00", "DISCOUNT -47.50", "FEE 600.00");

        entries.add(worked("2026-03-09", "13.00").build());
        assertThat(billNext())
                .as("March: 0.33 + 10 covered, 2.67 wait for approval")
                .containsExactly("FEE 600.00");
        assertThat(results.get(3).tieOut().of(Bucket.HELD, Bills.USD).hours()).isEqualTo(Hours.of("2.67"));

        entries.add(worked("2026-04-09", "4.00").build());
        approve("Plan", "2.67");
        assertThat(billNext())
                .as("April: March's overage, not covered by April's hours; 6 left, 5 carried")
                .containsExactly("FEE 600.00", "OVERAGE 173.55");
        assertThat(known.balances().lots())
                .extracting(lot -> lot.granted() + " " + lot.left())
                .containsExactly("2026-04-01 5.00 h");

        entries.add(worked("2026-05-07", "15.00").build());
        assertThat(billNext()).as("May: 5 carried + 10; half a fee for June").containsExactly("FEE 300.00");

        entries.add(worked("2026-06-10", "6.00").build());
        approve("Plan", "10");
        assertThat(next.isFinal()).isTrue();
        assertThat(billNext())
                .as("June: 5 of half a month, 1 beyond, no further fee")
                .containsExactly("OVERAGE 65.00");

        Hours all = entries.stream().map(TimeEntry::hours).reduce(Hours.ZERO, Hours::plus);
        Hours settled = results.stream()
                .map(result -> result.tieOut()
                        .of(Bucket.BILLED, Bills.USD)
                        .plus(result.tieOut().of(Bucket.COVERED, Bills.USD))
                        .hours())
                .reduce(Hours.ZERO, Hours::plus);
        assertThat(settled).as("every hour is billed or covered, once").isEqualTo(all);
    }
}
