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
import org.harvestxero.billing.terms.RateCard;
import org.harvestxero.billing.terms.RateLine;
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
}
