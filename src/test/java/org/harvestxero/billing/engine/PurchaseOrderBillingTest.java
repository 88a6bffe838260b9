package org.harvestxero.billing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.billing.ExpenseBuilder.anExpense;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;
import static org.harvestxero.billing.engine.Bills.APRIL;
import static org.harvestxero.billing.engine.Bills.MARCH;
import static org.harvestxero.billing.engine.Bills.MAY;
import static org.harvestxero.billing.engine.Bills.bill;
import static org.harvestxero.billing.engine.Bills.onlyDraft;
import static org.harvestxero.billing.engine.Bills.onlyLine;
import static org.harvestxero.billing.engine.Bills.plain;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.terms.Adjustment;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Books;
import org.harvestxero.billing.terms.Cap;
import org.harvestxero.billing.terms.FeeStep;
import org.harvestxero.billing.terms.FixedFee;
import org.harvestxero.billing.terms.Hourly;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.billing.terms.Limits;
import org.harvestxero.billing.terms.Match;
import org.harvestxero.billing.terms.Overage;
import org.harvestxero.billing.terms.Phase;
import org.harvestxero.billing.terms.PurchaseOrder;
import org.harvestxero.billing.terms.Retainer;
import org.harvestxero.billing.terms.ReviewPolicy;
import org.harvestxero.billing.terms.ReviewRule;
import org.harvestxero.billing.terms.Rule;
import org.harvestxero.billing.terms.Unused;
import org.junit.jupiter.api.Test;

/** A purchase order carries what it says, and not a cent more, whatever stands under its reference. */
class PurchaseOrderBillingTest {
    private static final Match ALL = Match.any();

    private static Agreement order(String money, Cap.AtCap atCap, Adjustment... reductions) {
        Cap cap = Cap.ofOrder("PO-7", ALL, Limit.money(money, "USD"), atCap);
        return plain().with(new Books(List.of(), List.of(new PurchaseOrder("PO-7", ALL))))
                .with(new Limits(List.of(cap), List.of(reductions), null));
    }

    private static TimeEntry worked(long id, String day, String hours) {
        return aTimeEntry().id(id).on(day).of(hours).at("131.37").build();
    }

    private static Expense spent(long id, String cost) {
        return anExpense().id(id).costing(cost, "USD").build();
    }

    private static BillingResult march(Agreement agreement, List<TimeEntry> entries, Expense... expenses) {
        return bill(agreement, MARCH, BillingRequest.Known.nothing(), entries, List.of(expenses));
    }

    @Test
    void anOrderOfTenThousandCarriesTenThousandOfHoursAndExpenses() {
        BillingResult result = march(
                order("10000.00", Cap.AtCap.HOLD),
                List.of(worked(1, "2026-03-02", "40.00"), worked(2, "2026-03-09", "36.10")),
                spent(8, "812.40"),
                spent(9, "99.99"));

        assertThat(onlyDraft(result).subtotal()).isEqualTo(Money.of("10000.00", "USD"));
        assertThat(onlyDraft(result).words().purchaseOrder()).isEqualTo("PO-7");
        assertThat(result.notBilled()).singleElement().satisfies(rest -> {
            assertThat(rest.source().id()).isEqualTo(2);
            assertThat(rest.bucket()).isEqualTo(Bucket.HELD);
            assertThat(rest.words()).isEqualTo("beyond the cap purchase order PO-7 of 10000.00 USD");
        });
        assertThat(result.movements()).singleElement().satisfies(movement -> {
            assertThat(movement.kind()).isEqualTo(Movement.Kind.CAP_USED);
            assertThat(movement.money()).isEqualTo(Money.of("10000.00", "USD"));
        });
    }

    @Test
    void expensesStayOutsideWhereTheAgreementSaysSo() {
        Cap outside = new Cap(
                "purchase order PO-7",
                ALL,
                Set.of(),
                Limit.money("10000.00", "USD"),
                Cap.Scope.TOTAL,
                Cap.AtCap.HOLD,
                List.of(),
                false,
                "PO-7");
        Agreement agreement = order("1.00", Cap.AtCap.HOLD).with(Limits.of(outside));

        BillingResult result = march(agreement, List.of(worked(1, "2026-03-02", "90.00")), spent(8, "812.40"));

        assertThat(onlyDraft(result).subtotal()).isEqualTo(Money.of("10812.40", "USD"));
    }

