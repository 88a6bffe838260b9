package org.harvestxero.billing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.billing.ExpenseBuilder.anExpense;
import static org.harvestxero.billing.engine.Bills.MARCH;
import static org.harvestxero.billing.engine.Bills.bill;
import static org.harvestxero.billing.engine.Bills.onlyDraft;
import static org.harvestxero.billing.engine.Bills.onlyLine;
import static org.harvestxero.billing.engine.Bills.plain;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.harvestxero.billing.Approval;
import org.harvestxero.billing.LinePrice;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.terms.Coding;
import org.harvestxero.billing.terms.ExpenseRule;
import org.harvestxero.billing.terms.ExpenseTerms;
import org.harvestxero.billing.terms.Match;
import org.junit.jupiter.api.Test;

class ExpenseBillingTest {
    @Test
    void billsApprovedExpensesAtCostAndKeepsTheReceipt() {
        BillingResult result =
                bill(plain(), MARCH, anExpense().costing("48.20", "USD").build());

        DraftLine line = onlyLine(result);
        assertThat(line.description()).isEqualTo("Travel: Train to the client (Website, 12 March 2026)");
        assertThat(line.amount()).isEqualTo(Money.of("48.20", "USD"));
        assertThat(line.sources().get(0).source().receiptUrl()).endsWith("/receipts/1");
    }

    @Test
    void addsTheMarkUpAndCodesByCategory() {
        ExpenseTerms terms = ExpenseTerms.of(ExpenseRule.billed(Match.kinds("Travel"))
                .markedUp("12.5")
                .with(new Coding("430", "OUTPUT", null, Map.of("Region", "{project}"))));

        BillingResult result = bill(
                plain().with(terms), MARCH, anExpense().costing("33.33", "USD").build());

        assertThat(onlyLine(result).amount()).isEqualTo(Money.of("37.50", "USD"));
        assertThat(onlyLine(result).coding()).isEqualTo(new Coding("430", "OUTPUT", null, Map.of("Region", "Website")));
        assertThat(result.tieOut().differences().get(Difference.Kind.MARK_UP)).isEqualByComparingTo("4.16625");
    }

    @Test
    void chargesItsOwnPriceOfAUnit() {
        ExpenseRule mileage = new ExpenseRule(
                Match.kinds("Mileage"),
                ExpenseRule.Fate.BILL,
                BigDecimal.ZERO,
                new BigDecimal("0.655"),
                Coding.open(),
                "");

        BillingResult result = bill(
                plain().with(ExpenseTerms.of(mileage)),
                MARCH,
                anExpense()
                        .category("Mileage")
                        .costing("53.50", "USD")
                        .units("100")
                        .build());

        assertThat(onlyLine(result).price().quantity()).isEqualByComparingTo("100");
        assertThat(onlyLine(result).price().unitAmount()).isEqualByComparingTo("0.655");
        assertThat(onlyLine(result).amount()).isEqualTo(Money.of("65.50", "USD"));
    }

    @Test
    void refusesAForeignCurrencyWithoutAStatedRate() {
        BillingResult result =
                bill(plain(), MARCH, anExpense().costing("10.00", "EUR").build());

        assertThat(result.notBilled())
                .extracting(rest -> rest.bucket() + ": " + rest.words())
                .containsExactly("HELD: cost 10.00 EUR, and the agreement states no rate to USD");
        assertThat(result.tieOut().in().get("EUR").worth()).isEqualByComparingTo("10.00");
    }

    @Test
    void convertsAForeignCurrencyAtTheStatedRate() {
        ExpenseTerms terms = ExpenseTerms.atCost().converting("EUR", "1.0835");

        BillingResult result = bill(
                plain().with(terms), MARCH, anExpense().costing("10.00", "EUR").build());

        assertThat(onlyLine(result).amount()).isEqualTo(Money.of("10.84", "USD"));
        assertThat(onlyLine(result).words()).isEqualTo("cost 10.00 EUR at the stated rate of 1.0835");
    }

    @Test
    void saysWhyAnExpenseIsNotBilled() {
        ExpenseRule meals = new ExpenseRule(
                Match.kinds("Meals"), ExpenseRule.Fate.COVER, BigDecimal.ZERO, null, Coding.open(), "in the day rate");

        BillingResult result = bill(
                plain().with(ExpenseTerms.of(meals)),
                MARCH,
                anExpense().id(1).notBillable().build(),
                anExpense().id(2).approval(Approval.UNSUBMITTED).build(),
                anExpense().id(3).category("Meals").build(),
                anExpense().id(4).on("2026-04-02").build());

        assertThat(result.drafts()).isEmpty();
        assertThat(result.notBilled())
                .extracting(rest -> rest.source().id() + " " + rest.bucket() + " " + rest.words())
                .containsExactly(
                        "1 NOT_BILLABLE marked non-billable in Harvest",
                        "2 HELD not submitted for approval",
                        "3 COVERED in the day rate",
                        "4 OUTSIDE after the period");
    }

    @Test
    void putsACategoryOnOneLineWhereTheAgreementSaysSo() {
        BillingResult result = bill(
                plain().with(ExpenseTerms.atCost().onOneLine()),
                MARCH,
                anExpense().id(1).costing("10.00", "USD").build(),
                anExpense().id(2).costing("5.50", "USD").build());

        assertThat(onlyLine(result).amount()).isEqualTo(Money.of("15.50", "USD"));
        assertThat(onlyLine(result).sources()).hasSize(2);
    }

