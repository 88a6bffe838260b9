package org.harvestxero.billing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.billing.ExpenseBuilder.anExpense;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;
import static org.harvestxero.billing.engine.Bills.APRIL;
import static org.harvestxero.billing.engine.Bills.MARCH;
import static org.harvestxero.billing.engine.Bills.bill;
import static org.harvestxero.billing.engine.Bills.onlyDraft;
import static org.harvestxero.billing.engine.Bills.onlyLine;
import static org.harvestxero.billing.engine.Bills.plain;

import java.util.List;
import java.util.Set;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Cap;
import org.harvestxero.billing.terms.Hourly;
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

class CapBillingTest {
    private static final Match SHARED = Match.projects("Alpha", "Beta");

    private static Agreement with(Cap... caps) {
        return plain().with(Limits.of(caps));
    }

    private static TimeEntry[] alphaAndBeta() {
        return new TimeEntry[] {
            aTimeEntry()
                    .id(1)
                    .on("2026-03-01")
                    .project("Alpha")
                    .of("6.00")
                    .at("100.00")
                    .build(),
            aTimeEntry()
                    .id(2)
                    .on("2026-03-02")
                    .project("Beta")
                    .of("3.00")
                    .at("150.00")
                    .build(),
            aTimeEntry()
                    .id(3)
                    .on("2026-03-03")
                    .project("Alpha")
                    .of("5.00")
                    .at("100.00")
                    .build(),
        };
    }

    private static List<String> rest(BillingResult result) {
        return result.notBilled().stream()
                .map(part -> part.source().id() + " " + part.bucket() + " " + part.hours())
                .toList();
    }

    @Test
    void aCapInHoursSharedByProjectsIsWrittenOffAboveIt() {
        Agreement agreement = with(Cap.of("Order 7", SHARED, Limit.hours("10"), Cap.AtCap.FIT));

        BillingResult result = bill(agreement, MARCH, alphaAndBeta());

        assertThat(onlyDraft(result).subtotal()).isEqualTo(Money.of("1150.00", "USD"));
        assertThat(rest(result)).containsExactly("3 WRITTEN_OFF 4.00 h");
        assertThat(result.notBilled().get(0).words()).isEqualTo("beyond the cap Order 7 of 10.00 h");
    }

    @Test
    void aCapInMoneyIsMetToTheCent() {
        Agreement agreement = with(Cap.of("Not to exceed", Match.any(), Limit.money("1000.00", "USD"), Cap.AtCap.FIT));

        BillingResult result = bill(
                agreement,
                MARCH,
                aTimeEntry().id(1).on("2026-03-01").of("3.33").at("135.55").build(),
                aTimeEntry().id(2).on("2026-03-02").of("7.77").at("135.55").build());

        assertThat(onlyLine(result).amount()).isEqualTo(Money.of("1000.00", "USD"));
        assertThat(onlyLine(result).price().product()).isEqualByComparingTo("1000.00");
    }

    @Test
    void whatIsBeyondCanBeHeldForAPerson() {
        Agreement agreement = with(Cap.of("Order 7", SHARED, Limit.money("1000.00", "USD"), Cap.AtCap.HOLD));

        BillingResult result = bill(agreement, MARCH, alphaAndBeta());

        assertThat(onlyDraft(result).subtotal()).isEqualTo(Money.of("1000.00", "USD"));
        assertThat(rest(result)).containsExactly("2 HELD 0.3334 h", "3 HELD 5.00 h");
    }

    @Test
    void whatIsBeyondCanPassToTheNextRule() {
        Cap eightHours = new Cap(
                "Plan",
                Match.any(),
                Set.of("Within the plan"),
                Limit.hours("8"),
                Cap.Scope.PERIOD,
                Cap.AtCap.PASS,
                List.of(),
                false);
        Agreement agreement = plain().with(
                        Rule.of("Within the plan", Match.any(), Hourly.plain()),
                        Rule.of("Beyond the plan", Match.any(), Hourly.plain())
                                .with(RateCard.of(RateLine.of(Match.any(), Rate.hourly("80.00", "USD")))))
                .with(Limits.of(eightHours));

        BillingResult result =
                bill(agreement, MARCH, aTimeEntry().of("10.00").at("100.00").build());

        assertThat(onlyDraft(result).lines())
                .extracting(line -> line.rule() + " " + line.amount())
                .containsExactly("Within the plan 800.00 USD", "Beyond the plan 160.00 USD");
    }

