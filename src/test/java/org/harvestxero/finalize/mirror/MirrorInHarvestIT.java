package org.harvestxero.finalize.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.Trouble;
import org.harvestxero.finalize.HandoverScenario;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.http.Api;
import org.harvestxero.http.Leave;
import org.harvestxero.sandbox.harvest.Fault;
import org.harvestxero.sandbox.harvest.Fault.Kind;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.StoredDraft;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Approved drafts through the shipped routes: a mirror in Harvest where one is exactly possible, one invoice in Xero. */
class MirrorInHarvestIT {
    private HandoverScenario scenario;

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    void anApprovedDraftBecomesOneInvoiceOnBothSides() {
        scenario = HandoverScenario.start();
        long first = scenario.worked(scenario.website, 5, "7.33");
        long second = scenario.worked(scenario.hosting, 6, "1.50");
        StoredDraft draft = scenario.approve("calendar: {due: net 14}\n");

        CycleReport report = scenario.copy.once();

        StoredDraft sent = scenario.draft(draft.id());
        JsonNode mirror = scenario.harvestInvoice(sent.number());
        JsonNode twin = scenario.copy.invoice(sent.number());
        assertThat(report.troubles()).isEmpty();
        assertThat(sent.state()).isEqualTo(DraftState.SENT);
        assertThat(sent.harvestId()).isEqualTo(mirror.path("id").asLong());
        assertThat(mirror.path("amount").decimalValue()).isEqualByComparingTo("1023.60");
        assertThat(twin.path("Total").decimalValue()).isEqualByComparingTo("1023.60");
        assertThat(twin.path("Status").asText()).isEqualTo("AUTHORISED");
        assertThat(twin.path("Url").asText()).endsWith("/invoices/" + sent.harvestId());
        assertThat(descriptions(mirror, "line_items", "description"))
                .isEqualTo(descriptions(twin, "LineItems", "Description"));
        assertThat(scenario.isBilled(first)).isTrue();
        assertThat(scenario.isBilled(second)).isTrue();
    }

    @Test
    void theCopyFlowNeverCopiesTheMirrorAgain() {
        scenario = HandoverScenario.start();
        scenario.worked(scenario.website, 5, "2.00");
        StoredDraft draft = scenario.approve("calendar: {due: net 14}\n");

        scenario.copy.once();
        scenario.copy.once();
        scenario.copy
                .harvest()
                .edit("/invoices/" + scenario.draft(draft.id()).harvestId(), java.util.Map.of("subject", "Other"));
        CycleReport report = scenario.copy.once();

        assertThat(scenario.copy.xero().invoices()).hasSize(1);
        assertThat(report.failed()).isEmpty();
        assertThat(report.copied()).isEmpty();
    }

    @Test
    void aMirrorCostsFiveCallsToHarvestBesidesListingTheClients() {
        scenario = HandoverScenario.start();
        scenario.worked(scenario.website, 5, "2.00");
        scenario.copy.once();
        int idle = scenario.copy.once().calls().harvest();
        StoredDraft draft = scenario.approve("calendar: {due: net 14}\n");

        CycleReport first = scenario.copy.once();

        assertThat(scenario.draft(draft.id()).harvestId()).isNotNull();
        assertThat(first.calls().harvest() - idle).isEqualTo(5 + 2);
    }

    @Test
    void ruling20NoMirrorWhereHarvestWouldTakeOtherWorkToo() {
        scenario = HandoverScenario.start();
        long billed = scenario.worked(scenario.website, 5, "2.00");
        scenario.worked(scenario.website, 9, "1.00");
        StoredDraft draft = scenario.approve("calendar: {due: net 14}\n");
        long late = scenario.worked(scenario.website, 7, "4.00");

        scenario.copy.once();

        StoredDraft planned = scenario.draft(draft.id());
        assertThat(planned.mirrorNote()).contains("time entry " + late);
        assertThat(planned.harvestId()).isNull();
        assertThat(scenario.harvestInvoice(planned.number())).isNull();
        assertThat(scenario.isBilled(billed)).isFalse();
        assertThat(scenario.copy.invoice(planned.number()).path("Total").decimalValue())
                .isEqualByComparingTo("360.00");
    }

