package org.harvestxero.billing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.billing.ExpenseBuilder.anExpense;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;
import static org.harvestxero.billing.engine.Bills.APRIL;
import static org.harvestxero.billing.engine.Bills.MARCH;
import static org.harvestxero.billing.engine.Bills.MAY;
import static org.harvestxero.billing.engine.Bills.bill;
import static org.harvestxero.billing.engine.Bills.onlyDraft;
import static org.harvestxero.billing.engine.Bills.plain;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.terms.Adjustment;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Books;
import org.harvestxero.billing.terms.Cap;
import org.harvestxero.billing.terms.FixedFee;
import org.harvestxero.billing.terms.Hourly;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.billing.terms.Limits;
import org.harvestxero.billing.terms.Match;
import org.harvestxero.billing.terms.Phase;
import org.harvestxero.billing.terms.PurchaseOrder;
import org.harvestxero.billing.terms.Retainer;
import org.harvestxero.billing.terms.Rule;
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
}