    @Test
    void aTotalCapRemembersWhatEarlierPeriodsBilled() {
        Agreement agreement = with(Cap.of("Order 7", SHARED, Limit.hours("16"), Cap.AtCap.HOLD));
        BillingRequest.Known afterMarch = BillingRequest.Known.nothing().after(bill(agreement, MARCH, alphaAndBeta()));

        BillingResult april = bill(
                agreement,
                APRIL,
                afterMarch,
                aTimeEntry().id(9).on("2026-04-02").project("Beta").of("5.00").build());

        assertThat(afterMarch.balances().caps().get("Order 7").hours()).isEqualTo(Hours.of("14"));
        assertThat(rest(april)).containsExactly("9 HELD 3.00 h");
    }

    @Test
    void aCapPerPeriodStartsAnew() {
        Agreement agreement = with(
                Cap.of("Monthly", SHARED, Limit.hours("14"), Cap.AtCap.HOLD).perPeriod());
        BillingRequest.Known afterMarch = BillingRequest.Known.nothing().after(bill(agreement, MARCH, alphaAndBeta()));

        BillingResult april = bill(
                agreement,
                APRIL,
                afterMarch,
                aTimeEntry().id(9).on("2026-04-02").project("Beta").of("5.00").build());

        assertThat(april.notBilled()).isEmpty();
    }

    @Test
    void theTightestOfSeveralCapsDecides() {
        Agreement agreement = with(
                Cap.of("Order 7", SHARED, Limit.hours("10"), Cap.AtCap.HOLD),
                Cap.of("Beta", Match.projects("Beta"), Limit.money("300.00", "USD"), Cap.AtCap.FIT));

        BillingResult result = bill(agreement, MARCH, alphaAndBeta());

        assertThat(rest(result)).containsExactly("2 WRITTEN_OFF 1.00 h", "3 HELD 3.00 h");
    }

    @Test
    void warnsOnceWhenALevelIsCrossed() {
        Agreement agreement = with(
                Cap.of("Order 7", SHARED, Limit.hours("20"), Cap.AtCap.HOLD).warningAt(50, 80, 100));
        BillingResult march = bill(agreement, MARCH, alphaAndBeta());
        BillingResult april = bill(
                agreement,
                APRIL,
                BillingRequest.Known.nothing().after(march),
                aTimeEntry().id(9).on("2026-04-02").project("Beta").of("2.00").build());

        assertThat(march.notices()).extracting(Notice::words).containsExactly("50 % of 20.00 h is used");
        assertThat(april.notices()).extracting(Notice::words).containsExactly("80 % of 20.00 h is used");
    }

    @Test
    void expensesCanCountUnderACapInMoney() {
        Agreement agreement = with(Cap.of("All in", Match.any(), Limit.money("140.00", "USD"), Cap.AtCap.FIT)
                .countingExpenses());

        BillingResult result = bill(
                agreement,
                MARCH,
                BillingRequest.Known.nothing(),
                List.of(aTimeEntry().of("1.00").at("100.00").build()),
                List.of(
                        anExpense().id(1).costing("50.00", "USD").build(),
                        anExpense().id(2).costing("5.00", "USD").build()));

        assertThat(onlyDraft(result).subtotal()).isEqualTo(Money.of("140.00", "USD"));
        assertThat(rest(result)).containsExactly("2 WRITTEN_OFF 0.00 h");
        assertThat(result.tieOut().differences().get(Difference.Kind.CAP)).isEqualByComparingTo("-10.00");
    }

