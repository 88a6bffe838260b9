package org.harvestxero.finalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.harvestxero.TestClock;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.DocumentKind;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.Stories;
import org.harvestxero.api.Trouble;
import org.harvestxero.http.Api;
import org.harvestxero.http.Leave;
import org.harvestxero.sandbox.harvest.Fault;
import org.harvestxero.sandbox.harvest.HarvestSwitch;
import org.harvestxero.sandbox.xero.LoggedRequest;
import org.harvestxero.sandbox.xero.XeroFault;
import org.harvestxero.store.billing.DeliveryTable.Delivery;
import org.harvestxero.store.billing.DeliveryTable.State;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.xero.XeroRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What follows an invoice in Xero, through the shipped routes: files, Harvest's mark, mails. */
class DeliverInvoicesIT {
    private static final String ATTACH = "/api.xro/2.0/Invoices";

    private HandoverScenario scenario;

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    void aSentInvoiceGetsItsTimesheetAndIsOpenInHarvest() {
        StoredDraft draft = sent("sending: {timesheet: true}\n");

        assertThat(draft.state()).isEqualTo(DraftState.SENT);
        assertThat(states(draft))
                .isEqualTo(Map.of("mirror", State.DONE, "timesheet", State.DONE, "harvest-sent", State.DONE));
        assertThat(scenario.harvestInvoice(draft.number()).path("state").asText())
                .isEqualTo("open");
        assertThat(files()).hasSize(1);
        assertThat(files().get(0).query()).contains("IncludeOnline=true");
        assertThat(files().get(0).path()).contains("Timesheet");
        assertThat(files().get(0).idempotencyKey()).isNotNull();
    }

    @Test
    void aLetterTheTimesheetCanNotShowIsNotedOnTheDraftAndHoldsNothingUp() {
        scenario = HandoverScenario.start();
        scenario.worked(scenario.website, 5, "2.00", "Launch 🚀 東京");
        StoredDraft draft = scenario.approve("sending: {timesheet: true}\n");

        scenario.copy.once();

        assertThat(states(draft)).containsEntry("timesheet", State.DONE);
        assertThat(scenario.store.audit().ofDocument(org.harvestxero.store.copy.Kind.DRAFT, draft.id()))
                .filteredOn(event -> event.event().equals("letters-missing"))
                .singleElement()
                .satisfies(event -> assertThat(event.detail())
                        .isEqualTo("no font has 🚀 (U+1F680), so the timesheet shows boxes instead"));
    }

    @Test
    void itsStoryTellsWhatWasAttachedHowBigAndWhetherItStandsInXero() {
        scenario = HandoverScenario.start(TestClock.still("2026-11-03T09:00:00Z"));
        scenario.worked(scenario.website, 5, "2.00");
        long expense = scenario.spent(scenario.website, "45.00");
        StoredDraft draft = scenario.approve("sending: {timesheet: true}\n");
        Stories stories = scenario.copy.engine().people().stories();
        scenario.copy.once();
        String id = Stream.of(
                        "D" + draft.id(),
                        String.valueOf(scenario.draft(draft.id()).harvestId()))
                .filter(each -> stories.find(each).isPresent())
                .findFirst()
                .orElseThrow();
        UUID invoice = UUID.fromString(scenario.copy
                .invoice(scenario.draft(draft.id()).number())
                .path("InvoiceID")
                .asText());
        Map<String, Integer> inXero = scenario.copy.xero().attachments(invoice);

        List<Stories.Attachment> files = stories.attachments(id);

        assertThat(files).hasSize(2).allSatisfy(file -> {
            assertThat(file.state()).isEqualTo(Stories.FileState.ATTACHED);
            assertThat(file.seen()).isEqualTo(Stories.InXero.NOT_ASKED);
            assertThat(file.at()).isEqualTo("2026-11-03T09:00:00Z");
            assertThat(inXero).containsEntry(file.name(), Math.toIntExact(file.bytes()));
        });
        assertThat(files.get(0).name()).startsWith("Timesheet ").endsWith(".pdf");
        assertThat(files.get(1).name()).isEqualTo("Receipt " + expense + ".png");

        stories.readBoth(id, "Ada");
        assertThat(stories.attachments(id)).extracting(Stories.Attachment::seen).containsOnly(Stories.InXero.THERE);
        scenario.copy.xero().detach(invoice, files.get(1).name());
        stories.readBoth(id, "Ada");
        assertThat(stories.attachments(id))
                .extracting(Stories.Attachment::seen)
                .containsExactly(Stories.InXero.THERE, Stories.InXero.MISSING);
    }

