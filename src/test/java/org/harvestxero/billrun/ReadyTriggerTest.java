package org.harvestxero.billrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.harvestxero.billing.Named;
import org.harvestxero.harvest.HarvestWorkView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which texts in Harvest are a mark. */
class ReadyTriggerTest {
    private static HarvestWorkView work(String notes, String project, String task) {
        return new HarvestWorkView(
                4711,
                false,
                new Named(1, "Acme"),
                new Named(2, project),
                new Named(3, task),
                new Named(4, "Ann"),
                LocalDate.of(2026, 11, 5),
                BigDecimal.ONE,
                BigDecimal.ZERO,
                notes,
                new HarvestWorkView.Status(true, false, false, null, null));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'#bill', true",
        "'Logo #bill', true",
        "'#BILL now', true",
        "'(#bill)', true",
        "'done, #bill.', true",
        "'#billing', false",
        "'#bill2', false",
        "'no#bill', false",
        "'##bill', false",
        "'bill', false",
        "'', false"
    })
    void theWordStandsByItself(String notes, boolean marked) {
        ReadyTrigger trigger = new ReadyTrigger("#bill", null, null);

        assertThat(trigger.sign(work(notes, "Website", "Design")).isPresent()).isEqualTo(marked);
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "'*(ready)', 'Website (ready)', true",
        "'*(ready)', 'Website (READY)', true",
        "'*(ready)', 'Website (ready) 2', false",
        "'Phase *: done', 'Phase 2: done', true",
        "'Website', 'Website', true",
        "'Website', 'Websites', false",
        "'a.c', 'abc', false"
    })
    void namesMayHoldAnyTextForAStar(String names, String name, boolean marked) {
        assertThat(new ReadyTrigger(null, names, null)
                        .sign(work("", name, "Design"))
                        .isPresent())
                .isEqualTo(marked);
        assertThat(new ReadyTrigger(null, null, names)
                        .sign(work("", "Website", name))
                        .isPresent())
                .isEqualTo(marked);
    }

    @Test
    void anotherTextIsAnotherMark() {
        ReadyTrigger trigger = new ReadyTrigger("#bill", "*ready", null);

        assertThat(trigger.sign(work("Logo #bill", "Website", "Design")))
                .isEqualTo(trigger.sign(work("Logo #bill", "Shop", "Build")))
                .isNotEqualTo(trigger.sign(work("Logo, final #bill", "Website", "Design")));
        assertThat(trigger.sign(work("", "Shop ready", "Design"))).isPresent();
        assertThat(new ReadyTrigger(null, null, null).isOn()).isFalse();
    }
}
