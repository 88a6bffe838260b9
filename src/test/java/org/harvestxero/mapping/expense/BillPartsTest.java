package org.harvestxero.mapping.expense;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.harvestxero.mapping.expense.BillParts.Part;
import org.harvestxero.mapping.expense.ExpenseResult.Billed;
import org.junit.jupiter.api.Test;

class BillPartsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 10, 5);

    private static Billed expense(long id, boolean receipt) {
        return new Billed(
                new ExpenseResult.Slot(
                        new SourceExpense.Person(1, "Ann"),
                        ExpensePeriod.of(DAY, ExpensePeriod.Length.MONTH),
                        "GBP",
                        null),
                DAY.plusDays(id),
                receipt,
                new TargetPurchase.Line(
                        id,
                        "x",
                        BigDecimal.ONE,
                        BigDecimal.TEN,
                        new TargetPurchase.Coding("400", "NONE", List.of()),
                        BigDecimal.TEN,
                        BigDecimal.ZERO));
    }

    private static Map<Integer, List<Long>> arranged(List<Part> open, int next, List<Billed> expenses) {
        Map<Integer, List<Long>> ids = new TreeMap<>();
        BillParts.arrange(open, next, expenses)
                .forEach((part, each) -> ids.put(
                        part,
                        each.stream().map(billed -> billed.line().expenseId()).toList()));
        return ids;
    }

    @Test
    void elevenReceiptsMakeTwoBills() {
        List<Billed> expenses = new ArrayList<>();
        for (long id = 1; id <= 11; id++) {
            expenses.add(expense(id, true));
        }
        expenses.add(expense(12, false));

        assertThat(arranged(List.of(), 1, expenses))
                .containsEntry(1, List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L))
                .containsEntry(2, List.of(11L, 12L));
    }

    @Test
    void whatIsOnABillStaysThereAndTheNewJoinsTheLastWithRoom() {
        List<Part> open = List.of(new Part(1, Set.of(1L, 2L), Set.of(), 0), new Part(3, Set.of(3L), Set.of(), 0));

        assertThat(arranged(open, 4, List.of(expense(9, true), expense(2, true), expense(3, false))))
                .isEqualTo(Map.of(1, List.of(2L), 3, List.of(3L, 9L)));
    }

    @Test
    void aBillOfWhichNothingIsLeftIsNotAmongThem() {
        assertThat(arranged(List.of(new Part(1, Set.of(1L), Set.of(), 0)), 2, List.of()))
                .isEmpty();
    }

    @Test
    void filesOfThoseThatLeftTakeRoom() {
        List<Part> open = List.of(new Part(1, Set.of(1L), Set.of(1L), 8));

        assertThat(arranged(open, 2, List.of(expense(1, true), expense(2, true), expense(3, false), expense(4, true))))
                .isEqualTo(Map.of(1, List.of(1L, 2L, 3L), 2, List.of(4L)));
    }

    @Test
    void theFileOfOneThatLeavesNowTakesRoomForOneThatJoinsNow() {
        List<Part> open = List.of(new Part(1, Set.of(1L, 2L, 3L), Set.of(1L, 2L), 8));

        assertThat(arranged(open, 2, List.of(expense(2, true), expense(3, false), expense(4, true))))
                .isEqualTo(Map.of(1, List.of(2L, 3L), 2, List.of(4L)));
        assertThat(arranged(open, 2, List.of(expense(2, true), expense(3, false), expense(5, false))))
                .isEqualTo(Map.of(1, List.of(2L, 3L, 5L)));
    }
}
