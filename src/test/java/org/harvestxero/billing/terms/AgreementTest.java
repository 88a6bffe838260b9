package org.harvestxero.billing.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.billing.Approval;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.calendar.BillingCalendar;
import org.harvestxero.billing.calendar.Close;
import org.harvestxero.billing.calendar.Cycle;
import org.harvestxero.billing.calendar.DateRule;
import org.harvestxero.billing.calendar.Holidays;
import org.harvestxero.billing.calendar.Proration;
import org.harvestxero.billing.calendar.Term;
import org.harvestxero.billing.calendar.WorkingDays;
import org.harvestxero.billing.terms.Overage.Tier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgreementTest {
    private static final Money FEE = Money.of("1000.00", "USD");
    private static final Limit TEN_HOURS = Limit.hours("10");

    static Agreement plain(boolean inAdvance) {
        return Agreement.plain(
                "Acme",
                "v1",
                new BillingCalendar(
                        Cycle.monthly(),
                        Term.from("2026-01-01"),
                        new BillingCalendar.Dates(
                                Close.onTheFirst(),
                                DateRule.net(0),
                                DateRule.net(30),
                                WorkingDays.mondayToFriday(Holidays.none()),
                                ZoneId.of("UTC")),
                        Proration.ACTUAL,
                        inAdvance));
    }

    private static Rule retainer(Retainer.When when) {
        return Rule.of("Support", Match.any(), Retainer.of(when, FEE, TEN_HOURS));
    }

    private static Rule time(String name) {
        return Rule.of(name, Match.any(), Hourly.plain());
    }

    @Test
    void rulesAndCapsHaveNamesOfTheirOwn() {
        Cap cap = Cap.of("Build", Match.any(), TEN_HOURS, Cap.AtCap.HOLD);

        assertThatThrownBy(() -> plain(false).with(time("Time"), time("Time")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Two rules are called Time");
        assertThatThrownBy(() -> plain(false).with(Limits.of(cap, cap))).hasMessage("Two caps are called Build");
        assertThatThrownBy(() -> plain(false).with(time("Expenses"))).hasMessage("No rule can be called Expenses");
    }

    @Test
    void whatNamesARuleNamesOneThereIs() {
        Cap cap = new Cap(
                "Build", Match.any(), Set.of("Tmie"), TEN_HOURS, Cap.Scope.TOTAL, Cap.AtCap.HOLD, List.of(), false);
        Adjustment adjustment = new Adjustment(
                Adjustment.Kind.DISCOUNT,
                Adjustment.Level.LINE,
                Match.any(),
                Set.of("Tmie"),
                BigDecimal.TEN,
                null,
                "loyalty",
                Adjustment.Span.always());

        assertThatThrownBy(() -> plain(false).with(Limits.of(cap)))
                .hasMessage("There is no rule \"Tmie\"; there are Time");
        assertThatThrownBy(() -> plain(false).with(Limits.of(adjustment)))
                .hasMessage("There is no rule \"Tmie\"; there are Time");
        assertThatThrownBy(() -> plain(false).with(coded("Tmie")))
                .hasMessage("There is no rule \"Tmie\"; there are Time, Expenses");
        assertThat(plain(false).with(coded("Expenses")).books().codings()).hasSize(1);
    }

    private static Books coded(String rule) {
        return new Books(List.of(new CodingRule(Match.any(), Set.of(rule), Coding.account("200"))), List.of());
    }

    @Test
    void aFeeInAdvanceNeedsAnOpening() {
        assertThatThrownBy(() -> plain(false).with(retainer(Retainer.When.IN_ADVANCE)))
                .hasMessage("A fee in advance needs a calendar that opens before the first period");
        assertThat(plain(false).with(retainer(Retainer.When.IN_ARREARS)).rules())
                .hasSize(1);
        assertThat(plain(true).with(retainer(Retainer.When.IN_ADVANCE)).rules()).hasSize(1);
    }

    @Test
    void aPlainAgreementBillsApprovedTimeAndExpensesAtCostAndSendsThemStraightThrough() {
        Agreement plain = plain(false);

        assertThat(plain.pricing())
                .isEqualTo(new Pricing(
                        new Included(Approval.APPROVED, false, false, true, Included.Late.NEXT_INVOICE),
                        HoursBasis.HARVEST,
                        Rounding.none(),
                        RateCard.empty()));
        assertThat(plain.expenses()).isEqualTo(new ExpenseTerms(Approval.APPROVED, false, List.of(), Map.of(), false));
        assertThat(plain.review().rules()).isEmpty();
        assertThat(plain.sending())
                .isEqualTo(new DispatchTerms(
                        DispatchTerms.Status.AUTHORISED, DispatchTerms.Delivery.NONE, true, false, true));
        assertThat(plain.books()).isEqualTo(new Books(List.of(), List.of()));
        assertThat(plain.limits()).isEqualTo(new Limits(List.of(), List.of(), null));
    }

    @ParameterizedTest(name = "a period from {0} costs {1}")
    @CsvSource({"2026-01-01, 1000.00", "2026-06-30, 1000.00", "2026-07-01, 1200.00", "2027-01-01, 1300.00"})
    void aFeeHoldsFromItsFirstDayUntilTheNext(LocalDate start, String fee) {
        Retainer stepped = new Retainer(
                Retainer.When.IN_ARREARS,
                List.of(
                        new FeeStep(null, FEE),
                        new FeeStep(LocalDate.of(2027, 1, 1), Money.of("1300.00", "USD")),
                        new FeeStep(LocalDate.of(2026, 7, 1), Money.of("1200.00", "USD"))),
                TEN_HOURS,
                Unused.lapses(),
                Overage.atOwnRate(),
                true);

        assertThat(stepped.feeOn(start)).isEqualTo(Money.of(fee, "USD"));
    }

    @Test
    void beforeItsFirstStepAFeeIsTheFirstListed() {
        Retainer later = new Retainer(
                Retainer.When.IN_ARREARS,
                List.of(new FeeStep(LocalDate.of(2026, 7, 1), FEE)),
                TEN_HOURS,
                Unused.lapses(),
                Overage.atOwnRate(),
                true);

        assertThat(later.feeOn(LocalDate.of(2026, 1, 1))).isEqualTo(FEE);
    }

    @Test
    void aRetainerHasAFeeAndCarriesWhatItIncludes() {
        Retainer hours = Retainer.of(Retainer.When.IN_ARREARS, FEE, TEN_HOURS);
        Retainer money = Retainer.of(Retainer.When.IN_ARREARS, FEE, Limit.money("500.00", "USD"));
        Rate rate = Rate.hourly("80.00", "USD");

        assertThatThrownBy(() -> new Retainer(
                        Retainer.When.IN_ARREARS, List.of(), TEN_HOURS, Unused.lapses(), Overage.atOwnRate(), true))
                .hasMessage("A retainer needs a fee");
        assertThatThrownBy(() -> hours.with(Unused.carries(Limit.money("500.00", "USD"), 1)))
                .hasMessage("What is carried over is limited in what is included: hours or money");
        assertThatThrownBy(() -> money.with(Unused.isCredited(rate)))
                .hasMessage("Unused money is credited as it is, without a rate");
        assertThat(hours.with(Unused.isCredited(rate)).unused().creditRate()).isEqualTo(rate);
        assertThat(hours.with(Unused.carries(Limit.hours("5"), 2)).unused().expiresAfter())
                .isEqualTo(2);
        assertThat(money.with(Unused.isCredited(null)).unused().fate()).isEqualTo(Unused.Fate.CREDIT);
        assertThatThrownBy(() -> Unused.carries(null, -1)).hasMessage("A rest cannot expire after -1 periods");
        assertThat(Unused.carries(null, 0).expiresAfter()).isZero();
    }

    @Test
    void tiersOfOverageRiseAndOnlyTheLastIsOpen() {
        Rate rate = Rate.hourly("80.00", "USD");
        Tier five = new Tier(Hours.of("5"), rate);
        Tier ten = new Tier(Hours.of("10"), rate);
        Tier rest = new Tier(null, rate);

        assertThat(new Overage(List.of(five, ten, rest), null).tiers()).containsExactly(five, ten, rest);
        assertThat(Overage.at(rate).tiers()).containsExactly(rest);
        for (List<Tier> wrong : List.of(
                List.of(five),
                List.of(rest, rest),
                List.of(five, five, rest),
                List.of(ten, five, rest),
                List.of(new Tier(Hours.ZERO, rate), rest))) {
            assertThatThrownBy(() -> new Overage(wrong, null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Tiers rise, and only the last is open: ");
        }
    }

    @Test
    void aCapCountsExpensesOnlyInMoney() {
        Cap hours = Cap.of("Build", Match.any(), TEN_HOURS, Cap.AtCap.FIT);
        Cap money = Cap.of("Build", Match.any(), Limit.money("500.00", "USD"), Cap.AtCap.FIT);

        assertThatThrownBy(hours::countingExpenses).hasMessage("Cap Build counts hours, so it cannot count expenses");
        assertThat(money.countingExpenses().expenses()).isTrue();
        assertThat(money.expenses()).isFalse();
        assertThatThrownBy(() -> Limit.money("-0.01", "USD")).hasMessage("A limit cannot be negative: -0.01 USD");
        assertThat(Limit.money("0.00", "USD")).hasToString("0.00 USD");
        assertThat(TEN_HOURS).hasToString("10.00 h");
    }

    @Test
    void aLimitInMoneyOfAPurchaseOrderCountsEveryLine() {
        Cap money = Cap.ofOrder("PO-7", Match.any(), Limit.money("500.00", "USD"), Cap.AtCap.FIT);
        Cap hours = Cap.ofOrder("PO-7", Match.any(), TEN_HOURS, Cap.AtCap.FIT);

        assertThat(money.name()).isEqualTo("purchase order PO-7");
        assertThat(money.expenses()).isTrue();
        assertThat(money.isOfWholeOrder()).isTrue();
        assertThat(hours.expenses()).isFalse();
        assertThat(hours.isOfWholeOrder()).isFalse();
        assertThat(Cap.of("Build", Match.any(), Limit.money("500.00", "USD"), Cap.AtCap.FIT)
                        .isOfWholeOrder())
                .isFalse();
    }

    @Test
    void aCapKeepsWhatItIsWhenMoreIsAgreed() {
        Cap cap = Cap.of("Build", Match.any(), Limit.money("500.00", "USD"), Cap.AtCap.PASS);

        assertThat(cap.scope()).isEqualTo(Cap.Scope.TOTAL);
        assertThat(cap.perPeriod().warningAt(50, 80).countingExpenses())
                .isEqualTo(new Cap(
                        "Build",
                        Match.any(),
                        Set.of(),
                        Limit.money("500.00", "USD"),
                        Cap.Scope.PERIOD,
                        Cap.AtCap.PASS,
                        List.of(50, 80),
                        true));
    }

    @Test
    void whatACodingLeavesOpenTheNextSays() {
        Coding own = new Coding("200", null, null, Map.of("Region", "North"));
        Coding common = new Coding("210", "OUTPUT2", "HOURS", Map.of("Region", "South", "Team", "Web"));

        assertThat(own.or(common))
                .isEqualTo(new Coding("200", "OUTPUT2", "HOURS", Map.of("Region", "North", "Team", "Web")));
        assertThat(common.or(own))
                .isEqualTo(new Coding("210", "OUTPUT2", "HOURS", Map.of("Region", "South", "Team", "Web")));
        assertThat(Coding.open().or(common)).isEqualTo(common);
        assertThat(own.or(Coding.open())).isEqualTo(own);
        assertThat(Coding.open()).isEqualTo(new Coding(null, null, null, Map.of()));
    }

    @Test
    void aCurrencyRateIsAboveZeroWithSixDecimals() {
        assertThat(rated("0.000001").currencyRate()).isEqualTo("0.000001");
        assertThat(rated("1.1234560").currencyRate()).isEqualTo("1.1234560");
        for (String wrong : List.of("0", "-1", "1.1234567")) {
            assertThatThrownBy(() -> rated(wrong))
                    .as(wrong)
                    .hasMessage("A currency rate is above zero and has at most six decimals");
        }
    }

    private static DispatchTerms rated(String rate) {
        return new DispatchTerms(
                DispatchTerms.Status.DRAFT,
                DispatchTerms.Delivery.XERO,
                true,
                true,
                true,
                new BigDecimal(rate),
                DispatchTerms.Credits.LEFT_OPEN);
    }

    @Test
    void aReviewHasOneOrTwoSteps() {
        assertThat(new ReviewPolicy(List.of(), List.of("lead", "partner")).behind())
                .isEqualTo(ReviewPolicy.Behind.WAIT);
        assertThat(ReviewPolicy.straightThrough().steps()).containsExactly("reviewer");
        assertThatThrownBy(() -> new ReviewPolicy(List.of(), List.of()))
                .hasMessage("A review has one or two steps, not 0");
        assertThatThrownBy(() -> new ReviewPolicy(List.of(), List.of("a", "b", "c")))
                .hasMessage("A review has one or two steps, not 3");
    }

    @Test
    void comparingReviewsNeedWhatWasReleasedBefore() {
        assertThat(List.of(ReviewRule.When.values()).stream().filter(ReviewRule.When::comparesWithReleased))
                .containsExactly(
                        ReviewRule.When.FIRST_INVOICE,
                        ReviewRule.When.NEW_PERSON,
                        ReviewRule.When.NEW_RATE,
                        ReviewRule.When.VARIANCE_TO_PREVIOUS,
                        ReviewRule.When.VARIANCE_TO_MEDIAN,
                        ReviewRule.When.EARLIER_WAITS);
        assertThat(ReviewRule.median("20", 3))
                .isEqualTo(new ReviewRule(ReviewRule.When.VARIANCE_TO_MEDIAN, new BigDecimal("20"), 3));
        assertThat(ReviewRule.above(ReviewRule.When.TOTAL_ABOVE, "5000.00").threshold())
                .isEqualTo("5000.00");
    }
}
