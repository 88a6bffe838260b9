package org.harvestxero.billing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.billing.ExpenseBuilder.anExpense;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;
import static org.harvestxero.billing.engine.Bills.MARCH;
import static org.harvestxero.billing.engine.Bills.bill;
import static org.harvestxero.billing.engine.Bills.onlyDraft;
import static org.harvestxero.billing.engine.Bills.onlyLine;
import static org.harvestxero.billing.engine.Bills.plain;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.billing.Approval;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.calendar.BillingPeriod;
import org.harvestxero.billing.calendar.Proration;
import org.harvestxero.billing.terms.Adjustment;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Books;
import org.harvestxero.billing.terms.Cap;
import org.harvestxero.billing.terms.Coding;
import org.harvestxero.billing.terms.CodingRule;
import org.harvestxero.billing.terms.Hourly;
import org.harvestxero.billing.terms.Layout;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.billing.terms.Limits;
import org.harvestxero.billing.terms.Match;
import org.harvestxero.billing.terms.Retainer;
import org.harvestxero.billing.terms.Rule;
import org.junit.jupiter.api.Test;

class ReductionBillingTest {
    private static Limits off(Adjustment.Kind kind, Adjustment.Level level, Match match, String percent) {
        return Limits.of(Adjustment.percent(kind, level, match, percent, "as agreed"));
    }

    @Test
    void anEntryDiscountShowsInTheUnitAmount() {
        Limits discount = off(Adjustment.Kind.DISCOUNT, Adjustment.Level.ENTRY, Match.any(), "25");

        BillingResult result = bill(
                plain().with(discount),
                MARCH,
                aTimeEntry().of("3.00").at("80.00").build());

        DraftLine line = onlyLine(result);
        assertThat(line.price().unitAmount()).isEqualByComparingTo("60.00");
        assertThat(line.amount()).isEqualTo(Money.of("180.00", "USD"));
        assertThat(line.words()).isEqualTo("less 25 % discount: as agreed");
        assertThat(line.sources().get(0).differences())
                .containsExactly(new Difference(Difference.Kind.DISCOUNT, Bills.decimal("-60.00")));
    }

    @Test
    void aLineDiscountStandsBelowItsLine() {
        Limits discount = off(Adjustment.Kind.DISCOUNT, Adjustment.Level.LINE, Match.kinds("Design"), "10");

        BillingResult result = bill(
                plain().with(discount),
                MARCH,
                aTimeEntry().id(1).task("Design").of("1.00").at("33.33").build(),
                aTimeEntry().id(2).task("Writing").of("1.00").at("50.00").build());

        assertThat(onlyDraft(result).lines())
                .extracting(line -> line.kind() + " " + line.amount())
                .containsExactly("HOURS 33.33 USD", "DISCOUNT -3.33 USD", "HOURS 50.00 USD");
    }

    @Test
    void anInvoiceDiscountIsSpreadOverAccountsToTheCent() {
        Adjustment tenOff = Adjustment.amount(Adjustment.Kind.DISCOUNT, Money.of("10.00", "USD"), "anniversary");
        Books books = new Books(
                List.of(
                        new CodingRule(Match.kinds("Design"), Set.of(), Coding.account("201")),
                        new CodingRule(Match.kinds("Writing"), Set.of(), Coding.account("202")),
                        new CodingRule(Match.kinds("Testing"), Set.of(), Coding.account("203"))),
                List.of());

        BillingResult result = bill(
                plain().with(Limits.of(tenOff)).with(books),
                MARCH,
                aTimeEntry().id(1).task("Design").at("100.00").build(),
                aTimeEntry().id(2).task("Writing").at("100.00").build(),
                aTimeEntry().id(3).task("Testing").at("100.00").build());

        assertThat(onlyDraft(result).lines())
                .filteredOn(line -> line.kind() == LineKind.DISCOUNT)
                .extracting(line -> line.coding().account() + " " + line.amount())
                .containsExactlyInAnyOrder("201 -3.33 USD", "202 -3.33 USD", "203 -3.34 USD");
        assertThat(onlyDraft(result).subtotal()).isEqualTo(Money.of("290.00", "USD"));
    }

