package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.Pages;
import org.harvestxero.sandbox.harvest.InvoiceBuilder;
import org.junit.jupiter.api.Test;

/** Policies and follow-ups of copied invoices, each through the shipped routes over real HTTP. */
class CopyRulesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate DAY = LocalDate.of(2026, 11, 3);

    private static InvoiceBuilder design(long client, String number, String amount) {
        return anInvoice(client).number(number).issued(DAY).line("Design", "1", amount);
    }

    @Test
    void createsTheTrackingOptionOfAClientBeforeItsInvoice() {
        try (CopyScenario scenario = CopyScenario.start(Map.of("copy.tracking-category", "Region"))) {
            long client = scenario.harvest().add(aClient("Sample Bakery"));
            scenario.harvest().add(design(client, "T-1", "100").open());

            CycleReport report = scenario.once();

            assertThat(report.failed()).isEmpty();
            JsonNode tracking = scenario.invoice("T-1")
                    .path("LineItems")
                    .path(0)
                    .path("Tracking")
                    .path(0);
            assertThat(tracking.path("Name").asText()).isEqualTo("Region");
            assertThat(tracking.path("Option").asText()).isEqualTo("Sample Bakery");
        }
    }

    @Test
    void ruling15CreditsWhatWasWrittenOffAgainstTheInvoice() {
        try (CopyScenario scenario =
                CopyScenario.start(Map.of("copy.closed", "follow", "copy.write-off-account", "200"))) {
            long client = scenario.harvest().add(aClient("Sample Bakery"));
            scenario.harvest()
                    .add(design(client, "W-1", "100")
                            .payment(aPayment("30").on(DAY))
                            .writtenOff());

            CycleReport report = scenario.once();

            assertThat(report.failed()).isEmpty();
            JsonNode invoice = scenario.invoice("W-1");
            assertThat(invoice.path("AmountPaid").decimalValue()).isEqualByComparingTo("30");
            assertThat(invoice.path("AmountCredited").decimalValue()).isEqualByComparingTo("70");
            assertThat(invoice.path("Status").asText()).isEqualTo("PAID");
            assertThat(scenario.once().copied()).isEmpty();
            assertThat(scenario.xero().creditNotes()).hasSize(1);
        }
    }

    @Test
    void ruling15ReportsAWriteOffUnlessToldToFollow() {
        try (CopyScenario scenario = CopyScenario.start()) {
            long client = scenario.harvest().add(aClient("Sample Bakery"));
            scenario.harvest().add(design(client, "W-2", "100").writtenOff());

            scenario.once();
            Pages<FailedCopy> failed = scenario.once().failed();

            assertThat(failed).singleElement().satisfies(copy -> {
                assertThat(copy.cause()).isEqualTo("written-off-in-harvest");
                assertThat(copy.message()).contains("W-2").contains("100.00 GBP");
            });
            assertThat(scenario.xero().creditNotes()).isEmpty();
        }
    }

    @Test
    void ruling5SwapsTheNumbersOfTwoInvoices() {
        try (CopyScenario scenario = CopyScenario.start()) {
            long client = scenario.harvest().add(aClient("Sample Bakery"));
            long first = scenario.harvest().add(design(client, "S-1", "10").open());
            long second = scenario.harvest().add(design(client, "S-2", "20").open());
            scenario.once();

            scenario.harvest().edit("/invoices/" + first, Map.of("number", "S-9"));
            scenario.harvest().edit("/invoices/" + second, Map.of("number", "S-1"));
            scenario.harvest().edit("/invoices/" + first, Map.of("number", "S-2"));
            CycleReport report = scenario.once();

            assertThat(report.failed()).isEmpty();
            assertThat(scenario.invoice("S-2").path("Total").decimalValue()).isEqualByComparingTo("10");
            assertThat(scenario.invoice("S-1").path("Total").decimalValue()).isEqualByComparingTo("20");
            assertThat(scenario.xero().invoices()).hasSize(2);
        }
    }

    @Test
    void ruling16TellsAPersonOfACreditBalanceUntilItIsGone() {
        try (CopyScenario scenario = CopyScenario.start(Map.of("copy.payments", "false"))) {
            long client = scenario.harvest().add(aClient("Sample Bakery"));
            long invoice = scenario.harvest()
                    .add(design(client, "C-1", "100")
                            .open()
                            .payment(aPayment("100").on(DAY)));
            long surplus = scenario.harvest().pay(invoice, aPayment("20").on(DAY));

            CycleReport overpaid = scenario.once();
            CycleReport again = scenario.once();
            scenario.harvest().delete("/invoices/" + invoice + "/payments/" + surplus);
            CycleReport settled = scenario.once();

            assertThat(overpaid.failed()).singleElement().satisfies(copy -> {
                assertThat(copy.cause()).isEqualTo("credit-balance");
                assertThat(copy.message()).isEqualTo("Invoice C-1 has a credit balance of 20.00 GBP in Harvest.");
            });
            assertThat(again.failed()).containsExactlyElementsOf(overpaid.failed());
            assertThat(settled.failed()).isEmpty();
        }
    }

    @Test
    void ruling16TellsOfAnInvoiceReducedBelowWhatWasPaidAndGivesNothingBack() {
        try (CopyScenario scenario = CopyScenario.start()) {
            long client = scenario.harvest().add(aClient("Sample Bakery"));
            long invoice = scenario.harvest()
                    .add(design(client, "C-2", "100")
                            .open()
                            .payment(aPayment("60").on(DAY)));
            scenario.once();

            long line = scenario.harvest()
                    .get("/invoices/" + invoice)
                    .path("line_items")
                    .path(0)
                    .path("id")
                    .asLong();
            scenario.harvest()
                    .edit(
                            "/invoices/" + invoice,
                            Map.of(
                                    "line_items",
                                    JSON.createArrayNode()
                                            .add(JSON.createObjectNode()
                                                    .put("id", line)
                                                    .put("unit_price", 50))));
            CycleReport report = scenario.once();

            assertThat(report.failed())
                    .extracting(FailedCopy::cause)
                    .containsExactlyInAnyOrder("credit-balance", "drift");
            assertThat(scenario.invoice("C-2").path("AmountPaid").decimalValue())
                    .isEqualByComparingTo("60");
            assertThat(scenario.xero().payments()).hasSize(1);
            assertThat(scenario.xero().creditNotes()).isEmpty();
        }
    }
}
