package org.harvestxero.mapping.coding;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetLine;
import org.junit.jupiter.api.Test;

class TaxChangesTest {
    /** @param coded account and tax type of each line, such as {@code 200 OUTPUT2} */
    private static TargetInvoice invoice(String... coded) {
        return new TargetInvoice(
                TargetInvoice.Kind.INVOICE,
                5,
                7,
                "INV-5",
                TargetInvoice.Status.AUTHORISED,
                false,
                LocalDate.parse("2026-11-01"),
                LocalDate.parse("2026-12-01"),
                "EUR",
                null,
                "https://acme.harvestapp.com",
                null,
                Arrays.stream(coded).map(TaxChangesTest::line).toList(),
                BigDecimal.TEN,
                BigDecimal.ZERO,
                BigDecimal.TEN);
    }

    private static TargetLine line(String coded) {
        return new TargetLine(
                "Work",
                BigDecimal.ONE,
                BigDecimal.TEN,
                null,
                coded.split(" ")[0],
                coded.split(" ")[1],
                null,
                null,
                List.of(),
                BigDecimal.TEN,
                BigDecimal.ZERO,
                null);
    }

    @Test
    void aLineTaxedLikeLastTimeIsNoChange() {
        assertThat(TaxChanges.of(invoice("200 OUTPUT2", "260 NONE"), List.of(invoice("260 NONE", "200 OUTPUT2"))))
                .isEmpty();
        assertThat(TaxChanges.of(invoice("200 OUTPUT2"), List.of())).isEmpty();
    }

    @Test
    void aLineIsComparedWithTheLastInvoiceThatUsedItsAccount() {
        assertThat(TaxChanges.of(
                        invoice("200 OUTPUT2", "260 OUTPUT2", "260 NONE"),
                        List.of(invoice("200 OUTPUT2"), invoice("260 NONE"), invoice("260 OUTPUT2"))))
                .containsExactly("line 2 is taxed as OUTPUT2, last time as NONE");
    }

    @Test
    void aLineOfAnAccountNeverUsedIsComparedWithAllOfTheLastInvoice() {
        assertThat(TaxChanges.of(invoice("210 RROUTPUT"), List.of(invoice("200 OUTPUT2", "260 NONE"))))
                .containsExactly("line 1 is taxed as RROUTPUT, last time as NONE and OUTPUT2");
        assertThat(TaxChanges.of(invoice("210 NONE"), List.of(invoice("200 OUTPUT2", "260 NONE"))))
                .isEmpty();
    }
}