    @Test
    void reductionsLeaveRoomForMoreUntilTheLinesComeToTheOrder() {
        Agreement agreement = order(
                "10000.00",
                Cap.AtCap.HOLD,
                Adjustment.percent(Adjustment.Kind.DISCOUNT, Adjustment.Level.INVOICE, ALL, "7.5", "as agreed"),
                Adjustment.amount(Adjustment.Kind.DISCOUNT, Money.of("333.33", "USD"), "goodwill"));

        BillingResult result = march(
                agreement,
                List.of(worked(1, "2026-03-02", "60.00"), worked(2, "2026-03-09", "60.00")),
                spent(8, "812.40"));

        assertThat(onlyDraft(result).subtotal()).isEqualTo(Money.of("10000.00", "USD"));
        assertThat(result.tieOut().of(Bucket.HELD, Bills.USD).hours().isZero()).isFalse();
    }

    @Test
    void aReductionOfEachEntryCountsTheSame() {
        Agreement agreement = order(
                "10000.00",
                Cap.AtCap.FIT,
                Adjustment.percent(Adjustment.Kind.DISCOUNT, Adjustment.Level.ENTRY, ALL, "10", "as agreed"));

        BillingResult result =
                march(agreement, List.of(worked(1, "2026-03-02", "60.00"), worked(2, "2026-03-09", "60.00")));

        assertThat(onlyDraft(result).subtotal()).isEqualTo(Money.of("10000.00", "USD"));
    }

    @Test
    void fixedFeesComeFirstAndHoursGetWhatIsLeft() {
        Agreement agreement = order("10000.00", Cap.AtCap.HOLD)
                .with(
                        Rule.of(
                                "Launch",
                                Match.projects("Alpha"),
                                FixedFee.of(
                                        Phase.on("Concept", Money.of("4000.00", "USD"), LocalDate.of(2026, 3, 20)))),
                        Rule.of("Time", ALL, Hourly.plain()));

        BillingResult result = march(
                agreement,
                List.of(aTimeEntry()
                        .id(1)
                        .on("2026-03-02")
                        .project("Beta")
                        .of("70.00")
                        .at("100.00")
                        .build()));

        assertThat(onlyDraft(result).lines())
                .extracting(line -> line.kind() + " " + line.amount())
                .containsExactly("PHASE 4000.00 USD", "HOURS 6000.00 USD");
        assertThat(result.notBilled())
                .singleElement()
                .satisfies(rest -> assertThat(rest.hours()).isEqualTo(Hours.of("10")));
    }

    @Test
    void aFeeBeyondTheOrderIsToldAndChargedOnceThereIsRoom() {
        Rule plan = Rule.of(
                "Plan", ALL, Retainer.of(Retainer.When.IN_ARREARS, Money.of("600.00", "USD"), Limit.hours("10")));
        Agreement small = order("1000.00", Cap.AtCap.HOLD).with(plan);
        Agreement raised = order("5000.00", Cap.AtCap.HOLD).with(plan);

        BillingResult march = march(small, List.of());
        BillingRequest.Known afterMarch = BillingRequest.Known.nothing().after(march);
        BillingResult april = bill(small, APRIL, afterMarch);
        BillingResult may = bill(raised, MAY, afterMarch.after(april));

        assertThat(onlyDraft(march).subtotal()).isEqualTo(Money.of("600.00", "USD"));
        assertThat(onlyDraft(march).words().purchaseOrder()).isEqualTo("PO-7");
        assertThat(onlyDraft(april).subtotal()).isEqualTo(Money.of("400.00", "USD"));
        assertThat(april.notices())
                .contains(new Notice(
                        "purchase order PO-7",
                        "200.00 USD of Plan, the fee for April 2026, is beyond its 1000.00 USD: it is held until there is"
                                + " room"));
        assertThat(onlyDraft(may).lines())
                .extracting(line -> line.description() + " " + line.amount())
                .containsExactly("Plan, April 2026 200.00 USD", "Plan, May 2026 600.00 USD");
    }

