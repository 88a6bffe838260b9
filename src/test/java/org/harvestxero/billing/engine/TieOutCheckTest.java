package org.harvestxero.billing.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.harvestxero.billing.ExpenseBuilder.anExpense;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;
import static org.harvestxero.billing.engine.Bills.USD;

import java.util.List;
import org.harvestxero.billing.LinePrice;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.terms.Agreement;
import org.junit.jupiter.api.Test;

class TieOutCheckTest {
    private static final Draft GOOD = Bills.onlyDraft(
            Bills.bill(Bills.plain(), Bills.MARCH, aTimeEntry().id(1).of("2.00").build()));

    private static Run run() {
        Agreement agreement = Bills.plain();
        return Run.of(new BillingRequest(
                agreement,
                agreement.calendar().containing(Bills.MARCH).orElseThrow(),
                new Named(5, "Acme"),
                USD,
                List.of(aTimeEntry().id(1).of("2.00").build()),
                List.of(),
                BillingRequest.Known.nothing()));
    }

    private static Draft with(DraftLine line) {
        return new Draft("", GOOD.issueDate(), GOOD.dueDate(), GOOD.words(), List.of(line), line.amount(), List.of());
    }

    private static DraftLine line(Money amount, Money own, LinePrice price) {
        DraftLine good = GOOD.lines().get(0);
        return new DraftLine(good.kind(), "Design", price, amount, good.coding(), good.rule(), own, "", good.sources());
    }

    private static void refuses(Draft draft, String message) {
        assertThatThrownBy(() -> new TieOutCheck(run(), List.of(draft)).prove())
                .isInstanceOf(DoesNotTieException.class)
                .hasMessage(message);
    }

    @Test
    void refusesARunThatLosesAnEntry() {
        assertThatThrownBy(() -> new TieOutCheck(run(), List.of()).prove())
                .isInstanceOf(DoesNotTieException.class)
                .hasMessage("In no bucket: 2.00 h of time entry 1");
    }

    @Test
    void refusesARunThatUsesAnEntryTwice() {
        assertThatThrownBy(() -> new TieOutCheck(run(), List.of(GOOD, GOOD)).prove())
                .isInstanceOf(DoesNotTieException.class)
                .hasMessage("Time entry 1 has no 2.00 h left to use");
    }

    @Test
    void refusesARunThatLosesAnExpense() {
        Agreement agreement = Bills.plain();
        Run run = Run.of(new BillingRequest(
                agreement,
                agreement.calendar().containing(Bills.MARCH).orElseThrow(),
                new Named(5, "Acme"),
                USD,
                List.of(),
                List.of(anExpense().id(3).build()),
                BillingRequest.Known.nothing()));

        assertThatThrownBy(() -> new TieOutCheck(run, List.of()).prove()).hasMessage("In no bucket: expense 3");
    }

    @Test
    void refusesALineThatIsMoreThanItsParts() {
        Money more = Money.of("200.01", "USD");

        refuses(
                with(line(more, Money.zero(USD), LinePrice.flat(more))),
                "The line 'Design' of 200.01 USD is made of 200.00 USD");
    }

    @Test
    void refusesALineXeroWouldCountDifferently() {
        Money amount = Money.of("200.00", "USD");

        refuses(
                with(line(amount, Money.zero(USD), LinePrice.flat(Money.of("199.99", "USD")))),
                "The line 'Design' of 200.00 USD would come to 199.99 in Xero");
    }

    @Test
    void refusesADraftThatIsMoreThanItsLines() {
        Draft wrong = new Draft(
                "", GOOD.issueDate(), GOOD.dueDate(), GOOD.words(), GOOD.lines(), Money.of("200.01", "USD"), List.of());

        refuses(wrong, "The draft of 200.01 USD has lines of 200.00 USD");
    }
}
