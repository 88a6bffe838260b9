package org.harvestxero.billing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;
import static org.harvestxero.billing.engine.Bills.MARCH;
import static org.harvestxero.billing.engine.Bills.bill;
import static org.harvestxero.billing.engine.Bills.onlyDraft;
import static org.harvestxero.billing.engine.Bills.plain;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.billing.Approval;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Cap;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.billing.terms.Limits;
import org.harvestxero.billing.terms.Match;
import org.harvestxero.billing.terms.ReviewPolicy;
import org.harvestxero.billing.terms.ReviewRule;
import org.harvestxero.billing.terms.ReviewRule.When;
import org.junit.jupiter.api.Test;

class ReviewTest {
    private static final long ANN = 30;

    private static List<String> reasons(Agreement agreement, History history, TimeEntry... entries) {
        BillingResult result =
                bill(agreement, MARCH, BillingRequest.Known.nothing().with(history), entries);
        return onlyDraft(result).review().stream().map(ReviewReason::words).toList();
    }

    private static List<String> reasons(ReviewRule rule, History history, TimeEntry... entries) {
        return reasons(plain().with(ReviewPolicy.when(rule)), history, entries);
    }

    private static History totals(String... totals) {
        return new History(
                List.of(totals).stream().map(total -> Money.of(total, "USD")).toList(),
                Set.of(ANN),
                Set.of(new History.PersonRate(ANN, Bills.decimal("100.00"))));
    }

    @Test
    void goesStraightThroughWithoutRules() {
        assertThat(reasons(plain(), History.none(), aTimeEntry().build())).isEmpty();
    }

    @Test
    void comparesToThePeriodBefore() {
        ReviewRule rule = ReviewRule.above(When.VARIANCE_TO_PREVIOUS, "20");

        assertThat(reasons(rule, totals("125.00", "10.00"), aTimeEntry().build()))
                .isEmpty();
        assertThat(reasons(rule, totals("126.00"), aTimeEntry().build()))
                .containsExactly("the total of 100.00 USD differs by 20.6 % from the period before (126.00)");
        assertThat(reasons(rule, History.none(), aTimeEntry().build())).isEmpty();
    }

    @Test
    void comparesToTheMedianOfTheLastPeriods() {
        ReviewRule rule = ReviewRule.median("20", 3);

        assertThat(reasons(
                        rule,
                        totals("500.00", "100.00", "90.00", "1.00"),
                        aTimeEntry().build()))
                .isEmpty();
        assertThat(reasons(
                        rule, totals("500.00", "200.00", "90.00"), aTimeEntry().build()))
                .containsExactly(
                        "the total of 100.00 USD differs by 50.0 % from the median of the last 3 periods (200.00)");
    }

    @Test
    void looksAtLargeFirstAndEveryInvoice() {
        assertThat(reasons(
                        ReviewRule.above(When.TOTAL_ABOVE, "99.99"),
                        totals("1.00"),
                        aTimeEntry().build()))
                .containsExactly("the invoice comes to 100.00 USD, above 99.99");
        assertThat(reasons(
                        ReviewRule.above(When.TOTAL_ABOVE, "100"),
                        totals("1.00"),
                        aTimeEntry().build()))
                .isEmpty();
        assertThat(reasons(
                        ReviewRule.of(When.FIRST_INVOICE),
                        History.none(),
                        aTimeEntry().build()))
                .containsExactly("the first invoice of this client");
        assertThat(reasons(
                        ReviewRule.of(When.ALWAYS), totals("1.00"), aTimeEntry().build()))
                .containsExactly("every invoice of this client is reviewed");
    }

    @Test
    void looksAtNewPeopleAndRates() {
        assertThat(reasons(
                        ReviewRule.of(When.NEW_PERSON),
                        totals("1.00"),
                        aTimeEntry().by("Bob").build()))
                .containsExactly("never billed before: Bob");
        assertThat(reasons(
                        ReviewRule.of(When.NEW_RATE),
                        totals("1.00"),
                        aTimeEntry().at("110.00").build()))
                .containsExactly("a new rate: Ann at 110.00");
        assertThat(reasons(
                        ReviewRule.of(When.NEW_RATE),
                        totals("1.00"),
                        aTimeEntry().at("100.0").build()))
                .isEmpty();
    }

    @Test
    void looksAtUnapprovedTimeAndEntriesWithoutNotes() {
        TimeEntry approved = aTimeEntry().id(1).build();

        assertThat(reasons(
                        ReviewRule.of(When.UNAPPROVED_TIME),
                        totals("1.00"),
                        approved,
                        aTimeEntry().id(2).approval(Approval.SUBMITTED).build()))
                .containsExactly("1 entries of the period are not approved");
        assertThat(reasons(
                        ReviewRule.of(When.ENTRIES_WITHOUT_NOTES),
                        totals("1.00"),
                        approved,
                        aTimeEntry().id(2).notes(" ").build()))
                .containsExactly("1 entries have no notes");
    }

    @Test
    void looksAtWorkThatIsHeldByReasonButNotAtWhatAPersonDecided() {
        ReviewRule rule = ReviewRule.of(When.SOMETHING_IS_HELD);
        TimeEntry approved = aTimeEntry().id(1).build();

        assertThat(reasons(rule, totals("1.00"), approved)).isEmpty();
        assertThat(reasons(
                        rule,
                        totals("1.00"),
                        approved,
                        aTimeEntry().id(2).of("2.00").at(null).build(),
                        aTimeEntry()
                                .id(3)
                                .of("0.50")
                                .approval(Approval.SUBMITTED)
                                .build(),
                        aTimeEntry()
                                .id(4)
                                .of("0.25")
                                .approval(Approval.SUBMITTED)
                                .build()))
                .containsExactly("0.75 h held: not approved; 2.00 h held: no rate");

        BillingRequest.Known decided = BillingRequest.Known.nothing()
                .with(totals("1.00"))
                .with(new Decisions(
                        Map.of(2L, new Decision(Decision.Kind.HOLD, null, "disputed", "Ada")), Map.of(), Map.of()));
        assertThat(onlyDraft(bill(
                                plain().with(ReviewPolicy.when(rule)),
                                MARCH,
                                decided,
                                approved,
                                aTimeEntry().id(2).build()))
                        .review())
                .isEmpty();
    }

    @Test
    void looksAtReachedCapsAndEmptyInvoices() {
        Agreement capped = plain().with(Limits.of(Cap.of("Order 7", Match.any(), Limit.hours("0.5"), Cap.AtCap.FIT)))
                .with(ReviewPolicy.when(ReviewRule.of(When.CAP_REACHED)));

        assertThat(reasons(capped, totals("1.00"), aTimeEntry().build())).containsExactly("reached: Order 7 of 0.50 h");
        assertThat(reasons(
                        ReviewRule.of(When.ZERO_OR_NEGATIVE),
                        totals("1.00"),
                        aTimeEntry().at("0.00").build()))
                .containsExactly("the invoice comes to 0.00 USD");
    }
}
