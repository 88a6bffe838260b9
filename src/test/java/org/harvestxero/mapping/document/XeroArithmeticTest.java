package org.harvestxero.mapping.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.mapping.document.XeroArithmetic.Line;
import org.harvestxero.mapping.document.XeroArithmetic.LineTotal;
import org.harvestxero.mapping.document.XeroArithmetic.TaxMode;
import org.harvestxero.mapping.document.XeroArithmetic.Totals;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XeroArithmeticTest {
    private final XeroArithmetic exclusive = new XeroArithmetic(TaxMode.EXCLUSIVE, 4);

    @Test
    void taxesEachLineAndAddsTheTaxesUp() {
        Totals totals =
                exclusive.totals(List.of(line("1", "25.06", "15"), line("1", "25.61", "15"), line("1", "25.63", "15")));

        assertThat(totals.lines())
                .extracting(LineTotal::tax)
                .containsExactly(money("3.76"), money("3.84"), money("3.84"));
        assertThat(totals.subtotal()).isEqualTo("76.30");
        assertThat(totals.totalTax()).isEqualTo("11.44");
        assertThat(totals.total()).isEqualTo("87.74");
    }

    @ParameterizedTest(name = "{0} × {1} at {2} %: {3} and {4} tax")
    @CsvSource({
        "1, 76.30, 15, 76.30, 11.45",
        "1, 43.30, 5, 43.30, 2.17",
        "1, 43.28, 5, 43.28, 2.16",
        "0.3333, 90.00, 20, 30.00, 6.00",
        "7.33335, 15.00, 0, 110.00, 0.00",
        "7.33334, 15.00, 0, 110.00, 0.00",
        "2.5, 0.33, 0, 0.83, 0.00",
        "2.5, -0.33, 0, -0.83, 0.00",
        "1, -10.10, 5, -10.10, -0.51",
    })
    void roundsHalvesAwayFromZero(String quantity, String price, String rate, String amount, String tax) {
        LineTotal total = exclusive.line(line(quantity, price, rate));

        assertThat(total).isEqualTo(new LineTotal(money(amount), money(tax)));
    }

    @ParameterizedTest(name = "{0} decimals: {1}")
    @CsvSource({"2, 1190.00", "4, 1155.70"})
    void roundsTheUnitAmountFirst(int decimals, String amount) {
        LineTotal total = new XeroArithmetic(TaxMode.EXCLUSIVE, decimals).line(line("7000", "0.1651", "0"));

        assertThat(total.lineAmount()).isEqualTo(amount);
    }

    @ParameterizedTest(name = "{0} less {1} % is {2}")
    @CsvSource({"33.33, 10, 30.00", "0.01, 50, 0.00", "5.50, 99.9, 0.01", "795.00, 100, 0.00"})
    void roundsTheDiscountBeforeItIsTakenOff(String price, String rate, String amount) {
        Line discounted = new Line(BigDecimal.ONE, money(price), money("20"), money(rate), null, null);

        assertThat(exclusive.line(discounted).lineAmount()).isEqualTo(amount);
    }

    @Test
    void takesADiscountAmountOff() {
        Line discounted = new Line(money("2"), money("50.00"), money("20"), null, money("12.34"), null);

        assertThat(exclusive.line(discounted)).isEqualTo(new LineTotal(money("87.66"), money("17.53")));
    }

    @Test
    void carvesTaxOutOfInclusiveAmounts() {
        Totals totals = new XeroArithmetic(TaxMode.INCLUSIVE, 2).totals(List.of(line("1", "23.99", "20")));

        assertThat(totals)
                .isEqualTo(new Totals(
                        List.of(new LineTotal(money("23.99"), money("4.00"))),
                        money("19.99"),
                        money("4.00"),
                        money("23.99")));
    }

    @Test
    void chargesNoTaxWhenThereIsNone() {
        Totals totals = new XeroArithmetic(TaxMode.NO_TAX, 2).totals(List.of(line("3", "10.33", "20")));

        assertThat(totals.total()).isEqualTo("30.99");
        assertThat(totals.totalTax()).isEqualTo("0.00");
    }

    @Test
    void takesAnOverriddenTaxAsItIs() {
        Line overridden = new Line(BigDecimal.ONE, money("10.00"), money("20"), null, null, money("2.01"));

        assertThat(exclusive.line(overridden).tax()).isEqualTo("2.01");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"-0.505, true", "0.505, false", "-0.504, false", "-0.5051, false", "-0.50, false"})
    void knowsTheNegativeHalvesNobodyHasConfirmed(String exact, boolean unconfirmed) {
        assertThat(XeroArithmetic.isNegativeHalf(money(exact))).isEqualTo(unconfirmed);
    }

    @TestFactory
    List<DynamicTest> agreesWithThePublishedVectors() throws Exception {
        Path vectors =
                Path.of(System.getProperty("shared.apis", "../shared/apis"), "xero/samples/rounding-vectors.json");
        assumeTrue(Files.exists(vectors), "the API reference is not beside the project");
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode vector : new ObjectMapper().readTree(vectors.toFile()).get("cases")) {
            tests.add(DynamicTest.dynamicTest(vector.get("name").asText(), () -> holds(vector)));
        }
        return tests;
    }

    private static void holds(JsonNode vector) {
        TaxMode mode = switch (vector.get("lineAmountTypes").asText()) {
            case "Inclusive" -> TaxMode.INCLUSIVE;
            case "NoTax" -> TaxMode.NO_TAX;
            default -> TaxMode.EXCLUSIVE;
        };
        List<Line> lines = new ArrayList<>();
        vector.get("lines")
                .forEach(line -> lines.add(new Line(
                        decimal(line, "qty"),
                        decimal(line, "unit"),
                        decimal(line, "rate"),
                        decimal(line, "discountRate"),
                        decimal(line, "discountAmount"),
                        null)));

        Totals totals = new XeroArithmetic(mode, vector.get("unitdp").asInt()).totals(lines);

        JsonNode expected = vector.get("expected");
        assertThat(totals.subtotal()).isEqualByComparingTo(decimal(expected, "SubTotal"));
        assertThat(totals.totalTax()).isEqualByComparingTo(decimal(expected, "TotalTax"));
        assertThat(totals.total()).isEqualByComparingTo(decimal(expected, "Total"));
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = expected.get("lines").get(i);
            assertThat(totals.lines().get(i).lineAmount()).isEqualByComparingTo(decimal(line, "LineAmount"));
            assertThat(totals.lines().get(i).tax()).isEqualByComparingTo(decimal(line, "TaxAmount"));
        }
    }

    private static BigDecimal decimal(JsonNode node, String field) {
        return node.has(field) ? new BigDecimal(node.get(field).asText()) : null;
    }

    private static Line line(String quantity, String price, String rate) {
        return Line.of(money(quantity), money(price), money(rate));
    }

    private static BigDecimal money(String text) {
        return new BigDecimal(text);
    }
}
