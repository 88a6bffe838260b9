package org.harvestxero.billing.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.terms.Rounding.Direction;
import org.harvestxero.billing.terms.Rounding.Of;
import org.harvestxero.billing.terms.Rounding.Per;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundingTest {
    /** 7 min 30 s are 0.125 h, half of a quarter of an hour. */
    @ParameterizedTest(name = "{1} h to {2} min {0}: {3} h")
    @CsvSource({
        "UP,      0.0000, 15, 0.00",
        "UP,      0.0001, 15, 0.25",
        "UP,      0.2500, 15, 0.25",
        "UP,      0.2501, 15, 0.50",
        "NEAREST, 0.1249, 15, 0.00",
        "NEAREST, 0.1250, 15, 0.25",
        "NEAREST, 0.3749, 15, 0.25",
        "NEAREST, 0.3750, 15, 0.50",
        "DOWN,    0.2499, 15, 0.00",
        "DOWN,    0.2500, 15, 0.25",
        "DOWN,    1.0999,  6, 1.00",
        "NONE,    1.0999,  6, 1.0999",
    })
    void hoursAreRoundedToSteps(Direction direction, String worked, int minutes, String rounded) {
        assertThat(Rounding.to(direction, minutes, Per.ENTRY).apply(Hours.of(worked)))
                .isEqualTo(Hours.of(rounded));
    }

    @Test
    void aMinimumHoldsForAnyWorkButForNone() {
        Rounding least = new Rounding(Direction.NONE, 1, Per.ENTRY, Of.ROUNDED, 30);

        assertThat(least.apply(Hours.of("0.10"))).isEqualTo(Hours.of("0.50"));
        assertThat(least.apply(Hours.of("0.50"))).isEqualTo(Hours.of("0.50"));
        assertThat(least.apply(Hours.of("0.60"))).isEqualTo(Hours.of("0.60"));
        assertThat(least.apply(Hours.ZERO)).isEqualTo(Hours.ZERO);
        assertThat(least.isNone()).isFalse();
        assertThat(Rounding.none().isNone()).isTrue();
        assertThat(Rounding.to(Direction.UP, 6, Per.ENTRY).isNone()).isFalse();
    }

    @Test
    void aRoundingSaysWhatItDoes() {
        assertThat(Rounding.none().inWords()).isEqualTo("not rounded per entry");
        assertThat(Rounding.to(Direction.UP, 15, Per.DAY).inWords()).isEqualTo("rounded up to 15 minutes per day");
        assertThat(Rounding.to(Direction.DOWN, 6, Per.TASK).inWords()).isEqualTo("rounded down to 6 minutes per task");
        assertThat(new Rounding(Direction.NEAREST, 5, Per.LINE, Of.TRACKED, 30).inWords())
                .isEqualTo("rounded to the nearest 5 minutes, at least 30 minutes per line");
    }

    @Test
    void aStepIsOneOfSix() {
        assertThat(Stream.of(1, 5, 6, 10, 15, 30).map(step -> Rounding.to(Direction.UP, step, Per.ENTRY)))
                .hasSize(6);
        assertThatThrownBy(() -> Rounding.to(Direction.UP, 7, Per.ENTRY))
                .hasMessage("Hours are rounded to 1, 5, 6, 10, 15 or 30 minutes, not 7");
        assertThatThrownBy(() -> new Rounding(Direction.NONE, 1, Per.ENTRY, Of.ROUNDED, -1))
                .hasMessage("A minimum cannot be negative: -1");
    }
}
