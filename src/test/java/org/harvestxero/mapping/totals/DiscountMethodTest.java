package org.harvestxero.mapping.totals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.mapping.InvoiceMapperTest.decimals;
import static org.harvestxero.mapping.InvoiceMapperTest.mapped;
import static org.harvestxero.mapping.document.InvoiceBuilder.anInvoice;

import org.harvestxero.mapping.coding.Books;
import org.harvestxero.mapping.coding.MappingContext;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetLine;
import org.junit.jupiter.api.Test;

/** Ruling 8: how a discount off the whole invoice is shown. */
class DiscountMethodTest {
    private final MappingContext context = Books.context();

    @Test
    void aRateOfTwoDecimalsIsToldToXero() {
        SourceInvoice invoice = anInvoice()
                .discount("33.33", "33.33")
                .line("1", "100.00", "100.00")
                .amount("66.67")
                .build();

        assertThat(mapped(invoice, context).lines().get(0).discountRate()).isEqualTo("33.33");
    }

    /** Folded into the lines, 9.25 + 9.26 + 9.26 bear 1.38 of tax; 3 × 0.53 less 0.20 are the 1.39 Harvest charges. */
    @Test
    void aDiscountApartIsOneLineForTheTaxedAndOneForTheUntaxedWork() {
        SourceInvoice invoice = anInvoice()
                .discount(null, "11.73")
                .tax("5", "1.39")
                .taxedLine("1", "10.56", "10.56")
                .taxedLine("1", "10.56", "10.56")
                .taxedLine("1", "10.56", "10.56")
                .line("1", "63.36", "63.36")
                .amount("84.70")
                .build();

        TargetInvoice target = mapped(invoice, context);

        assertThat(target.lines())
                .extracting(TargetLine::lineAmount)
                .containsExactly(decimals("10.56", "10.56", "10.56", "63.36", "-3.91", "-7.82"));
        assertThat(target.lines().subList(4, 6))
                .extracting(line -> line.description() + " " + line.taxType())
                .containsExactly("Discount RROUTPUT", "Discount NONE");
    }

    /** 10.86 + 4.63 + 2.69 are a cent above 15 % of 121.16: that cent is set on the largest line, which then has no rate. */
    @Test
    void aTaxThatIsSetByHandStandsBesideNoDiscountRate() {
        SourceInvoice invoice = anInvoice()
                .discount("10", "13.46")
                .tax("15", "18.17")
                .taxedLine("1", "80.44", "80.44")
                .taxedLine("1", "34.28", "34.28")
                .taxedLine("1", "19.90", "19.90")
                .amount("139.33")
                .build();

        TargetInvoice target = mapped(invoice, context);

        assertThat(target.lines()).extracting(TargetLine::discountRate).containsOnlyNulls();
        assertThat(target.lines()).extracting(TargetLine::lineTax).containsExactly(decimals("10.85", "4.63", "2.69"));
        assertThat(target.total()).isEqualTo("139.33");
    }

    /** What is left of the line comes to the price of one, and yet two were sold. */
    @Test
    void aFoldedDiscountTellsQuantityAndPriceEvenWhereThePriceIsWhatIsLeft() {
        SourceInvoice invoice = anInvoice()
                .discount(null, "50.00")
                .line("2", "50.00", "100.00")
                .amount("50.00")
                .build();

        TargetLine line = mapped(invoice, context).lines().get(0);

        assertThat(line.lineAmount()).isEqualTo("50.00");
        assertThat(line.description()).isEqualTo("Design work (2 × 50.00, less discount 50.00)");
    }
}
