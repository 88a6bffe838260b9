package org.harvestxero.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.harvestxero.CopyScenario;
import org.harvestxero.PostgresServer;
import org.harvestxero.TestClock;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.ReconcileRequest;
import org.harvestxero.api.Reconciliations.Answer;
import org.harvestxero.reconciliation.Measure;
import org.harvestxero.reconciliation.Reconciliation;
import org.harvestxero.sandbox.harvest.InvoiceBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A world in which people on both sides, and somebody with a key to our own tables, did whatever can be done. Each difference is found
 * with its reason and its amount, and the amounts add up.
 */
class ReconcilePlantedIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate DAY = LocalDate.of(2026, 11, 3);
    private static final LocalDate LATER = LocalDate.of(2026, 11, 20);

    private final TestClock clock = new TestClock();
    private final Map<String, Long> ids = new HashMap<>();
    private CopyScenario scenario;
    private long bakery;
    private long museum;

    @AfterEach
    void stop() {
        scenario.close();
    }

    @ParameterizedTest(name = "on {0}")
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void everyPlantedDifferenceIsFoundWithItsReasonAndAmount(String database) {
        begin(database);
        beforeCopying();
        scenario.once();
        afterCopying();
        scenario.once();
        giveUp("GIVEN-UP");
        sinceTheLastCycle();
        int calls = scenario.harvest().calls().size();

        Answer answer = scenario.engine().reconciliations().reconcile(ReconcileRequest.all(), "test");

        assertThat(answer.troubles()).isEmpty();
        Reconciliation found = answer.found();
        assertThat(told(found)).containsExactlyInAnyOrderElementsOf(planted());
        assertThat(found.unexplained()).isZero();
        assertThat(answer.exitCode()).isZero();
        addsUp(found);
        assertThat(calls).isPositive();
    }

    private static List<String> planted() {
        List<String> all = new ArrayList<>(List.of(
                "RETAINER total 11.00 retainer-funding",
                "EARLY total 12.00 before-copy-since",
                "DRAFT total 13.00 drafts-off",
                "NO-LINES total 14.00 failed-copy",
                "TAKEN total 15.00 number-taken",
                "TAKEN total -5.00 stranger",
                "GIVEN-UP total 16.00 given-up",
                "RAISED-IN-XERO total -3.00 edited-in-xero",
                "RAISED-IN-HARVEST total 4.00 edited-in-harvest",
                "VOIDED total 17.00 voided-in-xero",
                "DELETED total -18.00 deleted-in-harvest",
                "VANISHED total -19.00 not-shown-by-harvest",
                "COPY-AGAIN total -5.00 twice-in-xero",
                "UNKNOWN ledger 0.00 link-lost",
                "MOVED client 0.00 client-differs",
                "RENAMED number 0.00 number-differs",
                "DOLLARS total 22.00 currency-differs",
                "DOLLARS total -22.00 currency-differs",
                "UNAPPROVED status 0.00 awaits-approval",
                "NEW total 23.00 not-copied-yet",
                "PAID-IN-XERO payment -6.00 payment-only-in-xero",
                "PAID-LATELY paid 7.00 payments-not-read",
                "PAYMENT-GONE payment 8.00 payment-deleted-in-xero",
                "PAYMENT-DELETED payment -9.00 payment-deleted-in-harvest",
                "DISPUTED payment 4.00 failed-copy",
                "DISPUTED payment -5.00 payment-only-in-xero",
                "WRITTEN-OFF credit-note 24.00 written-off-in-harvest",
                "REOPENED credit-note -25.00 reopened-in-harvest",
                "LESS-WRITTEN-OFF credit-note -10.00 write-off-differs",
                "LESS-WRITTEN-OFF paid 10.00 payments-not-read",
                "RELINKED total 27.00 gone-from-xero",
                "RELINKED total -27.00 twice-in-xero",
                "OLD-FIGURES ledger 0.00 ledger-behind"));
        return all;
    }

    private static List<String> told(Reconciliation found) {
        return found.differences().stream()
                .map(told -> told.difference())
                .map(each -> each.subject().number() + " "
                        + (each.subject().kind().equals("invoice")
                                ? each.measure().word()
                                : each.subject().kind())
                        + " " + each.amount().setScale(2).toPlainString() + " "
                        + each.reason().key())
                .toList();
    }

    private static void addsUp(Reconciliation found) {
        found.currencies().forEach(sum -> {
            for (Measure measure : List.of(Measure.TOTAL, Measure.PAID, Measure.CREDITED)) {
                BigDecimal explained = found.reasons().stream()
                        .filter(reason ->
                                reason.measure() == measure && reason.currency().equals(sum.currency()))
                        .map(Reconciliation.ReasonSum::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(explained)
                        .as("%s in %s", measure, sum.currency())
                        .isEqualByComparingTo(sum.difference().of(measure));
            }
        });
    }

    private void begin(String database) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "copy.closed", "follow",
                "copy.write-off-account", "200",
                "copy.drafts", "false"));
        if (database.equals("PostgreSQL")) {
            settings.put("database.url", PostgresServer.newDatabase());
            settings.put("database.user", "postgres");
        }
        scenario = CopyScenario.start(clock, settings);
        bakery = scenario.harvest().add(aClient("Sample Bakery"));
        museum = scenario.harvest().add(aClient("Town Museum"));
    }

    private InvoiceBuilder invoice(String number, String amount) {
        return anInvoice(bakery).number(number).issued(DAY).line("Work", "1", amount);
    }

    private void add(String number, String amount) {
        ids.put(number, scenario.harvest().add(invoice(number, amount).open()));
    }

    private void beforeCopying() {
        scenario.harvest().add(invoice("RETAINER", "11").forRetainer(1).open());
        scenario.harvest()
                .add(invoice("EARLY", "12").issued(LocalDate.of(2026, 9, 1)).open());
        scenario.harvest().add(invoice("DRAFT", "13"));
        scenario.harvest()
                .add(anInvoice(bakery)
                        .number("NO-LINES")
                        .issued(DAY)
                        .line(null, "1", "14")
                        .open());
        xero("""
                {"Type": "ACCREC", "Status": "AUTHORISED", "InvoiceNumber": "TAKEN", "Date": "2026-11-02", "DueDate": "2026-12-01",
                 "Contact": {"Name": "Stranger"},
                 "LineItems": [{"Description": "Other", "Quantity": 1, "UnitAmount": 5, "AccountCode": "200", "TaxType": "NONE"}]}""");
        add("TAKEN", "15");
        ids.put(
                "GIVEN-UP",
                scenario.harvest()
                        .add(anInvoice(bakery)
                                .number("GIVEN-UP")
                                .issued(DAY)
                                .line(null, "1", "16")
                                .open()));
        List.of(
                        "RAISED-IN-XERO",
                        "RAISED-IN-HARVEST",
                        "VANISHED",
                        "TWINNED",
                        "UNKNOWN",
                        "MOVED",
                        "RENAMED",
                        "PAID-IN-XERO",
                        "PAID-LATELY")
                .forEach(number -> add(number, "19"));
        add("VOIDED", "17");
        add("DELETED", "18");
        add("DOLLARS", "22");
        add("PAYMENT-GONE", "30");
        pay("PAYMENT-GONE", "8");
        add("PAYMENT-DELETED", "30");
        pay("PAYMENT-DELETED", "9");
        add("DISPUTED", "30");
        pay("DISPUTED", "3");
        add("WRITTEN-OFF", "24");
        add("RELINKED", "27");
        add("OLD-FIGURES", "28");
        ids.put("REOPENED", scenario.harvest().add(invoice("REOPENED", "25").writtenOff()));
        ids.put(
                "LESS-WRITTEN-OFF",
                scenario.harvest().add(invoice("LESS-WRITTEN-OFF", "26").writtenOff()));
    }

    private void afterCopying() {
        scenario.xero().setMayApprove(false);
        add("UNAPPROVED", "21");
        scenario.xero().payInvoice("DISPUTED", new BigDecimal("5"), "090", DAY);
        scenario.harvest().pay(ids.get("DISPUTED"), aPayment("4").on(LATER));
        scenario.harvest().delete("/invoices/" + ids.get("DELETED"));
        scenario.sweep();
        JsonNode payments = scenario.harvest().get("/invoices/" + ids.get("PAYMENT-DELETED") + "/payments");
        scenario.harvest()
                .delete("/invoices/" + ids.get("PAYMENT-DELETED") + "/payments/"
                        + payments.path("invoice_payments").get(0).path("id").asLong());
    }

    private void sinceTheLastCycle() {
        scenario.xero().setMayApprove(true);
        raise("RAISED-IN-XERO");
        raiseInHarvest("RAISED-IN-HARVEST");
        scenario.xero().voidInvoice("VOIDED");
        scenario.harvest().delete("/invoices/" + ids.get("VANISHED"));
        xero("""
                {"Type": "ACCREC", "Status": "AUTHORISED", "InvoiceNumber": "COPY-AGAIN", "Date": "2026-11-03", "DueDate": "2026-12-01",
                 "Contact": {"Name": "Sample Bakery"}, "Url": "https://sample.harvestapp.com/invoices/%d",
                 "LineItems": [{"Description": "Other", "Quantity": 1, "UnitAmount": 5, "AccountCode": "200", "TaxType": "NONE"}]}""".formatted(ids.get("TWINNED")));
        scenario.sql("delete from link where kind = 'invoice' and source_id = " + ids.get("UNKNOWN"));
        edit("MOVED", "{\"Contact\": {\"Name\": \"Another contact\"}}");
        edit("RENAMED", "{\"InvoiceNumber\": \"RENAMED-2\"}");
        scenario.harvest().edit("/invoices/" + ids.get("DOLLARS"), Map.of("currency", "USD"));
        scenario.xero().payInvoice("PAID-IN-XERO", new BigDecimal("6"), "090", DAY);
        scenario.harvest().pay(ids.get("PAID-LATELY"), aPayment("7").on(DAY));
        scenario.xero()
                .deletePayment(UUID.fromString(scenario.invoice("PAYMENT-GONE")
                        .path("Payments")
                        .get(0)
                        .path("PaymentID")
                        .asText()));
        scenario.harvest().event(ids.get("WRITTEN-OFF"), "close");
        scenario.harvest().event(ids.get("REOPENED"), "re-open");
        scenario.harvest().event(ids.get("LESS-WRITTEN-OFF"), "re-open");
        scenario.harvest().pay(ids.get("LESS-WRITTEN-OFF"), aPayment("10").on(DAY));
        scenario.harvest().event(ids.get("LESS-WRITTEN-OFF"), "close");
        scenario.sql("update link set target_id = '" + UUID.randomUUID() + "' where kind = 'invoice' and source_id = "
                + ids.get("RELINKED"));
        scenario.sql(
                "update link set total = total + 1 where kind = 'invoice' and source_id = " + ids.get("OLD-FIGURES"));
        add("NEW", "23");
    }

    private void pay(String number, String amount) {
        scenario.harvest().pay(ids.get(number), aPayment(amount).on(DAY));
    }

    private void giveUp(String number) {
        Set<Long> failed = Set.of(scenario.copyService().failedCopies(FailedFilter.STANDING).stream()
                .filter(copy -> number.equals(copy.number()))
                .map(FailedCopy::id)
                .findFirst()
                .orElseThrow());
        assertThat(scenario.copyService().discard(failed, "entered by hand", "jane"))
                .isEqualTo(1);
    }

    private void raise(String number) {
        JsonNode line = scenario.invoice(number).path("LineItems").get(0);
        edit(
                number,
                "{\"LineItems\": [{\"LineItemID\": \"" + line.path("LineItemID").asText()
                        + "\", \"Description\": \"Work\", \"Quantity\": 1, \"UnitAmount\": 22, \"AccountCode\": \"200\", \"TaxType\": \"NONE\"}]}");
    }

    private void raiseInHarvest(String number) {
        long line = scenario.harvest()
                .get("/invoices/" + ids.get(number))
                .path("line_items")
                .get(0)
                .path("id")
                .asLong();
        scenario.harvest()
                .edit(
                        "/invoices/" + ids.get(number),
                        Map.of(
                                "line_items",
                                JSON.createArrayNode()
                                        .add(JSON.createObjectNode()
                                                .put("id", line)
                                                .put("unit_price", 23))));
    }

    private void xero(String invoice) {
        scenario.xero().createInvoice(json(invoice));
    }

    private void edit(String number, String fields) {
        scenario.xero().editInvoice(number, json(fields));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
