package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.Twins;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.DocumentKind;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.sandbox.harvest.InvoiceBuilder;
import org.harvestxero.sandbox.xero.LoggedRequest;
import org.harvestxero.sandbox.xero.XeroFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to copies after they were made, on either side. */
class FollowChangesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate DAY = LocalDate.of(2026, 11, 5);
    private static final String PAYMENTS = "/api.xro/2.0/Payments";

    private final TestClock clock = new TestClock();
    private CopyScenario scenario;
    private long client;

    private void begin(Map<String, String> settings) {
        scenario = CopyScenario.start(clock, settings);
        client = scenario.harvest().add(aClient("Sample Bakery"));
    }

    @AfterEach
    void stop() {
        scenario.close();
    }

    @Test
    void aDraftThatIsSentIsApprovedWithItsMoneyAndEditsFollow() {
        begin(Map.of());
        long draft = add(
                invoice("D-1").line("Work", "1", "100").payment(aPayment("40").on(DAY)));
        long edited = add(
                invoice("E-1").line("Work", "1", "100").line("More", "2", "10").open());
        CycleReport first = scenario.once();
        List<String> lines = lineIds("E-1");

        scenario.harvest().event(draft, "send");
        editLine(edited, 0, Map.of("unit_price", "150", "description", "More work"));
        CycleReport second = scenario.once();

        assertThat(first.waiting()).extracting(CycleReport.Waiting::kind).containsExactly(DocumentKind.PAYMENT);
        assertThat(second.failed()).isEmpty();
        assertThat(second.waiting()).isEmpty();
        assertThat(scenario.invoice("D-1").path("Status").asText()).isEqualTo("AUTHORISED");
        assertThat(scenario.invoice("D-1").path("AmountDue").decimalValue()).isEqualByComparingTo("60");
        assertThat(scenario.invoice("E-1").path("Total").decimalValue()).isEqualByComparingTo("170");
        assertThat(lineIds("E-1")).isEqualTo(lines);
        assertThat(second.copied())
                .extracting(copied -> copied.number() + " " + copied.kind() + " " + copied.action())
                .containsExactlyInAnyOrder("D-1 INVOICE UPDATED", "D-1 PAYMENT CREATED", "E-1 INVOICE UPDATED");
        new Twins(scenario.harvest(), scenario.xero()).assertExact();
    }

    @Test
    void anEditThatCouldNotBeBroughtOverIsOverOnceItIsTakenBack() {
        begin(Map.of());
        long invoice = add(invoice("E-1").line("Work", "1", "100").open());
        scenario.once();

        editLine(invoice, 0, Map.of("description", ""));
        List<FailedCopy> refused = scenario.once().failed().stream().toList();
        editLine(invoice, 0, Map.of("description", "Work"));
        CycleReport after = scenario.once();

        assertThat(refused).extracting(FailedCopy::cause).containsExactly("line-description-missing");
        assertThat(after.failed()).isEmpty();
        assertThat(scenario.invoice("E-1").path("Total").decimalValue()).isEqualByComparingTo("100");
    }

    @Test
    void aRefusalIsOverOnceXeroTakesTheInvoiceAsItStandsThereAlready() {
        begin(Map.of());
        long invoice = add(invoice("E-1").line("Work", "1", "100").open());
        scenario.once();
        scenario.xero().archiveAccount("200");
        clock.jump(Duration.ofHours(25));
        scenario.harvest().edit("/invoices/" + invoice, Map.of("payment_term", "custom"));
        List<FailedCopy> refused = scenario.once().failed().stream().toList();

        scenario.xero().restoreAccount("200");
        CycleReport after = scenario.once();

        assertThat(refused).extracting(FailedCopy::cause).containsExactly("account-archived");
        assertThat(after.failed()).isEmpty();
        assertThat(scenario.once().failed()).isEmpty();
    }

    @Test
    void whatABookkeeperChangedIsKeptAndToldWhereBothSidesDiffer() {
        begin(Map.of());
        long recoded = add(invoice("R-1").line("Work", "1", "100").open());
        long both = add(invoice("B-1").line("Work", "1", "100").open());
        add(invoice("V-1").line("Work", "1", "100").open());
        add(invoice("T-1").line("Work", "1", "100").open());
        scenario.once();

        bookkeeperEdits("R-1", "AccountCode", "260");
        bookkeeperEdits("B-1", "UnitAmount", 120);
        bookkeeperEdits("T-1", "UnitAmount", 130);
        scenario.xero().voidInvoice("V-1");
        editLine(recoded, 0, Map.of("unit_price", "110"));
        editLine(both, 0, Map.of("unit_price", "140"));
        CycleReport report = scenario.once();

        JsonNode kept = scenario.invoice("R-1").path("LineItems").path(0);
        assertThat(kept.path("AccountCode").asText()).isEqualTo("260");
        assertThat(kept.path("UnitAmount").decimalValue()).isEqualByComparingTo("110");
        assertThat(scenario.invoice("B-1").path("Total").decimalValue()).isEqualByComparingTo("120");
        assertThat(report.failed())
                .extracting(failed -> failed.number() + " " + failed.cause())
                .containsExactlyInAnyOrder("B-1 drift", "T-1 drift", "V-1 voided-in-xero");
        assertThat(failed(report, "B-1").message()).contains("120").contains("140");
        assertThat(failed(report, "T-1").message()).contains("130").contains("100");

        bookkeeperEdits("T-1", "UnitAmount", 100);
        assertThat(scenario.once().failed()).extracting(FailedCopy::number).containsExactlyInAnyOrder("B-1", "V-1");
    }

    @Test
    void linesThatXeroGaveOtherIdsAreStillOurs() {
        begin(Map.of());
        long edited = add(
                invoice("L-1").line("Work", "1", "100").line("More", "2", "10").open());
        scenario.once();
        List<String> before = lineIds("L-1");
        scenario.xero().editInvoice("L-1", json("{\"Reference\": \"Seen\"}"));
        assertThat(lineIds("L-1")).as("lines nobody named").doesNotContainAnyElementsOf(before);

        editLine(edited, 0, Map.of("unit_price", "150"));
        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(scenario.invoice("L-1").path("Total").decimalValue()).isEqualByComparingTo("170");
        assertThat(scenario.invoice("L-1").path("Reference").asText()).isEqualTo("Seen");
    }

    @Test
    void anEditWhoseAnswerWasLostIsNobodyElsesChange() {
        begin(Map.of());
        long edited = add(invoice("L-2").line("Work", "1", "100").open());
        scenario.once();
        scenario.xero()
                .arm(XeroFault.of(XeroFault.Kind.BROKEN_JSON)
                        .on("POST", "/api.xro/2.0/Invoices")
                        .next(100));
        editLine(edited, 0, Map.of("unit_price", "150"));
        scenario.scheduled();
        assertThat(scenario.invoice("L-2").path("Total").decimalValue()).isEqualByComparingTo("150");
        scenario.xero().clearFaults();
        clock.jump(Duration.ofMinutes(10));

        editLine(edited, 0, Map.of("unit_price", "180"));
        scenario.scheduled();
        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(report.waiting()).isEmpty();
        assertThat(scenario.invoice("L-2").path("Total").decimalValue()).isEqualByComparingTo("180");
    }

    @Test
    void deletedInHarvestIsToldUnlessAskedToFollow() {
        begin(Map.of());
        List<Long> invoices = IntStream.range(0, 20)
                .mapToObj(i -> add(invoice("S-" + i).line("Work", "1", "100").open()))
                .toList();
        long paid = add(invoice("P-1").line("Work", "1", "100").open());
        long payment = scenario.harvest().pay(paid, aPayment("30").on(DAY));
        scenario.once();

        delete(invoices.get(0));
        scenario.harvest().delete("/invoices/" + paid + "/payments/" + payment);
        scenario.sweep();
        CycleReport told = scenario.once();
        scenario.copyService().retry(told.failed().stream().map(FailedCopy::id).collect(Collectors.toSet()), "jane");
        assertThat(scenario.once().failed())
                .extracting(FailedCopy::cause)
                .containsExactlyInAnyOrder("deleted-in-harvest", "payment-deleted-in-harvest");
        invoices.subList(1, 8).forEach(this::delete);
        scenario.sweep();
        CycleReport many = scenario.once();

        assertThat(told.failed())
                .extracting(failed -> failed.number() + " " + failed.kind() + " " + failed.cause())
                .containsExactlyInAnyOrder("S-0 INVOICE deleted-in-harvest", "P-1 PAYMENT payment-deleted-in-harvest");
        assertThat(many.failed())
                .hasSize(3)
                .filteredOn(failed -> failed.sourceId() == 0)
                .singleElement()
                .satisfies(failed ->
                        assertThat(failed.message()).startsWith("7 copied invoices are missing in Harvest at once"));
        assertThat(Twins.live(scenario.xero().invoices())).hasSize(21);
        assertThat(Twins.live(scenario.xero().payments())).hasSize(1);

        scenario.xero().voidInvoice("S-0");
        scenario.xero()
                .deletePayment(UUID.fromString(
                        scenario.xero().payments().get(0).path("PaymentID").asText()));
        assertThat(scenario.once().failed()).extracting(FailedCopy::sourceId).containsExactly(0L);
    }

    @Test
    void whatAnAdministratorDoesNotSeeAloneIsDeleted() {
        begin(Map.of("copy.on-delete", "follow"));
        long open = add(invoice("O-1").line("Work", "1", "100").open());
        add(invoice("O-2").line("Work", "1", "100").open());
        scenario.once();
        delete(open);
        scenario.tokenIsOf("manager", "managed_projects_invoice_manager");

        scenario.sweep();
        CycleReport report = scenario.once();

        assertThat(report.failed())
                .extracting(failed -> failed.sourceId() + " " + failed.cause())
                .containsExactly("0 harvest-shows-not-all");
        assertThat(scenario.invoice("O-1").path("Status").asText()).isEqualTo("AUTHORISED");

        scenario.tokenIsOf("administrator");
        scenario.sweep();
        CycleReport after = scenario.once();

        assertThat(after.failed()).isEmpty();
        assertThat(scenario.invoice("O-1-deleted-" + open).path("Status").asText())
                .isEqualTo("VOIDED");
    }

    @Test
    void whatWasReportedIsFollowedOnceTheSettingsSaySo() {
        begin(Map.of());
        long open = add(invoice("O-1").line("Work", "1", "100").open());
        long paid = add(invoice("P-1").line("Work", "1", "100").open());
        long payment = scenario.harvest().pay(paid, aPayment("30").on(DAY));
        add(invoice("W-1").line("Work", "1", "100").open().writtenOff());
        scenario.once();
        delete(open);
        scenario.harvest().delete("/invoices/" + paid + "/payments/" + payment);
        scenario.sweep();
        assertThat(scenario.once().failed()).hasSize(3);

        scenario.restart(Map.of(
                "copy.on-delete",
                "follow",
                "copy.on-payment-delete",
                "follow",
                "copy.closed",
                "follow",
                "copy.write-off-account",
                "260"));
        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(scenario.invoice("O-1-deleted-" + open).path("Status").asText())
                .isEqualTo("VOIDED");
        assertThat(Twins.live(scenario.xero().payments())).isEmpty();
        assertThat(scenario.invoice("W-1").path("AmountCredited").decimalValue())
                .isEqualByComparingTo("100");
    }

    @Test
    void deletedInHarvestIsRemovedInXeroUnderAFreedNumberWhenAskedToFollow() {
        begin(Map.of("copy.on-delete", "follow", "copy.on-payment-delete", "follow"));
        long draft = add(invoice("D-1").line("Work", "1", "100"));
        long open = add(invoice("O-1").line("Work", "1", "100").open());
        long paid = add(invoice("P-1").line("Work", "1", "100").open());
        long payment = scenario.harvest().pay(paid, aPayment("30").on(DAY));
        scenario.once();
        delete(draft);
        delete(open);
        scenario.harvest().delete("/invoices/" + paid + "/payments/" + payment);

        scenario.sweep();
        CycleReport removed = scenario.once();
        forgetThatRemovalsWereAnswered();
        clock.jump(Duration.ofMinutes(8));
        CycleReport report = scenario.once();

        assertThat(removed.failed()).isEmpty();
        assertThat(removed.waiting()).isEmpty();
        assertThat(report.failed()).isEmpty();
        assertThat(report.waiting()).isEmpty();
        assertThat(scenario.invoice("D-1-deleted-" + draft).path("Status").asText())
                .isEqualTo("DELETED");
        assertThat(scenario.invoice("O-1-deleted-" + open).path("Status").asText())
                .isEqualTo("VOIDED");
        assertThat(Twins.live(scenario.xero().payments())).isEmpty();
        assertThat(scenario.invoice("P-1").path("AmountDue").decimalValue()).isEqualByComparingTo("100");
        add(invoice("O-1").line("Work again", "1", "100").open());
        assertThat(scenario.once().failed()).isEmpty();
    }

    @Test
    void moneyWaitsUntilSomeoneWithTheRightApproves() {
        begin(Map.of());
        scenario.xero().setMayApprove(false);
        add(invoice("A-1")
                .line("Work", "1", "100")
                .open()
                .payment(aPayment("40").on(DAY)));
        CycleReport held = scenario.once();

        scenario.xero().setMayApprove(true);
        scenario.xero().editInvoice("A-1", json("{\"Status\": \"AUTHORISED\"}"));
        CycleReport approved = scenario.once();

        assertThat(held.failed()).isEmpty();
        assertThat(held.waiting())
                .extracting(CycleReport.Waiting::reason)
                .containsExactly("its invoice is DRAFT in Xero, not AUTHORISED");
        assertThat(approved.waiting()).isEmpty();
        assertThat(scenario.invoice("A-1").path("AmountDue").decimalValue()).isEqualByComparingTo("60");
    }

    @Test
    void partPaymentsTravelInTheOrderTheyWerePaidOneRequestEach() {
        begin(Map.of());
        long invoice = add(invoice("P-1").line("Work", "1", "100").open());
        for (int day : List.of(12, 8, 10)) {
            scenario.harvest().pay(invoice, aPayment("2" + day % 10).on(LocalDate.of(2026, 11, day)));
        }

        CycleReport report = scenario.once();

        List<String> dates = scenario.xero().requests().stream()
                .filter(request ->
                        request.method().equals("PUT") && request.path().equals(PAYMENTS))
                .map(LoggedRequest::body)
                .flatMap(body -> {
                    JsonNode payments = json(body).path("Payments");
                    assertThat(payments).hasSize(1);
                    return StreamSupport.stream(payments.spliterator(), false);
                })
                .map(payment -> payment.path("Date").asText())
                .toList();
        assertThat(dates).containsExactly("2026-11-08", "2026-11-10", "2026-11-12");
        assertThat(report.copied()).hasSize(4);
        assertThat(scenario.invoice("P-1").path("AmountDue").decimalValue()).isEqualByComparingTo("30");
    }

    /** As if the process had died after Xero acted and before that was recorded. */
    private void forgetThatRemovalsWereAnswered() {
        int rows = scenario.sql("""
                update outbox set state = 'sending', finished_at = null, outcome = null
                where action in ('void', 'delete')""");
        scenario.sql("""
                update batch set state = 'sent', closed_at = null
                where id in (select batch_id from outbox where state = 'sending')""");
        scenario.sql("update link set target_status = 'AUTHORISED' where kind <> 'contact'");
        assertThat(rows).isEqualTo(3);
    }

    private InvoiceBuilder invoice(String number) {
        return anInvoice(client).number(number).issued(DAY);
    }

    private long add(InvoiceBuilder invoice) {
        return scenario.harvest().add(invoice);
    }

    private void delete(long invoice) {
        scenario.harvest().delete("/invoices/" + invoice);
    }

    private void editLine(long invoice, int line, Map<String, String> changes) {
        JsonNode lines = scenario.harvest().get("/invoices/" + invoice).path("line_items");
        ObjectNode changed =
                JSON.createObjectNode().put("id", lines.path(line).path("id").asLong());
        changes.forEach((field, value) -> {
            if (field.equals("description")) {
                changed.put(field, value);
            } else {
                changed.put(field, new BigDecimal(value));
            }
        });
        scenario.harvest()
                .edit(
                        "/invoices/" + invoice,
                        Map.of("line_items", JSON.createArrayNode().add(changed)));
    }

    private List<String> lineIds(String number) {
        return StreamSupport.stream(scenario.invoice(number).path("LineItems").spliterator(), false)
                .map(line -> line.path("LineItemID").asText())
                .toList();
    }

    private void bookkeeperEdits(String number, String field, Object value) {
        ObjectNode line = scenario.invoice(number).path("LineItems").path(0).deepCopy();
        line.retain("LineItemID", "Description", "Quantity", "UnitAmount", "AccountCode", "TaxType");
        line.putPOJO(field, value);
        ObjectNode invoice = JSON.createObjectNode();
        invoice.putArray("LineItems").add(line);
        scenario.xero().editInvoice(number, json(invoice.toString()));
    }

    private static FailedCopy failed(CycleReport report, String number) {
        return report.failed().stream()
                .filter(failed -> number.equals(failed.number()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(number + " did not fail"));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