    @Test
    void whatIsLeftOfTheOrderGoesOnInTheNextPeriod() {
        Agreement agreement = order("10000.00", Cap.AtCap.HOLD);
        BillingResult march = march(agreement, List.of(worked(1, "2026-03-02", "70.00")), spent(8, "500.00"));

        BillingResult april =
                bill(agreement, APRIL, BillingRequest.Known.nothing().after(march), worked(2, "2026-04-02", "10.00"));

        assertThat(march.total(Bills.USD).plus(april.total(Bills.USD))).isEqualTo(Money.of("10000.00", "USD"));
    }

    @Test
    void workOfAnotherOrderTakesNothingOfIt() {
        Cap first = Cap.ofOrder("PO-7", Match.projects("Alpha"), Limit.money("500.00", "USD"), Cap.AtCap.HOLD);
        Cap rest = Cap.ofOrder("PO-8", ALL, Limit.money("1000.00", "USD"), Cap.AtCap.HOLD);
        Agreement agreement = plain().with(new Books(
                        List.of(),
                        List.of(new PurchaseOrder("PO-7", Match.projects("Alpha")), new PurchaseOrder("PO-8", ALL))))
                .with(Limits.of(first, rest));

        BillingResult result = march(
                agreement,
                List.of(
                        aTimeEntry()
                                .id(1)
                                .on("2026-03-01")
                                .project("Alpha")
                                .of("8.00")
                                .at("100.00")
                                .build(),
                        aTimeEntry()
                                .id(2)
                                .on("2026-03-02")
                                .project("Beta")
                                .of("12.00")
                                .at("100.00")
                                .build()));

        assertThat(onlyDraft(result).subtotal()).isEqualTo(Money.of("1500.00", "USD"));
    }

    private static Rule plan(String fee) {
        return Rule.of("Plan", ALL, Retainer.of(Retainer.When.IN_ARREARS, Money.of(fee, "USD"), Limit.hours("10")));
    }

    private static final ReviewPolicy WHEN_REACHED = ReviewPolicy.when(ReviewRule.of(ReviewRule.When.CAP_REACHED));

    @Test
    void aFeeThatJustFitsReachesNoOrder() {
        BillingResult result =
                march(order("600.00", Cap.AtCap.HOLD).with(plan("600.00")).with(WHEN_REACHED), List.of());

        assertThat(onlyDraft(result).subtotal()).isEqualTo(Money.of("600.00", "USD"));
        assertThat(result.notices()).isEmpty();
        assertThat(onlyDraft(result).review()).isEmpty();
    }

    @Test
    void aFeeBeyondTheOrderReachesIt() {
        BillingResult held =
                march(order("400.00", Cap.AtCap.HOLD).with(plan("600.00")).with(WHEN_REACHED), List.of());
        BillingResult given =
                march(order("400.00", Cap.AtCap.FIT).with(plan("600.00")).with(WHEN_REACHED), List.of());

        assertThat(onlyDraft(held).review())
                .extracting(ReviewReason::words)
                .containsExactly("reached: purchase order PO-7 of 400.00 USD");
        assertThat(onlyDraft(held).lines().get(0).words())
                .isEqualTo("the fee for March 2026, less 200.00 USD beyond the order");
        assertThat(BillingRequest.Known.nothing().after(held).balances().fees().values())
                .containsExactly(Money.of("200.00", "USD"));
        assertThat(given.notices())
                .extracting(Notice::words)
                .containsExactly(
                        "200.00 USD of Plan, the fee for March 2026, is beyond its 400.00 USD: it is written off");
        assertThat(BillingRequest.Known.nothing().after(given).balances().fees())
                .isEmpty();
    }

