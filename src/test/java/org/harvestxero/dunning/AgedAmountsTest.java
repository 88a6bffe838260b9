package org.harvestxero.dunning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.dunning.DebtBuilder.aDebt;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Periods by days past due. */
class AgedAmountsTest {
    @ParameterizedTest(name = "due {0}: {1} {2} {3} {4} {5}")
    @CsvSource({
        "2026-12-31, 7, 0, 0, 0, 0",
        "2026-11-30, 7, 0, 0, 0, 0",
        "2026-11-29, 0, 7, 0, 0, 0",
        "2026-10-31, 0, 7, 0, 0, 0",
        "2026-10-30, 0, 0, 7, 0, 0",
        "2026-10-01, 0, 0, 7, 0, 0",
        "2026-09-30, 0, 0, 0, 7, 0",
        "2026-09-01, 0, 0, 0, 7, 0",
        "2026-08-31, 0, 0, 0, 0, 7",
        "2020-01-01, 0, 0, 0, 0, 7"
    })
    void countsDaysPastTheDueDate(String due, String current, String one, String two, String three, String older) {
        AgedAmounts aging = AgedAmounts.of(List.of(aDebt("1").due(due).open("7").debt()), LocalDate.of(2026, 11, 30));

        assertThat(aging)
                .isEqualTo(new AgedAmounts(
                        new BigDecimal(current),
                        new BigDecimal(one),
                        new BigDecimal(two),
                        new BigDecimal(three),
                        new BigDecimal(older)));
    }

    @Test
    void daysSalesOutstandingAreWhatIsOpenByWhatWasInvoiced() {
        LocalDate to = LocalDate.of(2026, 11, 30);

        assertThat(DaysOfSales.first(to)).isEqualTo("2026-09-02");
        assertThat(new DaysOfSales("EUR", new BigDecimal("4000"), new BigDecimal("9000"), to, to).days())
                .contains(new BigDecimal("40.0"));
        assertThat(new DaysOfSales("EUR", new BigDecimal("4000"), BigDecimal.ZERO, to, to).days())
                .isEmpty();
    }
}
