package org.harvestxero.billing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;
import static org.harvestxero.billing.engine.Bills.MARCH;
import static org.harvestxero.billing.engine.Bills.bill;
import static org.harvestxero.billing.engine.Bills.onlyLine;
import static org.harvestxero.billing.engine.Bills.plain;

import java.time.LocalDate;
import org.harvestxero.billing.Approval;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.terms.Adjustment;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Cap;
import org.harvestxero.billing.terms.Layout;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.billing.terms.Limits;
import org.harvestxero.billing.terms.Match;
import org.harvestxero.billing.terms.Pricing;
import org.harvestxero.billing.terms.RateCard;
import org.harvestxero.billing.terms.RateLine;
import org.harvestxero.billing.terms.Retainer;
import org.harvestxero.billing.terms.ReviewPolicy;
import org.harvestxero.billing.terms.ReviewRule;
import org.harvestxero.billing.terms.Rounding;
import org.harvestxero.billing.terms.Rule;
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

    @Test
    void tellsNoticesReviewsAndWhatBelongsToNoEntry() {
        Agreement agreement = plain().with(Rule.of(
                        "Care",
                        Match.any(),
                        Retainer.of(Retainer.When.IN_ARREARS, Money.of("500.00", "USD"), Limit.hours("10"))))
                .with(ReviewPolicy.when(ReviewRule.of(ReviewRule.When.ALWAYS)))
                .with(Layout.plain().per(Layout.PerInvoice.PROJECT))
                .with(Limits.of(Cap.of("Cap", Match.any(), Limit.hours("2"), Cap.AtCap.HOLD)
                        .warningAt(50)));

        BillingResult result =
                bill(agreement, MARCH, aTimeEntry().id(7).of("11.00").build());

        assertThat(new Explainer(result).run())
                .containsExactly(
                        "The invoice of 500.00 USD before tax bills 2026-03 by version v1 of the agreement; issued"
                                + " 2026-04-01, due 2026-05-01",
                        "  line 1: Care, March 2026: 1 × 500.00 = 500.00 USD (fee, rule Care)",
                        "  to review: every invoice of this client is reviewed",
                        "The invoice for Website of 100.00 USD before tax bills 2026-03 by version v1 of the agreement;"
                                + " issued 2026-04-01, due 2026-05-01",
                        "  line 1: Care: hours beyond the included 10.00 h, Website – Design, March 2026: 1.00 × 100.00 ="
                                + " 100.00 USD (overage, rule Care)",
                        "  to review: every invoice of this client is reviewed",
                        "Not billed, covered: 10.00 h worth 1000.00, covered by what Care includes",
                        "Note: Cap: 50 % of 2.00 h is used",
                        "USD in: 11.00 h worth 1100.00; billed 1.00 h worth 100.00; covered 10.00 h worth 1000.00",
                        "billed 600.00 USD = worth, fee 500.00 USD");
        assertThat(Explainer.inWords(result.drafts().get(0).lines().get(0)))
                .containsExactly(
                        "Care, March 2026: 1 × 500.00 = 500.00 USD (fee, rule Care)",
                        "  the fee for March 2026",
                        "  500.00 USD of it belong to no single entry");
    }

    @Test
    void tellsOfALineOfTheWholeInvoiceAndOfWhatIsLess() {
        Agreement agreement = plain().with(Limits.of(
                Adjustment.percent(Adjustment.Kind.DISCOUNT, Adjustment.Level.INVOICE, Match.any(), "10", "loyalty")));

        DraftLine discount = Bills.onlyDraft(
                        bill(agreement, MARCH, aTimeEntry().id(7).notes(null).build()))
                .lines()
                .get(1);

        assertThat(Explainer.inWords(discount))
                .containsExactly(
                        "loyalty: 1 × -10.00 = -10.00 USD (discount, the whole invoice)",
                        "  10 % discount: loyalty",
                        "  time entry 7, 2026-03-10, Ann, Website – Design: -10.00 USD; -10 by discount");
    }

    @Test
    void addsUpWhatIsNotBilledByReasonAndCurrency() {
        BillingResult result = bill(
                plain(),
                MARCH,
                aTimeEntry().id(1).of("1.00").approval(Approval.SUBMITTED).build(),
                aTimeEntry().id(2).of("2.00").approval(Approval.SUBMITTED).build(),
                aTimeEntry().id(3).of("3.00").billedInHarvest().build(),
                aTimeEntry().id(4).of("4.00").in("EUR").build());

        assertThat(new Explainer(result).notBilled())
                .containsExactly(
                        "Not billed, held: 4.00 h worth 400.00, kept in EUR, but the client is billed in USD",
                        "Not billed, held: 3.00 h worth 300.00, submitted, but not approved",
                        "Not billed, outside: 3.00 h worth 300.00, already invoiced in Harvest");
    }
}
