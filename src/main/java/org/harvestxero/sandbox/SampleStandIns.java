package org.harvestxero.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.harvestxero.demo.BothStandIns;
import org.harvestxero.sandbox.harvest.HarvestSwitch;
import org.harvestxero.sandbox.xero.XeroSandbox;

/** Both sides with the sample agency, for the demo. */
public final class SampleStandIns implements BothStandIns.Starter {
    private static final String BANK_OF_DOLLARS = "091";

    @Override
    public BothStandIns start() {
        Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withSample());
        sandbox.harvest().turn(HarvestSwitch.RECEIPTS_WITH_TOKEN, true);
        return new BothStandIns() {
            @Override
            public String harvestUrl() {
                return sandbox.harvest().baseUrl();
            }

            @Override
            public String xeroUrl() {
                return sandbox.xero().baseUrl();
            }

            @Override
            public LocalDate today() {
                return sandbox.harvest().today();
            }

            @Override
            public String payInXero() {
                XeroSandbox xero = sandbox.xero();
                JsonNode open = xero.invoices().stream()
                        .filter(invoice -> SampleAgency.PAID_LATER.equals(
                                invoice.path("InvoiceNumber").asText()))
                        .findFirst()
                        .orElseThrow();
                xero.payInvoice(
                        SampleAgency.PAID_LATER, open.path("AmountDue").decimalValue(), BANK_OF_DOLLARS, today());
                return SampleAgency.PAID_LATER;
            }

            @Override
            public boolean isPaidInHarvest(String number) {
                for (JsonNode invoice : sandbox.harvest().get("/invoices").path("invoices")) {
                    if (number.equals(invoice.path("number").asText())) {
                        return invoice.path("state").asText().equals("paid");
                    }
                }
                return false;
            }

            @Override
            public List<String> filesOf(String bill) {
                return sandbox.xero().invoices().stream()
                        .filter(invoice ->
                                bill.equals(invoice.path("InvoiceNumber").asText()))
                        .map(invoice ->
                                UUID.fromString(invoice.path("InvoiceID").asText()))
                        .flatMap(id -> sandbox.xero().attachments(id).keySet().stream())
                        .toList();
            }

            @Override
            public Map<String, String> properties() {
                return sandbox.properties();
            }

            @Override
            public void close() {
                sandbox.close();
            }
        };
    }
}
