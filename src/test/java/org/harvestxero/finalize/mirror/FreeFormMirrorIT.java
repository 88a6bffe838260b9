package org.harvestxero.finalize.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aContact;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.ReconcileRequest;
import org.harvestxero.api.UnmarkedWork.Report;
import org.harvestxero.api.UnmarkedWork.Selection;
import org.harvestxero.sandbox.harvest.Fault;
import org.harvestxero.sandbox.harvest.Fault.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Harvest invoices made of a draft's lines: what stands there, what people are asked to mark, and what becomes of it. */
class FreeFormMirrorIT {
    private static final String AGREEMENT =
            "client: Acme\nstart: 2026-10-01\nreview: {when: []}\ncoding: [{taxType: NONE}]\n";
    private static final String FREE_FORM = "sending: {mirror: free-form}\n";

    private final TestClock clock = TestClock.at("2026-11-02T08:00:00Z");
    private CopyScenario scenario;
    private long acme;
    private long project;
    private long design;
    private long ann;
    private long bob;

    @BeforeEach
    void start() {
        scenario = CopyScenario.start(
                clock, Map.of("time-zone", "UTC", "copy.revenue-account", "200", "copy.payments-back", "follow"));
        acme = scenario.harvest().add(aClient("Acme").currency("USD"));
        scenario.harvest()
                .add(aContact(acme, "Wile", "Coyote").email("wile@acme.example").recipient());
        design = scenario.harvest().add(aTask("Design"));
        ann = scenario.harvest().add(aUser("Ann", "Archer"));
        bob = scenario.harvest().add(aUser("Bob", "Brown"));
        project = scenario.harvest()
                .add(aProject(acme, "Website")
                        .hourlyRate("100")
                        .task(design)
                        .person(ann)
                        .person(bob));
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    private long worked(long person, int day, String hours) {
        return scenario.harvest()
                .add(aTimeEntry(project, design, person)
                        .on(LocalDate.of(2026, 10, day))
                        .hours(hours)
                        .notes("Worked")
                        .approved());
    }

    private long unapproved(long person, int day) {
        return scenario.harvest()
                .add(aTimeEntry(project, design, person)
                        .on(LocalDate.of(2026, 10, day))
                        .hours("1.00")
                        .notes("Not yet"));
    }

    private BillReport billed(String more) {
        scenario.agreement("acme.yaml", AGREEMENT + more);
        BillReport report = scenario.bill(BillRequest.due());
        scenario.once();
        return report;
    }

    private List<JsonNode> mirrors() {
        List<JsonNode> found = new ArrayList<>();
        scenario.harvest().get("/invoices?per_page=2000").path("invoices").forEach(found::add);
        return found;
    }

    private boolean isBilled(long entry) {
        return scenario.harvest()
                .get("/time_entries/" + entry)
                .path("is_billed")
                .asBoolean();
    }

    private String explained() {
        return scenario.engine()
                .people()
                .explanations()
                .explain(number(), null)
                .orElseThrow()
                .toString();
    }

    private String number() {
        return scenario.xero().invoices().get(0).path("InvoiceNumber").asText();
    }

    private Report unmarked() {
        return scenario.engine().people().unmarkedWork().list(null);
    }

    private static List<String> told(List<Selection> selections) {
        return selections.stream()
                .map(each -> each.filter().project() + " " + each.filter().person() + " "
                        + each.filter().from() + ".."
                        + each.filter().to() + " " + each.works() + " "
                        + each.hours().setScale(2) + " "
                        + each.worth().setScale(2))
                .toList();
    }

    @Test
    void theHarvestInvoiceIsMadeOfTheLinesAndNoEntryIsTouched() {
        long entry = worked(ann, 5, "7.33");
        long open = unapproved(ann, 6);

        billed("layout: {groupBy: [person]}\npurchaseOrders: [{number: PO-7}]\n" + FREE_FORM);
        scenario.once();

        JsonNode mirror = mirrors().get(0);
        assertThat(mirrors()).hasSize(1);
        assertThat(mirror.path("number").asText()).isEqualTo(number());
        assertThat(mirror.path("amount").decimalValue()).isEqualByComparingTo("733.00");
        assertThat(mirror.path("state").asText()).isEqualTo("open");
        assertThat(mirror.path("subject").asText()).isEqualTo("2026-10-01 – 2026-10-31");
        assertThat(mirror.path("purchase_order").asText()).isEqualTo("PO-7");
        assertThat(mirror.path("period_start").isNull()).isTrue();
        assertThat(mirror.path("line_items").get(0).path("project").path("id").asLong())
                .isEqualTo(project);
        assertThat(scenario.xero().invoices()).hasSize(1);
        assertThat(scenario.invoice(number()).path("Url").asText())
                .endsWith("/invoices/" + mirror.path("id").asLong());
        assertThat(isBilled(entry)).isFalse();
        assertThat(isBilled(open)).isFalse();
        assertThat(explained()).contains("made of its lines");
        assertThat(scenario.once().copied()).isEmpty();
    }

    @Test
    void whereExactCanNotBeThePolicyFallsToFreeFormAndSaysWhy() {
        worked(ann, 5, "2.00");
        unapproved(ann, 5);

        billed("sending: {mirror: exact or free-form}\n");

        assertThat(mirrors()).hasSize(1);
        assertThat(mirrors().get(0).path("amount").decimalValue()).isEqualByComparingTo("200.00");
        assertThat(explained()).contains("made of its lines: Harvest would also take time entry");
    }

    @Test
    void whereExactCanBeItStaysExact() {
        long entry = worked(ann, 5, "2.00");

        billed("sending: {mirror: exact or free-form}\n");

        assertThat(isBilled(entry)).isTrue();
        assertThat(unmarked().isSettled()).isTrue();
    }

    @Test
    void anExactMirrorThatHarvestRefusesBecomesOneOfLines() {
        worked(ann, 5, "2.00");
        scenario.harvest()
                .make(Fault.of(Kind.NOT_FOUND_HTML).on("POST", "/invoices").times(1));

        billed("sending: {mirror: exact or free-form}\n");
        scenario.once();

        assertThat(mirrors()).hasSize(1);
        assertThat(explained()).contains("made of its lines: Harvest says");
        assertThat(scenario.xero().invoices()).hasSize(1);
    }

    @Test
    void aFeeWithoutAnyWorkIsMirroredToo() {
        billed("rules: [{name: Care, retainer: {fee: 500, billed: in arrears, included: {hours: 5}}}]\n" + FREE_FORM);

        assertThat(mirrors()).hasSize(1);
        assertThat(mirrors().get(0).path("amount").decimalValue()).isEqualByComparingTo("500.00");
    }

    @Test
    void renamedCategoriesAreUsedAsTheAccountHasThem() {
        long service = category("use_as_service");
        scenario.harvest().edit("/invoice_item_categories/" + service, Map.of("name", "Leistung"));
        worked(ann, 5, "2.00");

        billed(FREE_FORM);

        assertThat(mirrors().get(0).path("line_items").get(0).path("kind").asText())
                .isEqualTo("Leistung");
    }

    private long category(String use) {
        for (JsonNode each : scenario.harvest().get("/invoice_item_categories").path("invoice_item_categories")) {
            if (each.path(use).asBoolean()) {
                return each.path("id").asLong();
            }
        }
        throw new AssertionError("no category is used so");
    }

    @Test
    void afterALostReplyItIsFoundByItsNumberAndNotMadeTwice() {
        worked(ann, 5, "2.00");
        scenario.harvest()
                .make(Fault.of(Kind.LOSE_REPLY).on("POST", "/invoices").times(1));

        billed(FREE_FORM);
        assertThat(scenario.xero().invoices()).isEmpty();
        clock.jump(Duration.ofMinutes(3));
        scenario.restart();
        scenario.once();

        assertThat(mirrors()).hasSize(1);
        assertThat(scenario.xero().invoices()).hasSize(1);
        assertThat(explained()).contains("made of its lines");
    }

    @Test
    void oneThatComesToAnotherAmountIsTakenBackAndXeroAloneGetsIt() {
        worked(ann, 5, "2.00");
        scenario.harvest()
                .make(Fault.of(Kind.LOSE_REPLY).on("POST", "/invoices").times(1));
        billed(FREE_FORM);
        scenario.harvest()
                .edit("/invoices/" + mirrors().get(0).path("id").asLong(), Map.of("discount", new BigDecimal("10")));

        clock.jump(Duration.ofMinutes(3));
        scenario.once();

        assertThat(mirrors()).isEmpty();
        assertThat(explained()).contains("Harvest has no invoice of it: Harvest comes to 180");
        assertThat(scenario.invoice(number()).path("Total").decimalValue()).isEqualByComparingTo("200.00");
    }

    @Test
    void whatIsToBeMarkedIsListedAsAPersonSelectsItAndCheckedOffOnceHarvestShowsIt() {
        long first = worked(ann, 5, "2.00");
        long second = worked(bob, 6, "3.00");
        long beside = worked(ann, 7, "1.00");
        long other = worked(bob, 7, "4.00");
        unapproved(ann, 7);
        billed(FREE_FORM);

        Report report = unmarked();

        assertThat(told(report.selections()))
                .containsExactly(
                        "Website null 2026-10-05..2026-10-06 2 5.00 500.00",
                        "Website Bob Brown 2026-10-07..2026-10-07 1 4.00 400.00");
        assertThat(report.selections().get(0).invoices()).containsExactly(number());
        assertThat(report.single()).extracting(each -> each.id()).containsExactly(beside);

        scenario.harvest().markAsInvoiced(first, second, other);
        Report later = unmarked();

        assertThat(later.checkedOff()).isEqualTo(3);
        assertThat(later.selections()).isEmpty();
        assertThat(later.single()).hasSize(1);

        scenario.harvest().markAsInvoiced(beside);
        clock.jump(Duration.ofDays(1));
        scenario.fire("schedule-billed-work-check");

        Report last = unmarked();
        assertThat(last.isSettled()).isTrue();
        assertThat(last.checkedOff()).as("the daily check did").isZero();
    }

    @Test
    void workThatSomebodyInvoicedInHarvestAsWellIsTold() {
        long entry = worked(ann, 5, "2.00");
        billed(FREE_FORM);
        long by = scenario.harvest()
                .add(anInvoice(acme)
                        .number("H-99")
                        .issued(LocalDate.of(2026, 11, 2))
                        .ofUnbilledTime(project, LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 31)));

        Report report = unmarked();

        assertThat(by).isPositive();
        assertThat(report.elsewhere())
                .extracting(each -> each.id() + " " + each.other())
                .containsExactly(entry + " H-99");
        assertThat(report.selections()).isEmpty();

        clock.jump(Duration.ofDays(1));
        scenario.fire("schedule-billed-work-check");
        assertThat(scenario.copyService().failedCopies(FailedFilter.STANDING).stream()
                        .toList())
                .extracting(failed -> failed.message())
                .anyMatch(words -> words.contains("stands on invoice H-99 in Harvest as well"));
    }

