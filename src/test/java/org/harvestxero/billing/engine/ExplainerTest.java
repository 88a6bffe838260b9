package org.harvestxero.billing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;
import static org.harvestxero.billing.engine.Bills.MARCH;
import static org.harvestxero.billing.engine.Bills.bill;
import static org.harvestxero.billing.engine.Bills.onlyLine;
import static org.harvestxero.billing.engine.Bills.plain;

import java.time.LocalDate;
import org.harvestxero.billing.Approval;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Match;
import org.harvestxero.billing.terms.Pricing;
import org.harvestxero.billing.terms.RateCard;
import org.harvestxero.billing.terms.RateLine;
import org.harvestxero.billing.terms.Rounding;
import org.junit.jupiter.api.Test;

class ExplainerTest {
    private static BillingResult result() {
        Agreement agreement = plain().with(Pricing.asInHarvest()
                .with(Rounding.to(Rounding.Direction.UP, 15, Rounding.Per.ENTRY))
                .with(RateCard.of(RateLine.of(Match.kinds("Design"), Rate.hourly("120.00", "USD"))
                        .from(LocalDate.of(2026, 1, 1)))));
        return bill(
                agreement,
                MARCH,
                aTimeEntry().id(7).of("1.10").at("100.00").notes("Logo").build(),
                aTimeEntry().id(8).of("2.00").approval(Approval.SUBMITTED).build());
    }

    @Test
    void walksFromALineToEntryRuleRateAndRounding() {
        BillingResult result = result();

        assertThat(new Explainer(result).line(onlyLine(result)))
                .containsExactly(
                        "Website – Design, March 2026: 1.25 × 120.00 = 150.00 USD (hours, rule Time)",
                        "  time entry 7, 2026-03-10, Ann, Website – Design, \"Logo\": 1.10 h, billed as 1.25 h (rounded up"
                                + " to 15 minutes per entry) at 120.00 USD an hour (the agreement's rate for task Design"
                                + " from 2026-01-01) = 150.00 USD; +22 by rate; +18 by rounding");
    }

    @Test
    void showsTheWholeRunWithItsProof() {
        assertThat(new Explainer(result()).run())
                .containsExactly(
                        "The invoice of 150.00 USD before tax bills 2026-03 by version v1 of the agreement; issued"
                                + " 2026-04-01, due 2026-05-01",
                        "  line 1: Website – Design, March 2026: 1.25 × 120.00 = 150.00 USD (hours, rule Time)",
                        "Not billed, held: 2.00 h worth 200.00, submitted, but not approved",
                        "USD in: 3.10 h worth 310.00; billed 1.10 h worth 110.00; held 2.00 h worth 200.00",
                        "billed 150.00 USD = worth, rate 22.00, rounding 18.00");
    }
}
