package org.harvestxero.billing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;
import static org.harvestxero.billing.engine.Bills.MARCH;
import static org.harvestxero.billing.engine.Bills.onlyDraft;
import static org.harvestxero.billing.engine.Bills.plain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.ExpenseBuilder;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.calendar.BillingPeriod;
import org.harvestxero.billing.terms.Adjustment;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Books;
import org.harvestxero.billing.terms.Cap;
import org.harvestxero.billing.terms.Hourly;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.billing.terms.Limits;
import org.harvestxero.billing.terms.Match;
import org.harvestxero.billing.terms.PurchaseOrder;
import org.harvestxero.billing.terms.Rule;
import org.junit.jupiter.api.Test;

/** A period is gone through until its lines come to what a full order has left, or as near as they can. */
class PassTest {
    private static Agreement order(String money, List<Adjustment> off, Cap... others) {
        Cap order = Cap.ofOrder("PO-7", Match.any(), Limit.money(money, "USD"), Cap.AtCap.HOLD);
        List<Cap> caps = new ArrayList<>(List.of(order));
        caps.addAll(Arrays.asList(others));
        return plain().with(new Books(List.of(), List.of(new PurchaseOrder("PO-7", Match.any()))))
                .with(Rule.of("Time", Match.any(), Hourly.plain()))
                .with(new Limits(caps, off, null));
    }

    private static List<String> corrected(String order, String hours, String correction) {
        TimeEntry work = aTimeEntry().of(hours).at("100.00").build();
        Correction earlier = new Correction(
                "", "Time", BillingPeriod.of("2026-02-01", "2026-02-28"), Money.of(correction, "USD"), "of February");
        return lines(order(order, List.of()), List.of(work), List.of(), List.of(earlier));
    }

    private static List<String> lines(
            Agreement agreement, List<TimeEntry> entries, List<Expense> expenses, List<Correction> corrections) {
        BillingResult result = new BillingEngine()
                .bill(new BillingRequest(
                        agreement,
                        agreement.calendar().containing(MARCH).orElseThrow(),
                        new Named(5, "Acme"),
                        Bills.USD,
                        entries,
                        expenses,
                        BillingRequest.Known.nothing(),
                        corrections));
        return onlyDraft(result).lines().stream()
                .map(line -> line.kind() + " " + line.amount())
                .toList();
    }

    @Test
    void aCorrectionUpwardsTakesOfTheRoomForWork() {
        assertThat(corrected("1000.00", "20.00", "100.00"))
                .containsExactly("HOURS 900.00 USD", "CORRECTION 100.00 USD");
    }

    /** The share of a cent that the step would come to is a cent all the same. */
    @Test
    void aCorrectionOfACentTakesACent() {
        assertThat(corrected("1000.00", "20.00", "0.01")).containsExactly("HOURS 999.99 USD", "CORRECTION 0.01 USD");
    }

    @Test
    void aCorrectionBeyondTheOrderLeavesNoWorkBesideIt() {
        assertThat(corrected("100.00", "3.00", "500.00")).containsExactly("CORRECTION 500.00 USD");
    }

    /** 100.00 of work less 100.00 come to nothing, less 150.00 to less than that: in both the order is still to be filled. */
    @Test
    void aCorrectionDownwardsOfTheWholeOrderOrMoreLeavesRoomForAsMuchWork() {
        assertThat(corrected("100.00", "5.00", "-100.00"))
                .containsExactly("HOURS 200.00 USD", "CORRECTION -100.00 USD");
        assertThat(corrected("100.00", "5.00", "-150.00"))
                .containsExactly("HOURS 250.00 USD", "CORRECTION -150.00 USD");
    }

    /** The next thirty-thousandth of an hour would fill the order, but what is under two caps is not stretched. */
    @Test
    void aCentThatWorkUnderTwoCapsLeavesStays() {
        Agreement agreement =
                order("100.00", List.of(), Cap.of("Hours", Match.any(), Limit.hours("10"), Cap.AtCap.HOLD));
        TimeEntry work = aTimeEntry().of("5.00").at("300.01").build();

        assertThat(lines(agreement, List.of(work), List.of(), List.of())).containsExactly("HOURS 99.99 USD");
    }

    private static List<String> spent(String order, String percent, String... costs) {
        Adjustment off = Adjustment.percent(
                Adjustment.Kind.DISCOUNT, Adjustment.Level.INVOICE, Match.any(), percent, "as agreed");
        List<Expense> expenses = new ArrayList<>();
        for (String cost : costs) {
            expenses.add(ExpenseBuilder.anExpense()
                    .id(expenses.size() + 1L)
                    .costing(cost, "USD")
                    .build());
        }
        return lines(order(order, List.of(off)), List.of(), expenses, List.of());
    }

    /** With the second, 125.00 less a tenth are 112.50. */
    @Test
    void anExpenseThatWouldOverrunTheOrderStaysOutsideHoweverLongItIsTried() {
        assertThat(spent("100.00", "10", "100.00", "25.00"))
                .containsExactly("EXPENSE 100.00 USD", "DISCOUNT -10.00 USD");
    }
}