    @Test
    void theReconciliationKnowsItAsBilledAndNotMarked() {
        long entry = worked(ann, 5, "2.00");
        billed(FREE_FORM);

        assertThat(reconciled()).containsExactly("Acme work 200.00 billed-not-marked");

        scenario.harvest().markAsInvoiced(entry);
        assertThat(reconciled()).isEmpty();
    }

    private List<String> reconciled() {
        return scenario
                .engine()
                .reconciliations()
                .reconcile(ReconcileRequest.all(), "test")
                .found()
                .differences()
                .stream()
                .map(told -> told.difference())
                .map(each -> each.subject().client() + " " + each.measure().word() + " "
                        + each.amount().setScale(2) + " " + each.reason().key())
                .toList();
    }

    @Test
    void aBillTakenBackTakesWhatPeopleMarkedForItAlongToTheNewOne() {
        long entry = worked(ann, 5, "2.00");
        billed(FREE_FORM);
        String first = number();
        scenario.harvest().markAsInvoiced(entry);
        unmarked();
        clock.jump(Duration.ofMinutes(10));
        worked(ann, 6, "1.00");

        BillReport report = scenario.creditAndRebill(first);
        scenario.once();

        assertThat(report.refused()).isEmpty();
        assertThat(report.bills().get(0).total()).isEqualByComparingTo("300.00");
        assertThat(mirrors()).hasSize(1);
        assertThat(mirrors().get(0).path("number").asText()).isNotEqualTo(first);
        assertThat(mirrors().get(0).path("amount").decimalValue()).isEqualByComparingTo("300.00");
        assertThat(scenario.xero().creditNotes()).hasSize(1);
        assertThat(told(unmarked().selections())).containsExactly("Website null 2026-10-06..2026-10-06 1 1.00 100.00");
    }

    @Test
    void moneyRecordedInXeroArrivesOnIt() {
        worked(ann, 5, "2.00");
        billed(FREE_FORM);
        scenario.once();

        scenario.xero().payInvoice(number(), new BigDecimal("200.00"), "090", LocalDate.of(2026, 11, 2));
        clock.jump(Duration.ofMinutes(10));
        scenario.once();

        assertThat(mirrors().get(0).path("state").asText()).isEqualTo("paid");
    }
}