    @Test
    void billsAnExpenseOnce() {
        BillingResult first = bill(plain(), MARCH, anExpense().build());

        BillingResult again = bill(
                plain(),
                MARCH,
                BillingRequest.Known.nothing().after(first),
                List.of(),
                List.of(anExpense().build()));

        assertThat(again.drafts()).isEmpty();
    }

    private static ExpenseRule perUnit(String price, String markUp) {
        return new ExpenseRule(
                Match.any(), ExpenseRule.Fate.BILL, new BigDecimal(markUp), new BigDecimal(price), Coding.open(), "");
    }

    /** 100 km at 0.655 are 65.50, and a tenth more 72.05; that is no product of 100, so it goes as one piece. */
    @Test
    void anOwnPriceMayBeMarkedUp() {
        BillingResult result = bill(
                plain().with(ExpenseTerms.of(perUnit("0.655", "10"))),
                MARCH,
                anExpense().costing("53.50", "USD").units("100").build());

        DraftLine line = onlyLine(result);
        assertThat(line.amount()).isEqualTo(Money.of("72.05", "USD"));
        assertThat(line.price()).isEqualTo(LinePrice.flat(Money.of("72.05", "USD")));
        assertThat(line.words()).isEqualTo("cost 53.50 USD, charged as 100 × 0.655, marked up by 10 %");
        assertThat(line.sources().get(0).differences())
                .extracting(difference -> difference.kind() + " "
                        + difference.amount().stripTrailingZeros().toPlainString())
                .containsExactly("UNIT_PRICE 12", "MARK_UP 6.55");
    }

    @Test
    void anOwnPriceNeedsUnits() {
        BillingResult result = bill(
                plain().with(ExpenseTerms.of(perUnit("0.655", "0"))),
                MARCH,
                anExpense().costing("53.50", "USD").build());

        assertThat(onlyLine(result).amount()).isEqualTo(Money.of("53.50", "USD"));
        assertThat(onlyLine(result).words()).isEqualTo("cost 53.50 USD");
    }

    @Test
    void expensesAreChargedByDayAndThenByNumber() {
        BillingResult result = bill(
                plain(),
                MARCH,
                anExpense().id(3).on("2026-03-02").costing("3.00", "USD").build(),
                anExpense().id(2).on("2026-03-02").costing("2.00", "USD").build(),
                anExpense().id(4).on("2026-03-01").costing("4.00", "USD").build());

        assertThat(onlyDraft(result).lines())
                .extracting(line -> line.amount().toString())
                .containsExactly("4.00 USD", "2.00 USD", "3.00 USD");
    }

    @Test
    void theFirstRuleThatMatchesHolds() {
        ExpenseTerms terms = ExpenseTerms.of(
                ExpenseRule.billed(Match.kinds("Meals")).markedUp("100"),
                new ExpenseRule(
                        Match.kinds("Travel"),
                        ExpenseRule.Fate.HOLD,
                        BigDecimal.ZERO,
                        null,
                        Coding.open(),
                        "ask first"),
                new ExpenseRule(Match.any(), ExpenseRule.Fate.WRITE_OFF, BigDecimal.ZERO, null, Coding.open(), "ours"));

        BillingResult result = bill(
                plain().with(terms),
                MARCH,
                anExpense().id(1).category("Meals").costing("10.00", "USD").build(),
                anExpense().id(2).category("Travel").build(),
                anExpense().id(3).category("Other").build());

        assertThat(onlyLine(result).amount()).isEqualTo(Money.of("20.00", "USD"));
        assertThat(result.notBilled())
                .extracting(rest -> rest.source().id() + " " + rest.bucket() + " " + rest.reason() + " " + rest.words())
                .containsExactly("2 HELD EXPENSE_RULE ask first", "3 WRITTEN_OFF EXPENSE_RULE ours");
    }

    @Test
    void aNonBillableExpenseMayBeBilled() {
        ExpenseTerms terms = new ExpenseTerms(Approval.APPROVED, true, List.of(), Map.of(), false);

        assertThat(onlyLine(bill(
                                plain().with(terms),
                                MARCH,
                                anExpense().notBillable().build()))
                        .amount())
                .isEqualTo(Money.of("50.00", "USD"));
    }

    @Test
    void aLateExpenseIsMarkedWithItsDay() {
        BillingResult result = bill(plain(), MARCH, anExpense().on("2026-02-27").build());

        assertThat(onlyLine(result).description())
                .isEqualTo("Travel: Train to the client (Website, 27 February 2026) (worked on 27 February 2026)");
    }

    @Test
    void expensesShareALineOnlyWithinProjectAndCategory() {
        BillingResult result = bill(
                plain().with(ExpenseTerms.atCost().onOneLine()),
                MARCH,
                anExpense().id(1).costing("10.00", "USD").build(),
                anExpense().id(2).on("2026-03-13").costing("5.50", "USD").build(),
                anExpense().id(3).category("Meals").costing("7.00", "USD").build(),
                anExpense().id(4).project("App").costing("8.00", "USD").build());

        assertThat(onlyDraft(result).lines())
                .extracting(line -> line.description() + ": " + line.amount() + "; " + line.words())
                .containsExactly(
                        "Travel: Train to the client (Website, 12 March 2026, 13 March 2026): 15.50 USD; cost 10.00 USD;"
                                + " cost 5.50 USD",
                        "Meals: Train to the client (Website, 12 March 2026): 7.00 USD; cost 7.00 USD",
                        "Travel: Train to the client (App, 12 March 2026): 8.00 USD; cost 8.00 USD");
    }
}