    @Test
    void anAmountNeverTakesOffMoreThanTheInvoice() {
        Adjustment tooMuch = Adjustment.amount(Adjustment.Kind.DISCOUNT, Money.of("500.00", "USD"), "credit");

        BillingResult result = bill(
                plain().with(Limits.of(tooMuch)),
                MARCH,
                aTimeEntry().at("100.00").build());

        assertThat(onlyDraft(result).subtotal()).isEqualTo(Money.of("0.00", "USD"));
    }

    @Test
    void anAgreedWriteOffTakesItsShareOfTheHours() {
        Limits half = off(Adjustment.Kind.WRITE_OFF, Adjustment.Level.ENTRY, Match.kinds("Training"), "50");

        BillingResult result = bill(
                plain().with(half),
                MARCH,
                aTimeEntry().task("Training").of("3.00").build());

        assertThat(onlyLine(result).price().quantity()).isEqualByComparingTo("1.5");
        assertThat(result.notBilled())
                .extracting(rest -> rest.bucket() + " " + rest.hours() + " " + rest.words())
                .containsExactly("WRITTEN_OFF 1.50 h as agreed");
    }

    @Test
    void peopleDecideOnSingleEntries() {
        Decisions decisions = new Decisions(
                Map.of(
                        1L, new Decision(Decision.Kind.HOLD, null, "asked the client", "mia"),
                        2L, new Decision(Decision.Kind.WRITE_OFF, null, "our mistake", "mia"),
                        3L, new Decision(Decision.Kind.WRITE_DOWN, Hours.of("1.50"), "took too long", "mia"),
                        4L, new Decision(Decision.Kind.BILL, null, "approved by phone", "mia")),
                Map.of(),
                Map.of());

        BillingResult result = bill(
                plain(),
                MARCH,
                BillingRequest.Known.nothing().with(decisions),
                aTimeEntry().id(1).build(),
                aTimeEntry().id(2).build(),
                aTimeEntry().id(3).of("4.00").build(),
                aTimeEntry().id(4).of("1.00").approval(Approval.UNSUBMITTED).build());

        assertThat(onlyLine(result).price().quantity()).isEqualByComparingTo("2.50");
        assertThat(result.notBilled())
                .extracting(rest -> rest.source().id() + " " + rest.bucket() + " " + rest.hours() + " " + rest.words())
                .containsExactly(
                        "1 HELD 1.00 h asked the client (mia)",
                        "2 WRITTEN_OFF 1.00 h our mistake (mia)",
                        "3 WRITTEN_OFF 2.50 h took too long (mia)");
    }

    @Test
    void aSmallInvoiceIsCarriedToTheNextPeriod() {
        Limits fifty = Limits.none().carryingBelow(Money.of("50.00", "USD"));
        BillingResult march = bill(
                plain().with(fifty),
                MARCH,
                aTimeEntry().id(1).of("0.25").at("100.00").build());

        BillingResult april = bill(
                plain().with(fifty),
                Bills.APRIL,
                BillingRequest.Known.nothing().after(march),
                aTimeEntry().id(1).of("0.25").at("100.00").build(),
                aTimeEntry().id(2).on("2026-04-03").of("0.25").at("100.00").build());

        assertThat(march.drafts()).isEmpty();
        assertThat(march.notBilled()).extracting(NotBilled::bucket).containsExactly(Bucket.CARRIED);
        assertThat(onlyDraft(april).subtotal()).isEqualTo(Money.of("50.00", "USD"));
    }

    @Test
    void whatIsWrittenOffIsNotTakenOffThePriceAsWell() {
        Limits half = off(Adjustment.Kind.WRITE_OFF, Adjustment.Level.ENTRY, Match.any(), "50");

        BillingResult result = bill(
                plain().with(half), MARCH, aTimeEntry().of("3.00").at("100.00").build());

        assertThat(onlyLine(result).amount()).isEqualTo(Money.of("150.00", "USD"));
        assertThat(onlyLine(result).words()).isEmpty();
    }

