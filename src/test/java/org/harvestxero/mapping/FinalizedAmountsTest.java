package org.harvestxero.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.mapping.InvoiceMapperTest.decimals;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.billing.terms.Coding;
import org.harvestxero.mapping.coding.Books;
import org.harvestxero.mapping.coding.MappingContext;
import org.harvestxero.mapping.coding.MappingContext.Arithmetic;
import org.harvestxero.mapping.document.FinalizedInvoice;
import org.harvestxero.mapping.document.FinalizedInvoice.ChargedTaxes;
import org.harvestxero.mapping.document.HarvestTaxes;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetInvoice.Status;
import org.harvestxero.mapping.document.TargetLine;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.mapping.failure.Problem;
import org.junit.jupiter.api.Test;

/** What bills of several tax rates come to: in yen, in dinars, and beside a mirror in Harvest. */
class FinalizedAmountsTest {
    private final MappingContext context = Books.context().withXero(xero());

    /** 2 % of 2020 are 40, 5 % of 2020 are 101; line by line it would be 51 + 20 + 71. */
    @Test
    void aBillInYenOfTwoTaxesIsTaxedOnceForEach() {
        TargetInvoice target =
                mapped(bill("JPY", line("RROUTPUT", "1010"), line("TAX002", "1010"), line("TAX007", "1010")), context);

        assertThat(target.totalTax()).isEqualByComparingTo("141");
        assertThat(target.total()).isEqualByComparingTo("3171");
    }

    /** 5, 2 and 15 % of 1010 are 50.5, 20.2 and 151.5. */
    @Test
    void aBillInYenOfMoreRatesThanHarvestHasIsTaxedInWholeYenLineByLine() {
        FinalizedInvoice bill = bill("JPY", line("RROUTPUT", "1010"), line("TAX002", "1010"), line("TAX015", "1010"));

        TargetInvoice whole = mapped(bill, context);
        TargetInvoice confirmed = mapped(bill, context.withArithmetic(Arithmetic.CONFIRMED));

        assertThat(whole.lines()).extracting(TargetLine::lineTax).containsExactly(decimals("51", "20", "152"));
        assertThat(whole.total()).isEqualByComparingTo("3253");
        assertThat(confirmed.lines())
                .extracting(TargetLine::lineTax)
                .containsExactly(decimals("50.50", "20.20", "151.50"));
    }

    @Test
    void aBillInDinarsOfManyRatesThatXeroCanNotHoldIsRefusedPlainly() {
        FinalizedInvoice bill =
                bill("KWD", line("RROUTPUT", "4.115"), line("TAX002", "4.115"), line("TAX015", "4.115"));

        assertThat(refused(bill).sentence())
                .isEqualTo(
                        "Xero works to two decimals whatever the currency, so it can't hold the 12.345 KWD of invoice INV-5.");
    }

    @Test
    void aMirrorOfTwoTaxesMeetsLinesOfThreeRatesNoMore() {
        FinalizedInvoice bill = bill("EUR", line("RROUTPUT", "10.00"), line("TAX002", "10.00"), line("TAX015", "10.00"))
                .mirroredBy(99, new ChargedTaxes(new BigDecimal("0.50"), new BigDecimal("0.20")));

        assertThat(refused(bill).sentence())
                .isEqualTo("The lines of INV-5 have other tax rates now than its mirror in Harvest.");
    }

    @Test
    void twoRatesAreHarvestsTwoTaxes() {
        HarvestTaxes taxes = FinalizedInvoiceMapper.harvestTaxes(
                        bill("EUR", line("RROUTPUT", "10.00"), line("TAX002", "10.00")), context)
                .orElseThrow();

        assertThat(taxes.tax()).isEqualByComparingTo("2");
        assertThat(taxes.tax2()).isEqualByComparingTo("5");
    }

    @Test
    void linesAreNumberedFromOneWithAMirrorAndWithout() {
        FinalizedInvoice alone = bill("EUR", line("NONE", "10.00"), line("NONE", "20.00"));
        FinalizedInvoice mirrored = alone.mirroredBy(99, new ChargedTaxes(BigDecimal.ZERO, BigDecimal.ZERO));

        assertThat(mapped(alone, context).lines())
                .extracting(TargetLine::sourceLineId)
                .containsExactly(1L, 2L);
        assertThat(mapped(mirrored, context).lines())
                .extracting(TargetLine::sourceLineId)
                .containsExactly(1L, 2L);
    }

    private static FinalizedInvoice bill(String currency, FinalizedInvoice.Line... lines) {
        return new FinalizedInvoice(
                -5,
                new SourceClient(7, "Acme", null, currency, null, null, null),
                "INV-5",
                Status.AUTHORISED,
                currency,
                LocalDate.parse("2026-11-01"),
                LocalDate.parse("2026-11-07"),
                null,
                null,
                null,
                List.of(lines));
    }

    private static FinalizedInvoice.Line line(String taxType, String amount) {
        BigDecimal price = new BigDecimal(amount);
        Coding agreed = new Coding(null, taxType, null, Map.of());
        return new FinalizedInvoice.Line("Service", "Work", BigDecimal.ONE, price, price, null, agreed);
    }

    private static TargetInvoice mapped(FinalizedInvoice bill, MappingContext context) {
        return ((MappingResult.Mapped) FinalizedInvoiceMapper.map(bill, context)).invoice();
    }

    private Problem refused(FinalizedInvoice bill) {
        return ((MappingResult.Refused) FinalizedInvoiceMapper.map(bill, context))
                .problems()
                .get(0);
    }

    private static XeroSettings xero() {
        XeroSettings books = Books.xero();
        return new XeroSettings(
                books.organisation(),
                books.accounts(),
                books.taxRates(),
                books.items(),
                books.trackingCategories(),
                Set.of("EUR", "JPY", "KWD"),
                books.brandingThemes());
    }
}