    @Test
    void itsStorySaysThatHarvestsOwnInvoiceOfItsWorkAgrees() {
        scenario = HandoverScenario.start();
        scenario.worked(scenario.website, 5, "2.00");
        scenario.spent(scenario.website, "45.00");
        StoredDraft draft = scenario.approve("");
        scenario.copy.once();
        scenario.copy.once(); // lists what Harvest made

        Stories stories = scenario.copy.engine().people().stories();
        Stories.Story story = Stream.of(
                        "D" + draft.id(),
                        String.valueOf(scenario.draft(draft.id()).harvestId()))
                .flatMap(id -> stories.find(id).stream())
                .findFirst()
                .orElseThrow();

        assertThat(story.lines()).isNotEmpty().noneMatch(Stories.Line::differs);
        assertThat(story.lines())
                .filteredOn(line -> line.harvest() != null && line.xero() != null)
                .extracting(line -> line.xero().amount())
                .usingElementComparator(BigDecimal::compareTo)
                .contains(new BigDecimal("45.00"));
    }

    @Test
    void aSecondCycleDeliversNothingTwice() {
        StoredDraft draft = sent("sending: {timesheet: true, delivery: xero}\n");
        scenario.copy.xero().clearLog();

        CycleReport report = scenario.copy.once();

        assertThat(report.calls().xero()).isEqualTo(1);
        assertThat(scenario.copy.xero().mailsSent()).isEqualTo(Map.of(draft.number(), 1));
        assertThat(report.failed()).isEmpty();
    }

    @Test
    void aDraftInXeroGetsItsFilesButIsMailedOnlyOnceApproved() {
        StoredDraft draft = sent("sending: {status: draft, timesheet: true, delivery: xero}\n");
        assertThat(states(draft))
                .containsEntry("timesheet", State.DONE)
                .containsEntry("mail", State.WAITING)
                .containsEntry("harvest-sent", State.WAITING);
        assertThat(scenario.copy.xero().mailsSent()).isEmpty();

        scenario.copy
                .xero()
                .editInvoice(
                        draft.number(), JsonNodeFactory.instance.objectNode().put("Status", "AUTHORISED"));
        scenario.copy.once();

        assertThat(scenario.copy.xero().mailsSent()).isEqualTo(Map.of(draft.number(), 1));
        assertThat(scenario.harvestInvoice(draft.number()).path("state").asText())
                .isEqualTo("open");
    }

    @Test
    void ruling21AReceiptIsAttachedWhereHarvestGivesIt() {
        scenario = HandoverScenario.start();
        scenario.worked(scenario.website, 5, "2.00");
        long expense = scenario.spent(scenario.website, "45.00");
        StoredDraft draft = scenario.approve("sending: {delivery: xero}\n");

        scenario.copy.once();

        assertThat(states(scenario.draft(draft.id())))
                .containsEntry("receipt-" + expense, State.DONE)
                .containsEntry("mail", State.DONE);
        assertThat(files().get(0).path()).contains("Receipt").contains(".png");
        assertThat(scenario.draft(draft.id()).mirrorNote()).isNull();
    }

    @Test
    void ruling21AReceiptHarvestDoesNotGiveIsATaskWithItsLinkAndTheInvoiceGoesOn() {
        scenario = HandoverScenario.start();
        scenario.copy.harvest().turn(HarvestSwitch.RECEIPTS_WITH_TOKEN, false);
        long expense = scenario.spent(scenario.website, "45.00");
        StoredDraft draft = scenario.approve("sending: {delivery: xero}\n");

        CycleReport report = scenario.copy.once();

        FailedCopy task = report.failed().iterator().next();
        assertThat(task.message()).contains("receipt of expense " + expense);
        assertThat(task.remedy()).contains("/expenses/" + expense + "/receipt");
        assertThat(states(scenario.draft(draft.id()))).containsEntry("mail", State.DONE);
        assertThat(scenario.copy.xero().invoices()).hasSize(1);
    }