    private static TimeEntry alpha(long id, String day, String task, String hours, String rate) {
        return aTimeEntry()
                .id(id)
                .on(day)
                .project("Alpha")
                .task(task)
                .of(hours)
                .at(rate)
                .build();
    }

    /** Each half hour is worth 16.665, both 33.33, as much as the cap; but two lines of 16.67 are a cent more. */
    @Test
    void whatLinesRoundUpBeyondACapIsTakenOffTheLast() {
        Agreement agreement = with(Cap.of("Cap", Match.any(), Limit.money("33.33", "USD"), Cap.AtCap.HOLD));

        BillingResult result = bill(
                agreement,
                MARCH,
                alpha(1, "2026-03-01", "Build", "0.50", "33.33"),
                alpha(2, "2026-03-02", "Design", "0.50", "33.33"));

        assertThat(onlyDraft(result).lines())
                .extracting(line -> line.amount().toString())
                .containsExactly("16.67 USD", "16.66 USD");
        assertThat(result.notBilled()).isEmpty();
        assertThat(result.tieOut().differences().get(Difference.Kind.CAP)).isEqualByComparingTo("-0.01");
    }

    /** Work outside the cap comes last, and keeps its price. */
    @Test
    void whatLinesRoundUpBeyondACapIsTakenOffWorkUnderIt() {
        Agreement agreement = with(Cap.of("Cap", Match.projects("Alpha"), Limit.money("33.33", "USD"), Cap.AtCap.HOLD));

        BillingResult result = bill(
                agreement,
                MARCH,
                alpha(1, "2026-03-01", "Build", "0.50", "33.33"),
                alpha(2, "2026-03-02", "Design", "0.50", "33.33"),
                aTimeEntry().id(3).on("2026-03-03").project("Beta").of("1.00").build());

        assertThat(onlyDraft(result).lines())
                .extracting(line -> line.amount().toString())
                .containsExactly("16.67 USD", "16.66 USD", "100.00 USD");
    }

    /** 54 minutes fit a cap of 95.00 at 100.00 an hour; rounded to a full hour as a line, they would not. */
    @Test
    void aLineRoundedAsAWholeStaysUnderTheCap() {
        Agreement agreement = with(Cap.of("Cap", Match.any(), Limit.money("95.00", "USD"), Cap.AtCap.HOLD))
                .with(Pricing.asInHarvest().with(Rounding.to(Rounding.Direction.UP, 15, Rounding.Per.LINE)));

        BillingResult result = bill(agreement, MARCH, alpha(1, "2026-03-01", "Build", "0.90", "100.00"));

        assertThat(onlyLine(result).amount()).isEqualTo(Money.of("95.00", "USD"));
    }

    /** At 1,000.00 an hour 100.01 buys 3,000.3 thirty-thousandths; the cent the 0.3 are worth is added. */
    @Test
    void aFullCapIsFilledToItsLastCent() {
        Agreement agreement =
                with(Cap.of("Cap", Match.projects("Alpha"), Limit.money("100.01", "USD"), Cap.AtCap.HOLD));

        BillingResult result = bill(
                agreement,
                MARCH,
                alpha(1, "2026-03-01", "Build", "1.00", "1000.00"),
                aTimeEntry().id(2).on("2026-03-02").project("Beta").of("1.00").build());

        assertThat(onlyDraft(result).lines())
                .extracting(line -> line.amount().toString())
                .containsExactly("100.01 USD", "100.00 USD");
        assertThat(rest(result)).containsExactly("1 HELD 0.90 h");
    }

    @Test
    void aCentIsNotAddedWhereAnotherCapHoldsAsWell() {
        Agreement agreement = with(
                Cap.of("Cap", Match.any(), Limit.money("100.01", "USD"), Cap.AtCap.HOLD),
                Cap.of("Hours", Match.any(), Limit.hours("5"), Cap.AtCap.HOLD));

        BillingResult result = bill(agreement, MARCH, alpha(1, "2026-03-01", "Build", "1.00", "1000.00"));

        assertThat(onlyLine(result).amount()).isEqualTo(Money.of("100.00", "USD"));
    }

