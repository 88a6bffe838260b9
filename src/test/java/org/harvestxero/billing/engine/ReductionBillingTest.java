package org.harvestxero.billing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;
import static org.harvestxero.billing.engine.Bills.MARCH;
import static org.harvestxero.billing.engine.Bills.bill;
import static org.harvestxero.billing.engine.Bills.onlyDraft;
import static org.harvestxero.billing.engine.Bills.onlyLine;
import static org.harvestxero.billing.engine.Bills.plain;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.billing.Approval;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.terms.Adjustment;
import org.harvestxero.billing.terms.Books;
import org.harvestxero.billing.terms.Coding;
import org.harvestxero.billing.terms.CodingRule;
import org.harvestxero.billing.terms.Limits;
import org.harvestxero.billing.terms.Match;
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
}
