package org.harvestxero.mapping.totals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.mapping.InvoiceMapperTest.decimals;
import static org.harvestxero.mapping.InvoiceMapperTest.mapped;
import static org.harvestxero.mapping.document.InvoiceBuilder.anInvoice;

import org.harvestxero.mapping.coding.Books;
import org.harvestxero.mapping.coding.MappingContext;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.TargetLine;
import org.junit.jupiter.api.Test;

/** Which lines carry the cents by which Harvest's tax differs from Xero's. */
class TaxRoundingSpreadTest {
    private final MappingContext context = Books.context();

    @Test
    void theCentGoesOnTheLargestLineOfThatTaxNotOnALargerOneWithoutIt() {
        SourceInvoice invoice = anInvoice()
                .tax("15", "11.45")
                .line("1", "5000.00", "5000.00")
                .taxedLine("1", "25.06", "25.06")
                .taxedLine("1", "25.61", "25.61")
                .taxedLine("1", "25.63", "25.63")
                .amount("5087.75")
                .build();

        assertThat(mapped(invoice, context).lines())
                .extracting(TargetLine::lineTax)
                .containsExactly(decimals("0.00", "3.76", "3.84", "3.85"));
    }

    /** Xero would work out nothing of 0.02; a tax of 0.01 is as much as the unit amount, and not above it. */
    @Test
    void aTaxAsLargeAsTheUnitAmountLeavesQuantityAndPriceAsTheyAre() {
        SourceInvoice invoice = anInvoice()
                .tax("20", "0.01")
                .taxedLine("2", "0.01", "0.02")
                .amount("0.03")
                .build();

        TargetLine line = mapped(invoice, context).lines().get(0);

        assertThat(line.quantity()).isEqualTo("2");
        assertThat(line.unitAmount()).isEqualTo("0.01");
        assertThat(line.taxAmount()).isEqualTo("0.01");
    }

    /** 5 % of 10.10 are 0.505: three halves of a cent, for the line, the sum and a discount, may lie between that and the tax. */
    @Test
    void aTaxExactlyAtTheBoundOfRoundingIsTaken() {
        SourceInvoice invoice = anInvoice()
                .tax("5", "0.52")
                .taxedLine("1", "10.10", "10.10")
                .amount("10.62")
                .build();

        assertThat(mapped(invoice, context).lines().get(0).taxAmount()).isEqualTo("0.52");
    }
}