    /** 200 of April and 600 of May are held; of an order raised by 700, 200 and then 500 are charged, April's first. */
    @Test
    void heldFeesAreChargedTheOldestFirstAsFarAsThereIsRoom() {
        Agreement small = order("1000.00", Cap.AtCap.HOLD).with(plan("600.00"));
        Agreement raised = order("1700.00", Cap.AtCap.HOLD)
                .with(Rule.of(
                        "Plan",
                        ALL,
                        new Retainer(
                                Retainer.When.IN_ARREARS,
                                List.of(
                                        new FeeStep(null, Money.of("600.00", "USD")),
                                        new FeeStep(LocalDate.of(2026, 6, 1), Money.of("0.00", "USD"))),
                                Limit.hours("10"),
                                Unused.lapses(),
                                Overage.atOwnRate(),
                                true)));
        BillingRequest.Known known = BillingRequest.Known.nothing().after(march(small, List.of()));
        known = known.after(bill(small, APRIL, known));
        known = known.after(bill(small, MAY, known));

        BillingResult june = bill(raised, LocalDate.of(2026, 6, 15), known);

        assertThat(onlyDraft(june).lines())
                .extracting(line -> line.description() + " " + line.amount())
                .containsExactly("Plan, April 2026 200.00 USD", "Plan, May 2026 500.00 USD");
        assertThat(onlyDraft(june).lines().get(0).words())
                .isEqualTo("what the order had no room for of the fee for April 2026");
        assertThat(june.notices())
                .extracting(Notice::words)
                .containsExactly(
                        "100.00 USD of Plan, the fee for May 2026, is beyond its 1700.00 USD: it is held until there is"
                                + " room");
        assertThat(known.after(june).balances().fees())
                .containsExactly(
                        Map.entry(new Balances.HeldFee("Plan", LocalDate.of(2026, 5, 1)), Money.of("100.00", "USD")));
    }

    @Test
    void aPhaseBeyondTheOrderIsHeldOrGivenUpAsTheOrderSays() {
        Rule site = Rule.of(
                "Site", ALL, FixedFee.of(Phase.on("Launch", Money.of("900.00", "USD"), LocalDate.of(2026, 3, 20))));

        BillingResult held = march(order("400.00", Cap.AtCap.HOLD).with(site), List.of());
        BillingResult given = march(order("400.00", Cap.AtCap.FIT).with(site), List.of());

        assertThat(onlyLine(held).amount()).isEqualTo(Money.of("400.00", "USD"));
        assertThat(onlyLine(held).words()).isEqualTo("100 % of 900.00 USD, less 500.00 USD beyond the order");
        assertThat(held.notices())
                .extracting(Notice::words)
                .containsExactly(
                        "500.00 USD of Site, Launch, is beyond its 400.00 USD: it is held until there is room");
        assertThat(BillingRequest.Known.nothing()
                        .after(held)
                        .balances()
                        .phases()
                        .get("Site/Launch"))
                .isEqualTo(Money.of("400.00", "USD"));
        assertThat(onlyLine(given).amount()).isEqualTo(Money.of("400.00", "USD"));
        assertThat(given.notices())
                .extracting(Notice::words)
                .containsExactly("500.00 USD of Site, Launch, is beyond its 400.00 USD: it is written off");
        assertThat(BillingRequest.Known.nothing()
                        .after(given)
                        .balances()
                        .phases()
                        .get("Site/Launch"))
                .isEqualTo(Money.of("900.00", "USD"));
    }

    @Test
    void aPhaseWithoutAnyRoomIsBilledNowhere() {
        Rule site = Rule.of(
                "Site", ALL, FixedFee.of(Phase.on("Launch", Money.of("900.00", "USD"), LocalDate.of(2026, 3, 20))));

        BillingResult held = march(order("0.00", Cap.AtCap.HOLD).with(site), List.of());

        assertThat(held.drafts()).isEmpty();
        assertThat(held.movements()).isEmpty();
    }

    @Test
    void aFeeOfAnotherOrderTakesNothingOfIt() {
        Agreement agreement = plain().with(new Books(
                        List.of(),
                        List.of(
                                new PurchaseOrder("PO-7", Match.projects("Alpha")),
                                new PurchaseOrder("PO-8", Match.projects("Beta")))))
                .with(
                        Rule.of(
                                "Beta",
                                Match.projects("Beta"),
                                Retainer.of(Retainer.When.IN_ARREARS, Money.of("600.00", "USD"), Limit.hours("10"))),
                        Rule.of("Time", ALL, Hourly.plain()))
                .with(Limits.of(
                        Cap.ofOrder("PO-7", Match.projects("Alpha"), Limit.money("500.00", "USD"), Cap.AtCap.HOLD)));

        BillingResult result = march(
                agreement,
                List.of(aTimeEntry()
                        .id(1)
                        .project("Alpha")
                        .of("5.00")
                        .at("100.00")
                        .build()));

        assertThat(onlyDraft(result).subtotal()).isEqualTo(Money.of("1100.00", "USD"));
        assertThat(result.notBilled()).isEmpty();
        assertThat(result.notices()).isEmpty();
    }

