package org.harvestxero.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.mapping.InvoiceMapperTest.decimals;
import static org.harvestxero.mapping.InvoiceMapperTest.mapped;
import static org.harvestxero.mapping.InvoiceMapperTest.refused;
import static org.harvestxero.mapping.document.InvoiceBuilder.anInvoice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.billing.terms.Coding;
import org.harvestxero.mapping.coding.Books;
import org.harvestxero.mapping.coding.MappingContext;
import org.harvestxero.mapping.coding.MappingContext.Arithmetic;
import org.harvestxero.mapping.coding.MappingRules;
import org.harvestxero.mapping.coding.PaymentAccounts;
import org.harvestxero.mapping.document.FinalizedInvoice;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.SourcePayment;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetInvoice.Status;
import org.harvestxero.mapping.document.TargetLine;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.mapping.failure.Problem;
import org.junit.jupiter.api.Test;

/** Xero works to two decimals whatever the currency, or so it seems; yen have none and dinars three. */
class CurrencyDigitsMappingTest {
    private final MappingContext context = Books.context().withXero(xero());

    @Test
    void yenAreToldAsWholeYenWhateverXeroRoundsTo() {
        SourceInvoice invoice = anInvoice()
                .currency("JPY")
                .tax("15", "11139.00")
                .taxedLine("7.33", "9999.00", "73293.00")
                .taxedLine("1", "969.00", "969.00")
                .amount("85401.00")
                .build();

        TargetInvoice target = mapped(invoice, context);

        assertThat(target.lines()).extracting(TargetLine::quantity).containsExactly(decimals("1", "1"));
        assertThat(target.lines().get(0).description()).isEqualTo("Design work (7.33 × 9999)");
        assertThat(target.lines()).extracting(TargetLine::lineTax).containsExactly(decimals("10994", "145"));
        assertThat(target.total()).isEqualByComparingTo("85401");
        assertThat(target.confirmFirst()).isTrue();
        assertThat(inXero(target, 2)).isEqualByComparingTo("85401");
        assertThat(inXero(target, 0)).isEqualByComparingTo("85401");
    }

    @Test
    void yenThatAreWholeByThemselvesNeedNoComparing() {
        SourceInvoice invoice = anInvoice()
                .currency("JPY")
                .tax("5", "5000.00")
                .taxedLine("10", "10000.00", "100000.00")
                .amount("105000.00")
                .build();

        TargetInvoice target = mapped(invoice, context);

        assertThat(target.lines().get(0).quantity()).isEqualByComparingTo("10");
        assertThat(target.lines().get(0).taxAmount()).isNull();
        assertThat(target.confirmFirst()).isFalse();
    }

    @Test
    void aDiscountInYenIsSharedOutInWholeYen() {
        SourceInvoice invoice = anInvoice()
                .currency("JPY")
                .discount("10", "10.00")
                .line("1", "33.00", "33.00")
                .line("1", "33.00", "33.00")
                .line("1", "34.00", "34.00")
                .amount("90.00")
                .build();

        TargetInvoice target = mapped(invoice, context);

        assertThat(target.lines())
                .extracting(TargetLine::lineAmount)
                .containsExactly(decimals("30.00", "30.00", "30.00"));
        assertThat(inXero(target, 0)).isEqualByComparingTo("90");
    }

    @Test
    void hundredthsOfYenThatHarvestCountsAreCopiedAsTheyAre() {
        SourceInvoice invoice = anInvoice()
                .currency("JPY")
                .tax("15", "10993.90")
                .taxedLine("7.33", "9999.00", "73292.67")
                .amount("84286.57")
                .build();

        TargetInvoice target = mapped(invoice, context);

        assertThat(target.lines().get(0).quantity()).isEqualByComparingTo("7.33");
        assertThat(target.total()).isEqualByComparingTo("84286.57");
    }