    @Test
    void workWrittenOffWholeIsOnNoLine() {
        Limits all = off(Adjustment.Kind.WRITE_OFF, Adjustment.Level.ENTRY, Match.any(), "100");

        BillingResult result =
                bill(plain().with(all), MARCH, aTimeEntry().of("3.00").build());

        assertThat(result.drafts()).isEmpty();
        assertThat(result.notBilled())
                .extracting(rest -> rest.bucket() + " " + rest.hours())
                .containsExactly("WRITTEN_OFF 3.00 h");
    }

    @Test
    void anEntryWithoutHoursIsALineOfNothing() {
        Limits half = off(Adjustment.Kind.WRITE_OFF, Adjustment.Level.ENTRY, Match.kinds("Training"), "50");
        TimeEntry nothing = aTimeEntry().of("0.00").build();

        assertThat(onlyLine(bill(plain(), MARCH, nothing)).amount()).isEqualTo(Money.of("0.00", "USD"));
        assertThat(onlyLine(bill(plain().with(half), MARCH, nothing)).sources()).hasSize(1);
        assertThat(onlyLine(bill(
                                plain().with(Limits.of(Cap.of("Cap", Match.any(), Limit.hours("5"), Cap.AtCap.HOLD))),
                                MARCH,
                                nothing))
                        .sources())
                .hasSize(1);
    }

    /** A tenth off 33.33 is 3.33, a fifth off the 30.00 left 6.00; each entry bears its part of both. */
    @Test
    void reductionsOfALineFollowEachOther() {
        Limits both = Limits.of(
                Adjustment.percent(Adjustment.Kind.DISCOUNT, Adjustment.Level.LINE, Match.any(), "10", "loyalty"),
                Adjustment.percent(Adjustment.Kind.WRITE_DOWN, Adjustment.Level.LINE, Match.any(), "20", "delay"));

        BillingResult result = bill(
                plain().with(both), MARCH, aTimeEntry().of("1.00").at("33.33").build());

        assertThat(onlyDraft(result).lines())
                .extracting(line -> line.kind() + " " + line.amount() + " " + line.description() + "; " + line.words())
                .containsExactly(
                        "HOURS 33.33 USD Website – Design, March 2026; ",
                        "DISCOUNT -3.33 USD loyalty; 10 % discount: loyalty",
                        "DISCOUNT -6.00 USD delay; 20 % write-down: delay");
        assertThat(result.tieOut().differences().get(Difference.Kind.DISCOUNT)).isEqualByComparingTo("-3.33");
        assertThat(result.tieOut().differences().get(Difference.Kind.WRITE_DOWN))
                .isEqualByComparingTo("-6.00");
    }

    /** 100.00 less a tenth is 90.00, less a fifth of that 72.00: 1 hour at 72.00. */
    @Test
    void reductionsOfAnEntryFollowEachOtherInItsPrice() {
        Limits both = Limits.of(
                Adjustment.percent(Adjustment.Kind.DISCOUNT, Adjustment.Level.ENTRY, Match.any(), "10", "loyalty"),
                Adjustment.percent(Adjustment.Kind.WRITE_DOWN, Adjustment.Level.ENTRY, Match.any(), "20", "delay"));

        BillingResult result = bill(plain().with(both), MARCH, aTimeEntry().build());

        assertThat(onlyLine(result).price().unitAmount()).isEqualByComparingTo("72.00");
        assertThat(onlyLine(result).amount()).isEqualTo(Money.of("72.00", "USD"));
        assertThat(onlyLine(result).words()).isEqualTo("less 10 % discount: loyalty, less 20 % write-down: delay");
    }

    /** The first invoice is the one whose name comes first; 30.00 of 100.00 go off it, the rest off the next. */
    @Test
    void anAmountGoesOffTheFirstInvoicesThatBearIt() {
        Adjustment off = Adjustment.amount(Adjustment.Kind.DISCOUNT, Money.of("100.00", "USD"), "credit");

        BillingResult result = bill(
                plain().with(Limits.of(off)).with(Layout.plain().per(Layout.PerInvoice.PROJECT)),
                MARCH,
                aTimeEntry().id(1).project("Alpha").of("0.30").build(),
                aTimeEntry().id(2).project("Beta").of("2.00").build());

        assertThat(result.drafts())
                .extracting(draft -> draft.key() + " " + draft.subtotal())
                .containsExactly("Alpha 0.00 USD", "Beta 130.00 USD");
    }