    @Test
    void aFileThatMeetsALimitOfXeroDelaysNothingElse() {
        scenario = HandoverScenario.start();
        scenario.worked(scenario.website, 5, "2.00");
        long expense = scenario.spent(scenario.website, "45.00");
        StoredDraft draft = scenario.approve("sending: {timesheet: true, delivery: xero}\n");
        scenario.copy
                .xero()
                .arm(XeroFault.of(XeroFault.Kind.CONCURRENT_LIMIT)
                        .on("PUT", ATTACH + "/")
                        .withRetryAfter(0));

        CycleReport report = scenario.copy.once();

        assertThat(report.troubles()).isEmpty();
        assertThat(states(draft))
                .containsEntry("receipt-" + expense, State.WAITING)
                .containsEntry("timesheet", State.DONE)
                .containsEntry("harvest-sent", State.DONE);

        scenario.copy.once();

        assertThat(states(draft))
                .containsEntry("receipt-" + expense, State.DONE)
                .containsEntry("mail", State.DONE);
        assertThat(files()).hasSize(3);
    }

    @Test
    void aFileWhoseReplyWasLostIsFoundAndNotAttachedTwice() {
        TestClock clock = new TestClock();
        scenario = HandoverScenario.start(clock);
        scenario.worked(scenario.website, 5, "2.00");
        StoredDraft draft = scenario.approve("sending: {timesheet: true, delivery: xero}\n");
        scenario.copy.xero().arm(XeroFault.of(XeroFault.Kind.LOSE_REPLY).on("PUT", ATTACH + "/"));

        scenario.copy.once();
        assertThat(states(draft)).containsEntry("timesheet", State.WAITING).containsEntry("mail", State.WAITING);
        clock.jump(Duration.ofMinutes(2));
        scenario.copy.once();

        assertThat(files()).hasSize(1);
        assertThat(states(draft)).containsEntry("timesheet", State.DONE).containsEntry("mail", State.DONE);
    }

    @Test
    void aMailWithoutAnAnswerIsNeverRepeatedByItself() {
        scenario = HandoverScenario.start();
        scenario.worked(scenario.website, 5, "2.00");
        StoredDraft draft = scenario.approve("sending: {delivery: xero}\n");
        scenario.copy.xero().arm(XeroFault.of(XeroFault.Kind.LOSE_REPLY).on("POST", ATTACH + "/"));

        CycleReport report = scenario.copy.once();
        scenario.copy.restart();
        scenario.copy.once();

        String number = scenario.draft(draft.id()).number();
        assertThat(scenario.copy.xero().mailsSent()).isEqualTo(Map.of(number, 1));
        assertThat(report.failed())
                .singleElement()
                .satisfies(task -> assertThat(task.kind()).isEqualTo(DocumentKind.MAIL))
                .satisfies(task -> assertThat(task.message()).contains("may have been e-mailed"));

        long id = report.failed().iterator().next().id();
        scenario.copy.copyService().retry(Set.of(id), "Ann");
        scenario.copy.once();

        assertThat(scenario.copy.xero().mailsSent()).isEqualTo(Map.of(number, 2));
        assertThat(states(draft)).containsEntry("mail", State.DONE);
        assertThat(scenario.copy.once().failed()).isEmpty();
    }