    @Test
    void linesWithHundredthsUnderATotalInWholeYenAreRoundedSoThatTheyAddUp() {
        SourceInvoice invoice = anInvoice()
                .currency("JPY")
                .line("1", "73292.50", "73292.50")
                .line("1", "73292.50", "73292.50")
                .amount("146585.00")
                .build();

        TargetInvoice target = mapped(invoice, context);

        assertThat(target.lines()).extracting(TargetLine::lineAmount).containsExactly(decimals("73293.00", "73292.00"));
        assertThat(target.total()).isEqualByComparingTo("146585");
    }

    @Test
    void theSecondTryInYenRestsOnARoundingLine() {
        SourceInvoice invoice = anInvoice()
                .currency("JPY")
                .tax("15", "146.00")
                .taxedLine("1", "972.00", "972.00")
                .amount("1118.00")
                .build();

        TargetInvoice target = mapped(invoice, context.withArithmetic(Arithmetic.CONFIRMED));

        assertThat(target.lines()).extracting(TargetLine::taxAmount).containsOnlyNulls();
        assertThat(target.lines()).extracting(TargetLine::lineAmount).containsExactly(decimals("972.00", "0.20"));
        assertThat(target.total()).isEqualByComparingTo("1118");
    }

    @Test
    void aTotalInDinarsThatXeroCanNotHoldIsRefusedPlainly() {
        SourceInvoice invoice = anInvoice()
                .currency("KWD")
                .line("8.23", "1.500", "12.345")
                .amount("12.345")
                .build();

        Problem problem = refused(invoice, context).get(0);

        assertThat(problem.code().key()).isEqualTo("amount-too-fine");
        assertThat(problem.sentence())
                .isEqualTo(
                        "Xero works to two decimals whatever the currency, so it can't hold the 12.345 KWD of invoice 1042.");
        assertThat(problem.remedy())
                .startsWith("Make it end at two decimals (by a line that rounds the invoice in Harvest");
    }

    @Test
    void linesInDinarsAreBroughtToTwoDecimalsWhereTheTotalHasThem() {
        SourceInvoice invoice = anInvoice()
                .currency("KWD")
                .tax("5", "0.62")
                .taxedLine("1.235", "5.000", "6.175")
                .taxedLine("1.233", "5.000", "6.165")
                .amount("12.96")
                .build();

        TargetInvoice target = mapped(invoice, context);

        assertThat(target.lines()).extracting(TargetLine::lineAmount).containsExactly(decimals("6.18", "6.16"));
        assertThat(target.lines().get(1).description()).isEqualTo("Design work (1.233 × 5.000)");
        assertThat(target.totalTax()).isEqualByComparingTo("0.62");
        assertThat(target.total()).isEqualByComparingTo("12.96");
    }

    @Test
    void taxInDinarsIsHeldWhereNetAndTaxMeetAtTwoDecimals() {
        SourceInvoice invoice = anInvoice()
                .currency("KWD")
                .tax("5", "0.501")
                .taxedLine("1", "10.019", "10.019")
                .amount("10.520")
                .build();

        TargetInvoice target = mapped(invoice, context);

        assertThat(target.total()).isEqualByComparingTo("10.52");
        assertThat(inXero(target, 2)).isEqualByComparingTo("10.52");
    }

    @Test
    void aPaymentThatXeroCanNotHoldIsRefusedPlainly() {
        SourcePayment payment =
                new SourcePayment(501, 50042, new BigDecimal("3.125"), LocalDate.parse("2026-11-02"), null, null, null);
        PaymentContext due = new PaymentContext(
                xero(),
                MappingRules.NONE,
                PaymentAccounts.of(Map.of("", "090")),
                new SourceClient(7, "Acme", null, "KWD", null, null, null),
                "1042",
                "KWD",
                "AUTHORISED",
                new BigDecimal("12.34"));

        PaymentResult.Refused refused = (PaymentResult.Refused) PaymentMapper.map(payment, due);

        assertThat(refused.problem().sentence())
                .isEqualTo(
                        "Xero works to two decimals whatever the currency, so it can't hold the 3.125 KWD of a payment on invoice 1042.");
    }