    /** Up to the minimum of 250.00 another 160.00 are due beside 90.00 of work; the order of 200.00 has room for 110.00. */
    @Test
    void aMinimumChargeFillsTheOrderAndNoMore() {
        Rule calls = Rule.of("Calls", ALL, new Hourly(Money.of("250.00", "USD")));
        TimeEntry work = aTimeEntry().of("1.00").at("90.00").build();

        BillingResult small = march(order("200.00", Cap.AtCap.HOLD).with(calls), List.of(work));
        BillingResult full = march(order("90.00", Cap.AtCap.HOLD).with(calls), List.of(work));
        BillingResult ample = march(order("1000.00", Cap.AtCap.HOLD).with(calls), List.of(work));

        assertThat(onlyDraft(small).lines())
                .extracting(line -> line.kind() + " " + line.amount())
                .containsExactly("HOURS 90.00 USD", "MINIMUM 110.00 USD");
        assertThat(onlyDraft(full).lines())
                .extracting(line -> line.kind() + " " + line.amount())
                .containsExactly("HOURS 90.00 USD");
        assertThat(onlyDraft(ample).lines())
                .extracting(line -> line.kind() + " " + line.amount())
                .containsExactly("HOURS 90.00 USD", "MINIMUM 160.00 USD");
        assertThat(onlyDraft(ample).lines().get(1).words())
                .isEqualTo("up to the minimum of 250.00 USD, as work came to 90.00 USD");
    }

    /** A tenth off everything: 1,111.11 charged less 111.11 are 1,000.00, of which 600.00 are the fee. */
    @Test
    void reductionsOfFeesLeaveRoomForWork() {
        Agreement agreement = order(
                        "1000.00",
                        Cap.AtCap.HOLD,
                        Adjustment.percent(Adjustment.Kind.DISCOUNT, Adjustment.Level.INVOICE, ALL, "10", "as agreed"))
                .with(Rule.of(
                        "Plan",
                        ALL,
                        Retainer.of(Retainer.When.IN_ARREARS, Money.of("600.00", "USD"), Limit.hours("0"))));

        BillingResult result = march(
                agreement, List.of(aTimeEntry().id(1).of("30.00").at("100.00").build()));

        assertThat(onlyDraft(result).lines())
                .extracting(line -> line.kind() + " " + line.amount())
                .containsExactly("FEE 600.00 USD", "OVERAGE 511.11 USD", "DISCOUNT -111.11 USD");
        assertThat(onlyDraft(result).subtotal()).isEqualTo(Money.of("1000.00", "USD"));
    }

    /** Hours of 1,111.11 less a tenth are 1,000.00; the expense of 50.00 less 5.00 stands beside the order. */
    @Test
    void expensesOutsideTheOrderAreNotCountedInWhatItComesTo() {
        Cap outside = new Cap(
                "purchase order PO-7",
                ALL,
                Set.of(),
                Limit.money("1000.00", "USD"),
                Cap.Scope.TOTAL,
                Cap.AtCap.HOLD,
                List.of(),
                false,
                "PO-7");
        Agreement agreement = order("1.00", Cap.AtCap.HOLD)
                .with(new Limits(
                        List.of(outside),
                        List.of(Adjustment.percent(
                                Adjustment.Kind.DISCOUNT, Adjustment.Level.INVOICE, ALL, "10", "as agreed")),
                        null));

        BillingResult result = march(
                agreement, List.of(aTimeEntry().id(1).of("30.00").at("100.00").build()), spent(8, "50.00"));

        assertThat(onlyDraft(result).lines())
                .extracting(line -> line.kind() + " " + line.amount())
                .containsExactly("HOURS 1111.11 USD", "EXPENSE 50.00 USD", "DISCOUNT -116.11 USD");
    }

