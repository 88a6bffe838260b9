package org.harvestxero.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Totals of documents as Xero works them out, asked for over HTTP. */
class LineArithmeticIT {
    private static XeroSandbox sandbox;
    private static TestClient xero;
    private static String contact;

    @BeforeAll
    static void start() {
        sandbox = XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits());
        xero = TestClient.connected(sandbox);
        contact = xero.createContact("Acme");
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static JsonNode create(String types, int unitDecimals, String lines) {
        return xero.put(
                        "Invoices?unitdp=" + unitDecimals,
                        "{'Type':'ACCREC','Contact':{'ContactID':'" + contact + "'},'LineAmountTypes':'" + types
                                + "','LineItems':[" + lines + "]}")
                .first("Invoices");
    }

    private static String taxType(String percent) {
        String name = "Rate " + percent;
        JsonNode rates = xero.get("TaxRates").json().get("TaxRates");
        return StreamSupport.stream(rates.spliterator(), false)
                .filter(rate -> rate.get("Name").asText().equals(name))
                .findFirst()
                .orElseGet(() -> xero.put(
                                "TaxRates",
                                "{'Name':'" + name + "','TaxComponents':[{'Name':'VAT','Rate':" + percent + "}]}")
                        .first("TaxRates"))
                .get("TaxType")
                .asText();
    }

    private static String line(String quantity, String unit, String percent, String more) {
        return "{'Description':'x','AccountCode':'200','Quantity':" + quantity + ",'UnitAmount':" + unit
                + ",'TaxType':'" + taxType(percent) + "'" + more + "}";
    }

    @ParameterizedTest(name = "{0} x {1} at {2} %: {3} net, {4} tax, {5} total")
    @CsvSource({
        "1, 76.30, 15, 76.30, 11.45, 87.75",
        "1, 43.30, 5, 43.30, 2.17, 45.47",
        "1, 43.28, 5, 43.28, 2.16, 45.44",
        "0.3333, 90.00, 20, 30.00, 6.00, 36.00",
        "0.33335, 90.00, 20, 30.01, 6.00, 36.01",
        "7.33, 15.00, 0, 109.95, 0.00, 109.95",
        "7000, 0.1651, 0, 1190.00, 0.00, 1190.00",
        "1.005, 1.00, 0, 1.01, 0.00, 1.01"
    })
    void worksOutALine(String quantity, String unit, String percent, String net, String tax, String total) {
        JsonNode invoice = create("Exclusive", 2, line(quantity, unit, percent, ""));

        assertThat(invoice.get("SubTotal").toString()).isEqualTo(net);
        assertThat(invoice.get("TotalTax").toString()).isEqualTo(tax);
        assertThat(invoice.get("Total").toString()).isEqualTo(total);
    }

    @Test
    void keepsFourDecimalsOfAPriceWhenAsked() {
        JsonNode invoice = create("Exclusive", 4, line("7000", "0.1651", "0", ""));

        assertThat(invoice.get("Total").toString()).isEqualTo("1155.70");
        assertThat(invoice.at("/LineItems/0/UnitAmount").toString()).isEqualTo("0.1651");
    }

    @Test
    void addsUpTheTaxOfTheLines() {
        JsonNode invoice = create(
                "Exclusive",
                2,
                line("1", "25.06", "15", "") + "," + line("1", "25.61", "15", "") + "," + line("1", "25.63", "15", ""));

        assertThat(invoice.get("TotalTax").toString()).isEqualTo("11.44");
        assertThat(invoice.get("Total").toString()).isEqualTo("87.74");
    }

    @ParameterizedTest(name = "{0} less {1} %: {2}")
    @CsvSource({"33.33, 10, 30.00", "0.01, 50, 0.00", "5.50, 99.9, 0.01", "795.00, 100, 0.00"})
    void takesTheRoundedDiscountOff(String unit, String rate, String net) {
        JsonNode invoice = create("Exclusive", 2, line("1", unit, "0", ",'DiscountRate':" + rate));

        assertThat(invoice.get("SubTotal").toString()).isEqualTo(net);
        assertThat(invoice.get("IsDiscounted").asBoolean()).isTrue();
    }

    @Test
    void takesADiscountAmountOff() {
        JsonNode invoice = create("Exclusive", 2, line("2", "50.00", "20", ",'DiscountAmount':12.34"));

        assertThat(invoice.get("SubTotal").toString()).isEqualTo("87.66");
        assertThat(invoice.get("TotalTax").toString()).isEqualTo("17.53");
        assertThat(invoice.get("TotalDiscount").toString()).isEqualTo("12.34");
    }