    @Test
    void noMirrorWhereTheAgreementAsksForNone() {
        scenario = HandoverScenario.start();
        scenario.worked(scenario.website, 5, "2.00");
        StoredDraft draft = scenario.approve("sending: {mirror: false, status: draft}\n");

        scenario.copy.once();

        StoredDraft planned = scenario.draft(draft.id());
        JsonNode twin = scenario.copy.invoice(planned.number());
        assertThat(planned.mirrorNote()).isEqualTo("the agreement asks for none");
        assertThat(twin.path("Status").asText()).isEqualTo("DRAFT");
        assertThat(scenario.harvestInvoice(planned.number())).isNull();
    }

    @Test
    void theRateTheAgreementStatesIsSentAndRecorded() {
        scenario = HandoverScenario.start();
        scenario.worked(scenario.website, 5, "2.00");
        StoredDraft draft = scenario.approve("sending: {currencyRate: 1.2345}\n");

        scenario.copy.once();

        StoredDraft sent = scenario.draft(draft.id());
        assertThat(scenario.copy.invoice(sent.number()).path("CurrencyRate").decimalValue())
                .isEqualByComparingTo("1.2345");
        assertThat(rates(sent)).containsExactly("1.2345 USD for 1 GBP, as agreed");
    }

    @Test
    void theRateXeroTookIsRecorded() {
        scenario = HandoverScenario.start();
        scenario.worked(scenario.website, 5, "2.00");
        StoredDraft draft = scenario.approve("sending: {mirror: false}\n");

        scenario.copy.once();

        StoredDraft sent = scenario.draft(draft.id());
        String rate = scenario.copy
                .invoice(sent.number())
                .path("CurrencyRate")
                .decimalValue()
                .stripTrailingZeros()
                .toPlainString();
        assertThat(rates(sent)).containsExactly(rate + " USD for 1 GBP, Xero's own, as none is agreed");
    }

    private List<String> rates(StoredDraft draft) {
        return scenario.store.audit().ofDocument(org.harvestxero.store.copy.Kind.INVOICE, draft.sourceId()).stream()
                .filter(event -> event.event().equals("currency-rate"))
                .map(event -> event.detail())
                .toList();
    }

    @Test
    void ruling20AMirrorThatTookOtherWorkIsTakenBack() {
        scenario = HandoverScenario.start();
        long billed = scenario.worked(scenario.website, 5, "2.00");
        scenario.worked(scenario.website, 9, "1.00");
        StoredDraft draft = scenario.approve("calendar: {due: net 14}\n");
        long late = scenario.worked(scenario.website, 7, "4.00");
        scenario.store.billing().deliveries().plan(draft.id(), MirrorManner.EXACT.step());

        scenario.copy.once();

        StoredDraft planned = scenario.draft(draft.id());
        assertThat(planned.mirrorNote()).isEqualTo("Harvest took 3 time entries where 2 are billed");
        assertThat(planned.harvestId()).isNull();
        assertThat(scenario.harvestInvoice(planned.number())).isNull();
        assertThat(scenario.isBilled(billed)).isFalse();
        assertThat(scenario.isBilled(late)).isFalse();
        assertThat(scenario.copy.xero().invoices()).hasSize(1);
    }

    @Test
    void aRemovalWhoseReplyWasLostIsRepeated() {
        scenario = HandoverScenario.start();
        scenario.worked(scenario.website, 5, "2.00");
        scenario.worked(scenario.website, 9, "1.00");
        StoredDraft draft = scenario.approve("calendar: {due: net 14}\n");
        scenario.worked(scenario.website, 7, "4.00");
        scenario.store.billing().deliveries().plan(draft.id(), MirrorManner.EXACT.step());
        scenario.copy
                .harvest()
                .make(Fault.of(Kind.LOSE_REPLY).on("DELETE", "/invoices").times(1));

        scenario.copy.once();
        assertThat(scenario.draft(draft.id()).state()).isEqualTo(DraftState.APPROVED);
        scenario.copy.once();

        StoredDraft planned = scenario.draft(draft.id());
        assertThat(planned.state()).isEqualTo(DraftState.SENT);
        assertThat(planned.harvestId()).isNull();
        assertThat(planned.mirrorNote()).startsWith("Harvest took 3");
    }

