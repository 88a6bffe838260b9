package org.harvestxero.mapping.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.harvestxero.mapping.document.XeroInvoice;
import org.harvestxero.mapping.edit.NumberChanges.Change;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvoiceRemovalTest {
    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({"DRAFT, DELETED", "SUBMITTED, DELETED", "AUTHORISED, VOIDED"})
    void ruling5RenamesThenDeletesOrVoids(String status, String becomes) {
        assertThat(InvoiceRemoval.of(xero("1042", status, "0.00"), 50042))
                .isEqualTo(new InvoiceRemoval("1042-deleted-50042", becomes));
    }

    @Test
    void ruling5GoesOnWhereItStopped() {
        assertThat(InvoiceRemoval.of(xero("1042-deleted-50042", "AUTHORISED", "0.00"), 50042))
                .isEqualTo(new InvoiceRemoval(null, "VOIDED"));
        assertThat(InvoiceRemoval.of(xero("1042-deleted-50042", "VOIDED", "0.00"), 50042))
                .isEqualTo(new InvoiceRemoval(null, null));
    }

    @Test
    void ruling5TheNewNumberFitsToo() {
        assertThat(InvoiceRemoval.of(xero("9".repeat(255), "DRAFT", "0.00"), 50042)
                        .rename())
                .hasSize(255)
                .endsWith("9-deleted-50042");
    }

    @Test
    void whatIsPaidStays() {
        assertThat(InvoiceRemoval.problem(xero("1042", "AUTHORISED", "5.00")))
                .contains(Problem.of(FailureCode.INVOICE_HAS_PAYMENTS, "1042"));
        assertThat(InvoiceRemoval.problem(xero("1042", "AUTHORISED", "0.00"))).isEmpty();
    }

    @Test
    void ruling5ANumberIsLeftBeforeItIsTaken() {
        assertThat(NumberChanges.inOrder(List.of(new Change(1, "A", "B"), new Change(2, "B", "C"))))
                .containsExactly(new Change(2, "B", "C"), new Change(1, "A", "B"));
    }

    @Test
    void ruling5SwappedNumbersGoThroughATemporaryOne() {
        assertThat(NumberChanges.inOrder(List.of(new Change(1, "A", "B"), new Change(2, "B", "A"))))
                .containsExactly(
                        new Change(1, "A", "B-moving-1"), new Change(2, "B", "A"), new Change(1, "B-moving-1", "B"));
    }

    @Test
    void ruling5ACaseOnlyChangeIsARenamingToo() {
        assertThat(NumberChanges.inOrder(List.of(new Change(1, "inv-1", "INV-1"), new Change(2, "X", "X"))))
                .containsExactly(new Change(1, "inv-1", "INV-1"));
    }

    @Tag("sweep")
    @Test
    void ruling5NoOrderEverTakesANumberTwice() {
        Random random = new Random(5);
        for (int round = 0; round < 500; round++) {
            List<String> numbers = new ArrayList<>(Arrays.asList("A", "B", "C", "D", "E", "F", "G"));
            List<String> shuffled = new ArrayList<>(numbers);
            Collections.shuffle(shuffled, random);
            List<Change> changes = new ArrayList<>();
            Map<Long, String> held = new HashMap<>();
            for (int i = 0; i < numbers.size(); i++) {
                held.put((long) i, numbers.get(i));
                changes.add(new Change(i, numbers.get(i), random.nextInt(4) == 0 ? "new " + i : shuffled.get(i)));
            }
            changes.removeIf(change -> duplicates(changes, change.to()));

            for (Change change : NumberChanges.inOrder(changes)) {
                held.remove(change.harvestInvoice());
                if (changes.stream().anyMatch(other -> other.to().equals(change.to()))) {
                    assertThat(held.values().stream().filter(number -> movesAway(changes, number)))
                            .doesNotContain(change.to());
                }
                held.put(change.harvestInvoice(), change.to());
            }
            changes.forEach(
                    change -> assertThat(held.get(change.harvestInvoice())).isEqualTo(change.to()));
        }
    }

    private static boolean movesAway(List<Change> changes, String number) {
        return changes.stream().anyMatch(change -> change.from().equals(number));
    }

    private static boolean duplicates(List<Change> changes, String number) {
        return changes.stream().filter(change -> change.to().equals(number)).count() > 1;
    }

    private static XeroInvoice xero(String number, String status, String paid) {
        return new XeroInvoice(
                "i-1",
                status,
                number,
                "c-1",
                LocalDate.parse("2026-10-12"),
                null,
                "EUR",
                null,
                null,
                null,
                new BigDecimal(paid),
                BigDecimal.ZERO,
                List.of());
    }

    @Test
    void ruling5ATemporaryNumberFitsToo() {
        String nines = "9".repeat(255);

        assertThat(NumberChanges.inOrder(List.of(new Change(1, "A", nines), new Change(2, nines, "A"))))
                .containsExactly(
                        new Change(1, "A", "9".repeat(246) + "-moving-1"),
                        new Change(2, nines, "A"),
                        new Change(1, "9".repeat(246) + "-moving-1", nines));
    }
}
