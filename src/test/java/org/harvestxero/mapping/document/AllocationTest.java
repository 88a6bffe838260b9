package org.harvestxero.mapping.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllocationTest {
    private static List<String> spread(String total, int decimals, String... weights) {
        return Allocation.spread(
                        new BigDecimal(total),
                        Stream.of(weights).map(BigDecimal::new).toList(),
                        decimals)
                .stream()
                .map(BigDecimal::toPlainString)
                .toList();
    }

    /** 10.00 by 1, 1 and 1 is 3.333…; by 1, 2 and 4 it is 1.428…, 2.857… and 5.714…: two cents to the largest remainders. */
    @Test
    void theLargestRemaindersGetTheCentsLeftOver() {
        assertThat(spread("10.00", 2, "1", "1", "1")).containsExactly("3.34", "3.33", "3.33");
        assertThat(spread("10.00", 2, "1", "2", "4")).containsExactly("1.43", "2.86", "5.71");
        assertThat(spread("10", 0, "1", "2", "4")).containsExactly("1", "3", "6");
    }

    /** −10.00 by three is −3.333…; floors are −3.34, so two cents come back. */
    @Test
    void whatIsBelowZeroIsSpreadAsWell() {
        assertThat(spread("-10.00", 2, "1", "1", "1")).containsExactly("-3.33", "-3.33", "-3.34");
        assertThat(spread("6.00", 2, "5", "-2")).containsExactly("10.00", "-4.00");
    }

    @Test
    void weightsThatAddUpToNothingLeaveAllToTheLargest() {
        assertThat(spread("1.00", 2, "2", "-5", "3")).containsExactly("0.00", "1.00", "0.00");
        assertThatThrownBy(() -> spread("1.00", 2)).hasMessage("Nothing to spread 1.00 over");
    }

    /** 0.02 + 20 % is 0.02; 0.03 + 20 % (0.006, so 0.01) is 0.04: so 0.02 is the most under 0.03. */
    @ParameterizedTest(name = "{0} at {1} %, {2} decimals: {3} net")
    @CsvSource({
        "120.00, 20, 2, 100.00",
        "0.03,   20, 2, 0.02",
        "0.04,   20, 2, 0.03",
        "-0.03,  20, 2, -0.02",
        "100.00, 0,  2, 100.00",
        "0.00,   20, 2, 0.00",
        "118,    8,  0, 109",
    })
    void theNetIsTheLargestThatComesToTheAmountWithItsTax(BigDecimal gross, BigDecimal rate, int decimals, String net) {
        assertThat(GrossAmount.netBelow(gross, rate, decimals)).isEqualByComparingTo(net);
    }
}
