package org.harvestxero.dunning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.dunning.DebtBuilder.aDebt;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What one mail to a client holds. */
class ClientReminderTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 14);
    private static final List<Step> PLAN = List.of(
            StepFinderTest.step("first", 7, Deed.REMIND_CLIENT, "0"),
            StepFinderTest.step("second", 14, Deed.REMIND_CLIENT, "0"),
            new Step("last", 30, Deed.REMIND_CLIENT, BigDecimal.ZERO, true, null));

    private static Optional<ClientReminder> of(DebtBuilder... debts) {
        return ClientReminder.of(
                PLAN, List.of(debts).stream().map(DebtBuilder::build).toList(), DAY, false);
    }

    @Test
    void oneMailHoldsEveryOpenInvoiceTheOldestFirst() {
        ClientReminder mail = of(
                        aDebt("new").due("2026-11-30"),
                        aDebt("late").due("2026-11-05"),
                        aDebt("old").due("2026-10-31"),
                        aDebt("paid").open("0"))
                .orElseThrow();

        assertThat(mail.step().name()).isEqualTo("second");
        assertThat(mail.open()).extracting(Debt::number).containsExactly("old", "late", "new");
        assertThat(mail.asked().values()).extracting(Step::name).containsExactly("second", "first");
    }

    @Test
    void whatIsHeldIsNotEvenListed() {
        ClientReminder mail = of(
                        aDebt("1"),
                        aDebt("2").held(Hold.Why.DISPUTED),
                        aDebt("3").promisedUntil("2026-11-14"))
                .orElseThrow();

        assertThat(mail.open()).extracting(Debt::number).containsExactly("1");
    }

    @Test
    void withoutAStepThatIsDueThereIsNoMail() {
        assertThat(of(aDebt("1").due("2026-11-10"), aDebt("2").done("first", "second")))
                .isEmpty();
    }

    @Test
    void aClientThatWasMailedTodayWaits() {
        assertThat(ClientReminder.of(PLAN, List.of(aDebt("1").build()), DAY, true))
                .isEmpty();
    }

    @Test
    void whatGoesThroughXeroGoesAloneTheOldestFirst() {
        ClientReminder mail = of(aDebt("b").due("2026-10-15"), aDebt("a").due("2026-10-10"), aDebt("c"))
                .orElseThrow();

        assertThat(mail.step().throughXero()).isTrue();
        assertThat(mail.asked().keySet()).extracting(Debt::number).containsExactly("a");
        assertThat(mail.open()).extracting(Debt::number).containsExactly("a");
    }
}