    @Test
    void aReductionOfTheInvoiceHoldsOnItsIssueDate() {
        Adjustment april = new Adjustment(
                Adjustment.Kind.DISCOUNT,
                Adjustment.Level.INVOICE,
                Match.any(),
                Set.of(),
                Bills.decimal("10"),
                null,
                "spring",
                new Adjustment.Span(LocalDate.of(2026, 4, 1), LocalDate.of(2026, 4, 30)));

        assertThat(onlyDraft(bill(
                                plain().with(Limits.of(april)),
                                MARCH,
                                aTimeEntry().build()))
                        .subtotal())
                .as("March is invoiced on 1 April")
                .isEqualTo(Money.of("90.00", "USD"));
        assertThat(onlyDraft(bill(
                                plain().with(Limits.of(april)),
                                Bills.APRIL,
                                aTimeEntry().on("2026-04-02").build()))
                        .subtotal())
                .as("April is invoiced on 1 May")
                .isEqualTo(Money.of("100.00", "USD"));
    }

    @Test
    void nothingIsTakenOffAnInvoiceOfNothing() {
        Adjustment off = Adjustment.amount(Adjustment.Kind.DISCOUNT, Money.of("10.00", "USD"), "credit");

        BillingResult result = bill(
                plain().with(Limits.of(off)), MARCH, aTimeEntry().at("0.00").build());

        assertThat(onlyLine(result).amount()).isEqualTo(Money.of("0.00", "USD"));
    }

    private static final Limits FIFTY = Limits.none().carryingBelow(Money.of("50.00", "USD"));

    @Test
    void aSmallInvoiceOfExpensesIsCarriedAsWell() {
        BillingResult march = bill(
                plain().with(FIFTY), MARCH, anExpense().costing("20.00", "USD").build());

        BillingResult april = bill(
                plain().with(FIFTY),
                Bills.APRIL,
                BillingRequest.Known.nothing().after(march),
                List.of(),
                List.of(
                        anExpense().id(1).costing("20.00", "USD").build(),
                        anExpense()
                                .id(2)
                                .on("2026-04-02")
                                .costing("30.00", "USD")
                                .build()));

        assertThat(march.drafts()).isEmpty();
        assertThat(march.notBilled())
                .extracting(rest -> rest.bucket() + " " + rest.reason() + " " + rest.words())
                .containsExactly("CARRIED SMALL_INVOICE the invoice would come to 20.00 USD only");
        assertThat(onlyDraft(april).subtotal()).isEqualTo(Money.of("50.00", "USD"));
    }

    @Test
    void aSmallInvoiceWithAFeeIsSent() {
        Agreement agreement = plain().with(Rule.of(
                        "Care",
                        Match.any(),
                        Retainer.of(Retainer.When.IN_ARREARS, Money.of("20.00", "USD"), Limit.hours("0"))))
                .with(FIFTY);

        BillingResult result =
                bill(agreement, MARCH, aTimeEntry().of("0.10").at("100.00").build());

        assertThat(onlyDraft(result).subtotal()).isEqualTo(Money.of("30.00", "USD"));
    }

    @Test
    void nothingIsCarriedOnceTheAgreementEnds() {
        Agreement agreement = Agreement.plain(
                        "Acme", "v1", Bills.calendar("2026-01-01", "2026-03-31", Proration.ACTUAL, false))
                .with(FIFTY);

        assertThat(onlyDraft(bill(agreement, MARCH, aTimeEntry().of("0.10").build()))
                        .subtotal())
                .isEqualTo(Money.of("10.00", "USD"));
    }

