package org.harvestxero.paymentsback;

import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.sandbox.harvest.HarvestSandbox;
import org.harvestxero.sandbox.xero.XeroSandbox;
import org.junit.jupiter.api.AfterEach;

/** Invoices of one client that are copied, and money that people record on them in Xero. */
abstract class PaymentsBackScenario {
    static final LocalDate DAY = LocalDate.of(2026, 11, 5);
    static final String FOLLOW = "copy.payments-back";

    final TestClock clock = new TestClock();
    CopyScenario scenario;
    long client;
    long invoice;

    @AfterEach
    void stop() {
        scenario.close();
    }

    /** 1,000.00 are invoiced and copied; nothing is paid yet. */
    void begin(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(FOLLOW, "follow"));
        settings.putAll(more);
        scenario = CopyScenario.start(clock, settings);
        client = scenario.harvest().add(aClient("Sample Bakery"));
        invoice = open("INV-1");
        scenario.once();
    }

    void begin() {
        begin(Map.of());
    }

    HarvestSandbox harvest() {
        return scenario.harvest();
    }

    XeroSandbox xero() {
        return scenario.xero();
    }

    long open(String number) {
        return harvest()
                .add(anInvoice(client)
                        .number(number)
                        .issued(DAY)
                        .line("Work", "1", "1000")
                        .open());
    }

    /** A person records money in Xero. */
    UUID paid(String number, String amount, LocalDate day) {
        return UUID.fromString(xero().payInvoice(number, new BigDecimal(amount), "090", day)
                .path("PaymentID")
                .asText());
    }

    UUID paid(String amount) {
        return paid("INV-1", amount, DAY);
    }

    /** The same with an account and a reference. */
    JsonNode received(String number, String amount, String account, String reference) {
        ObjectNode in = JsonNodeFactory.instance.objectNode();
        in.putObject("Invoice")
                .put("InvoiceID", scenario.invoice(number).path("InvoiceID").asText());
        in.putObject("Account").put("Code", account);
        return xero().receivePayment(in.put("Date", DAY.toString())
                .put("Amount", new BigDecimal(amount))
                .put("Reference", reference));
    }

    /** A person records money in Harvest. */
    long entered(String amount, LocalDate day) {
        return harvest().pay(invoice, aPayment(amount).on(day).notes("wire"));
    }

    JsonNode inHarvest(long id) {
        return harvest().get("/invoices/" + id);
    }

    /** Of an invoice in Harvest: amount, day and notes of each payment, the oldest first. */
    List<String> payments(long id) {
        List<String> payments = new ArrayList<>();
        for (JsonNode payment : harvest().get("/invoices/" + id + "/payments").path("invoice_payments")) {
            payments.add(
                    0,
                    payment.path("amount").decimalValue().setScale(2).toPlainString() + " "
                            + payment.path("paid_date").asText() + " "
                            + payment.path("notes").asText());
        }
        return payments;
    }

    List<String> payments() {
        return payments(invoice);
    }

    String due() {
        return inHarvest(invoice).path("due_amount").decimalValue().setScale(2).toPlainString();
    }

    List<JsonNode> standingInXero() {
        return xero().payments().stream()
                .filter(payment -> !"DELETED".equals(payment.path("Status").asText()))
                .toList();
    }

    static List<String> causes(CycleReport report) {
        return report.failed().stream().map(FailedCopy::cause).toList();
    }
}
