package org.harvestxero.mapping.expense;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.harvestxero.mapping.expense.ExpensePeriod.Length;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpenseValuesTest {
    @ParameterizedTest(name = "{0} by {1}: {2} to {3}, {4}")
    @CsvSource({
        "2026-10-31, MONTH, 2026-10-01, 2026-10-31, 2026-10",
        "2026-02-15, HALF_MONTH, 2026-02-01, 2026-02-15, 2026-02-A",
        "2026-02-16, HALF_MONTH, 2026-02-16, 2026-02-28, 2026-02-B",
        "2026-10-11, WEEK, 2026-10-05, 2026-10-11, 2026-W41",
        "2027-01-01, WEEK, 2026-12-28, 2027-01-03, 2026-W53"
    })
    void periodsHaveABeginAnEndAndALabel(LocalDate day, Length length, LocalDate first, LocalDate last, String label) {
        assertThat(ExpensePeriod.of(day, length)).isEqualTo(new ExpensePeriod(first, last, label));
    }

    @Test
    void aPeriodIsOverTheDayAfterItsLast() {
        ExpensePeriod october = ExpensePeriod.of(LocalDate.of(2026, 10, 5), Length.MONTH);

        assertThat(october.isOver(LocalDate.of(2026, 10, 31))).isFalse();
        assertThat(october.isOver(LocalDate.of(2026, 11, 1))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "lunch.pdf, -, Receipt 7 lunch.pdf",
                "a/b\\c:d.PDF, -, Receipt 7 a-b-c-d.pdf",
                "scan, image/jpeg; charset=x, Receipt 7 scan.jpg",
                "'', application/pdf, Receipt 7.pdf",
                "no ending, -, Receipt 7 no ending.bin"
            })
    void namesOfReceiptsAreCleaned(String name, String type, String clean) {
        assertThat(ReceiptName.of(7, name, type)).isEqualTo(clean);
    }

    @Test
    void marksAreFoundAgain() {
        ExpensePeriod october = ExpensePeriod.of(LocalDate.of(2026, 10, 5), Length.MONTH);
        String second = ExpenseMarks.bill(1782959, october, "EUR", 2);

        assertThat(second).isEqualTo("HX-1782959-2026-10-EUR-2");
        assertThat(ExpenseMarks.inUrl(ExpenseMarks.url("https://acme.harvestapp.com/", second)))
                .contains(second);
        assertThat(ExpenseMarks.inUrl("https://acme.harvestapp.com/expenses")).isEmpty();
        assertThat(ExpenseMarks.spendIn("HX-E15296442 flight")).hasValue(15296442);
        assertThat(ExpenseMarks.spendIn("HX-1782959-2026-10")).isEmpty();
    }
}