    @Test
    void theDiscountRateWinsOverTheAmount() {
        JsonNode invoice = create("Exclusive", 2, line("1", "100.00", "0", ",'DiscountRate':10,'DiscountAmount':50"));

        assertThat(invoice.get("Total").toString()).isEqualTo("90.00");
    }

    @ParameterizedTest(name = "{0} including {1} %: {2} of tax")
    @CsvSource({"20.00, 9.5, 1.74, 18.26", "23.99, 20, 4.00, 19.99"})
    void carvesTheTaxOutOfInclusiveAmounts(String unit, String percent, String tax, String net) {
        JsonNode invoice = create("Inclusive", 2, line("1", unit, percent, ""));

        assertThat(invoice.get("Total").toString()).isEqualTo(unit);
        assertThat(invoice.get("TotalTax").toString()).isEqualTo(tax);
        assertThat(invoice.get("SubTotal").toString()).isEqualTo(net);
    }

    @Test
    void knowsNoTaxOnANoTaxDocument() {
        JsonNode invoice = create("NoTax", 2, line("3", "10.33", "20", ""));

        assertThat(invoice.get("Total").toString()).isEqualTo("30.99");
        assertThat(invoice.get("TotalTax").toString()).isEqualTo("0.00");
        assertThat(invoice.at("/LineItems/0/TaxType").asText()).isEqualTo("NONE");
    }

    @Test
    void roundsNegativeHalvesAwayFromZero() {
        JsonNode invoice = create("Exclusive", 2, line("1", "100.00", "20", "") + "," + line("1", "-10.05", "5", ""));

        assertThat(invoice.at("/LineItems/1/TaxAmount").toString()).isEqualTo("-0.50");
        JsonNode half = create("Exclusive", 2, line("1", "100.00", "20", "") + "," + line("1", "-10.30", "5", ""));
        assertThat(half.at("/LineItems/1/TaxAmount").toString()).isEqualTo("-0.52");
    }

    @Test
    void aTaxAmountOverridesTheComputedOne() {
        JsonNode invoice = create("Exclusive", 2, line("1", "10.30", "7", ",'TaxAmount':0.73"));

        assertThat(invoice.get("TotalTax").toString()).isEqualTo("0.73");
        assertThat(invoice.get("Total").toString()).isEqualTo("11.03");
    }

    @Test
    void everyPublishedVectorHolds() throws IOException {
        Path file = Path.of(System.getProperty("shared.apis", "../shared/apis"), "xero/samples/rounding-vectors.json");
        assumeTrue(Files.exists(file));
        JsonNode cases = TestClient.parse(Files.readString(file)).get("cases");

        for (JsonNode vector : cases) {
            StringBuilder lines = new StringBuilder();
            for (JsonNode in : vector.get("lines")) {
                String more = (in.has("discountRate")
                                ? ",'DiscountRate':" + in.get("discountRate").asText()
                                : "")
                        + (in.has("discountAmount")
                                ? ",'DiscountAmount':"
                                        + in.get("discountAmount").asText()
                                : "");
                lines.append(lines.isEmpty() ? "" : ",")
                        .append(line(
                                in.get("qty").asText(),
                                in.get("unit").asText(),
                                in.get("rate").asText(),
                                more));
            }
            JsonNode expected = vector.get("expected");
            JsonNode invoice = create(
                    vector.get("lineAmountTypes").asText(), vector.get("unitdp").asInt(), lines.toString());

            String name = vector.get("name").asText();
            for (String field : new String[] {"SubTotal", "TotalTax", "Total"}) {
                assertThat(invoice.get(field).decimalValue())
                        .as(name + " " + field)
                        .isEqualByComparingTo(expected.get(field).decimalValue());
            }
            for (int i = 0; i < expected.get("lines").size(); i++) {
                for (String field : new String[] {"LineAmount", "TaxAmount"}) {
                    assertThat(invoice.at("/LineItems/" + i + "/" + field).decimalValue())
                            .as(name + " line " + i + " " + field)
                            .isEqualByComparingTo(
                                    expected.at("/lines/" + i + "/" + field).decimalValue());
                }
            }
        }
        assertThat(cases.size()).isGreaterThanOrEqualTo(16);
    }
}
