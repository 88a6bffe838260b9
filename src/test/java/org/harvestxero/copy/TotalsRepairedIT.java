package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.api.CycleReport;
import org.harvestxero.sandbox.harvest.HarvestSwitch;
import org.harvestxero.sandbox.harvest.InvoiceBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Xero works something out differently than was predicted (ruling 7). */
class TotalsRepairedIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate DAY = LocalDate.of(2026, 11, 3);

    private CopyScenario scenario;
    private long client;

    @BeforeEach
    void start() {
        scenario = CopyScenario.start();
        client = scenario.harvest().add(aClient("Sample Bakery"));
    }

    @AfterEach
    void stop() {
        scenario.close();
    }

    private InvoiceBuilder invoice(String number) {
        return anInvoice(client).number(number).issued(DAY);
    }

    @Test
    void ruling7RepairsADifferentTotalByAnEditWithConfirmedArithmeticWhileThePaymentWaits() {
        scenario.xero().setTakesTaxAmounts(false);
        long id = scenario.harvest()
                .add(invoice("T-1")
                        .taxedLine("One", "1", "10.42")
                        .taxedLine("Two", "1", "10.42")
                        .taxedLine("Three", "1", "10.42")
                        .tax("20")
                        .open()
                        .payment(aPayment("37.51").on(DAY)));

        CycleReport report = scenario.once();

        assertThat(scenario.harvest().get("/invoices/" + id).path("amount").decimalValue())
                .isEqualByComparingTo("37.51");
        assertThat(report.failed()).isEmpty();
        assertThat(report.waiting()).isEmpty();
        JsonNode twin = scenario.invoice("T-1");
        assertThat(twin.path("Total").decimalValue()).isEqualByComparingTo("37.51");
        assertThat(twin.path("Status").asText()).isEqualTo("PAID");
        assertThat(writes()).containsExactly("PUT Invoices", "POST Invoices", "POST Invoices", "PUT Payments");
        scenario.harvest().edit("/invoices/" + id, Map.of("notes", "Thank you"));
        assertThat(scenario.once().failed()).isEmpty();
        assertThat(scenario.invoice("T-1").path("Total").decimalValue()).isEqualByComparingTo("37.51");
    }

    @Test
    void ruling7ReportsADifferentTotalThatNoRepairRemovesUntilAPersonCorrectsIt() {
        scenario.xero().setRoundsHalfEven(true);
        scenario.harvest()
                .add(invoice("T-2")
                        .taxedLine("Work", "1", "10.10")
                        .tax("5")
                        .open()
                        .payment(aPayment("10.61").on(DAY)));

        CycleReport differs = scenario.once();
        CycleReport still = scenario.once();

        assertThat(List.of(differs, still)).allSatisfy(report -> {
            assertThat(report.failed()).singleElement().satisfies(failed -> {
                assertThat(failed.cause()).isEqualTo("xero-total-differs");
                assertThat(failed.message())
                        .isEqualTo("Xero shows 10.60 (tax 0.50) GBP for invoice T-2, Harvest has 10.61 (tax 0.51) GBP."
                                + " It stands as AUTHORISED in Xero, and its payments wait.");
            });
            assertThat(report.waiting())
                    .extracting(CycleReport.Waiting::reason)
                    .containsExactly("its invoice's total in Xero differs");
        });
        assertThat(writes()).containsExactly("PUT Invoices");

        ObjectNode line = scenario.invoice("T-2").path("LineItems").path(0).deepCopy();
        line.retain("LineItemID", "Description", "Quantity", "UnitAmount", "AccountCode", "TaxType");
        line.put("TaxAmount", new BigDecimal("0.51"));
        ObjectNode correction = JSON.createObjectNode();
        correction.putArray("LineItems").add(line);
        scenario.xero().editInvoice("T-2", correction);
        CycleReport corrected = scenario.once();

        assertThat(corrected.failed()).isEmpty();
        assertThat(corrected.waiting()).isEmpty();
        assertThat(scenario.invoice("T-2").path("Status").asText()).isEqualTo("PAID");
    }

    @ParameterizedTest(name = "Xero rounds yen to whole ones: {0}")
    @ValueSource(booleans = {false, true})
    void yenArriveToTheYenWhicheverWayXeroRoundsThemAndDinarsOnlyToTwoDecimals(boolean byCurrency) {
        scenario.xero().addCurrency("JPY");
        scenario.xero().addCurrency("KWD");
        scenario.xero().setRoundsByCurrency(byCurrency);
        scenario.harvest().turn(HarvestSwitch.ROUNDS_BY_CURRENCY, true);
        scenario.harvest()
                .add(invoice("Y-1")
                        .currency("JPY")
                        .taxedLine("Design", "7.33", "9999")
                        .taxedLine("Print", "1", "967")
                        .tax("5")
                        .open());
        scenario.harvest()
                .add(invoice("K-1")
                        .currency("KWD")
                        .line("Design", "8.23", "1.5")
                        .open());
        scenario.harvest()
                .add(invoice("K-2").currency("KWD").line("Design", "8", "1.5").open());

        CycleReport report = scenario.once();

        JsonNode yen = scenario.invoice("Y-1");
        assertThat(yen.path("Total").decimalValue()).isEqualByComparingTo("77973");
        assertThat(yen.path("TotalTax").decimalValue()).isEqualByComparingTo("3713");
        assertThat(yen.path("Status").asText()).isEqualTo("AUTHORISED");
        assertThat(scenario.invoice("K-2").path("Total").decimalValue()).isEqualByComparingTo("12");
        assertThat(report.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.cause()).isEqualTo("amount-too-fine");
            assertThat(failed.message())
                    .isEqualTo("Xero works to two decimals whatever the currency, so it can't hold the 12.345 KWD"
                            + " of invoice K-1.");
        });
        assertThat(scenario.copyService()
                        .failedCopy(report.failed().iterator().next().id())
                        .orElseThrow()
                        .total())
                .isEqualTo("12.345");
        assertThat(report.copied())
                .filteredOn(copied -> "Y-1".equals(copied.number()))
                .allSatisfy(copied -> assertThat(copied.total()).isEqualByComparingTo("77973"));
    }

    private List<String> writes() {
        return scenario.xero().requests().stream()
                .filter(request -> !request.method().equals("GET"))
                .filter(request ->
                        request.path().contains("Invoices") || request.path().contains("Payments"))
                .map(request -> request.method() + " " + request.path().substring("/api.xro/2.0/".length()))
                .toList();
    }
}