    @Test
    void workThatJustFitsReachesNoCap() {
        Agreement agreement = with(
                        Cap.of("Hours", Match.any(), Limit.hours("2"), Cap.AtCap.FIT),
                        Cap.of("Money", Match.any(), Limit.money("250.00", "USD"), Cap.AtCap.FIT)
                                .countingExpenses())
                .with(ReviewPolicy.when(ReviewRule.of(ReviewRule.When.CAP_REACHED)));

        BillingResult result = bill(
                agreement,
                MARCH,
                BillingRequest.Known.nothing(),
                List.of(alpha(1, "2026-03-01", "Build", "2.00", "100.00")),
                List.of(anExpense().costing("50.00", "USD").build()));

        assertThat(onlyDraft(result).subtotal()).isEqualTo(Money.of("250.00", "USD"));
        assertThat(result.notBilled()).isEmpty();
        assertThat(onlyDraft(result).review()).isEmpty();
    }

    @Test
    void anExpenseThatIsCutReachesTheCap() {
        Agreement agreement = with(Cap.of("All in", Match.any(), Limit.money("40.00", "USD"), Cap.AtCap.FIT)
                        .countingExpenses())
                .with(ReviewPolicy.when(ReviewRule.of(ReviewRule.When.CAP_REACHED)));

        BillingResult result =
                bill(agreement, MARCH, anExpense().costing("50.00", "USD").build());

        assertThat(onlyLine(result).amount()).isEqualTo(Money.of("40.00", "USD"));
        assertThat(onlyDraft(result).review())
                .extracting(ReviewReason::words)
                .containsExactly("reached: All in of 40.00 USD");
    }

    @Test
    void anExpenseBeyondACapThatHoldsWaitsWhole() {
        Agreement agreement = with(Cap.of("All in", Match.any(), Limit.money("40.00", "USD"), Cap.AtCap.HOLD)
                .countingExpenses());

        BillingResult result =
                bill(agreement, MARCH, anExpense().costing("50.00", "USD").build());

        assertThat(result.notBilled())
                .extracting(rest -> rest.bucket() + ": " + rest.words())
                .containsExactly("HELD: beyond the cap All in of 40.00 USD");
        assertThat(result.drafts()).isEmpty();
    }

    @Test
    void onlyExpensesOfItsProjectsCountUnderACap() {
        Agreement agreement = with(Cap.of("Alpha", Match.projects("Alpha"), Limit.money("40.00", "USD"), Cap.AtCap.FIT)
                .countingExpenses());

        BillingResult result = bill(
                agreement,
                MARCH,
                anExpense().id(1).project("Alpha").costing("50.00", "USD").build(),
                anExpense().id(2).project("Beta").costing("50.00", "USD").build());

        assertThat(onlyDraft(result).subtotal()).isEqualTo(Money.of("90.00", "USD"));
        assertThat(result.movements())
                .extracting(move -> move.kind() + " " + move.name() + " " + move.hours() + " " + move.money())
                .containsExactly("CAP_USED Alpha 0.00 h 40.00 USD");
    }

    @Test
    void ofTwoCapsAsTightTheFirstDecides() {
        Agreement agreement = with(
                Cap.of("First", Match.any(), Limit.hours("10"), Cap.AtCap.FIT),
                Cap.of("Second", Match.any(), Limit.hours("10"), Cap.AtCap.HOLD));

        BillingResult result = bill(agreement, MARCH, alpha(1, "2026-03-01", "Build", "11.00", "100.00"));

        assertThat(rest(result)).containsExactly("1 WRITTEN_OFF 1.00 h");
    }