    @Test
    void writtenOffYenAreWholeYen() {
        SourceInvoice closed = anInvoice()
                .currency("JPY")
                .state(SourceInvoice.State.CLOSED)
                .closedAt("2026-11-30T10:00:00Z")
                .tax("15", "11139.00")
                .taxedLine("1", "74262.00", "74262.00")
                .amount("85401.00")
                .build();

        WriteOffResult.Mapped note = (WriteOffResult.Mapped) WriteOffMapper.map(
                closed,
                new BigDecimal("85000"),
                mapped(closed, context),
                new WriteOffContext(xero(), "260", ZoneId.of("Asia/Tokyo"), 1));

        assertThat(note.creditNote().lines()).extracting(TargetLine::lineAmount).containsExactly(decimals("349.00"));
        assertThat(note.creditNote().lines()).extracting(TargetLine::lineTax).containsExactly(decimals("52"));
        assertThat(inXero(note.creditNote(), 0)).isEqualByComparingTo("401");
    }

    @Test
    void aBillInYenIsTaxedOnceForEachRateInWholeYen() {
        FinalizedInvoice bill = bill("JPY", line("1", "73293", "73293"), line("1", "969", "969"));

        TargetInvoice target = billed(bill);

        assertThat(target.subtotal()).isEqualByComparingTo("74262");
        assertThat(target.totalTax()).isEqualByComparingTo("14852");
        assertThat(target.total()).isEqualByComparingTo("89114");
        assertThat(inXero(target, 2)).isEqualByComparingTo("89114");
        assertThat(inXero(target, 0)).isEqualByComparingTo("89114");
    }

    @Test
    void aBillInDinarsIsTaxedToThreeDecimalsAndRefusedWhereXeroCanNotHoldIt() {
        assertThat(billed(bill("KWD", line("1", "33.335", "33.335"), line("1", "66.665", "66.665")))
                        .total())
                .isEqualByComparingTo("120");

        MappingResult.Refused refused =
                (MappingResult.Refused) FinalizedInvoiceMapper.map(bill("KWD", line("8.23", "1.5", "12.345")), context);

        assertThat(refused.problems().get(0).sentence())
                .isEqualTo(
                        "Xero works to two decimals whatever the currency, so it can't hold the 14.814 KWD of invoice INV-5.");
    }

    private static TargetInvoice billed(FinalizedInvoice bill) {
        MappingContext context = Books.context().withXero(xero());
        return ((MappingResult.Mapped) FinalizedInvoiceMapper.map(bill, context)).invoice();
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

    private static FinalizedInvoice.Line line(String quantity, String price, String amount) {
        return new FinalizedInvoice.Line(
                "Service",
                "Work",
                new BigDecimal(quantity),
                new BigDecimal(price),
                new BigDecimal(amount),
                null,
                Coding.open());
    }

    /** The total if lines and taxes are rounded to so many decimals; each must be whole in them already. */
    private static BigDecimal inXero(TargetInvoice target, int digits) {
        BigDecimal total = BigDecimal.ZERO;
        for (TargetLine line : target.lines()) {
            BigDecimal net = line.quantity().multiply(line.unitAmount()).setScale(digits, RoundingMode.HALF_UP);
            BigDecimal rate = xero().taxRate(line.taxType()).orElseThrow().rate();
            BigDecimal tax = line.taxAmount() == null ? net.multiply(rate).movePointLeft(2) : line.taxAmount();
            total = total.add(net).add(tax.setScale(digits, RoundingMode.HALF_UP));
        }
        return total;
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

    @Test
    void theHundredthsLeftOverGoToTheLinesThatAreNearestToThem() {
        SourceInvoice invoice = anInvoice()
                .currency("KWD")
                .line("1", "1.004", "1.004")
                .line("1", "1.007", "1.007")
                .line("1", "1.009", "1.009")
                .amount("3.02")
                .build();

        assertThat(mapped(invoice, context).lines())
                .extracting(TargetLine::lineAmount)
                .containsExactly(decimals("1.00", "1.01", "1.01"));
    }
}
