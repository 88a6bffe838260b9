package org.harvestxero.finalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.Reviews;
import org.harvestxero.sandbox.xero.XeroFault;
import org.harvestxero.sandbox.xero.XeroFault.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bill that comes to less than zero, from the period to Xero. */
class NegativeBillIT {
    /** The last month's credit for six of ten hours, and no next fee to set it against. */
    private static final String PLAN = """
            client: Acme
            start: 2026-09-01
            end: 2026-10-31
            review: {when: []}
            coding: [{taxType: NONE}]
            rules:
              - name: Plan
                retainer: {fee: 500, billed: in advance, included: {hours: 10}, unused: credited}
            """;

    private final TestClock clock = TestClock.at("2026-11-02T08:00:00Z");
    private CopyScenario scenario;

    @BeforeEach
    void start() {
        scenario = CopyScenario.start(
                clock, Map.of("time-zone", "UTC", "copy.since", "2026-08-01", "bill.since", "2026-08-01"));
        long acme = scenario.harvest().add(aClient("Acme").currency("USD"));
        long design = scenario.harvest().add(aTask("Design"));
        long ann = scenario.harvest().add(aUser("Ann", "Archer"));
        long project = scenario.harvest()
                .add(aProject(acme, "Website").hourlyRate("100").task(design).person(ann));
        for (String work : List.of("2026-09-10 10", "2026-10-12 4")) {
            scenario.harvest()
                    .add(aTimeEntry(project, design, ann)
                            .on(LocalDate.parse(work.split(" ")[0]))
                            .hours(work.split(" ")[1])
                            .notes("Worked")
                            .approved());
        }
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    void aBillBelowZeroEndsAsACreditNoteThatIsLeftOpen() {
        BillReport report = billed("sending: {timesheet: true}\n");

        BillReport.Draft draft = last(report);
        CycleReport sent = scenario.once();

        assertThat(draft.subtotal()).isEqualByComparingTo("-300.00");
        assertThat(draft.review()).containsExactly("the invoice comes to -300.00 USD: Xero gets a credit note");
        assertThat(sent.failed()).isEmpty();
        assertThat(scenario.xero().creditNotes()).singleElement().satisfies(note -> {
            assertThat(note.path("Type").asText()).isEqualTo("ACCRECCREDIT");
            assertThat(note.path("Status").asText()).isEqualTo("AUTHORISED");
            assertThat(note.path("CreditNoteNumber").asText()).isEqualTo("3");
            assertThat(note.path("Total").decimalValue()).isEqualByComparingTo("300.00");
            assertThat(note.path("RemainingCredit").decimalValue()).isEqualByComparingTo("300.00");
        });
        assertThat(scenario.xero().invoices()).hasSize(2);
        assertThat(explained("3"))
                .contains("Harvest has no invoice of it: it comes to less than zero, and Harvest takes no such invoice")
                .contains(
                        "-300.00 USD before tax + 0.00 tax (NONE, 0 % on -300.00) = -300.00 USD, which becomes a credit"
                                + " note.")
                .anyMatch(words -> words.startsWith("Credit note 3 is AUTHORISED, total 300.00 USD"));
    }

    @Test
    void theCreditIsSetAgainstTheOldestOpenInvoicesWhereTheAgreementSaysSo() {
        billed("sending: {credits: oldest invoice}\n");

        scenario.once();

        assertThat(scenario.xero().creditNotes())
                .singleElement()
                .satisfies(note ->
                        assertThat(note.path("RemainingCredit").decimalValue()).isEqualByComparingTo("0.00"));
        assertThat(dues()).containsExactly("1 200.00", "2 500.00");
        assertThat(explained("3")).anyMatch(words -> words.endsWith("300.00 USD against 1"));
    }

    @Test
    void aCreditAboveTheOldestInvoiceGoesOnToTheNext() {
        billed(
                "sending: {credits: oldest invoice}\n",
                PLAN.replace("fee: 500", "fee: [{amount: 500}, {from: 2026-10-01, amount: 1500}]"));

        scenario.once();

        assertThat(dues()).containsExactly("1 0.00", "2 1100.00");
    }

    @Test
    void lostRepliesMakeNeitherASecondCreditNoteNorASecondAllocation() {
        billed(
                "sending: {credits: oldest invoice}\n",
                PLAN.replace("fee: 500", "fee: [{amount: 500}, {from: 2026-10-01, amount: 1500}]"));
        scenario.xero()
                .arm(XeroFault.of(Kind.LOSE_REPLY)
                        .on("PUT", "/api.xro/2.0/CreditNotes")
                        .next(4));

        for (int i = 0; i < 6; i++) {
            scenario.once();
            clock.jump(Duration.ofMinutes(10));
        }

        assertThat(scenario.xero().creditNotes())
                .singleElement()
                .satisfies(note -> assertThat(note.path("Allocations")).hasSize(2));
        assertThat(dues()).containsExactly("1 0.00", "2 1100.00");
        assertThat(scenario.copyService().failedCopies(FailedFilter.STANDING).stream())
                .isEmpty();
    }

    @Test
    void aDraftCreditNoteIsSetAgainstInvoicesOnceSomebodyApprovesIt() {
        billed("sending: {status: draft, credits: oldest invoice, delivery: xero}\n");
        scenario.once();
        String note = scenario.xero().creditNotes().get(0).path("CreditNoteID").asText();

        assertThat(scenario.xero().creditNotes().get(0).path("Status").asText()).isEqualTo("DRAFT");
        assertThat(scenario.copyService().failedCopies(FailedFilter.STANDING).stream())
                .anySatisfy(task -> assertThat(task.message()).contains("credit note", "mails only by hand"));

        JsonNode approved = JsonNodeFactory.instance.objectNode().put("Status", "AUTHORISED");
        List.of("1", "2").forEach(number -> scenario.xero().editInvoice(number, approved));
        scenario.xero().editCreditNote(UUID.fromString(note), approved);
        clock.jump(Duration.ofMinutes(10));
        scenario.once();

        assertThat(dues()).containsExactly("1 200.00", "2 500.00");
    }

    @Test
    void aCreditNoteIsNotTakenBackByItself() {
        billed("");
        scenario.once();

        assertThat(scenario.creditAndRebill("3").refused())
                .singleElement()
                .satisfies(refused -> assertThat(refused.why()).isEqualTo("It is a credit note."));
    }

    private BillReport billed(String more) {
        return billed(more, PLAN);
    }

    /** Bills September in advance to October, and approves what waits. */
    private BillReport billed(String more, String plan) {
        scenario.agreement("acme.yaml", plan + more);
        BillReport report = scenario.bill(BillRequest.due());
        Reviews reviews = scenario.engine().people().reviews();
        reviews.list(Reviews.Filter.waiting()).forEach(item -> reviews.approve(Reviews.Ref.of(item.id()), null, "Ada"));
        return report;
    }

    private static BillReport.Draft last(BillReport report) {
        BillReport.Bill bill = report.bills().get(report.bills().size() - 1);
        return bill.drafts().get(0);
    }

    private List<String> dues() {
        return scenario.xero().invoices().stream()
                .sorted(Comparator.comparing(
                        (JsonNode invoice) -> invoice.path("InvoiceNumber").asText()))
                .map(invoice -> invoice.path("InvoiceNumber").asText() + " "
                        + invoice.path("AmountDue").decimalValue().setScale(2).toPlainString())
                .toList();
    }

    private List<String> explained(String number) {
        return scenario.engine().people().explanations().explain(number, null).orElseThrow().sections().stream()
                .flatMap(section -> section.sentences().stream())
                .toList();
    }
}
