package org.harvestxero.billing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;
import static org.harvestxero.billing.engine.Bills.APRIL;
import static org.harvestxero.billing.engine.Bills.MARCH;
import static org.harvestxero.billing.engine.Bills.MAY;
import static org.harvestxero.billing.engine.Bills.bill;
import static org.harvestxero.billing.engine.Bills.calendar;
import static org.harvestxero.billing.engine.Bills.inAdvance;
import static org.harvestxero.billing.engine.Bills.onlyDraft;
import static org.harvestxero.billing.engine.Bills.onlyLine;
import static org.harvestxero.billing.engine.Bills.plain;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.calendar.Proration;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.FeeStep;
import org.harvestxero.billing.terms.Hourly;
import org.harvestxero.billing.terms.Layout;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.billing.terms.Match;
import org.harvestxero.billing.terms.Overage;
import org.harvestxero.billing.terms.Retainer;
import org.harvestxero.billing.terms.Rule;
import org.harvestxero.billing.terms.Unused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetainerBillingTest {
    private static final Money FEE = Money.of("1000.00", "USD");

    private static Retainer tenHours() {
        return Retainer.of(Retainer.When.IN_ARREARS, FEE, Limit.hours("10"));
    }

    private static Agreement with(Retainer retainer) {
        Agreement base = retainer.when() == Retainer.When.IN_ADVANCE ? inAdvance() : plain();
        return base.with(Rule.of("Care", Match.any(), retainer))
                .with(Layout.plain().by());
    }

    private static List<String> lines(BillingResult result) {
        return onlyDraft(result).lines().stream()
                .map(line -> line.kind() + " " + line.price().quantity().toPlainString() + " × "
                        + line.price().unitAmount().toPlainString() + " = " + line.amount())
                .toList();
    }

    private static List<String> moves(BillingResult result) {
        return result.movements().stream()
                .filter(move -> move.kind() != Movement.Kind.FEE_BILLED)
                .map(move -> move.kind() + " " + move.lot() + " "
                        + (move.hours() == null ? String.valueOf(move.money()) : move.hours()))
                .toList();
    }

    @Test
    void billsTheFeeAndTheHoursBeyond() {
        BillingResult result = bill(
                with(tenHours()), MARCH, aTimeEntry().of("12.50").at("180.00").build());

        assertThat(lines(result))
                .containsExactly("FEE 1 × 1000.00 = 1000.00 USD", "OVERAGE 2.50 × 180.00 = 450.00 USD");
        assertThat(result.notBilled())
                .extracting(rest -> rest.bucket() + " " + rest.hours())
                .containsExactly("COVERED 10.00 h");
    }

    @Test
    void billsNextMonthsFeeInAdvanceBesideLastMonthsHours() {
        Retainer advance = Retainer.of(Retainer.When.IN_ADVANCE, FEE, Limit.hours("10"));

        BillingResult result =
                bill(with(advance), MARCH, aTimeEntry().of("11.00").at("180.00").build());

        assertThat(onlyDraft(result).lines())
                .extracting(DraftLine::description)
                .containsExactly("Care, April 2026", "Care: hours beyond the included 10.00 h, Care, March 2026");
    }

    @Test
    void billsTheFirstFeeInAdvanceOnTheStartDate() {
        Retainer advance = Retainer.of(Retainer.When.IN_ADVANCE, FEE, Limit.hours("10"));
        Agreement agreement = Agreement.plain("Acme", "v1", calendar("2026-03-17", null, Proration.ACTUAL_30, true))
                .with(Rule.of("Care", Match.any(), advance));

        BillingResult result =
                bill(agreement, agreement.calendar().first(), BillingRequest.Known.nothing(), List.of(), List.of());

        assertThat(onlyDraft(result).issueDate()).isEqualTo("2026-03-17");
        assertThat(onlyLine(result).amount()).isEqualTo(Money.of("500.00", "USD"));
        assertThat(onlyLine(result).words())
                .isEqualTo("the fee of 1000.00 USD × 15/30 for 17 March 2026 – 31 March 2026");
    }

    @Test
    void theLastInvoiceInAdvanceCarriesNoFee() {
        Retainer advance = Retainer.of(Retainer.When.IN_ADVANCE, FEE, Limit.hours("10"));
        Agreement agreement = Agreement.plain(
                        "Acme", "v1", calendar("2026-01-01", "2026-03-31", Proration.ACTUAL, true))
                .with(Rule.of("Care", Match.any(), advance));

        BillingResult result =
                bill(agreement, MARCH, aTimeEntry().of("11.00").at("180.00").build());

        assertThat(lines(result)).containsExactly("OVERAGE 1.00 × 180.00 = 180.00 USD");
    }

    @Test
    void theFinalPeriodWithoutFeeCoversNothing() {
        Agreement agreement = Agreement.plain(
                        "Acme", "v1", calendar("2026-01-01", "2026-03-20", Proration.ACTUAL, false))
                .with(Rule.of("Care", Match.any(), tenHours().withoutFinalFee()));

        BillingResult result =
                bill(agreement, MARCH, aTimeEntry().of("2.00").at("180.00").build());

        assertThat(lines(result)).containsExactly("OVERAGE 2.00 × 180.00 = 360.00 USD");
    }

    @ParameterizedTest(name = "{0}: fee {1}, included {2}")
    @CsvSource({"ACTUAL, 483.87, 4.84", "ACTUAL_30, 500.00, 5.00", "THIRTY_360, 466.67, 4.67", "NONE, 1000.00, 10.00"})
    void aPartialFirstMonthOwesItsShareAndCoversIt(Proration proration, String fee, String included) {
        Agreement agreement = Agreement.plain("Acme", "v1", calendar("2026-03-17", null, proration, false))
                .with(Rule.of("Care", Match.any(), tenHours()));

        BillingResult result =
                bill(agreement, MARCH, aTimeEntry().on("2026-03-20").of("12.00").build());

        assertThat(onlyDraft(result).lines().get(0).amount()).isEqualTo(Money.of(fee, "USD"));
        assertThat(result.tieOut().of(Bucket.COVERED, Bills.USD).hours()).isEqualTo(Hours.of(included));
    }

    @Test
    void unusedHoursLapse() {
        BillingResult march =
                bill(with(tenHours()), MARCH, aTimeEntry().of("4.00").build());

        assertThat(moves(march))
                .containsExactly("GRANTED 2026-03-01 10.00 h", "USED 2026-03-01 4.00 h", "LAPSED 2026-03-01 6.00 h");
    }

    @Test
    void carriedHoursAreUsedFirstInFirstOutAndExpire() {
        Agreement agreement = with(tenHours().with(Unused.carries(null, 1)));
        BillingResult march =
                bill(agreement, MARCH, aTimeEntry().id(1).of("4.00").build());
        BillingRequest.Known afterMarch = BillingRequest.Known.nothing().after(march);
        BillingResult april = bill(
                agreement,
                APRIL,
                afterMarch,
                aTimeEntry().id(2).on("2026-04-10").of("5.00").build());
        BillingRequest.Known afterApril = afterMarch.after(april);
        BillingResult may = bill(
                agreement,
                MAY,
                afterApril,
                aTimeEntry().id(3).on("2026-05-10").of("21.00").at("180.00").build());

        assertThat(moves(march)).containsExactly("GRANTED 2026-03-01 10.00 h", "USED 2026-03-01 4.00 h");
        assertThat(moves(april))
                .containsExactly("GRANTED 2026-04-01 10.00 h", "USED 2026-03-01 5.00 h", "LAPSED 2026-03-01 1.00 h");
        assertThat(moves(may))
                .containsExactly("GRANTED 2026-05-01 10.00 h", "USED 2026-04-01 10.00 h", "USED 2026-05-01 10.00 h");
        assertThat(lines(may)).containsExactly("FEE 1 × 1000.00 = 1000.00 USD", "OVERAGE 1.00 × 180.00 = 180.00 USD");
    }

    @Test
    void noMoreIsCarriedThanTheLimitAndTheOldestLapses() {
        Agreement agreement = with(tenHours().with(Unused.carries(Limit.hours("12"), 0)));
        BillingResult march =
                bill(agreement, MARCH, aTimeEntry().id(1).of("2.00").build());
        BillingRequest.Known afterMarch = BillingRequest.Known.nothing().after(march);

        BillingResult april = bill(
                agreement,
                APRIL,
                afterMarch,
                aTimeEntry().id(2).on("2026-04-10").of("1.00").build());

        assertThat(moves(april))
                .containsExactly("GRANTED 2026-04-01 10.00 h", "USED 2026-03-01 1.00 h", "LAPSED 2026-03-01 5.00 h");
        assertThat(afterMarch.after(april).balances().lots())
                .extracting(lot -> lot.granted() + " " + lot.left())
                .containsExactly("2026-03-01 2.00 h", "2026-04-01 10.00 h");
    }

    @Test
    void unusedHoursAreCreditedAtTheFeesShare() {
        Agreement agreement = with(tenHours().with(Unused.isCredited(null)));

        BillingResult result = bill(agreement, MARCH, aTimeEntry().of("7.50").build());

        assertThat(lines(result)).containsExactly("FEE 1 × 1000.00 = 1000.00 USD", "CREDIT 1 × -250.00 = -250.00 USD");
        assertThat(onlyDraft(result).lines().get(1).description()).isEqualTo("Care: unused 2.50 h of March 2026");
    }

    @Test
    void coversMoneyAtTheWorksOwnRates() {
        Agreement agreement = with(Retainer.of(Retainer.When.IN_ARREARS, FEE, Limit.money("1000.00", "USD")));

        BillingResult result = bill(
                agreement,
                MARCH,
                aTimeEntry().id(1).on("2026-03-01").of("4.00").at("150.00").build(),
                aTimeEntry().id(2).on("2026-03-02").of("4.00").at("200.00").build());

        assertThat(lines(result))
                .containsExactly("FEE 1 × 1000.00 = 1000.00 USD", "OVERAGE 2.00 × 200.00 = 400.00 USD");
        assertThat(moves(result)).containsExactly("GRANTED 2026-03-01 1000.00 USD", "USED 2026-03-01 1000.00 USD");
    }

    @Test
    void tieredOverageRisesHourByHour() {
        Overage tiers = new Overage(
                List.of(
                        new Overage.Tier(Hours.of("5"), Rate.hourly("100.00", "USD")),
                        new Overage.Tier(Hours.of("8"), Rate.hourly("120.00", "USD")),
                        new Overage.Tier(null, Rate.hourly("150.00", "USD"))),
                null);

        BillingResult result = bill(
                with(tenHours().with(tiers)),
                MARCH,
                aTimeEntry().id(1).on("2026-03-01").of("13.00").build(),
                aTimeEntry().id(2).on("2026-03-02").of("7.00").build());

        assertThat(lines(result))
                .containsExactly(
                        "FEE 1 × 1000.00 = 1000.00 USD",
                        "OVERAGE 5.00 × 100.00 = 500.00 USD",
                        "OVERAGE 3.00 × 120.00 = 360.00 USD",
                        "OVERAGE 2.00 × 150.00 = 300.00 USD");
    }

    @Test
    void overageAboveTheLimitWaitsForApprovalAndIsNeverCoveredLater() {
        Agreement agreement = with(tenHours().with(Overage.atOwnRate().approvedAbove(Limit.hours("2"))));
        TimeEntry entry = aTimeEntry().of("15.00").at("100.00").build();
        BillingResult march = bill(agreement, MARCH, entry);
        BillingRequest.Known afterMarch = BillingRequest.Known.nothing().after(march);

        BillingResult april = bill(
                agreement,
                APRIL,
                afterMarch.with(new Decisions(Map.of(), Map.of(), Map.of("Care", Limit.hours("1")))),
                entry);

        assertThat(lines(march)).containsExactly("FEE 1 × 1000.00 = 1000.00 USD", "OVERAGE 2.00 × 100.00 = 200.00 USD");
        assertThat(march.notBilled())
                .extracting(rest -> rest.bucket() + " " + rest.reason() + " " + rest.hours())
                .containsExactly("COVERED RETAINER 10.00 h", "HELD OVERAGE_NOT_APPROVED 3.00 h");
        assertThat(lines(april)).containsExactly("FEE 1 × 1000.00 = 1000.00 USD", "OVERAGE 3.00 × 100.00 = 300.00 USD");
    }

    @Test
    void aNewFeeHoldsFromItsDay() {
        Retainer raised = new Retainer(
                Retainer.When.IN_ARREARS,
                List.of(new FeeStep(null, FEE), new FeeStep(LocalDate.of(2026, 4, 1), Money.of("1100.00", "USD"))),
                Limit.hours("10"),
                Unused.lapses(),
                Overage.atOwnRate(),
                true);

        assertThat(onlyLine(bill(with(raised), MARCH, new TimeEntry[0])).amount())
                .isEqualTo(FEE);
        assertThat(onlyLine(bill(with(raised), APRIL, new TimeEntry[0])).amount())
                .isEqualTo(Money.of("1100.00", "USD"));
    }

    @Test
    void keepsServicesApart() {
        Agreement agreement = plain().with(
                        Rule.of("On site", Match.kinds("On site"), Hourly.plain()),
                        Rule.of("Care", Match.projects("Support"), tenHours()),
                        Rule.of(
                                "Hosting",
                                Match.projects("Hosting"),
                                Retainer.of(Retainer.When.IN_ARREARS, Money.of("50.00", "USD"), Limit.hours("1"))));

        BillingResult result = bill(
                agreement,
                MARCH,
                aTimeEntry()
                        .id(1)
                        .project("Support")
                        .task("On site")
                        .of("2.00")
                        .at("140.00")
                        .build(),
                aTimeEntry().id(2).project("Support").of("9.00").build(),
                aTimeEntry().id(3).project("Hosting").of("1.50").at("80.00").build());

        assertThat(lines(result))
                .containsExactly(
                        "HOURS 2.00 × 140.00 = 280.00 USD",
                        "FEE 1 × 1000.00 = 1000.00 USD",
                        "FEE 1 × 50.00 = 50.00 USD",
                        "OVERAGE 0.50 × 80.00 = 40.00 USD");
    }

    @Test
    void aFeeMayStandOnAnInvoiceOfItsOwn() {
        Agreement agreement = plain().with(
                        Rule.of("Care", Match.projects("Support"), tenHours()).onInvoice("Plan"),
                        Rule.of("Time", Match.any(), Hourly.plain()));

        BillingResult result = bill(agreement, MARCH, aTimeEntry().build());

        assertThat(result.drafts())
                .extracting(draft -> draft.key() + ": " + draft.subtotal())
                .containsExactly(": 100.00 USD", "Plan: 1000.00 USD");
    }

    @Test
    void theOpeningRunBillsNoWork() {
        Agreement agreement = with(Retainer.of(Retainer.When.IN_ADVANCE, FEE, Limit.hours("10")));
        DuePeriod opening = agreement.calendar().first();

        BillingResult result = bill(
                agreement,
                opening,
                BillingRequest.Known.nothing(),
                List.of(aTimeEntry().on("2026-01-05").build()),
                List.of());

        assertThat(lines(result)).containsExactly("FEE 1 × 1000.00 = 1000.00 USD");
        assertThat(result.notBilled()).extracting(NotBilled::reason).containsExactly(Reason.AFTER_PERIOD);
        assertThat(moves(result)).isEmpty();
    }

    @Test
    void hoursCoverWorkWithoutARateAndMoneyDoesNot() {
        Retainer money = Retainer.of(Retainer.When.IN_ARREARS, FEE, Limit.money("500.00", "USD"));
        TimeEntry unpriced = aTimeEntry().of("2.00").at(null).build();

        assertThat(bill(with(tenHours()), MARCH, unpriced).notBilled())
                .extracting(rest -> rest.bucket() + " " + rest.reason())
                .containsExactly("COVERED RETAINER");
        assertThat(bill(with(money), MARCH, unpriced).notBilled())
                .extracting(rest -> rest.bucket() + " " + rest.reason())
                .containsExactly("HELD NO_RATE");
    }

    @Test
    void workAtNoPriceUsesUpNoMoney() {
        Retainer money = Retainer.of(Retainer.When.IN_ARREARS, FEE, Limit.money("500.00", "USD"));

        BillingResult result =
                bill(with(money), MARCH, aTimeEntry().of("2.00").at("0.00").build());

        assertThat(result.notBilled()).extracting(NotBilled::bucket).containsExactly(Bucket.COVERED);
        assertThat(moves(result)).containsExactly("GRANTED 2026-03-01 500.00 USD", "LAPSED 2026-03-01 500.00 USD");
    }

    /** At 1,000.00 an hour, 100.01 buys 3,000 thirty-thousandths (3,000.3 rounded down): 0.10 h for 100.00; a cent is left. */
    @Test
    void theCentAnHourCannotUseIsLeft() {
        Retainer money = Retainer.of(Retainer.When.IN_ARREARS, FEE, Limit.money("100.01", "USD"))
                .with(Unused.carries(null, 0));

        BillingResult result =
                bill(with(money), MARCH, aTimeEntry().of("0.10").at("1000.00").build());

        assertThat(moves(result)).containsExactly("GRANTED 2026-03-01 100.01 USD", "USED 2026-03-01 100.00 USD");
        assertThat(BillingRequest.Known.nothing().after(result).balances().lots())
                .extracting(lot -> lot.left().toString())
                .containsExactly("0.01 USD");
    }

    @Test
    void eachRetainerUsesWhatItCarriedItself() {
        Retainer carrying = tenHours().with(Unused.carries(null, 0));
        Agreement agreement = plain().with(
                        Rule.of("Care", Match.projects("Support"), carrying),
                        Rule.of("Hosting", Match.any(), carrying));
        BillingRequest.Known known = new BillingRequest.Known(
                new Balances(
                        List.of(
                                new Lot("Hosting", LocalDate.of(2026, 2, 1), null, Limit.hours("3")),
                                new Lot("Care", LocalDate.of(2026, 2, 1), null, Limit.hours("1"))),
                        Map.of(),
                        Map.of(),
                        Map.of()),
                Standings.none(),
                Decisions.none(),
                History.none());

        BillingResult result = bill(
                agreement,
                MARCH,
                known,
                aTimeEntry().project("Support").of("2.50").build());

        assertThat(result.movements())
                .filteredOn(move -> move.kind() == Movement.Kind.USED)
                .extracting(move -> move.name() + " " + move.lot() + " " + move.hours())
                .containsExactly("Care 2026-02-01 1.00 h", "Care 2026-03-01 1.50 h");
    }

    @Test
    void whatExpiredBeforeThePeriodLapsesUnused() {
        BillingRequest.Known known =
                carried(new Lot("Care", LocalDate.of(2026, 1, 1), LocalDate.of(2026, 2, 28), Limit.hours("3")));

        BillingResult result = bill(
                with(tenHours().with(Unused.carries(null, 1))),
                MARCH,
                known,
                aTimeEntry().of("2.00").build());

        assertThat(moves(result))
                .containsExactly("LAPSED 2026-01-01 3.00 h", "GRANTED 2026-03-01 10.00 h", "USED 2026-03-01 2.00 h");
    }

    private static BillingRequest.Known carried(Lot lot) {
        return new BillingRequest.Known(
                new Balances(List.of(lot), Map.of(), Map.of(), Map.of()),
                Standings.none(),
                Decisions.none(),
                History.none());
    }

    @Test
    void theLastPeriodCarriesNothing() {
        Agreement agreement = Agreement.plain(
                        "Acme", "v1", calendar("2026-01-01", "2026-03-31", Proration.ACTUAL, false))
                .with(Rule.of("Care", Match.any(), tenHours().with(Unused.carries(null, 0))));

        assertThat(moves(bill(agreement, MARCH, aTimeEntry().of("4.00").build())))
                .containsExactly("GRANTED 2026-03-01 10.00 h", "USED 2026-03-01 4.00 h", "LAPSED 2026-03-01 6.00 h");
    }

    @Test
    void nothingIsCreditedWhereAllWasUsed() {
        Agreement agreement = with(tenHours().with(Unused.isCredited(null)));

        BillingResult result = bill(agreement, MARCH, aTimeEntry().of("10.00").build());

        assertThat(moves(result)).containsExactly("GRANTED 2026-03-01 10.00 h", "USED 2026-03-01 10.00 h");
        assertThat(lines(result)).containsExactly("FEE 1 × 1000.00 = 1000.00 USD");
    }

    @Test
    void unusedHoursAreCreditedAtTheAgreedRateAndMoneyAsItIs() {
        Agreement hours = with(tenHours().with(Unused.isCredited(Rate.hourly("80.00", "USD"))));
        Agreement money = with(Retainer.of(Retainer.When.IN_ARREARS, FEE, Limit.money("500.00", "USD"))
                .with(Unused.isCredited(null)));
        TimeEntry entry = aTimeEntry().of("1.50").at("100.00").build();

        assertThat(lines(bill(hours, MARCH, entry)))
                .containsExactly("FEE 1 × 1000.00 = 1000.00 USD", "CREDIT 1 × -680.00 = -680.00 USD");
        assertThat(lines(bill(money, MARCH, entry)))
                .containsExactly("FEE 1 × 1000.00 = 1000.00 USD", "CREDIT 1 × -350.00 = -350.00 USD");
    }

    @Test
    void whatIsGrantedExpiresAsAgreed() {
        assertThat(granted(tenHours()).expires()).isEqualTo("2026-03-31");
        assertThat(granted(tenHours().with(Unused.carries(null, 0))).expires()).isNull();
        assertThat(granted(tenHours().with(Unused.carries(null, 1))).expires()).isEqualTo("2026-04-30");
        assertThat(granted(tenHours().with(Unused.carries(null, 2))).expires()).isEqualTo("2026-05-31");
    }

    private static Movement granted(Retainer retainer) {
        return bill(with(retainer), MARCH, new TimeEntry[0]).movements().stream()
                .filter(move -> move.kind() == Movement.Kind.GRANTED)
                .findFirst()
                .orElseThrow();
    }

    /** 400 of March and 500 of April are 900; 600 may be carried, so 300 of the older lapse. */
    @Test
    void noMoreMoneyIsCarriedThanTheLimit() {
        Agreement agreement = with(Retainer.of(Retainer.When.IN_ARREARS, FEE, Limit.money("500.00", "USD"))
                .with(Unused.carries(Limit.money("600.00", "USD"), 0)));
        BillingRequest.Known afterMarch = BillingRequest.Known.nothing()
                .after(bill(
                        agreement, MARCH, aTimeEntry().of("1.00").at("100.00").build()));

        BillingResult april = bill(agreement, APRIL, afterMarch);

        assertThat(moves(april)).containsExactly("GRANTED 2026-04-01 500.00 USD", "LAPSED 2026-03-01 300.00 USD");
        assertThat(afterMarch.after(april).balances().lots())
                .extracting(lot -> lot.granted() + " " + lot.left())
                .containsExactly("2026-03-01 100.00 USD", "2026-04-01 500.00 USD");
    }

    /** 250.00 buy 2.50 of the five hours beyond; a person's word for 100.00 more buys one more. */
    @Test
    void overageAboveALimitInMoneyWaitsForApproval() {
        Agreement agreement = with(tenHours().with(Overage.atOwnRate().approvedAbove(Limit.money("250.00", "USD"))));
        TimeEntry entry = aTimeEntry().of("15.00").at("100.00").build();
        Decisions more = new Decisions(Map.of(), Map.of(), Map.of("Care", Limit.money("100.00", "USD")));

        BillingResult asAgreed = bill(agreement, MARCH, entry);
        BillingResult approved =
                bill(agreement, MARCH, BillingRequest.Known.nothing().with(more), entry);

        assertThat(lines(asAgreed))
                .containsExactly("FEE 1 × 1000.00 = 1000.00 USD", "OVERAGE 2.50 × 100.00 = 250.00 USD");
        assertThat(asAgreed.notBilled().get(1).words())
                .isEqualTo("beyond what Care includes, and not approved above 250.00 USD");
        assertThat(asAgreed.notBilled().get(1).overageOf()).isEqualTo("Care");
        assertThat(lines(approved))
                .containsExactly("FEE 1 × 1000.00 = 1000.00 USD", "OVERAGE 3.50 × 100.00 = 350.00 USD");
    }

    /** Two entries of one hour beyond: the first 100.00 of the limit of 150.00, half an hour of the second the rest. */
    @Test
    void aLimitOfOverageIsUsedUpEntryByEntry() {
        Agreement agreement = with(tenHours().with(Overage.atOwnRate().approvedAbove(Limit.money("150.00", "USD"))));

        BillingResult result = bill(
                agreement,
                MARCH,
                aTimeEntry().id(1).on("2026-03-01").of("11.00").at("100.00").build(),
                aTimeEntry().id(2).on("2026-03-02").of("1.00").at("100.00").build());

        assertThat(lines(result))
                .containsExactly("FEE 1 × 1000.00 = 1000.00 USD", "OVERAGE 1.50 × 100.00 = 150.00 USD");
        assertThat(result.notBilled())
                .extracting(rest -> rest.source().id() + " " + rest.bucket() + " " + rest.hours())
                .containsExactly("1 COVERED 10.00 h", "2 HELD 0.50 h");
    }

    @Test
    void overageAtNoPriceNeedsNoApprovalInMoneyAndUnpricedOverageWaits() {
        Agreement agreement = with(tenHours().with(Overage.atOwnRate().approvedAbove(Limit.money("0.00", "USD"))));

        BillingResult free =
                bill(agreement, MARCH, aTimeEntry().of("12.00").at("0.00").build());
        BillingResult unpriced =
                bill(agreement, MARCH, aTimeEntry().of("12.00").at(null).build());

        assertThat(lines(free)).containsExactly("FEE 1 × 1000.00 = 1000.00 USD", "OVERAGE 2.00 × 0.00 = 0.00 USD");
        assertThat(unpriced.notBilled())
                .extracting(rest -> rest.bucket() + " " + rest.reason() + " " + rest.hours())
                .containsExactly("COVERED RETAINER 10.00 h", "HELD OVERAGE_NOT_APPROVED 2.00 h");
    }

    @Test
    void aPriceOfOverageSaysWhichHoursItIsFor() {
        Overage one = Overage.at(Rate.hourly("90.00", "USD"));
        Overage two = new Overage(
                List.of(
                        new Overage.Tier(Hours.of("5"), Rate.hourly("100.00", "USD")),
                        new Overage.Tier(null, Rate.hourly("120.00", "USD"))),
                null);
        TimeEntry entry = aTimeEntry().of("16.00").build();

        assertThat(rateWords(bill(with(tenHours().with(one)), MARCH, entry)))
                .containsExactly("the rate for hours beyond the included ones");
        assertThat(rateWords(bill(with(tenHours().with(two)), MARCH, entry)))
                .containsExactly(
                        "the rate for hours beyond from 0.00 h to 5.00 h", "the rate for hours beyond from 5.00 h");
    }

    private static List<String> rateWords(BillingResult result) {
        return onlyDraft(result).lines().stream()
                .flatMap(line -> line.sources().stream())
                .map(LineSource::rateFrom)
                .toList();
    }
}
