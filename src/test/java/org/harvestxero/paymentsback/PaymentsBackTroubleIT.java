package org.harvestxero.paymentsback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.DocumentKind;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.sandbox.harvest.Fault;
import org.harvestxero.sandbox.harvest.HarvestSwitch;
import org.harvestxero.sandbox.xero.XeroFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What can't be recorded ends as a record with cause and remedy, and nothing is recorded twice. */
class PaymentsBackTroubleIT extends PaymentsBackScenario {
    private static final String PAYMENTS = "/invoices/{id}/payments";

    private void pass(Duration time) {
        clock.jump(time);
    }

    private static Fault on(Fault.Kind kind, String method) {
        return Fault.of(kind).on(method, PAYMENTS).times(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {"LOSE_REPLY", "ERROR_500_AFTER_COMMIT", "ERROR_503_AFTER_COMMIT", "MALFORMED_BODY", "EMPTY_BODY"})
    void aLostAnswerIsSearchedForAndAdopted(Fault.Kind kind) {
        begin();
        paid("400");
        harvest().make(on(kind, "POST"));
        scenario.once();
        assertThat(payments()).hasSize(1);

        scenario.once();
        assertThat(payments()).as("too young to be searched for").hasSize(1);
        pass(Duration.ofMinutes(3));
        CycleReport report = scenario.once();

        assertThat(payments()).hasSize(1);
        assertThat(report.failed()).isEmpty();
        assertThat(standingInXero()).hasSize(1);
        assertThat(scenario.sql("update payment_back set reason = reason where state = 'recorded' and payment_id > 0"))
                .isEqualTo(1);
    }

    @Test
    void whatIsInDoubtIsReported() {
        begin();
        paid("400");
        harvest().make(on(Fault.Kind.LOSE_REPLY, "POST"));

        CycleReport report = scenario.once();

        assertThat(report.waiting()).singleElement().satisfies(waiting -> {
            assertThat(waiting.kind()).isEqualTo(DocumentKind.PAYMENT_BACK);
            assertThat(waiting.sourceId()).isEqualTo(invoice);
            assertThat(waiting.number()).isEqualTo("INV-1");
            assertThat(waiting.reason())
                    .isEqualTo("Harvest was asked to record it and gave no answer; it is looked for in the first"
                            + " cycle after two minutes");
        });
        assertThat(scenario.copyService().status().undecided()).containsValue(1L);
        pass(Duration.ofMinutes(3));
        assertThat(scenario.once().waiting()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {"DROP_REQUEST", "ERROR_500_BEFORE_COMMIT", "ERROR_502_BEFORE_COMMIT"})
    void whatNeverArrivedIsAskedForAgain(Fault.Kind kind) {
        begin();
        paid("400");
        harvest().make(on(kind, "POST"));
        scenario.once();

        pass(Duration.ofMinutes(3));
        scenario.once();

        assertThat(payments()).hasSize(1);
        assertThat(due()).isEqualTo("600.00");
    }

    @Test
    void aProcessKilledBetweenMarkAndAnswerLeavesOnePayment() {
        begin();
        UUID payment = paid("400");
        scenario.once();
        scenario.sql("update payment_back set state = 'asked', payment_id = null, ours = false, asked_at = changed_at");
        scenario.sql("delete from link where kind = 'payment'");
        scenario.restart(Map.of(FOLLOW, "follow"));

        scenario.once();
        pass(Duration.ofMinutes(3));
        CycleReport report = scenario.once();

        assertThat(payments()).singleElement().asString().contains(payment.toString());
        assertThat(standingInXero()).hasSize(1);
        assertThat(report.failed()).isEmpty();
    }

    @Test
    void ofTwoWithOneMarkTheYoungerGoes() {
        begin();
        UUID payment = paid("400");
        scenario.once();
        harvest().pay(invoice, aPayment("400").on(DAY).notes("XP" + payment + " from Xero"));
        scenario.sql("update payment_back set state = 'asked', payment_id = null, ours = false, asked_at = changed_at");
        scenario.sql("delete from link where kind = 'payment'");

        pass(Duration.ofMinutes(3));
        scenario.once();

        assertThat(payments()).hasSize(1);
        assertThat(due()).isEqualTo("600.00");
    }

    @Test
    void aListThatCantBeReadDecidesNothingAndHoldsNoOther() {
        begin();
        long second = open("INV-2");
        scenario.once();
        paid("400");
        paid("INV-2", "1000", DAY);
        harvest().make(Fault.of(Fault.Kind.ERROR_500_BEFORE_COMMIT).on("GET", "/invoices/" + invoice + "/payments"));
        scenario.scheduled();

        assertThat(inHarvest(second).path("state").asText()).isEqualTo("paid");
        harvest().clearFaults();
        assertThat(payments()).isEmpty();
        pass(Duration.ofMinutes(2));
        scenario.once();

        assertThat(payments()).hasSize(1);
    }

    @Test
    void whoIsNotLetInBringsNothingBackUntilHeIs() {
        begin();
        paid("400");
        String token = harvest().options().access().token();
        scenario.calling(request -> {
            if (request.toString().startsWith("GET /invoices/" + invoice + "/payments")) {
                scenario.calling(again -> {});
                harvest().revokeToken(token);
            }
        });

        CycleReport report = scenario.once();

        assertThat(report.troubles()).isNotEmpty();
        assertThat(standingInXero()).hasSize(1);
        harvest().addToken(token, harvest().ownerId());
        scenario.copyService().resume("Ada");
        scenario.once();
        assertThat(payments()).hasSize(1);
    }

    @Test
    void whatTheListOfPaymentsPassedOverIsFoundByWhatIsPaidOfTheInvoice() {
        begin();
        paid("400");
        scenario.once();
        paid("INV-1", "250", DAY.plusDays(40));
        scenario.sql("update watermark set mark = '2030-01-01T00:00:00Z' where name = 'xero-payments'");

        scenario.once();

        assertThat(payments()).hasSize(2);
        xero().clearLog();
        scenario.once();
        assertThat(xero().calls()).containsEntry("GET /Payments", 1L);
    }

    @Test
    void whatIsPassedOverIsAskedForUntilItWasRead() {
        begin();
        paid("400");
        scenario.sql("update watermark set mark = '2030-01-01T00:00:00Z' where name = 'xero-payments'");
        scenario.once();
        paid("INV-1", "250", DAY.plusDays(40));
        scenario.sql("update watermark set mark = '2030-01-01T00:00:00Z' where name = 'xero-payments'");
        xero().arm(XeroFault.of(XeroFault.Kind.REFUSED)
                .on("GET", "/api.xro/2.0/Payments")
                .holding("InvoiceID"));
        assertThat(scenario.once().troubles()).isNotEmpty();
        assertThat(xero().faultsStruck()).isPositive();
        xero().clearFaults();
        scenario.sql("update watermark set mark = '2030-01-01T00:00:00Z' where name = 'xero-payments'");

        scenario.once();

        assertThat(payments()).hasSize(2);
    }

    @Test
    void xerosListThatCantBeReadDecidesNothing() {
        begin();
        paid("400");
        xero().arm(XeroFault.of(XeroFault.Kind.REFUSED).on("GET", "/api.xro/2.0/Payments"));

        CycleReport report = scenario.once();

        assertThat(payments()).isEmpty();
        assertThat(report.troubles()).isNotEmpty();
        xero().clearFaults();
        scenario.once();
        assertThat(payments()).hasSize(1);
    }

    @Test
    void moreThanIsDueInHarvestIsAskedAbout() {
        begin();
        entered("700", DAY.minusDays(20));
        paid("500");

        CycleReport report = scenario.once();

        assertThat(report.failed())
                .filteredOn(failed -> failed.kind() == DocumentKind.PAYMENT_BACK)
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.cause()).isEqualTo("payment-back-exceeds-due");
                    assertThat(failed.sourceId()).isEqualTo(invoice);
                    assertThat(failed.message())
                            .isEqualTo(
                                    "The payment of 500.00 GBP of 2026-11-05 on invoice INV-1 in Xero is more than"
                                            + " the 300.00 GBP that are due in Harvest, which has 700.00 of 2026-10-16 (wire).");
                });
        assertThat(payments()).hasSize(1);
    }

    @Test
    void theQuestionGoesOnceTheInvoiceHasRoom() {
        begin();
        long wrong = entered("700", DAY.minusDays(20));
        paid("500");
        scenario.once();
        harvest().delete("/invoices/" + invoice + "/payments/" + wrong);

        scenario.once();
        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(payments()).singleElement().asString().startsWith("500.00");
    }

    @Test
    void theSameMoneyOnBothSidesIsOnePayment() {
        begin();
        entered("400", DAY);
        paid("INV-1", "400", DAY.plusDays(4));

        scenario.once();

        assertThat(payments()).hasSize(1);
        assertThat(standingInXero()).hasSize(1);
        assertThat(due()).isEqualTo("600.00");
    }

    @Test
    void whatMayBeTheSameMoneyIsAskedAboutWithBothShown() {
        begin(Map.of("copy.payments", "false"));
        entered("400", DAY);
        paid("INV-1", "400", DAY.plusDays(9));

        CycleReport report = scenario.once();

        assertThat(report.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.cause()).isEqualTo("payment-back-unclear");
            assertThat(failed.message())
                    .isEqualTo(
                            "Xero has a payment of 400.00 GBP of 2026-11-14 on invoice INV-1, and Harvest has"
                                    + " 400.00 of 2026-11-05 (wire), which may be the same money. It is not recorded in Harvest.");
        });
        long id = report.failed().stream().findFirst().orElseThrow().id();
        scenario.copyService().discard(Set.of(id), "it is the same", "Ada");
        scenario.once();
        assertThat(payments()).hasSize(1);
        assertThat(scenario.once().failed()).isEmpty();
    }

    @Test
    void aDraftWaitsUntilItIsSent() {
        begin();
        long draft = draftApprovedInXero();
        paid("INV-D", "1000", DAY);
        scenario.once();
        assertThat(payments(draft)).isEmpty();
        assertThat(scenario.copyService().status().undecided())
                .containsKey("its invoice is a draft in Harvest, where only invoices that were sent are paid");

        harvest().event(draft, "send");
        scenario.once();

        assertThat(payments(draft)).hasSize(1);
    }

    @Test
    void aDraftIsMarkedAsSentByPolicy() {
        begin(Map.of("copy.payments-back.drafts", "send"));
        long draft = draftApprovedInXero();
        paid("INV-D", "400", DAY);
        paid("INV-D", "600", DAY);

        scenario.once();

        assertThat(payments(draft)).hasSize(2);
        assertThat(inHarvest(draft).path("state").asText()).isEqualTo("paid");
        assertThat(harvest().mails()).isEmpty();
    }

    private long draftApprovedInXero() {
        long draft = harvest().add(anInvoice(client).number("INV-D").issued(DAY).line("Work", "1", "1000"));
        scenario.once();
        ObjectNode approved = JsonNodeFactory.instance.objectNode().put("Status", "AUTHORISED");
        xero().editInvoice("INV-D", approved);
        return draft;
    }

    @Test
    void aWrittenOffInvoiceIsAskedAbout() {
        begin();
        harvest().event(invoice, "close");
        paid("400");

        assertThat(causes(scenario.once())).contains("payment-back-written-off");
        harvest().event(invoice, "re-open");
        scenario.once();

        assertThat(payments()).hasSize(1);
    }

    @Test
    void anInvoiceDeletedInHarvestIsAskedAbout() {
        begin();
        paid("400");
        harvest().delete("/invoices/" + invoice);

        CycleReport report = scenario.once();

        assertThat(causes(report)).contains("payment-back-invoice-gone");
    }

    @Test
    void whatHarvestRefusesIsToldInItsWords() {
        begin();
        harvest().turn(HarvestSwitch.REFUSE_OVERPAYMENTS, true);
        paid("400");
        // Somebody pays in Harvest between our list and our payment.
        scenario.calling(request -> {
            if (request.toString().startsWith("POST /invoices/" + invoice + "/payments")) {
                scenario.calling(again -> {});
                entered("900", DAY.minusDays(30));
            }
        });

        CycleReport report = scenario.once();

        assertThat(report.failed())
                .filteredOn(failed -> failed.kind() == DocumentKind.PAYMENT_BACK)
                .singleElement()
                .extracting(FailedCopy::message)
                .asString()
                .contains("Amount is greater than the amount due");
        assertThat(payments()).hasSize(1);
    }

    @Test
    void aPaymentOnAnInvoiceHarvestHasButDidNotCopyIsAskedAbout() {
        begin(Map.of("copy.drafts", "false"));
        harvest().add(anInvoice(client).number("INV-9").issued(DAY).line("Work", "1", "1000"));
        ObjectNode byHand =
                JsonNodeFactory.instance.objectNode().put("Type", "ACCREC").put("InvoiceNumber", "INV-9");
        byHand.put("Status", "AUTHORISED").put("Date", DAY.toString()).put("DueDate", DAY.toString());
        byHand.putObject("Contact")
                .put(
                        "ContactID",
                        scenario.invoice("INV-1").at("/Contact/ContactID").asText());
        byHand.withArray("LineItems")
                .addObject()
                .put("Description", "Work")
                .put("Quantity", 1)
                .put("UnitAmount", 1000)
                .put("AccountCode", "200")
                .put("TaxType", "NONE");
        xero().createInvoice(byHand);
        xero().createInvoice(byHand.deepCopy().put("InvoiceNumber", "STRANGER"));
        scenario.once();
        paid("INV-9", "100", DAY);
        paid("STRANGER", "100", DAY);

        CycleReport report = scenario.once();

        assertThat(causes(report)).containsExactly("payment-back-not-copied");
    }

    @Test
    void reportOnlyTellsAndFollowsOnceItIsSetTo() {
        begin(Map.of(FOLLOW, "report"));
        paid("400");

        CycleReport report = scenario.once();

        assertThat(report.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.cause()).isEqualTo("payment-only-in-xero");
            assertThat(failed.message())
                    .isEqualTo("A payment of 400.00 GBP of 2026-11-05 on invoice INV-1 stands in Xero only.");
        });
        assertThat(payments()).isEmpty();
        assertThat(scenario.once().failed()).hasSize(1);
        scenario.restart(Map.of(FOLLOW, "follow"));
        assertThat(scenario.once().failed()).isEmpty();
        assertThat(payments()).hasSize(1);
    }

    @Test
    void whatAPersonEntersInHarvestAnswersTheReport() {
        begin(Map.of(FOLLOW, "report"));
        paid("400");
        scenario.once();
        entered("400", DAY);

        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(standingInXero()).hasSize(1);
    }

    @Test
    void removedInXeroIsReported() {
        begin();
        UUID payment = paid("400");
        scenario.once();
        xero().deletePayment(payment);

        CycleReport report = scenario.once();

        assertThat(causes(report)).containsExactly("payment-deleted-in-xero");
        assertThat(payments()).hasSize(1);
        long inHarvest = harvest()
                .get("/invoices/" + invoice + "/payments")
                .at("/invoice_payments/0/id")
                .asLong();
        harvest().delete("/invoices/" + invoice + "/payments/" + inHarvest);
        scenario.once();
        assertThat(scenario.once().failed()).isEmpty();
    }

    @Test
    void removedInXeroIsRemovedInHarvestByPolicy() {
        begin(Map.of("copy.payments-back.on-delete", "follow"));
        UUID payment = paid("400");
        scenario.once();
        xero().deletePayment(payment);

        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(payments()).isEmpty();
        assertThat(due()).isEqualTo("1000.00");
        assertThat(scenario.once().failed()).isEmpty();
        assertThat(standingInXero()).isEmpty();
    }

    @Test
    void whatAPersonTypedInHarvestIsNeverDeleted() {
        begin(Map.of("copy.payments-back.on-delete", "follow"));
        entered("400", DAY);
        UUID payment = paid("400");
        scenario.once();
        xero().deletePayment(payment);

        CycleReport report = scenario.once();

        assertThat(payments()).hasSize(1);
        assertThat(report.failed())
                .filteredOn(failed -> failed.kind() == DocumentKind.PAYMENT_BACK)
                .singleElement()
                .extracting(FailedCopy::message)
                .asString()
                .contains("A person entered it there, so it is never deleted from here.");
    }

    @Test
    void removedBeforeItCameIsNothing() {
        begin();
        xero().deletePayment(paid("400"));

        assertThat(scenario.once().failed()).isEmpty();
        assertThat(payments()).isEmpty();
    }

    @Test
    void deletedInHarvestWhatCameFromXeroIsNotDeletedThere() {
        begin(Map.of("copy.on-payment-delete", "follow"));
        paid("400");
        scenario.once();
        scenario.once();
        long inHarvest = harvest()
                .get("/invoices/" + invoice + "/payments")
                .at("/invoice_payments/0/id")
                .asLong();
        harvest().delete("/invoices/" + invoice + "/payments/" + inHarvest);

        CycleReport report = scenario.once();

        assertThat(standingInXero()).hasSize(1);
        assertThat(causes(report)).containsExactly("payment-from-xero-deleted");
        assertThat(payments()).as("a person's decision stands").isEmpty();
        assertThat(scenario.once().failed()).hasSize(1);
    }

    @Test
    void aFailedOneIsTriedAgainWhenAPersonSaysSo() {
        begin();
        harvest().make(Fault.of(Fault.Kind.NOT_FOUND_HTML).on("POST", PAYMENTS).times(1));
        paid("400");
        CycleReport report = scenario.once();
        assertThat(report.failed()).hasSize(1);
        List<Long> ids = report.failed().stream().map(FailedCopy::id).toList();

        scenario.copyService().retry(Set.copyOf(ids), "Ada");
        scenario.once();

        assertThat(payments()).hasSize(1);
        assertThat(scenario.once().failed()).isEmpty();
    }
}
