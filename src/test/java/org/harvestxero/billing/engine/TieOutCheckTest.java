package org.harvestxero.billing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.harvestxero.billing.ExpenseBuilder.anExpense;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;
import static org.harvestxero.billing.engine.Bills.USD;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.LinePrice;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.terms.Agreement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private static NotBilled rest(String hours, String worth) {
        return new NotBilled(
                GOOD.lines().get(0).sources().get(0).source(),
                Hours.of(hours),
                new BigDecimal(worth),
                Bucket.HELD,
                Reason.NO_RULE,
                "",
                "",
                null);
    }

    @Test
    void refusesWorkHeldAtAnotherWorth() {
        Run run = run();
        run.outcome().notBilled.add(rest("2.00", "199.99"));

        assertThatThrownBy(() -> new TieOutCheck(run, List.of()).prove())
                .isInstanceOf(DoesNotTieException.class)
                .hasMessageStartingWith("In came ")
                .hasMessageContaining("200.00")
                .hasMessageContaining("199.99");
    }

    @Test
    void acceptsWorkThatIsHeldWhole() {
        Run run = run();
        run.outcome().notBilled.add(rest("2.00", "200.0"));

        TieOut proof = new TieOutCheck(run, List.of()).prove();

        assertThat(proof.of(Bucket.HELD, USD).worth()).isEqualByComparingTo("200.00");
        assertThat(proof.billed()).isEqualTo(Money.zero(USD));
        assertThat(proof.of(Bucket.BILLED, USD)).isEqualTo(Totals.none());
    }

    @Test
    void refusesAShareThatItsDifferencesDoNotExplain() {
        LineSource good = GOOD.lines().get(0).sources().get(0);
        LineSource wrong = new LineSource(
                good.source(),
                good.hours(),
                good.billed(),
                good.worth(),
                good.amount(),
                good.rate(),
                good.rateFrom(),
                good.counting(),
                List.of(new Difference(Difference.Kind.DISCOUNT, new BigDecimal("-0.01"))));
        DraftLine line = GOOD.lines().get(0);

        refuses(
                with(new DraftLine(
                        line.kind(),
                        "Design",
                        line.price(),
                        line.amount(),
                        line.coding(),
                        line.rule(),
                        line.own(),
                        "",
                        List.of(wrong))),
                "The share 200.00 USD of TIME_ENTRY 1 is explained as 199.99000000");
    }

    private static Run ofExpenses(Standings standings, Expense... expenses) {
        Agreement agreement = Bills.plain();
        return Run.of(new BillingRequest(
                agreement,
                agreement.calendar().containing(Bills.MARCH).orElseThrow(),
                new Named(5, "Acme"),
                USD,
                List.of(),
                List.of(expenses),
                new BillingRequest.Known(Balances.none(), standings, Decisions.none(), History.none())));
    }

    @Test
    void refusesAnExpenseThatCameInTwiceOrIsUsedTwice() {
        Expense expense = anExpense().id(3).build();
        Draft draft = Bills.onlyDraft(Bills.bill(Bills.plain(), Bills.MARCH, expense));

        assertThatThrownBy(() -> new TieOutCheck(ofExpenses(Standings.none(), expense, expense), List.of()).prove())
                .hasMessage("Expense 3 came in twice");
        assertThatThrownBy(() -> new TieOutCheck(ofExpenses(Standings.none(), expense), List.of(draft, draft)).prove())
                .hasMessage("Expense 3 did not come in, or is used twice");
        assertThatThrownBy(() -> new TieOutCheck(ofExpenses(Standings.none()), List.of(draft)).prove())
                .hasMessage("Expense 3 did not come in, or is used twice");
    }

    @Test
    void whatIsSettledDoesNotComeInAgain() {
        Expense expense = anExpense().id(3).build();

        TieOut proof = new TieOutCheck(ofExpenses(new Standings(Map.of(), Set.of(3L)), expense), List.of()).prove();

        assertThat(proof.in()).isEmpty();
    }

    /** Two of three hours are settled, so one comes in; of two hours nothing does, and of 1.50 no negative rest. */
    @ParameterizedTest(name = "of {0} h, 2 of them settled: {1}")
    @CsvSource({"3.00, 1.00 h", "2.00, nothing", "1.50, nothing"})
    void onlyWhatIsOpenOfAnEntryComesIn(String hours, String open) {
        Agreement agreement = Bills.plain();
        Run run = Run.of(new BillingRequest(
                agreement,
                agreement.calendar().containing(Bills.MARCH).orElseThrow(),
                new Named(5, "Acme"),
                USD,
                List.of(aTimeEntry().id(1).of(hours).build()),
                List.of(),
                new BillingRequest.Known(
                        Balances.none(),
                        new Standings(Map.of(1L, new Standing(Hours.of("2"), null)), Set.of()),
                        Decisions.none(),
                        History.none())));
        if (!open.equals("nothing")) {
            run.outcome().notBilled.add(rest("1.00", "100.00"));
        }

        TieOut proof = new TieOutCheck(run, List.of()).prove();

        assertThat(proof.in().containsKey("USD")).isEqualTo(!open.equals("nothing"));
        assertThat(proof.of(Bucket.HELD, USD).hours()).isEqualTo(open.equals("nothing") ? Hours.ZERO : Hours.of("1"));
    }

    @Test
    void anEntryWithoutHoursComesInAllTheSame() {
        assertThatThrownBy(() -> Bills.bill(
                        Bills.plain(),
                        Bills.MARCH,
                        aTimeEntry().id(7).of("0.00").build(),
                        aTimeEntry().id(7).of("0.00").build()))
                .hasMessage("Time entry 7 came in twice");
    }
}