    @Test
    void whatIsCarriedUsesNoCap() {
        Agreement agreement = plain().with(new Limits(
                        List.of(
                                Cap.of("Alpha", Match.projects("Alpha"), Limit.hours("10"), Cap.AtCap.HOLD),
                                Cap.of("Beta", Match.projects("Beta"), Limit.hours("10"), Cap.AtCap.HOLD),
                                Cap.of("All", Match.any(), Limit.money("500.00", "USD"), Cap.AtCap.HOLD)
                                        .countingExpenses()),
                        List.of(),
                        Money.of("50.00", "USD")))
                .with(Layout.plain().per(Layout.PerInvoice.PROJECT));

        BillingResult result = bill(
                agreement,
                MARCH,
                BillingRequest.Known.nothing(),
                List.of(
                        aTimeEntry().id(1).project("Alpha").of("0.10").build(),
                        aTimeEntry().id(2).project("Beta").of("1.00").build()),
                List.of(
                        anExpense()
                                .id(3)
                                .project("Alpha")
                                .costing("10.00", "USD")
                                .build(),
                        anExpense()
                                .id(4)
                                .project("Beta")
                                .costing("70.00", "USD")
                                .build()));

        assertThat(result.drafts())
                .extracting(draft -> draft.key() + " " + draft.subtotal())
                .containsExactly("Beta 170.00 USD");
        assertThat(result.movements())
                .extracting(move -> move.name() + " " + move.hours() + " " + move.money())
                .containsExactly("Beta 1.00 h 100.00 USD", "All 1.00 h 170.00 USD");
    }

    @Test
    void carriedOverageStaysOverageAndADiscountIsCarriedWithItsWork() {
        Agreement agreement = plain().with(Rule.of(
                        "Care",
                        Match.any(),
                        Retainer.of(Retainer.When.IN_ARREARS, Money.of("0.00", "USD"), Limit.hours("1"))))
                .with(new Limits(
                        List.of(),
                        List.of(Adjustment.percent(
                                Adjustment.Kind.DISCOUNT, Adjustment.Level.LINE, Match.any(), "10", "loyalty")),
                        Money.of("50.00", "USD")));

        BillingResult result =
                bill(agreement, MARCH, aTimeEntry().of("1.20").at("100.00").build());

        assertThat(result.notBilled())
                .extracting(rest -> rest.bucket() + " " + rest.hours() + " " + rest.overageOf() + ", " + rest.words())
                .containsExactly(
                        "COVERED 1.00 h null, covered by what Care includes",
                        "CARRIED 0.20 h Care, the invoice would come to 18.00 USD only");
    }

    @Test
    void aCorrectionAloneMakesAnInvoice() {
        Agreement agreement =
                plain().with(Rule.of("Time", Match.any(), Hourly.plain()).with(Coding.account("210")));
        Correction correction = new Correction(
                "",
                "Time",
                BillingPeriod.of("2026-02-01", "2026-02-28"),
                Money.of("-12.34", "USD"),
                "February was billed 12.34 too much");

        BillingResult result = new BillingEngine()
                .bill(new BillingRequest(
                        agreement,
                        agreement.calendar().containing(MARCH).orElseThrow(),
                        new Named(5, "Acme"),
                        Bills.USD,
                        List.of(),
                        List.of(),
                        BillingRequest.Known.nothing(),
                        List.of(correction)));

        DraftLine line = onlyLine(result);
        assertThat(line.kind()).isEqualTo(LineKind.CORRECTION);
        assertThat(line.description()).isEqualTo("Correction for February 2026");
        assertThat(line.amount()).isEqualTo(Money.of("-12.34", "USD"));
        assertThat(line.words()).isEqualTo("February was billed 12.34 too much");
        assertThat(line.coding()).isEqualTo(Coding.account("210"));
        assertThat(onlyDraft(result).review())
                .extracting(ReviewReason::words)
                .containsExactly("the invoice comes to -12.34 USD: Xero gets a credit note");
    }

    @Test
    void noReductionTouchesACorrection() {
        Adjustment off =
                Adjustment.percent(Adjustment.Kind.DISCOUNT, Adjustment.Level.INVOICE, Match.any(), "10", "as agreed");
        Agreement agreement = plain().with(Limits.of(off));
        Correction correction = new Correction(
                "", "", BillingPeriod.of("2026-02-01", "2026-02-28"), Money.of("50.00", "USD"), "too little");
        Correction elsewhere = new Correction(
                "Plan", "", BillingPeriod.of("2026-02-01", "2026-02-28"), Money.of("7.00", "USD"), "too little");

        BillingResult result = new BillingEngine()
                .bill(new BillingRequest(
                        agreement,
                        agreement.calendar().containing(MARCH).orElseThrow(),
                        new Named(5, "Acme"),
                        Bills.USD,
                        List.of(aTimeEntry().build()),
                        List.of(),
                        BillingRequest.Known.nothing(),
                        List.of(correction, elsewhere)));

        assertThat(result.drafts())
                .extracting(draft -> draft.key() + ": " + draft.subtotal())
                .containsExactly(": 140.00 USD", "Plan: 7.00 USD");
    }

