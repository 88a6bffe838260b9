package org.harvestxero.mapping.totals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.harvestxero.mapping.InvoiceMapperTest.decimals;
import static org.harvestxero.mapping.InvoiceMapperTest.mapped;
import static org.harvestxero.mapping.InvoiceMapperTest.refused;
import static org.harvestxero.mapping.document.InvoiceBuilder.anInvoice;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.harvestxero.mapping.InvoiceMapper;
import org.harvestxero.mapping.MappingResult;
import org.harvestxero.mapping.MappingResult.Mapped;
import org.harvestxero.mapping.coding.Books;
import org.harvestxero.mapping.coding.MappingContext;
import org.harvestxero.mapping.coding.MappingContext.Arithmetic;
import org.harvestxero.mapping.document.CopyOptions;
import org.harvestxero.mapping.document.InvoiceBuilder;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetLine;
import org.harvestxero.mapping.document.XeroArithmetic;
import org.harvestxero.mapping.document.XeroArithmetic.Line;
import org.harvestxero.mapping.document.XeroArithmetic.TaxMode;
import org.harvestxero.mapping.document.XeroArithmetic.Totals;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExactTotalsTest {
    private static final int SWEEP = Integer.getInteger("sweep", 3_000);

    private final MappingContext context = Books.context();

    @ParameterizedTest(name = "{0} × {1} = {2} goes as {3} × {4}")
    @CsvSource({
        "7.33, 15.0, 109.95, 7.33, 15.00",
        "7000, 0.1651, 1155.70, 7000, 0.1651",
        "100, 0.535, 53.50, 100, 0.535",
        "3, 33.33333, 100.00, 3, 33.3333",
        "1.33333, 90, 120.00, 1.3333, 90.00",
        "-2, 50, -100.00, 2, -50.00",
        "1, 12.005, 12.01, 1, 12.005",
        "0.5, 33.33, 16.67, 0.5, 33.33",
        "10000000.1234, 0.01, 100000.00, 10000000.1234, 0.01",
    })
    void keepsQuantityTimesPriceWhereItGivesTheAmount(
            String quantity, String price, String amount, String sentQuantity, String sentPrice) {
        TargetLine line = only(quantity, price, amount);

        assertThat(line.quantity().toPlainString()).isEqualTo(sentQuantity);
        assertThat(line.unitAmount().toPlainString()).isEqualTo(sentPrice);
        assertThat(line.description()).isEqualTo("Design work");
        assertThat(line.lineAmount()).isEqualTo(amount);
    }

    @ParameterizedTest(name = "{0} × {1} = {2}")
    @CsvSource({
        "7.33, 15.00, 110.00, 7.33 × 15.00",
        "1234.56789, 1000.00, 1234567.89, 1234.56789 × 1000.00",
        "0, 15.00, 0.00, 0 × 15.00",
        "2.5, -0.33, -0.83, 2.5 × -0.33",
        "100000000.1234, 0.01, 1000000.00, 100000000.1234 × 0.01",
    })
    void ruling19SendsOneTimesTheAmountWhereQuantityTimesPriceMisses(
            String quantity, String price, String amount, String told) {
        TargetLine line = only(quantity, price, amount);

        assertThat(line.quantity()).isEqualTo("1");
        assertThat(line.unitAmount()).isEqualTo(amount);
        assertThat(line.description()).isEqualTo("Design work (" + told + ")");
    }

    private TargetLine only(String quantity, String price, String amount) {
        TargetInvoice target = mapped(
                anInvoice()
                        .line(quantity, price, amount)
                        .line("1", "5000.00", "5000.00")
                        .amount(new BigDecimal(amount)
                                .add(new BigDecimal("5000.00"))
                                .toPlainString())
                        .build(),
                context);
        assertThat(target.confirmFirst()).isFalse();
        return target.lines().get(0);
    }

    @Test
    void keepsTheFiguresWhenALongDescriptionIsCut() {
        SourceInvoice invoice = anInvoice()
                .line("Service", "x".repeat(4000), "7.33", "15.00", "110.00", false, false)
                .amount("110.00")
                .build();

        assertThat(mapped(invoice, context).lines().get(0).description())
                .hasSize(4000)
                .endsWith("x […] (7.33 × 15.00)");
    }

    @Test
    void ruling8UsesXerosDiscountRateWhereTheTotalMatchesAndComparesFirst() {
        SourceInvoice invoice = anInvoice()
                .discount("10", "30.00")
                .line("3", "100.00", "300.00")
                .amount("270.00")
                .build();

        TargetInvoice target = mapped(invoice, context);

        assertThat(target.lines()).hasSize(1);
        assertThat(target.lines().get(0).quantity()).isEqualTo("3");
        assertThat(target.lines().get(0).discountRate()).isEqualTo("10");
        assertThat(target.total()).isEqualTo("270.00");
        assertThat(target.confirmFirst()).isTrue();
    }

    @Test
    void ruling8FoldsTheDiscountWhereTheRateMissesACent() {
        SourceInvoice invoice = anInvoice()
                .discount("10", "10.00")
                .line("1", "33.33", "33.33")
                .line("1", "33.33", "33.33")
                .line("1", "33.33", "33.33")
                .amount("89.99")
                .build();

        TargetInvoice target = mapped(invoice, context);

        assertThat(target.lines())
                .extracting(TargetLine::lineAmount)
                .containsExactly(decimals("29.99", "30.00", "30.00"));
        assertThat(target.lines()).extracting(TargetLine::discountRate).containsOnlyNulls();
        assertThat(target.lines().get(0).description()).isEqualTo("Design work (1 × 33.33, less discount 3.34)");
        assertThat(target.total()).isEqualTo("89.99");
        assertThat(target.confirmFirst()).isFalse();
    }

    @Test
    void ruling8NeverUsesARateThatXeroMightReadInTwoWays() {
        SourceInvoice halfCent = anInvoice()
                .discount("50", "0.01")
                .line("1", "0.01", "0.01")
                .amount("0.00")
                .build();

        TargetInvoice target = mapped(halfCent, context);

        assertThat(target.lines().get(0).discountRate()).isNull();
        assertThat(target.lines().get(0).unitAmount()).isEqualTo("0.00");
        assertThat(target.total()).isEqualTo("0.00");
    }

    @ParameterizedTest(name = "discount of {0} %")
    @CsvSource({"12.345, 12.35, 87.65", "-10, -10.00, 110.00", "150, 150.00, -50.00"})
    void ruling8FoldsADiscountThatXeroHasNoRateFor(String percent, String amount, String total) {
        SourceInvoice invoice = anInvoice()
                .discount(percent, amount)
                .line("1", "100.00", "100.00")
                .line("1", "0.00", "0.00")
                .amount(total)
                .build();

        TargetInvoice target = mapped(
                invoice, context.withOptions(Books.OPTIONS.withNegativeTotals(CopyOptions.NegativeTotals.CREDIT_NOTE)));

        assertThat(target.lines()).extracting(TargetLine::discountRate).containsOnlyNulls();
        assertThat(target.total()).isEqualByComparingTo(new BigDecimal(total).abs());
    }

    @Test
    void ruling8FoldsTheDiscountWhenALineIsNegative() {
        SourceInvoice invoice = anInvoice()
                .discount("10", "9.00")
                .line("1", "100.00", "100.00")
                .line("1", "-10.00", "-10.00")
                .amount("81.00")
                .build();

        TargetInvoice target = mapped(invoice, context);

        assertThat(target.lines()).extracting(TargetLine::lineAmount).containsExactly(decimals("90.00", "-9.00"));
        assertThat(target.lines()).extracting(TargetLine::discountRate).containsOnlyNulls();
    }

    @Test
    void ruling8PutsTheDiscountOnLinesOfItsOwnWhereFoldingMissesTheTax() {
        SourceInvoice invoice = anInvoice()
                .discount("12.345", "3.91")
                .tax("5", "1.39")
                .taxedLine("1", "10.56", "10.56")
                .taxedLine("1", "10.56", "10.56")
                .taxedLine("1", "10.56", "10.56")
                .amount("29.16")
                .build();

        TargetInvoice target = mapped(invoice, context);

        assertThat(target.lines()).hasSize(4);
        assertThat(target.lines().get(3).description()).isEqualTo("Discount 12.345 %");
        assertThat(target.lines().get(3).lineAmount()).isEqualTo("-3.91");
        assertThat(target.lines().get(3).accountCode()).isEqualTo("200");
        assertThat(target.lines().get(3).taxType()).isEqualTo("RROUTPUT");
        assertThat(target.totalTax()).isEqualTo("1.39");
        assertThat(target.confirmFirst()).isFalse();
    }

    @Test
    void ruling7CarriesTheCentByWhichHarvestTaxesTheSumAsATaxAmountToBeCompared() {
        SourceInvoice invoice = anInvoice()
                .tax("15", "11.45")
                .taxedLine("1", "25.06", "25.06")
                .taxedLine("1", "25.61", "25.61")
                .taxedLine("1", "25.63", "25.63")
                .amount("87.75")
                .build();

        TargetInvoice target = mapped(invoice, context);

        assertThat(target.lines())
                .extracting(TargetLine::taxAmount)
                .containsExactly(null, null, new BigDecimal("3.85"));
        assertThat(target.totalTax()).isEqualTo("11.45");
        assertThat(target.total()).isEqualTo("87.75");
        assertThat(target.confirmFirst()).isTrue();
    }

    @Test
    void ruling7SecondTryRestsOnConfirmedArithmeticAlone() {
        SourceInvoice invoice = anInvoice()
                .tax("15", "11.45")
                .taxedLine("1", "25.06", "25.06")
                .taxedLine("1", "25.61", "25.61")
                .taxedLine("1", "25.63", "25.63")
                .amount("87.75")
                .build();

        TargetInvoice target = mapped(invoice, context.withArithmetic(Arithmetic.CONFIRMED));

        assertThat(target.confirmFirst()).isFalse();
        TargetLine rounding = target.lines().get(3);
        assertThat(rounding.accountCode()).isEqualTo("860");
        assertThat(rounding.taxType()).isEqualTo("NONE");
        assertThat(rounding.lineAmount()).isEqualTo("0.01");
        assertThat(rounding.tracking()).isEmpty();
        assertThat(target.total()).isEqualTo("87.75");
    }

    @Test
    void ruling7ANegativeHalfCentOfTaxIsComparedFirst() {
        SourceInvoice invoice = anInvoice()
                .tax("5", "4.49")
                .taxedLine("1", "100.00", "100.00")
                .taxedLine("1", "-10.10", "-10.10")
                .amount("94.39")
                .build();

        TargetInvoice target = mapped(invoice, context);

        assertThat(target.lines().get(1).lineTax()).isEqualTo("-0.51");
        assertThat(target.confirmFirst()).isTrue();
    }

    @Test
    void ruling9SplitsTwoTaxesIntoUpToFourGroups() {
        SourceInvoice invoice = anInvoice()
                .tax("5", "10.00")
                .tax2("2", "6.00")
                .line("Service", "untaxed", "1", "100.00", "100.00", false, false)
                .line("Service", "first", "1", "100.00", "100.00", true, false)
                .line("Service", "second", "1", "200.00", "200.00", false, true)
                .line("Service", "both", "1", "100.00", "100.00", true, true)
                .amount("516.00")
                .build();

        TargetInvoice target = mapped(invoice, context);

        assertThat(target.lines())
                .extracting(TargetLine::taxType)
                .containsExactly("NONE", "RROUTPUT", "TAX002", "TAX007");
        assertThat(target.lines())
                .extracting(TargetLine::lineTax)
                .containsExactly(decimals("0.00", "5.00", "4.00", "7.00"));
        assertThat(target.confirmFirst()).isFalse();
    }

    @Test
    void ruling9CarriesTheCentByWhichTwoTaxesDifferFromTheirSum() {
        SourceInvoice invoice = anInvoice()
                .tax("5", "0.52")
                .tax2("2", "0.21")
                .line("Service", "both", "1", "10.30", "10.30", true, true)
                .amount("11.03")
                .build();

        TargetInvoice target = mapped(invoice, context);

        assertThat(target.lines().get(0).taxType()).isEqualTo("TAX007");
        assertThat(target.lines().get(0).taxAmount()).isEqualTo("0.73");
        assertThat(target.total()).isEqualTo("11.03");
        assertThat(target.confirmFirst()).isTrue();
        assertThat(mapped(invoice, context.withArithmetic(Arithmetic.CONFIRMED)).lines())
                .extracting(TargetLine::lineTax, TargetLine::lineAmount)
                .containsExactly(
                        tuple(new BigDecimal("0.72"), new BigDecimal("10.30")),
                        tuple(new BigDecimal("0.00"), new BigDecimal("0.01")));
    }

    @Test
    void ruling9RefusesBothTaxesWithoutARateOfTheirSum() {
        SourceInvoice invoice = anInvoice()
                .tax("20", "20.00")
                .tax2("2", "2.00")
                .line("Service", "both", "1", "100.00", "100.00", true, true)
                .amount("122.00")
                .build();

        assertThat(refused(invoice, context).get(0).sentence())
                .isEqualTo("Xero has no active tax rate of 22 % for revenue accounts, as account 200 needs it.");
    }

    @Test
    void aTaxOverrideIsNeverAboveTheUnitAmount() {
        SourceInvoice invoice = anInvoice()
                .tax("20", "231.15")
                .line("Service", "Prints", "7000", "0.1651", "1155.70", true, false)
                .amount("1386.85")
                .build();

        TargetLine line = mapped(invoice, context).lines().get(0);

        assertThat(line.taxAmount()).isEqualTo("231.15");
        assertThat(line.unitAmount()).isEqualTo("1155.70");
        assertThat(line.description()).isEqualTo("Prints (7000 × 0.1651)");
    }

    @Test
    void aTotalThatRoundingExplainsGetsARoundingLine() {
        SourceInvoice invoice = anInvoice()
                .line("1", "10.005", "10.01")
                .line("1", "10.005", "10.01")
                .amount("20.01")
                .build();

        TargetInvoice target = mapped(invoice, context);

        assertThat(target.lines().get(2).description()).isEqualTo("Rounding");
        assertThat(target.lines().get(2).lineAmount()).isEqualTo("-0.01");
        assertThat(target.total()).isEqualTo("20.01");
    }

    @Test
    void aTotalThatDoesNotAddUpIsRefusedWithBothFigures() {
        SourceInvoice invoice =
                anInvoice().line("1", "100.00", "100.00").amount("101.00").build();

        Problem problem = refused(invoice, context).get(0);

        assertThat(problem.code()).isEqualTo(FailureCode.SOURCE_TOTAL_DIFFERS);
        assertThat(problem.sentence())
                .isEqualTo(
                        "Invoice 1042: Harvest's lines, discount and taxes add up to 100.00 EUR, but its total is 101.00 EUR.");
    }

    @Test
    void aTaxThatIsNotTheRateIsRefusedWithBothFigures() {
        SourceInvoice invoice = anInvoice()
                .tax("20", "19.00")
                .taxedLine("1", "100.00", "100.00")
                .amount("119.00")
                .build();

        Problem problem = refused(invoice, context).get(0);

        assertThat(problem.sentence())
                .isEqualTo(
                        "Invoice 1042: 20 % of the lines' 100.00 EUR is 20.00 EUR, but Harvest charges 19.00 EUR of tax.");
    }

    @Test
    void aTaxOnNoLineAtAllIsRefused() {
        SourceInvoice invoice = anInvoice()
                .tax("20", "20.00")
                .line("1", "100.00", "100.00")
                .amount("120.00")
                .build();

        assertThat(refused(invoice, context)).extracting(Problem::code).containsExactly(FailureCode.TAX_DIFFERS);
    }

    @Test
    void copiesTwoHundredLines() {
        InvoiceBuilder builder = anInvoice().tax("20", "0.00").discount("7.5", "0.00");
        IntStream.range(0, 200).forEach(i -> builder.taxedLine("1.37", "93.11", "127.56"));
        SourceInvoice invoice = builder.computed().build();

        TargetInvoice target = mapped(invoice, context);

        assertThat(target.total()).isEqualTo("28318.32");
        assertThat(target.lines().size()).isGreaterThanOrEqualTo(200);
    }

    @Test
    void refusesAnAmountLargerThanXeroHolds() {
        SourceInvoice invoice = anInvoice()
                .line("1", "10000000000.00", "10000000000.00")
                .amount("10000000000.00")
                .build();

        assertThat(refused(invoice, context)).extracting(Problem::code).containsExactly(FailureCode.AMOUNT_TOO_LARGE);
    }

    @Tag("sweep")
    @ParameterizedTest
    @EnumSource(Arithmetic.class)
    void anyInvoiceHarvestWorksOutIsEqualToTheCent(Arithmetic arithmetic) {
        Random random = new Random(Long.getLong("seed", 20261122));
        for (int i = 0; i < SWEEP; i++) {
            SourceInvoice invoice = anyInvoice(random);
            MappingResult result = InvoiceMapper.map(
                    invoice,
                    context.withArithmetic(arithmetic)
                            .withOptions(Books.OPTIONS.withNegativeTotals(CopyOptions.NegativeTotals.CREDIT_NOTE)));

            assertThat(result).as("%s", invoice).isInstanceOf(Mapped.class);
            TargetInvoice target = ((Mapped) result).invoice();
            Totals totals = asXeroComputes(target);
            assertThat(totals.total())
                    .as("%s", invoice)
                    .isEqualByComparingTo(invoice.amount().abs());
            assertThat(target.total()).isEqualByComparingTo(totals.total());
            assertThat(target.subtotal()).isEqualByComparingTo(totals.subtotal());
            assertThat(target.totalTax()).isEqualByComparingTo(totals.totalTax());
            if (arithmetic == Arithmetic.ALL) {
                assertThat(totals.totalTax().abs())
                        .as("%s", invoice)
                        .isEqualByComparingTo(
                                invoice.taxAmount().add(invoice.tax2Amount()).abs());
            } else {
                assertThat(target.lines()).allMatch(line -> line.taxAmount() == null && line.discountRate() == null);
            }
        }
    }

    private static SourceInvoice anyInvoice(Random random) {
        InvoiceBuilder builder = anInvoice();
        if (random.nextBoolean()) {
            builder.tax("5", "0.00");
        }
        if (random.nextInt(3) == 0) {
            builder.tax2("2", "0.00");
        }
        if (random.nextInt(3) == 0) {
            builder.discount(
                    List.of("10", "7.5", "33.33", "12.345", "100", "0.5").get(random.nextInt(6)), "0.00");
        }
        int lines = 1 + random.nextInt(12);
        for (int i = 0; i < lines; i++) {
            BigDecimal quantity = BigDecimal.valueOf(random.nextInt(20_000), 1 + random.nextInt(5));
            BigDecimal price = BigDecimal.valueOf(random.nextInt(60_000) - 6_000, 1 + random.nextInt(4));
            BigDecimal amount = XeroArithmetic.toCents(quantity.multiply(price));
            builder.line(
                    "Service",
                    "Work",
                    quantity.toPlainString(),
                    price.toPlainString(),
                    amount.toPlainString(),
                    random.nextBoolean(),
                    random.nextInt(3) == 0);
        }
        return random.nextInt(3) == 0
                ? builder.computedPerLine().build()
                : builder.computed().build();
    }

    private static Totals asXeroComputes(TargetInvoice target) {
        return new XeroArithmetic(TaxMode.EXCLUSIVE, 4)
                .totals(target.lines().stream()
                        .map(line -> new Line(
                                line.quantity(),
                                line.unitAmount(),
                                Books.xero()
                                        .taxRate(line.taxType())
                                        .orElseThrow()
                                        .rate(),
                                line.discountRate(),
                                null,
                                line.taxAmount()))
                        .toList());
    }

    /** Half a cent each for one line, the discount and two taxes: two cents may be rounding, three may not. */
    @Test
    void roundingExplainsHalfACentForEachFigure() {
        TargetInvoice target = mapped(
                anInvoice().line("1", "100.00", "100.00").amount("100.02").build(), context);

        assertThat(target.lines().get(1).lineAmount()).isEqualTo("0.02");
        assertThat(refused(
                        anInvoice()
                                .line("1", "100.00", "100.00")
                                .amount("100.03")
                                .build(),
                        context))
                .extracting(Problem::code)
                .containsExactly(FailureCode.SOURCE_TOTAL_DIFFERS);
    }

    /** Half a cent each for the line, the sum and a discount: a cent of tax may be rounding, two may not. */
    @Test
    void roundingExplainsACentOfTheTaxOfOneLine() {
        assertThat(mapped(taxedBy("20.01"), context).lines().get(0).taxAmount()).isEqualTo("20.01");
        assertThat(mapped(taxedBy("19.99"), context).lines().get(0).taxAmount()).isEqualTo("19.99");
        assertThat(refused(taxedBy("20.02"), context))
                .extracting(Problem::code)
                .containsExactly(FailureCode.TAX_DIFFERS);
        assertThat(refused(taxedBy("19.98"), context))
                .extracting(Problem::code)
                .containsExactly(FailureCode.TAX_DIFFERS);
    }

    private static SourceInvoice taxedBy(String tax) {
        return anInvoice()
                .tax("20", tax)
                .taxedLine("1", "100.00", "100.00")
                .amount(new BigDecimal("100.00").add(new BigDecimal(tax)).toPlainString())
                .build();
    }

    @Test
    void aSecondTaxOnNoLineIsRefusedWithItsRate() {
        SourceInvoice invoice = anInvoice()
                .tax2("5", "5.00")
                .line("1", "100.00", "100.00")
                .amount("105.00")
                .build();

        assertThat(refused(invoice, context).get(0).sentence())
                .isEqualTo(
                        "Invoice 1042: 5 % of the lines' 0.00 EUR is 0.00 EUR, but Harvest charges 5.00 EUR of tax.");
    }

    @Test
    void withoutAnAccountForRoundingNothingIsAdded() {
        XeroSettings xero = Books.xero();
        XeroSettings bare = new XeroSettings(
                xero.organisation(),
                xero.accounts().stream()
                        .filter(account -> account.systemAccount() == null)
                        .toList(),
                xero.taxRates(),
                xero.items(),
                xero.trackingCategories(),
                xero.currencies(),
                xero.brandingThemes());
        SourceInvoice invoice =
                anInvoice().line("1", "100.00", "100.00").amount("100.01").build();

        assertThat(refused(invoice, context.withXero(bare)))
                .extracting(Problem::code)
                .containsExactly(FailureCode.ROUNDING_ACCOUNT_MISSING);
    }

    @Test
    void ruling8AllMayBeTakenOffByRate() {
        SourceInvoice invoice = anInvoice()
                .discount("100", "300.00")
                .line("3", "100.00", "300.00")
                .line("1", "0.00", "0.00")
                .amount("0.00")
                .build();

        TargetInvoice target = mapped(invoice, context);

        assertThat(target.lines().get(0).discountRate()).isEqualTo("100");
        assertThat(target.lines().get(1).discountRate()).isNull();
        assertThat(target.total()).isEqualTo("0.00");
    }

    @Test
    void ruling8ADiscountWithoutAPercentageIsJustADiscount() {
        SourceInvoice invoice = anInvoice()
                .discount(null, "3.91")
                .tax("5", "1.39")
                .taxedLine("1", "10.56", "10.56")
                .taxedLine("1", "10.56", "10.56")
                .taxedLine("1", "10.56", "10.56")
                .amount("29.16")
                .build();

        assertThat(mapped(invoice, context).lines().get(3).description()).isEqualTo("Discount");
    }

    /** Rounding explains two cents of the total of one line, but three cents of the tax of one that carries both taxes. */
    @Test
    void aTotalThatConfirmedArithmeticMissesByMoreThanRoundingIsRefusedWithBothFigures() {
        SourceInvoice invoice = anInvoice()
                .tax("5", "0.52")
                .tax2("2", "0.21")
                .line("Service", "both", "1", "10.00", "10.00", true, true)
                .amount("10.73")
                .build();

        assertThat(refused(invoice, context.withArithmetic(Arithmetic.CONFIRMED))
                        .get(0)
                        .sentence())
                .isEqualTo("Invoice 1042: Xero would show 10.70 EUR where Harvest has 10.73 EUR.");
        assertThat(mapped(invoice, context).lines().get(0).taxAmount()).isEqualTo("0.73");
    }
}
