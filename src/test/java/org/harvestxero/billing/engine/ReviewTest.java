package org.harvestxero.billing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.billing.ExpenseBuilder.anExpense;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;
import static org.harvestxero.billing.engine.Bills.MARCH;
import static org.harvestxero.billing.engine.Bills.bill;
import static org.harvestxero.billing.engine.Bills.onlyDraft;
import static org.harvestxero.billing.engine.Bills.plain;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.billing.Approval;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Cap;
import org.harvestxero.billing.terms.Hourly;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.billing.terms.Limits;
import org.harvestxero.billing.terms.Match;
import org.harvestxero.billing.terms.ReviewPolicy;
import org.harvestxero.billing.terms.ReviewRule;
import org.harvestxero.billing.terms.ReviewRule.When;
import org.harvestxero.billing.terms.Rule;
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
                .containsExactly("a new rate: Ann at 110.00 USD an hour");
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
                .containsExactly("1 entry of the period is not approved");
        assertThat(reasons(
                        ReviewRule.of(When.ENTRIES_WITHOUT_NOTES),
                        totals("1.00"),
                        approved,
                        aTimeEntry().id(2).notes(" ").build()))
                .containsExactly("1 entry has no notes");
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

    private static BillingResult reviewed(ReviewRule rule, History history, TimeEntry[] entries, Expense... expenses) {
        return bill(
                plain().with(ReviewPolicy.when(rule)),
                MARCH,
                BillingRequest.Known.nothing().with(history),
                List.of(entries),
                List.of(expenses));
    }

    @Test
    void countsHeldExpensesAndHoursApart() {
        ReviewRule rule = ReviewRule.of(When.SOMETHING_IS_HELD);
        TimeEntry[] approved = {aTimeEntry().id(1).build()};
        Expense one = anExpense().id(2).approval(Approval.SUBMITTED).build();
        Expense other = anExpense().id(3).approval(Approval.SUBMITTED).build();
        Expense foreign = anExpense().id(4).costing("5.00", "EUR").build();

        assertThat(onlyDraft(reviewed(rule, totals("1.00"), approved, one)).review())
                .extracting(ReviewReason::words)
                .containsExactly("1 expense held: not approved");
        assertThat(onlyDraft(reviewed(rule, totals("1.00"), approved, one, other, foreign))
                        .review())
                .extracting(ReviewReason::words)
                .containsExactly("2 expenses held: not approved; 1 expense held: other currency");
    }

    @Test
    void anEntryOnTwoLinesLacksItsNotesOnce() {
        Cap firstHour = new Cap(
                "First hour",
                Match.any(),
                Set.of("Plan"),
                Limit.hours("1"),
                Cap.Scope.PERIOD,
                Cap.AtCap.PASS,
                List.of(),
                false);
        Agreement capped = plain().with(
                        Rule.of("Plan", Match.any(), Hourly.plain()), Rule.of("More", Match.any(), Hourly.plain()))
                .with(Limits.of(firstHour))
                .with(ReviewPolicy.when(ReviewRule.of(When.ENTRIES_WITHOUT_NOTES)));

        assertThat(reasons(
                        capped,
                        totals("1.00"),
                        aTimeEntry().id(2).of("2.00").notes("").build()))
                .containsExactly("1 entry has no notes");
        assertThat(reasons(
                        capped,
                        totals("1.00"),
                        aTimeEntry().id(2).of("2.00").notes(null).build(),
                        aTimeEntry().id(3).notes(null).build(),
                        aTimeEntry().id(4).notes("Logo").build()))
                .containsExactly("2 entries have no notes");
        assertThat(reasons(
                        capped, totals("1.00"), aTimeEntry().id(4).notes("Logo").build()))
                .isEmpty();
    }

    @Test
    void otherReasonsForHoldingAreNotWantOfApproval() {
        assertThat(reasons(
                        ReviewRule.of(When.UNAPPROVED_TIME),
                        totals("1.00"),
                        aTimeEntry().id(1).build(),
                        aTimeEntry().id(2).at(null).build()))
                .isEmpty();
    }

    @Test
    void peopleBilledBeforeAreNotNew() {
        assertThat(reasons(
                        ReviewRule.of(When.NEW_PERSON),
                        totals("1.00"),
                        aTimeEntry().id(1).build(),
                        aTimeEntry().id(2).by("Cid").build(),
                        aTimeEntry().id(3).by("Bob").build()))
                .containsExactly("never billed before: Bob, Cid");
        assertThat(reasons(
                        ReviewRule.of(When.NEW_PERSON),
                        totals("1.00"),
                        aTimeEntry().build()))
                .isEmpty();
    }

    @Test
    void fromNothingAnyAmountDiffers() {
        ReviewRule rule = ReviewRule.above(When.VARIANCE_TO_PREVIOUS, "20");

        assertThat(reasons(rule, totals("0.00"), aTimeEntry().build()))
                .containsExactly("nothing was billed in the period before");
        assertThat(reasons(rule, totals("0.00"), aTimeEntry().at("0.00").build()))
                .isEmpty();
    }

    /** The median of an even number is the mean of the two in the middle: (90.00 + 140.00) / 2 = 115.00. */
    @Test
    void theMedianOfFourIsBetweenTheTwoInTheMiddle() {
        assertThat(reasons(
                        ReviewRule.median("10", 4),
                        totals("140.00", "80.00", "300.00", "90.00", "9999.00"),
                        aTimeEntry().build()))
                .containsExactly(
                        "the total of 100.00 USD differs by 13.0 % from the median of the last 4 periods (115.00)");
        assertThat(reasons(
                        ReviewRule.median("10", 4), History.none(), aTimeEntry().build()))
                .isEmpty();
    }

    @Test
    void aConditionStatedTwiceIsAReasonOnce() {
        Agreement twice = plain().with(ReviewPolicy.when(
                ReviewRule.above(When.TOTAL_ABOVE, "50"),
                ReviewRule.above(When.TOTAL_ABOVE, "20"),
                ReviewRule.of(When.ALWAYS)));

        assertThat(reasons(twice, totals("1.00"), aTimeEntry().build()))
                .containsExactly(
                        "the invoice comes to 100.00 USD, above 50", "every invoice of this client is reviewed");
    }

    @Test
    void aDraftWaitsBehindEarlierOnesUnlessTheAgreementLetsItGo() {
        History waiting = totals("1.00").withWaiting("2026-01").withWaiting("2026-02");
        ReviewPolicy go = new ReviewPolicy(List.of(), List.of("reviewer"), ReviewPolicy.Behind.GO);

        assertThat(reasons(plain(), waiting, aTimeEntry().build()))
                .containsExactly("an earlier draft waits: 2026-01, 2026-02");
        assertThat(reasons(plain().with(go), waiting, aTimeEntry().build())).isEmpty();
    }

    @Test
    void onlyWhatComparesIsFoundAnew() {
        ReviewPolicy policy = ReviewPolicy.when(
                ReviewRule.of(When.ALWAYS),
                ReviewRule.of(When.FIRST_INVOICE),
                ReviewRule.of(When.NEW_PERSON),
                ReviewRule.of(When.TOTAL_ABOVE));
        Draft first = onlyDraft(bill(
                plain().with(policy),
                MARCH,
                BillingRequest.Known.nothing().with(History.none()),
                aTimeEntry().build()));
        BillingEngine engine = new BillingEngine();
        Money total = Money.of("100.00", "USD");

        assertThat(first.review())
                .extracting(ReviewReason::when)
                .containsExactly(When.ALWAYS, When.FIRST_INVOICE, When.NEW_PERSON, When.TOTAL_ABOVE);
        assertThat(engine.reviewAgain(first, total, policy, totals("90.00")).review())
                .extracting(ReviewReason::when)
                .containsExactly(When.ALWAYS, When.TOTAL_ABOVE);
        assertThat(engine.reviewAgain(first, total, policy, History.none().withWaiting("2026-02"))
                        .review())
                .extracting(ReviewReason::words)
                .containsExactly(
                        "every invoice of this client is reviewed",
                        "the invoice comes to 100.00 USD, above 0",
                        "the first invoice of this client",
                        "never billed before: Ann",
                        "an earlier draft waits: 2026-02");
    }

    @Test
    void foundAnewAReasonIsStillGivenOnce() {
        ReviewPolicy twice = ReviewPolicy.when(
                ReviewRule.above(When.VARIANCE_TO_PREVIOUS, "10"), ReviewRule.above(When.VARIANCE_TO_PREVIOUS, "20"));
        Draft draft = onlyDraft(bill(plain(), MARCH, aTimeEntry().build()));

        assertThat(new BillingEngine()
                        .reviewAgain(draft, Money.of("100.00", "USD"), twice, totals("50.00"))
                        .review())
                .extracting(ReviewReason::words)
                .containsExactly("the total of 100.00 USD differs by 100.0 % from the period before (50.00)");
    }

    @Test
    void aDraftsReasonsCanGrowOrBeReplaced() {
        Draft draft = onlyDraft(bill(
                plain().with(ReviewPolicy.when(ReviewRule.of(When.ALWAYS))),
                MARCH,
                aTimeEntry().build()));
        ReviewReason waits = new ReviewReason(When.EARLIER_WAITS, "an earlier draft waits: 2026-01");
        ReviewReason other = new ReviewReason(When.EARLIER_WAITS, "an earlier draft waits: 2026-02");

        assertThat(draft.alsoFor(waits).waitingFor(other).review())
                .containsExactly(draft.review().get(0), other);
        assertThat(draft.alsoFor(waits).alsoFor(other).review()).hasSize(3);
    }

    @Test
    void whatWasReleasedIsKnownAfterwards() {
        BillingResult result = bill(
                plain(),
                MARCH,
                aTimeEntry().id(1).at("120.00").build(),
                aTimeEntry().id(2).by("Bob").at("90.00").build());

        History known = result.added(totals("50.00").withWaiting("2026-01"));

        long bob = "Bob".hashCode();
        assertThat(known.totals()).containsExactly(Money.of("210.00", "USD"), Money.of("50.00", "USD"));
        assertThat(known.people()).containsExactlyInAnyOrder(ANN, bob);
        assertThat(known.rates())
                .containsExactlyInAnyOrder(
                        new History.PersonRate(ANN, Bills.decimal("100.00")),
                        new History.PersonRate(ANN, Bills.decimal("120.00")),
                        new History.PersonRate(bob, Bills.decimal("90.00")));
        assertThat(known.waiting()).containsExactly("2026-01");
        assertThat(bill(plain(), MARCH, new TimeEntry[0]).added(known)).isEqualTo(known);
    }

    @Test
    void aResultCanBeDatedAnotherDayWithMoreToTell() {
        BillingResult result = bill(plain(), MARCH, aTimeEntry().build());
        Notice notice = new Notice("Acme", "issued later");

        BillingResult later = result.dated(LocalDate.of(2026, 4, 9), LocalDate.of(2026, 5, 9), List.of(notice));

        assertThat(onlyDraft(later).issueDate()).isEqualTo("2026-04-09");
        assertThat(onlyDraft(later).dueDate()).isEqualTo("2026-05-09");
        assertThat(later.notices()).containsExactly(notice);
        assertThat(later.with(List.of()).drafts()).isEmpty();
        assertThat(later.total(Bills.USD)).isEqualTo(Money.of("100.00", "USD"));
    }

    @Test
    void anExpenseWithoutNotesIsNoEntry() {
        Agreement agreement = plain().with(ReviewPolicy.when(ReviewRule.of(When.ENTRIES_WITHOUT_NOTES)));
        Expense any = anExpense().id(99).costing("20.00", "USD").build();
        Expense silent = new Expense(
                any.id(),
                any.updatedAt(),
                any.spentDate(),
                any.origin(),
                any.cost(),
                any.units(),
                any.status(),
                null,
                any.receiptUrl());

        BillingResult result = bill(
                agreement,
                MARCH,
                BillingRequest.Known.nothing().with(totals("1.00")),
                List.of(aTimeEntry().notes(null).build()),
                List.of(silent));

        assertThat(onlyDraft(result).review()).extracting(ReviewReason::words).containsExactly("1 entry has no notes");
    }
}
