package org.harvestxero.billing.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.terms.Phase.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhaseTest {
    private static final Money AMOUNT = Money.of("999.99", "USD");

    private static Progress since(String day, String percent) {
        return new Progress(LocalDate.parse(day), new BigDecimal(percent));
    }

    /** A third of 999.99 to the cent: 999.99 × 33.33 % = 333.2966…, so 333.30. */
    @ParameterizedTest(name = "on {0}: {1} percent, {2}")
    @CsvSource({
        "2026-02-28, 0,     0.00",
        "2026-03-01, 33.33, 333.30",
        "2026-04-14, 33.33, 333.30",
        "2026-04-15, 80,    799.99",
        "2026-12-31, 100,   999.99",
    })
    void theLatestProgressUpToADayIsDueOnIt(LocalDate day, String percent, String due) {
        Phase phase = new Phase(
                "Design",
                AMOUNT,
                Match.any(),
                List.of(since("2026-06-01", "100"), since("2026-03-01", "33.33"), since("2026-04-15", "80")));

        assertThat(phase.percentOn(day)).isEqualTo(percent);
        assertThat(phase.dueOn(day)).isEqualTo(Money.of(due, "USD"));
    }

    @Test
    void ofTwoEntriesOfOneDayTheLaterListedHolds() {
        Phase phase =
                new Phase("Design", AMOUNT, Match.any(), List.of(since("2026-03-01", "40"), since("2026-03-01", "50")));

        assertThat(phase.percentOn(LocalDate.of(2026, 3, 1))).isEqualTo("50");
    }

    @Test
    void aPhaseOnADayIsDueWholeAndAnOpenOneNotAtAll() {
        LocalDate day = LocalDate.of(2026, 3, 1);

        assertThat(Phase.on("Launch", AMOUNT, day).dueOn(day)).isEqualTo(AMOUNT);
        assertThat(Phase.on("Launch", AMOUNT, day).dueOn(day.minusDays(1))).isEqualTo(Money.of("0.00", "USD"));
        assertThat(Phase.open("Launch", AMOUNT).dueOn(day)).isEqualTo(Money.of("0.00", "USD"));
    }

    @Test
    void aPhaseIsDoneByNothingToAll() {
        assertThat(since("2026-03-01", "0").percent()).isZero();
        assertThatThrownBy(() -> since("2026-03-01", "-1")).hasMessage("A phase is done by 0 to 100 percent, not -1");
        assertThatThrownBy(() -> since("2026-03-01", "100.01"))
                .hasMessage("A phase is done by 0 to 100 percent, not 100.01");
    }

    @Test
    void phasesHaveNamesOfTheirOwn() {
        Phase open = Phase.open("Launch", AMOUNT);

        assertThat(FixedFee.of(open, Phase.open("Design", AMOUNT)).phases()).hasSize(2);
        assertThatThrownBy(() -> FixedFee.of(open, open)).hasMessage("Two phases are called Launch");
    }
}