    @Test
    void aFullCapBillsNothingMore() {
        Agreement agreement = with(Cap.of("Cap", Match.any(), Limit.hours("1"), Cap.AtCap.HOLD));

        BillingResult result = bill(
                agreement,
                MARCH,
                alpha(1, "2026-03-01", "Build", "1.00", "100.00"),
                alpha(2, "2026-03-02", "Design", "1.00", "100.00"));

        assertThat(onlyLine(result).amount()).isEqualTo(Money.of("100.00", "USD"));
        assertThat(result.notBilled()).singleElement().satisfies(rest -> {
            assertThat(rest.hours()).isEqualTo(Hours.of("1"));
            assertThat(rest.overageOf()).isNull();
        });
    }

    @Test
    void overageHeldByACapStaysOverage() {
        Agreement agreement = plain().with(Rule.of(
                        "Care",
                        Match.any(),
                        Retainer.of(Retainer.When.IN_ARREARS, Money.of("500.00", "USD"), Limit.hours("10"))))
                .with(Limits.of(Cap.of("Cap", Match.any(), Limit.hours("2"), Cap.AtCap.HOLD)));

        BillingResult result = bill(agreement, MARCH, alpha(1, "2026-03-01", "Build", "15.00", "100.00"));

        assertThat(result.notBilled())
                .extracting(rest -> rest.bucket() + " " + rest.hours() + " " + rest.overageOf())
                .containsExactly("COVERED 10.00 h null", "HELD 3.00 h Care");
    }

    @Test
    void whatNoLaterRuleTakesIsHeld() {
        Agreement agreement = with(Cap.of("Cap", Match.any(), Limit.hours("1"), Cap.AtCap.PASS));

        BillingResult result = bill(agreement, MARCH, alpha(1, "2026-03-01", "Build", "3.00", "100.00"));

        assertThat(result.notBilled())
                .extracting(rest -> rest.bucket() + " " + rest.hours() + ": " + rest.words())
                .containsExactly("HELD 2.00 h: beyond the cap Cap of 1.00 h, and no later rule takes it");
    }

    /** Ten of twenty hours are exactly half: told in March, when they are reached, and not again. */
    @Test
    void aLevelReachedExactlyIsToldOnce() {
        Agreement agreement = with(
                Cap.of("Cap", Match.any(), Limit.hours("20"), Cap.AtCap.HOLD).warningAt(50));
        BillingResult march = bill(agreement, MARCH, alpha(1, "2026-03-01", "Build", "10.00", "100.00"));

        BillingResult april = bill(
                agreement,
                APRIL,
                BillingRequest.Known.nothing().after(march),
                alpha(2, "2026-04-01", "Build", "1.00", "100.00"));

        assertThat(march.notices()).extracting(Notice::words).containsExactly("50 % of 20.00 h is used");
        assertThat(april.notices()).isEmpty();
    }

    @Test
    void aCapInMoneyWarnsByMoneyAndOneOfNothingIsUsedUpAtOnce() {
        Agreement money = with(Cap.of("Cap", Match.any(), Limit.money("1000.00", "USD"), Cap.AtCap.HOLD)
                .warningAt(30));
        Agreement nothing = with(Cap.of("Cap", Match.any(), Limit.money("0.00", "USD"), Cap.AtCap.HOLD)
                .warningAt(100));
        TimeEntry entry = alpha(1, "2026-03-01", "Build", "3.00", "100.00");

        assertThat(bill(money, MARCH, entry).notices())
                .containsExactly(new Notice("Cap", "30 % of 1000.00 USD is used"));
        assertThat(bill(nothing, MARCH, entry).notices()).isEmpty();
        assertThat(rest(bill(nothing, MARCH, entry))).containsExactly("1 HELD 3.00 h");
    }

    @Test
    void workAtNoPriceFitsAnyCapInMoney() {
        Agreement agreement = with(Cap.of("Cap", Match.any(), Limit.money("0.00", "USD"), Cap.AtCap.HOLD));

        BillingResult result = bill(agreement, MARCH, alpha(1, "2026-03-01", "Build", "3.00", "0.00"));

        assertThat(result.notBilled()).isEmpty();
        assertThat(onlyLine(result).price().quantity()).isEqualByComparingTo("3");
    }
}