    @Test
    void afterALostReplyTheMirrorIsFoundByItsNumberAndNotMadeTwice() {
        TestClock clock = new TestClock();
        scenario = HandoverScenario.start(clock);
        scenario.worked(scenario.website, 5, "2.00");
        StoredDraft draft = scenario.approve("calendar: {due: net 14}\n");
        scenario.copy
                .harvest()
                .make(Fault.of(Kind.LOSE_REPLY).on("POST", "/invoices").times(1));

        scenario.copy.once();
        scenario.copy.once();
        assertThat(scenario.draft(draft.id()).harvestId()).isNull();
        clock.jump(Duration.ofMinutes(3));
        scenario.copy.restart();
        scenario.copy.once();

        StoredDraft planned = scenario.draft(draft.id());
        assertThat(planned.harvestId())
                .isEqualTo(scenario.harvestInvoice(planned.number()).path("id").asLong());
        assertThat(scenario.copy.xero().invoices()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-2H", "PT2H"})
    void aLostMirrorIsLookedForAfterTwoMinutesWhateverTheClockShows(Duration jump) {
        TestClock clock = new TestClock();
        scenario = HandoverScenario.start(clock);
        scenario.worked(scenario.website, 5, "2.00");
        StoredDraft draft = scenario.approve("calendar: {due: net 14}\n");
        scenario.copy
                .harvest()
                .make(Fault.of(Kind.LOSE_REPLY).on("POST", "/invoices").times(1));
        scenario.copy.once();

        clock.set(jump);
        scenario.copy.once();
        assertThat(scenario.draft(draft.id()).harvestId()).as("too young").isNull();
        clock.jump(Duration.ofMinutes(3));
        scenario.copy.once();

        assertThat(scenario.draft(draft.id()).harvestId()).isNotNull();
        assertThat(scenario.copy.harvest().get("/invoices").path("invoices")).hasSize(1);
    }

    @Test
    void ofTwoWithOneNumberTheYoungerGoes() {
        TestClock clock = new TestClock();
        scenario = HandoverScenario.start(clock);
        scenario.worked(scenario.website, 5, "2.00");
        StoredDraft draft = scenario.approve("calendar: {due: net 14}\n");
        scenario.copy
                .harvest()
                .make(Fault.of(Kind.LOSE_REPLY).on("POST", "/invoices").times(1));
        scenario.copy.once();
        String number = scenario.draft(draft.id()).number();
        scenario.copy
                .harvest()
                .add(org.harvestxero.sandbox.harvest.Builders.anInvoice(scenario.client)
                        .number(number)
                        .issued(java.time.LocalDate.of(2026, 11, 1))
                        .line("Copy", "1", "200.00"));

        clock.jump(Duration.ofMinutes(3));
        scenario.copy.once();

        assertThat(scenario.harvestInvoice(number).path("id").asLong())
                .isEqualTo(scenario.draft(draft.id()).harvestId());
        assertThat(scenario.copy.xero().invoices()).hasSize(1);
    }

    @Test
    void aLostReplyToTheLinesIsReadBeforeTheyAreWrittenAgain() {
        scenario = HandoverScenario.start();
        scenario.worked(scenario.website, 5, "2.00");
        scenario.worked(scenario.hosting, 6, "3.00");
        StoredDraft draft = scenario.approve("layout: {groupBy: [entry]}\n");
        scenario.copy
                .harvest()
                .make(Fault.of(Kind.LOSE_REPLY).on("PATCH", "/invoices").times(1));

        scenario.copy.once();
        assertThat(scenario.draft(draft.id()).state()).isEqualTo(DraftState.APPROVED);
        scenario.copy.once();

        StoredDraft planned = scenario.draft(draft.id());
        assertThat(scenario.harvestInvoice(planned.number()).path("line_items")).hasSize(2);
        assertThat(scenario.copy.xero().invoices()).hasSize(1);
        assertThat(planned.mirrorNote()).isNull();
    }

    @Test
    void harvestsRefusalLeavesTheDraftWithoutAMirror() {
        scenario = HandoverScenario.start();
        long billed = scenario.worked(scenario.website, 5, "2.00");
        StoredDraft draft = scenario.approve("calendar: {due: net 14}\n");
        scenario.copy
                .harvest()
                .make(Fault.of(Kind.NOT_FOUND_HTML).on("POST", "/invoices").times(1));

        scenario.copy.once();

        StoredDraft planned = scenario.draft(draft.id());
        assertThat(planned.mirrorNote()).startsWith("Harvest says");
        assertThat(planned.state()).isEqualTo(DraftState.SENT);
        assertThat(scenario.isBilled(billed)).isFalse();
        assertThat(scenario.copy.invoice(planned.number()).path("Total").decimalValue())
                .isEqualByComparingTo("240.00");
    }

    @Test
    void aLimitAtHarvestLeavesTheDraftForTheNextCycle() {
        scenario = HandoverScenario.start();
        scenario.worked(scenario.website, 5, "2.00");
        StoredDraft draft = scenario.approve("calendar: {due: net 14}\n");
        scenario.copy
                .harvest()
                .make(Fault.of(Kind.TOO_MANY_REQUESTS).on("POST", "/invoices").times(1));

        CycleReport limited = scenario.copy.once();
        scenario.copy.harvest().clearFaults();
        StoredDraft waiting = scenario.draft(draft.id());
        scenario.copy.once();

        assertThat(limited.troubles()).isNotEmpty();
        assertThat(waiting.state()).isEqualTo(DraftState.APPROVED);
        assertThat(scenario.draft(draft.id()).harvestId()).isNotNull();
    }

    @Test
    void noMirrorIsMadeThatCouldNotBeRecorded() {
        scenario = HandoverScenario.start();
        scenario.worked(scenario.website, 5, "2.00");
        StoredDraft draft = scenario.approve("calendar: {due: net 14}\n");
        Leave full = Leave.whileThereIsRoom(() -> Optional.of("Only 99 MB are free"));
        scenario.copy.calling(request -> {
            if (request instanceof HarvestRequest harvest) {
                full.check(Api.HARVEST, !harvest.method().equals("GET"));
            }
        });

        CycleReport report = scenario.copy.once();
        StoredDraft waiting = scenario.draft(draft.id());
        scenario.copy.calling(request -> {});
        scenario.copy.once();

        assertThat(report.troubles()).extracting(Trouble::reason).containsExactly(Trouble.Reason.NO_ROOM);
        assertThat(waiting.state()).isEqualTo(DraftState.APPROVED);
        assertThat(scenario.draft(draft.id()).harvestId()).isNotNull();
        assertThat(scenario.copy.harvest().get("/invoices").path("invoices")).hasSize(1);
    }

    @Test
    void taxFromTheAgreementIsOnBothSidesToTheCent() {
        scenario = HandoverScenario.start();
        scenario.worked(scenario.website, 5, "0.33");
        scenario.worked(scenario.hosting, 6, "0.67");
        scenario.worked(scenario.hosting, 7, "0.51");
        StoredDraft draft =
                scenario.approve("layout: {groupBy: [entry]}\ncoding: [{account: '200', taxType: OUTPUT2}]\n");

        scenario.copy.once();

        StoredDraft planned = scenario.draft(draft.id());
        JsonNode mirror = scenario.harvestInvoice(planned.number());
        JsonNode twin = scenario.copy.invoice(planned.number());
        assertThat(planned.mirrorNote()).isNull();
        assertThat(mirror.path("tax_amount").decimalValue()).isPositive();
        assertThat(twin.path("Total").decimalValue())
                .isEqualByComparingTo(mirror.path("amount").decimalValue());
        assertThat(twin.path("Status").asText()).isEqualTo("AUTHORISED");
    }

    @Test
    void trackingByProjectIsReadAndMadeWhereItIsMissing() {
        scenario = HandoverScenario.start();
        scenario.copy.once();
        scenario.worked(scenario.website, 5, "2.00");
        StoredDraft draft = scenario.approve("coding: [{tracking: {Region: '{project}'}}]\n");

        scenario.copy.once();

        JsonNode twin = scenario.copy.invoice(scenario.draft(draft.id()).number());
        assertThat(twin.path("LineItems")
                        .get(0)
                        .path("Tracking")
                        .get(0)
                        .path("Option")
                        .asText())
                .isEqualTo("Website");
    }

    @Test
    void aDraftThatCannotBeCodedWaitsAsAFailedCopyAndGoesOnOnceItCan() {
        scenario = HandoverScenario.start();
        scenario.worked(scenario.website, 5, "2.00");
        scenario.copy.xero().archiveAccount("200");
        StoredDraft draft = scenario.approve("calendar: {due: net 14}\n");

        CycleReport refused = scenario.copy.once();
        assertThat(scenario.draft(draft.id()).state()).isEqualTo(DraftState.APPROVED);
        assertThat(scenario.harvestInvoice(scenario.draft(draft.id()).number())).isNull();
        scenario.copy.xero().restoreAccount("200");
        scenario.copy
                .copyService()
                .retry(java.util.Set.of(refused.failed().iterator().next().id()), "Ann");
        CycleReport healed = scenario.copy.once();

        assertThat(refused.failed())
                .singleElement()
                .satisfies(copy -> assertThat(copy.message()).contains("archived"));
        assertThat(scenario.draft(draft.id()).state()).isEqualTo(DraftState.SENT);
        assertThat(healed.failed()).isEmpty();
    }

    @Test
    void whatXeroRefusesIsMappedAnewOnRetry() {
        scenario = HandoverScenario.start();
        scenario.worked(scenario.website, 5, "2.00");
        scenario.copy.once();
        scenario.copy.xero().archiveAccount("200");
        StoredDraft draft = scenario.approve("calendar: {due: net 14}\n");

        CycleReport refused = scenario.copy.once();
        assertThat(scenario.draft(draft.id()).state()).isEqualTo(DraftState.PLANNED);
        scenario.copy.xero().restoreAccount("200");
        scenario.copy
                .copyService()
                .retry(java.util.Set.of(refused.failed().iterator().next().id()), "Ann");
        scenario.copy.once();

        assertThat(scenario.draft(draft.id()).state()).isEqualTo(DraftState.SENT);
        assertThat(scenario.copy.xero().invoices()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = Kind.class,
            names = {"LOSE_REPLY", "ERROR_502_AFTER_COMMIT", "MALFORMED_BODY", "HTML_BODY", "TOO_MANY_REQUESTS"})
    void aMirrorOfUnknownOutcomeDelaysOnlyItsOwnClient(Kind kind) {
        TestClock clock = TestClock.at("2026-11-02T08:00:00Z");
        scenario = HandoverScenario.start(clock);
        CopyScenario copy = scenario.copy;
        long task = copy.harvest().add(aTask("Care"));
        long bea = copy.harvest().add(aUser("Bea", "Lee"));
        for (String client : List.of("First", "Second", "Third")) {
            long id = copy.harvest().add(aClient(client).currency("USD"));
            long project = copy.harvest()
                    .add(aProject(id, "Work").hourlyRate("100").task(task).person(bea));
            copy.harvest()
                    .add(aTimeEntry(project, task, bea)
                            .on(LocalDate.of(2026, 10, 5))
                            .hours("2")
                            .notes("Worked")
                            .approved());
            copy.agreement(
                    client.toLowerCase(Locale.ROOT) + ".yaml",
                    "client: " + client + "\nstart: 2026-10-01\nreview: {when: []}\n"
                            + (client.equals("Third") ? "sending: {mirror: false}\n" : ""));
        }
        assertThat(copy.bill(BillRequest.due()).bills()).hasSize(3);
        copy.harvest().make(Fault.of(kind).on("POST", "/invoices").times(1));

        copy.once();

        List<String> inXero = copy.xero().invoices().stream()
                .map(invoice -> invoice.path("Contact").path("Name").asText())
                .sorted()
                .toList();
        assertThat(inXero).doesNotContain("First").contains("Third");
        if (kind != Kind.TOO_MANY_REQUESTS) {
            assertThat(inXero).containsExactly("Second", "Third");
        }
        copy.harvest().clearFaults();
        clock.jump(Duration.ofMinutes(3));
        copy.once();
        assertThat(copy.xero().invoices()).hasSize(3);
        assertThat(copy.harvest().get("/invoices").path("invoices")).hasSize(2);
    }

    private static List<String> descriptions(JsonNode document, String lines, String field) {
        return StreamSupport.stream(document.path(lines).spliterator(), false)
                .map(line -> line.path(field).asText())
                .toList();
    }
}
