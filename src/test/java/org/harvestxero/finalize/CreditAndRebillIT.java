package org.harvestxero.finalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillRequest;
import org.harvestxero.sandbox.harvest.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From billed work to its correction, through the shipped routes. */
class CreditAndRebillIT {
    private static final String AGREEMENT =
            "client: Acme\nstart: 2026-10-01\nreview: {when: []}\ncoding: [{taxType: NONE}]\n";

    private final TestClock clock = TestClock.at("2026-11-02T08:00:00Z");
    private CopyScenario scenario;
    private long project;
    private long design;
    private long ann;
    private long entry;

    @BeforeEach
    void start() {
        scenario = CopyScenario.start(clock, Map.of("time-zone", "UTC"));
        long acme = scenario.harvest().add(aClient("Acme").currency("USD"));
        design = scenario.harvest().add(aTask("Design"));
        ann = scenario.harvest().add(aUser("Ann", "Archer"));
        project = scenario.harvest()
                .add(aProject(acme, "Website").hourlyRate("100").task(design).person(ann));
        entry = worked(5, "2.00");
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    void theInvoiceIsCreditedAndThePeriodBilledAnew() {
        String first = billed("");
        worked(6, "1.00");

        BillReport report = scenario.creditAndRebill(first);
        scenario.once();

        assertThat(report.refused()).isEmpty();
        assertThat(report.bills().get(0).total()).isEqualByComparingTo("300.00");
        JsonNode note = scenario.xero().creditNotes().get(0);
        assertThat(scenario.xero().creditNotes()).hasSize(1);
        assertThat(note.path("Total").decimalValue()).isEqualByComparingTo("200.00");
        assertThat(note.path("CreditNoteNumber").asText()).isEqualTo(first + "-CREDIT");
        assertThat(note.path("RemainingCredit").decimalValue()).isEqualByComparingTo("0.00");
        assertThat(scenario.invoice(first).path("AmountDue").decimalValue()).isEqualByComparingTo("0.00");
        assertThat(numbersInHarvest()).hasSize(1).doesNotContain(first);
        assertThat(scenario.xero().invoices()).hasSize(2);
        assertThat(scenario.once().failed()).isEmpty();
    }

    @Test
    void theDailySweepDoesNotMissTheDeletedMirror() {
        String first = billed("");
        scenario.creditAndRebill(first);
        scenario.once();

        scenario.sweep();

        assertThat(scenario.once().failed()).isEmpty();
    }

    @Test
    void anInvoiceWithoutAMirrorIsCreditedToo() {
        String first = billed("sending: {mirror: false}\n");

        BillReport report = scenario.creditAndRebill(first);
        scenario.once();

        assertThat(report.bills()).hasSize(1);
        assertThat(scenario.invoice(first).path("AmountDue").decimalValue()).isEqualByComparingTo("0.00");
        assertThat(scenario.xero().invoices()).hasSize(2);
    }

    @Test
    void anUnapprovedInvoiceIsDeletedInstead() {
        String first = billed("sending: {status: draft}\n");

        scenario.creditAndRebill(first);
        scenario.once();

        assertThat(scenario.xero().creditNotes()).isEmpty();
        assertThat(scenario.xero().invoices())
                .extracting(invoice -> invoice.path("Status").asText())
                .containsExactlyInAnyOrder("DELETED", "DRAFT");
    }

    @Test
    void aPaidInvoiceIsNotTakenBack() {
        String first = billed("");
        long mirror = scenario.harvest()
                .get("/invoices")
                .path("invoices")
                .get(0)
                .path("id")
                .asLong();
        scenario.harvest().pay(mirror, aPayment("50.00"));
        scenario.once();

        BillReport report = scenario.creditAndRebill(first);

        assertThat(report.refused())
                .singleElement()
                .satisfies(refused -> assertThat(refused.why()).contains("allocated"));
        assertThat(scenario.xero().creditNotes()).isEmpty();
        assertThat(scenario.xero().payments()).hasSize(1);
    }

    @Test
    void anUnknownNumberIsRefused() {
        assertThat(scenario.creditAndRebill("4711").refused())
                .singleElement()
                .satisfies(refused -> assertThat(refused.why()).contains("No draft"));
    }

    @Test
    void aMirrorSomebodyDeletedAlreadyIsNoHindrance() {
        String first = billed("");
        long mirror = scenario.harvest()
                .get("/invoices")
                .path("invoices")
                .get(0)
                .path("id")
                .asLong();
        scenario.harvest().delete("/invoices/" + mirror);

        BillReport report = scenario.creditAndRebill(first);
        scenario.once();

        assertThat(report.bills()).hasSize(1);
        assertThat(scenario.xero().invoices()).hasSize(2);
    }

    @Test
    void whileTheMirrorStandsNothingIsBilledAnew() {
        String first = billed("");
        scenario.harvest()
                .make(Fault.of(Fault.Kind.DROP_REQUEST)
                        .on("DELETE", "/invoices")
                        .times(1));

        BillReport refused = scenario.creditAndRebill(first);
        BillReport report = scenario.creditAndRebill(first);
        scenario.once();

        assertThat(refused.refused())
                .singleElement()
                .satisfies(words -> assertThat(words.why()).contains("mirror still stands"));
        assertThat(report.bills()).hasSize(1);
        assertThat(scenario.xero().creditNotes()).hasSize(1);
        assertThat(scenario.xero().invoices()).hasSize(2);
    }

    private long worked(int day, String hours) {
        return scenario.harvest()
                .add(aTimeEntry(project, design, ann)
                        .on(LocalDate.of(2026, 10, day))
                        .hours(hours)
                        .notes("Worked")
                        .approved());
    }

    /** Bills October and sends it; gives the number of the invoice. */
    private String billed(String more) {
        scenario.agreement("acme.yaml", AGREEMENT + more);
        scenario.bill(BillRequest.due());
        scenario.once();
        clock.jump(Duration.ofMinutes(10));
        scenario.once();
        assertThat(scenario.xero().invoices()).hasSize(1);
        return scenario.xero().invoices().get(0).path("InvoiceNumber").asText();
    }

    private List<String> numbersInHarvest() {
        return scenario.harvest()
                .get("/invoices?per_page=2000")
                .path("invoices")
                .findValuesAsText("number");
    }
}