    @Test
    void aCorrectionIsBookedAsItsOwnRule() {
        Agreement agreement = plain().with(
                        Rule.of("Care", Match.kinds("Care"), Hourly.plain()).with(Coding.account("210")),
                        Rule.of("Time", Match.any(), Hourly.plain()).with(Coding.account("260")));
        Correction correction = new Correction(
                "", "Time", BillingPeriod.of("2026-02-01", "2026-02-28"), Money.of("12.34", "USD"), "too little");

        BillingResult result = new BillingEngine()
                .bill(new BillingRequest(
                        agreement,
                        agreement.calendar().containing(MARCH).orElseThrow(),
                        new Named(5, "Acme"),
                        Bills.USD,
                        List.of(),
                        List.of(),
                        BillingRequest.Known.nothing(),
                        List.of(correction)));

        assertThat(onlyLine(result).coding()).isEqualTo(Coding.account("260"));
    }

    /** A tenth of 100.00, then a tenth of what is left: the entry bears both, and nothing is given back to it. */
    @Test
    void aSecondReductionIsBorneByTheWorkNotByTheFirst() {
        Agreement agreement = plain().with(Limits.of(
                Adjustment.percent(Adjustment.Kind.DISCOUNT, Adjustment.Level.INVOICE, Match.any(), "10", "first"),
                Adjustment.percent(Adjustment.Kind.DISCOUNT, Adjustment.Level.INVOICE, Match.any(), "10", "second")));

        BillingResult result =
                bill(agreement, MARCH, aTimeEntry().of("1.00").at("100.00").build());

        assertThat(onlyDraft(result).lines())
                .extracting(line -> line.kind() + " " + line.amount())
                .containsExactly("HOURS 100.00 USD", "DISCOUNT -10.00 USD", "DISCOUNT -9.00 USD");
        assertThat(onlyDraft(result).lines().get(2).sources())
                .extracting(source -> source.amount().toString())
                .containsExactly("-9.00 USD");
    }

    @Test
    void linesThatDifferInReductionsAloneStandInOneOrderWhoeverWorkedFirst() {
        Agreement agreement = plain().with(Layout.plain().by())
                .with(Limits.of(Adjustment.percent(
                        Adjustment.Kind.DISCOUNT, Adjustment.Level.ENTRY, Match.people("Ann"), "10", "as agreed")));

        BillingResult annFirst = bill(agreement, MARCH, worked(1, "Ann"), worked(2, "Bob"));
        BillingResult bobFirst = bill(agreement, MARCH, worked(1, "Bob"), worked(2, "Ann"));

        assertThat(onlyDraft(annFirst).lines())
                .extracting(line -> line.amount().toString())
                .containsExactly("90.00 USD", "100.00 USD");
        assertThat(onlyDraft(bobFirst).lines())
                .extracting(line -> line.amount().toString())
                .containsExactly("90.00 USD", "100.00 USD");
    }

    @Test
    void keysThatDifferInReductionsAloneAreOrderedByThem() {
        Adjustment off =
                Adjustment.percent(Adjustment.Kind.DISCOUNT, Adjustment.Level.ENTRY, Match.any(), "10", "as agreed");

        assertThat(LineKey.IN_ORDER.compare(key(off), key())).isNegative();
        assertThat(LineKey.IN_ORDER.compare(key(), key(off))).isPositive();
    }

    private static LineKey key(Adjustment... reductions) {
        Rate rate = Rate.hourly("100.00", "USD");
        return new LineKey("", 0, LineKind.HOURS, List.of(), null, rate, Coding.open(), List.of(reductions));
    }

    private static TimeEntry worked(long id, String person) {
        return aTimeEntry().id(id).by(person).of("1.00").at("100.00").build();
    }
}