    @Test
    void anInvoiceOfSeveralOrdersNamesNone() {
        Agreement agreement = plain().with(new Books(
                List.of(),
                List.of(new PurchaseOrder("PO-7", Match.projects("Alpha")), new PurchaseOrder("PO-8", ALL))));
        TimeEntry alpha = aTimeEntry().id(1).project("Alpha").build();
        TimeEntry beta = aTimeEntry().id(2).project("Beta").build();

        assertThat(onlyDraft(march(agreement, List.of(alpha, beta))).words().purchaseOrder())
                .isEmpty();
        assertThat(onlyDraft(march(agreement, List.of(alpha))).words())
                .isEqualTo(new Draft.Words("PO-7", "", "", "PO-7"));
        assertThat(onlyDraft(march(agreement, List.of(beta))).words().purchaseOrder())
                .isEqualTo("PO-8");
    }

    /** Two fees without any work; each names its project, so the invoice has two orders. */
    @Test
    void feesWithoutWorkNameTheOrderOfTheirProjects() {
        Agreement agreement = plain().with(new Books(
                List.of(),
                List.of(
                        new PurchaseOrder("PO-7", Match.projects("Alpha")),
                        new PurchaseOrder("PO-8", Match.projects("Beta")))));
        Retainer plan = Retainer.of(Retainer.When.IN_ARREARS, Money.of("600.00", "USD"), Limit.hours("10"));
        Rule alpha = Rule.of("Alpha", Match.projects("Alpha"), plan);
        Rule beta = Rule.of("Beta", Match.projects("Beta"), plan);
        Rule idle = Rule.of("Beta", Match.projects("Beta"), Hourly.plain());

        assertThat(onlyDraft(march(agreement.with(alpha, idle), List.of()))
                        .words()
                        .purchaseOrder())
                .isEqualTo("PO-7");
        assertThat(onlyDraft(march(agreement.with(alpha, beta), List.of()))
                        .words()
                        .purchaseOrder())
                .isEmpty();
    }

    @Test
    void aHeldFeeIsChargedByItsOwnPlanAlone() {
        Agreement agreement = order("5000.00", Cap.AtCap.HOLD)
                .with(
                        Rule.of(
                                "Other",
                                ALL,
                                Retainer.of(Retainer.When.IN_ARREARS, Money.of("0.00", "USD"), Limit.hours("1"))),
                        plan("0.00"));
        BillingRequest.Known known = new BillingRequest.Known(
                new Balances(
                        List.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(new Balances.HeldFee("Plan", LocalDate.of(2026, 2, 1)), Money.of("100.00", "USD"))),
                Standings.none(),
                Decisions.none(),
                History.none());

        BillingResult result = bill(agreement, MARCH, known);

        assertThat(onlyLine(result).description()).isEqualTo("Plan, February 2026");
        assertThat(onlyLine(result).amount()).isEqualTo(Money.of("100.00", "USD"));
    }

    /** The order counts no expenses, so work goes first: an hour for 100.00, and 40.00 of the expense under the cap of 140.00. */
    @Test
    void workGoesFirstWhereTheOrderCountsNoExpenses() {
        Cap outside = new Cap(
                "purchase order PO-7",
                ALL,
                Set.of(),
                Limit.money("10000.00", "USD"),
                Cap.Scope.TOTAL,
                Cap.AtCap.HOLD,
                List.of(),
                false,
                "PO-7");
        Cap allIn = Cap.of("All in", ALL, Limit.money("140.00", "USD"), Cap.AtCap.FIT)
                .countingExpenses();
        Agreement agreement = order("1.00", Cap.AtCap.HOLD).with(Limits.of(outside, allIn));

        BillingResult result = march(
                agreement, List.of(aTimeEntry().id(1).of("1.00").at("100.00").build()), spent(8, "50.00"));

        assertThat(onlyDraft(result).lines())
                .extracting(line -> line.kind() + " " + line.amount())
                .containsExactly("HOURS 100.00 USD", "EXPENSE 40.00 USD");
    }
}