    @Test
    void harvestMailsToItsRecipients() {
        StoredDraft draft = sent("sending: {delivery: harvest}\n");

        assertThat(scenario.copy.harvest().mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.recipients()).containsExactly("wile@acme.example"))
                .satisfies(mail -> assertThat(mail.invoiceId()).isEqualTo(draft.harvestId()));
        assertThat(scenario.harvestInvoice(draft.number()).path("state").asText())
                .isEqualTo("open");
    }

    @Test
    void withoutAMirrorHarvestCannotMailAndAPersonIsTold() {
        scenario = HandoverScenario.start();
        scenario.worked(scenario.website, 5, "2.00");
        scenario.approve("sending: {delivery: harvest, mirror: false}\n");

        CycleReport report = scenario.copy.once();

        assertThat(report.failed())
                .singleElement()
                .satisfies(task -> assertThat(task.message()).contains("Harvest has no invoice of it"));
        assertThat(scenario.copy.harvest().mails()).isEmpty();
    }

    @Test
    void aMarkHarvestRefusedIsReadBeforeItIsMadeAgain() {
        TestClock clock = new TestClock();
        scenario = HandoverScenario.start(clock);
        scenario.worked(scenario.website, 5, "2.00");
        StoredDraft draft = scenario.approve("calendar: {due: net 14}\n");
        scenario.copy
                .harvest()
                .make(Fault.of(Fault.Kind.LOSE_REPLY)
                        .on("POST", "/invoices/{id}/messages")
                        .times(1));

        scenario.copy.once();
        clock.jump(Duration.ofMinutes(2));
        scenario.copy.once();

        assertThat(states(draft)).containsEntry("harvest-sent", State.DONE);
        assertThat(scenario.copy
                        .harvest()
                        .get("/invoices/" + scenario.draft(draft.id()).harvestId() + "/messages")
                        .path("invoice_messages"))
                .hasSize(1);
    }

    @Test
    void aLimitLeavesDeliveriesForTheNextCycle() {
        scenario = HandoverScenario.start();
        scenario.worked(scenario.website, 5, "2.00");
        StoredDraft draft = scenario.approve("sending: {delivery: xero}\n");
        scenario.copy
                .xero()
                .arm(XeroFault.of(XeroFault.Kind.MINUTE_LIMIT)
                        .on("POST", ATTACH + "/")
                        .withRetryAfter(1));

        scenario.copy.once();
        assertThat(states(draft)).containsEntry("mail", State.WAITING);
        scenario.copy.once();

        assertThat(states(draft)).containsEntry("mail", State.DONE);
        assertThat(scenario.copy.xero().mailsSent()).hasSize(1).containsValue(1);
    }

    @Test
    void whatThereIsNoRoomToRecordIsLeftForWhenThereIs() {
        scenario = HandoverScenario.start();
        scenario.worked(scenario.website, 5, "2.00");
        StoredDraft draft = scenario.approve("sending: {timesheet: true, delivery: xero}\n");
        Leave full = Leave.whileThereIsRoom(() -> Optional.of("Only 99 MB are free"));
        scenario.copy.calling(request -> {
            if (request instanceof XeroRequest xero && xero.path().contains("/Attachments/")) {
                full.check(Api.XERO, !xero.method().equals("GET"));
            }
        });

        CycleReport report = scenario.copy.once();

        assertThat(report.troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.reason()).isEqualTo(Trouble.Reason.NO_ROOM);
            assertThat(trouble.message()).isEqualTo("Only 99 MB are free.");
        });
        assertThat(report.failed()).isEmpty();
        assertThat(states(draft)).containsEntry("timesheet", State.WAITING).containsEntry("mail", State.WAITING);

        scenario.copy.calling(request -> {});
        scenario.copy.once();

        assertThat(states(draft)).containsEntry("timesheet", State.DONE).containsEntry("mail", State.DONE);
        assertThat(scenario.copy.xero().mailsSent()).hasSize(1).containsValue(1);
        assertThat(files()).hasSize(1);
    }

    @Test
    void aReceiptWhoseAddressDoesNotAnswerIsTriedAgainLater() {
        scenario = HandoverScenario.start();
        long expense = scenario.spent(scenario.website, "45.00", "http://127.0.0.1:9/receipt.png");
        StoredDraft draft = scenario.approve("sending: {delivery: xero}\n");

        CycleReport report = scenario.copy.once();

        assertThat(report.failed()).isEmpty();
        assertThat(states(draft))
                .containsEntry("receipt-" + expense, State.WAITING)
                .containsEntry("mail", State.WAITING);
    }

    private StoredDraft sent(String agreement) {
        scenario = HandoverScenario.start();
        scenario.worked(scenario.website, 5, "2.00");
        StoredDraft draft = scenario.approve(agreement);
        scenario.copy.once();
        return scenario.draft(draft.id());
    }

    private Map<String, State> states(StoredDraft draft) {
        Map<String, State> states = new java.util.TreeMap<>();
        for (Delivery delivery : scenario.store.billing().deliveries().ofDraft(draft.id())) {
            states.put(delivery.step(), delivery.state());
        }
        return states;
    }

    private List<LoggedRequest> files() {
        return scenario.copy.xero().requests().stream()
                .filter(request ->
                        request.method().equals("PUT") && request.path().contains("/Attachments/"))
                .toList();
    }
}
