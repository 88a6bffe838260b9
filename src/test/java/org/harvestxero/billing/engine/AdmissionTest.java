package org.harvestxero.billing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.billing.ExpenseBuilder.anExpense;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;
import static org.harvestxero.billing.engine.Bills.MARCH;
import static org.harvestxero.billing.engine.Bills.bill;
import static org.harvestxero.billing.engine.Bills.onlyDraft;
import static org.harvestxero.billing.engine.Bills.onlyLine;
import static org.harvestxero.billing.engine.Bills.plain;

import java.util.List;
import java.util.Map;
import org.harvestxero.billing.Approval;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Included;
import org.harvestxero.billing.terms.Included.Late;
import org.harvestxero.billing.terms.Pricing;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static Agreement including(Included included) {
        return plain().with(Pricing.asInHarvest().with(included));
    }

    private static Agreement late(Late late) {
        return including(new Included(Approval.APPROVED, false, false, true, late));
    }

    private static List<String> rest(BillingResult result) {
        return result.notBilled().stream()
                .map(part -> part.source().kind() + " " + part.source().id() + ": " + part.bucket() + " "
                        + part.reason() + ", " + part.words())
                .toList();
    }

    @Test
    void lateWorkAndExpensesMayWaitForAPerson() {
        BillingResult result = bill(
                late(Late.HOLD),
                MARCH,
                BillingRequest.Known.nothing(),
                List.of(
                        aTimeEntry().id(1).on("2026-02-28").build(),
                        aTimeEntry().id(2).on("2026-03-01").build()),
                List.of(
                        anExpense().id(3).on("2026-02-28").build(),
                        anExpense().id(4).on("2026-03-01").build()));

        assertThat(rest(result))
                .containsExactly(
                        "TIME_ENTRY 1: HELD LATE, worked in a period that is closed",
                        "EXPENSE 3: HELD LATE, worked in a period that is closed");
        assertThat(onlyDraft(result).subtotal()).isEqualTo(Money.of("150.00", "USD"));
    }

    @Test
    void lateWorkMayBeGivenUp() {
        BillingResult result = bill(
                late(Late.WRITE_OFF), MARCH, aTimeEntry().id(1).on("2026-02-28").build());

        assertThat(rest(result)).containsExactly("TIME_ENTRY 1: WRITTEN_OFF LATE, came after its period was closed");
    }

    @Test
    void workNobodyDescribedMayWait() {
        Agreement agreement = including(new Included(Approval.APPROVED, false, false, false, Late.NEXT_INVOICE));

        BillingResult result = bill(
                agreement,
                MARCH,
                aTimeEntry().id(1).notes(null).build(),
                aTimeEntry().id(2).notes(" ").build(),
                aTimeEntry().id(3).notes("Logo").build());

        assertThat(rest(result))
                .containsExactly(
                        "TIME_ENTRY 1: HELD NO_NOTES, nobody wrote what was done",
                        "TIME_ENTRY 2: HELD NO_NOTES, nobody wrote what was done");
        assertThat(onlyLine(result).amount()).isEqualTo(Money.of("100.00", "USD"));
    }

    @Test
    void runningTimersMayBeBilledAsTheyStand() {
        Agreement agreement = including(new Included(Approval.APPROVED, true, false, true, Late.NEXT_INVOICE));

        BillingResult result = bill(agreement, MARCH, aTimeEntry().running().build());

        assertThat(onlyLine(result).amount()).isEqualTo(Money.of("100.00", "USD"));
    }

    /** Harvest gives work it doesn't bill no rate, so the agreement has to. */
    @Test
    void nonBillableWorkMayBeBilled() {
        Agreement agreement = including(new Included(Approval.APPROVED, false, true, true, Late.NEXT_INVOICE));

        assertThat(rest(bill(agreement, MARCH, aTimeEntry().notBillable().build())))
                .containsExactly("TIME_ENTRY 1: HELD NO_RATE, neither the agreement nor Harvest has a rate");
    }

    @Test
    void peopleDecideOnSingleExpenses() {
        Decisions decisions = new Decisions(
                Map.of(),
                Map.of(
                        1L, new Decision(Decision.Kind.HOLD, null, "no receipt", "mia"),
                        2L, new Decision(Decision.Kind.WRITE_OFF, null, "our mistake", "mia"),
                        3L, new Decision(Decision.Kind.BILL, null, "approved by phone", "mia")),
                Map.of());

        BillingResult result = bill(
                plain(),
                MARCH,
                BillingRequest.Known.nothing().with(decisions),
                List.of(),
                List.of(
                        anExpense().id(1).build(),
                        anExpense().id(2).build(),
                        anExpense().id(3).approval(Approval.UNSUBMITTED).build(),
                        anExpense().id(4).approval(Approval.SUBMITTED).build()));

        assertThat(rest(result))
                .containsExactly(
                        "EXPENSE 1: HELD DECIDED, no receipt (mia)",
                        "EXPENSE 2: WRITTEN_OFF DECIDED, our mistake (mia)",
                        "EXPENSE 4: HELD NOT_APPROVED, submitted, but not approved");
        assertThat(onlyLine(result).sources())
                .extracting(source -> source.source().id())
                .containsExactly(3L);
    }

    @Test
    void aWriteDownAboveWhatWasWorkedGivesUpNothing() {
        Decisions decisions = new Decisions(
                Map.of(1L, new Decision(Decision.Kind.WRITE_DOWN, Hours.of("5"), "at most five", "mia")),
                Map.of(),
                Map.of());

        BillingResult result = bill(
                plain(),
                MARCH,
                BillingRequest.Known.nothing().with(decisions),
                aTimeEntry().id(1).of("4.00").build());

        assertThat(result.notBilled()).isEmpty();
        assertThat(onlyLine(result).amount()).isEqualTo(Money.of("400.00", "USD"));
    }

    @Test
    void anEntryThatShrankBelowWhatIsSettledIsToldOnce() {
        BillingRequest.Known after = BillingRequest.Known.nothing()
                .after(bill(plain(), MARCH, aTimeEntry().id(7).of("3.00").build()));

        BillingResult shrunk =
                bill(plain(), Bills.APRIL, after, aTimeEntry().id(7).of("2.50").build());
        BillingResult same =
                bill(plain(), Bills.APRIL, after, aTimeEntry().id(7).of("3.00").build());

        assertThat(shrunk.notices())
                .containsExactly(new Notice("time entry 7", "has 2.50 h now, but 3.00 h were settled"));
        assertThat(shrunk.drafts()).isEmpty();
        assertThat(same.notices()).isEmpty();
    }

    @Test
    void whatAnEntryGrewByIsBilledLater() {
        BillingRequest.Known after = BillingRequest.Known.nothing()
                .after(bill(plain(), MARCH, aTimeEntry().id(7).of("3.00").build()));

        BillingResult grown =
                bill(plain(), Bills.APRIL, after, aTimeEntry().id(7).of("3.50").build());

        assertThat(onlyLine(grown).amount()).isEqualTo(Money.of("50.00", "USD"));
        assertThat(onlyLine(grown).sources().get(0).counting()).isEqualTo("what an earlier bill left of it");
    }
}
