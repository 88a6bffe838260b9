package org.harvestxero.dunning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.harvestxero.dunning.DebtBuilder.aDebt;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which step is due for which invoice on which day. */
class StepFinderTest {
    private static final List<Step> PLAN = List.of(
            step("coming due", -3, Deed.REMIND_CLIENT, "50"),
            step("manager", 1, Deed.TELL_MANAGER, "0"),
            step("first", 7, Deed.REMIND_CLIENT, "10"),
            step("second", 14, Deed.REMIND_CLIENT, "10"),
            step("owner", 30, Deed.TELL_OWNER, "80"),
            step("stop", 45, Deed.STOP_WORK, "0"));

    static Step step(String name, int day, Deed deed, String least) {
        return new Step(name, day, deed, new BigDecimal(least), false, deed == Deed.STOP_WORK ? null : "words");
    }

    private static List<String> due(DebtBuilder debt, String day) {
        return StepFinder.find(PLAN, debt.build(), LocalDate.parse(day)).due().stream()
                .map(Step::name)
                .toList();
    }

    private static List<String> passed(DebtBuilder debt, String day) {
        return StepFinder.find(PLAN, debt.build(), LocalDate.parse(day)).passed().stream()
                .map(Step::name)
                .toList();
    }

    @ParameterizedTest(name = "on {0}: {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-10-27, -",
                "2026-10-28, coming due",
                "2026-10-31, coming due",
                "2026-11-01, manager",
                "2026-11-06, manager",
                "2026-11-07, manager first",
                "2026-11-14, manager second",
                "2026-11-30, manager second owner",
                "2026-12-15, manager second owner stop"
            })
    void aFirstLookTakesTheLatestReachedStepOfEachDeed(String day, String expected) {
        assertThat(String.join(" ", due(aDebt("1"), day))).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void whatWasDoneIsNotDoneAgain() {
        assertThat(due(aDebt("1").done("manager", "first"), "2026-11-13")).isEmpty();
        assertThat(due(aDebt("1").done("manager", "first"), "2026-11-14")).containsExactly("second");
        assertThat(due(aDebt("1").done("manager", "first", "second"), "2026-11-20"))
                .isEmpty();
    }

    @Test
    void whatIsPassedOverNeverComesBack() {
        assertThat(passed(aDebt("1"), "2026-11-20")).containsExactlyInAnyOrder("coming due", "first");
        assertThat(passed(aDebt("1").done("second"), "2026-11-20")).containsExactlyInAnyOrder("coming due", "first");
        assertThat(passed(aDebt("1"), "2026-11-01")).containsExactly("coming due");
    }

    @Test
    void aStepAddedBeforeOneThatIsDoneIsPassedOver() {
        assertThat(due(aDebt("1").done("manager", "second"), "2026-11-16")).isEmpty();
    }

    @Test
    void aStepWaitsUntilEnoughIsOpen() {
        assertThat(due(aDebt("1").open("49.99"), "2026-10-30")).isEmpty();
        assertThat(due(aDebt("1").open("50.00"), "2026-10-30")).containsExactly("coming due");
        assertThat(due(aDebt("1").open("9.99").done("manager"), "2026-11-20")).isEmpty();
        assertThat(due(aDebt("1").open("79.99").done("manager", "second"), "2026-12-01"))
                .isEmpty();
    }

    @Test
    void nothingIsDueOncePaid() {
        assertThat(due(aDebt("1").open("0.00"), "2026-12-15")).isEmpty();
        assertThat(due(aDebt("1").open("-5.00"), "2026-12-15")).isEmpty();
    }

    @Test
    void aPromiseHoldsUntilItsDayIsOver() {
        assertThat(due(aDebt("1").promisedUntil("2026-11-20"), "2026-11-20")).isEmpty();
        assertThat(due(aDebt("1").promisedUntil("2026-11-20"), "2026-11-21")).containsExactly("manager", "second");
    }

    @ParameterizedTest
    @EnumSource(Hold.Why.class)
    void whateverHoldsAnInvoiceHoldsEveryStep(Hold.Why why) {
        assertThat(due(aDebt("1").held(why), "2026-12-31")).isEmpty();
        assertThat(passed(aDebt("1").held(why), "2026-12-31")).isEmpty();
    }

    @Test
    void aStepThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> step("far", 366, Deed.TELL_OWNER, "0"))
                .hasMessage("a step lies from -60 to 365 days after the due date");
        assertThatThrownBy(() -> new Step("x", 1, Deed.TELL_OWNER, BigDecimal.ZERO, true, null))
                .hasMessage("only a reminder of the client can go through Xero");
    }
}
