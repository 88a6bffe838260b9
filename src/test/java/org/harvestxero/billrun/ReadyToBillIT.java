package org.harvestxero.billrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;
import static org.harvestxero.sandbox.harvest.Builders.anExpense;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.BillRequest.Manner;
import org.harvestxero.api.Reviews.Filter;
import org.harvestxero.api.Reviews.Ref;
import org.harvestxero.sandbox.harvest.Fault;
import org.harvestxero.sandbox.harvest.Fault.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Work that people mark in Harvest as ready: billed by itself, once, and left out of the bill of its period. */
class ReadyToBillIT {
    private static final String AGREEMENT =
            "client: Acme\nstart: 2026-10-01\nreview: {when: []}\ncoding: [{taxType: NONE}]\n";

    private final TestClock clock = TestClock.at("2026-11-10T08:00:00Z");
    private CopyScenario scenario;
    private long acme;
    private long website;
    private long design;
    private long ann;

    private void begin(Map<String, String> more) {
        Map<String, String> settings =
                new HashMap<>(Map.of("time-zone", "UTC", "copy.revenue-account", "200", "bill.trigger", "#bill"));
        settings.putAll(more);
        scenario = CopyScenario.start(clock, settings);
        acme = scenario.harvest().add(aClient("Acme").currency("USD"));
        design = scenario.harvest().add(aTask("Design"));
        ann = scenario.harvest().add(aUser("Ann", "Archer"));
        website = scenario.harvest()
                .add(aProject(acme, "Website").hourlyRate("100").task(design).person(ann));
        scenario.agreement("acme.yaml", AGREEMENT);
    }

    private void begin() {
        begin(Map.of());
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    private long worked(int day, String hours, String notes) {
        return scenario.harvest()
                .add(aTimeEntry(website, design, ann)
                        .on(LocalDate.of(2026, 11, day))
                        .hours(hours)
                        .notes(notes)
                        .approved());
    }

    private long unapproved() {
        return scenario.harvest()
                .add(aTimeEntry(website, design, ann)
                        .on(LocalDate.of(2026, 11, 4))
                        .hours("1.00")
                        .notes("#bill"));
    }

    private BillReport ready() {
        return scenario.engine().billingService().ready(BillRequest.due(), "ada");
    }

    private static List<String> words(BillReport report) {
        return report.refused().stream().map(BillReport.Refused::why).toList();
    }

    private static List<String> bills(BillReport report) {
        return report.bills().stream()
                .map(bill -> bill.client() + " " + bill.from() + ".." + bill.to() + " "
                        + bill.total().setScale(2) + " "
                        + bill.drafts().stream().map(BillReport.Draft::state).toList())
                .toList();
    }

    private long draft(BillReport report) {
        return report.bills().get(0).drafts().get(0).id();
    }

    @Test
    void markedWorkIsBilledAtOnceAndItsDraftWaitsForAPerson() {
        begin();
        worked(3, "2.00", "Logo, done #bill");
        worked(4, "1.00", "Billing page #billing is no mark");
        worked(5, "3.00", "#BILL");

        BillReport report = ready();

        assertThat(report.troubles()).isEmpty();
        assertThat(report.refused()).isEmpty();
        assertThat(bills(report)).containsExactly("Acme 2026-11-03..2026-11-05 500.00 [review]");
        assertThat(report.bills().get(0).period())
                .startsWith("ready-2026-11-10T08:00:")
                .endsWith("Z");
        assertThat(report.bills().get(0).drafts().get(0).review())
                .contains("it bills work that was marked as ready in Harvest");
    }

    @Test
    void aMarkMakesOneBillAndTheBillOfThePeriodLeavesItsWorkOut() {
        begin();
        worked(3, "2.00", "Logo #bill");
        worked(4, "1.00", "Pages");
        BillReport first = ready();
        assertThat(ready().bills()).isEmpty();
        scenario.restart();
        assertThat(ready().bills()).isEmpty();
        scenario.engine().people().reviews().approve(new Ref(draft(first), null), null, "ada");
        scenario.once();
        clock.jump(Duration.ofDays(25));

        BillReport november = scenario.bill(BillRequest.due());
        scenario.once();

        assertThat(november.bills())
                .filteredOn(bill -> bill.period().equals("2026-11"))
                .extracting(bill -> bill.total().setScale(2).toPlainString())
                .containsExactly("100.00");
        assertThat(scenario.xero().invoices())
                .extracting(invoice ->
                        invoice.path("Total").decimalValue().setScale(2).toPlainString())
                .containsExactlyInAnyOrder("200.00", "100.00");
    }

    @Test
    void thePeriodsBillStillTakesWhatChangedBeforeAMarkedBill() {
        begin();
        worked(3, "2.00", "Logo");
        clock.jump(Duration.ofDays(25));
        scenario.bill(BillRequest.due());
        clock.jump(Duration.ofDays(2));
        long late = worked(20, "1.50", "Late");
        assertThat(late).isPositive();
        clock.jump(Duration.ofDays(3));
        scenario.harvest()
                .add(aTimeEntry(website, design, ann)
                        .on(LocalDate.of(2026, 12, 2))
                        .hours("1.00")
                        .notes("#bill")
                        .approved());
        assertThat(ready().bills()).hasSize(1);
        clock.jump(Duration.ofDays(30));

        BillReport december = scenario.bill(BillRequest.due());

        assertThat(december.bills())
                .filteredOn(bill -> bill.period().equals("2026-12"))
                .extracting(bill -> bill.total().setScale(2).toPlainString())
                .containsExactly("150.00");
    }

    @Test
    void aDryRunUsesNoMarkUp() {
        begin();
        worked(3, "2.00", "Logo #bill");

        BillReport dry = scenario.engine().billingService().ready(new BillRequest(null, null, Manner.DRY_RUN), "ada");
        BillReport real = ready();

        assertThat(dry.bills().get(0).drafts().get(0).id()).isNull();
        assertThat(bills(real)).isEqualTo(bills(dry)).hasSize(1);
    }

    @Test
    void whatCanNotBeBilledIsASentenceEachAndWaitsWhereWaitingHelps() {
        begin();
        long globex = scenario.harvest().add(aClient("Globex").currency("USD"));
        long other = scenario.harvest()
                .add(aProject(globex, "Shop").hourlyRate("100").task(design).person(ann));
        scenario.harvest()
                .add(aTimeEntry(other, design, ann)
                        .on(LocalDate.of(2026, 11, 3))
                        .hours("1.00")
                        .notes("#bill")
                        .approved());
        long unapproved = unapproved();
        long invoiced = worked(5, "1.00", "#bill");
        scenario.harvest().markAsInvoiced(invoiced);
        scenario.harvest()
                .add(aTimeEntry(website, design, ann)
                        .on(LocalDate.of(2026, 9, 5))
                        .hours("1.00")
                        .notes("#bill")
                        .approved());

        BillReport report = ready();

        assertThat(report.bills()).isEmpty();
        assertThat(words(report))
                .containsExactlyInAnyOrder(
                        "Marked as ready, but not billed: Globex has no agreement.",
                        "Marked as ready, but not billed: not submitted for approval.",
                        "Marked as ready, but not billed: it is marked as invoiced in Harvest already.",
                        "Marked as ready, but not billed: its day is outside the agreement, which runs from 2026-10-01.");
        assertThat(scenario.engine().warnings())
                .anyMatch(words -> words.contains("time entry " + unapproved) && words.contains("not submitted"));

        scenario.harvest().approve(unapproved);
        assertThat(bills(ready())).containsExactly("Acme 2026-11-04..2026-11-04 100.00 [review]");
        assertThat(scenario.engine().warnings()).noneMatch(words -> words.contains("time entry " + unapproved + ","));
    }

    @Test
    void workThatIsLockedBeforeItIsApprovedSaysSo() {
        begin();
        long entry = unapproved();
        scenario.harvest().edit("/projects/" + website, Map.of("is_active", false));

        assertThat(words(ready()))
                .containsExactly(
                        "Marked as ready, but not billed: not submitted for approval; Harvest has it locked (Item Archived).");
        scenario.harvest().approve(entry);
        assertThat(bills(ready())).containsExactly("Acme 2026-11-04..2026-11-04 100.00 [review]");
    }

    @Test
    void whatOnlyTheBillOfAPeriodCanSettleIsLeftToIt() {
        begin();
        long care = scenario.harvest()
                .add(aProject(acme, "Care").hourlyRate("100").task(design).person(ann));
        long capped = scenario.harvest()
                .add(aProject(acme, "Support").hourlyRate("100").task(design).person(ann));
        scenario.agreement("acme.yaml", AGREEMENT + """
                rules:
                  - {name: Care plan, for: {projects: [Care]}, retainer: {fee: 500, billed: in arrears, included: {hours: 5}}}
                  - {name: Time, hourly: {minimum: 1000}}
                caps: [{name: Support a month, for: {projects: [Support]}, hours: 10, per: period, atCap: hold}]
                reductions: [{kind: discount, off: invoice, amount: 50, reason: Friends}]
                """);
        for (long project : List.of(website, care, capped)) {
            scenario.harvest()
                    .add(aTimeEntry(project, design, ann)
                            .on(LocalDate.of(2026, 11, 3))
                            .hours("1.00")
                            .notes("#bill")
                            .approved());
        }

        BillReport report = ready();

        assertThat(bills(report)).containsExactly("Acme 2026-11-03..2026-11-03 100.00 [review]");
        assertThat(words(report))
                .containsExactlyInAnyOrder(
                        "Marked as ready, but not billed: the plan \"Care plan\" takes it, so only the bill of its period can count it.",
                        "Marked as ready, but not billed: it counts under \"Support a month\", a cap of each period, so only the bill"
                                + " of its period can bill it.");
    }

    @Test
    void workOnADraftAlreadyIsNotBilledAgain() {
        begin();
        long entry = worked(3, "2.00", "Logo");
        clock.jump(Duration.ofDays(25));
        scenario.agreement("acme.yaml", AGREEMENT.replace("when: []", "when: [always]"));
        scenario.bill(BillRequest.due());
        scenario.harvest().edit("/time_entries/" + entry, Map.of("notes", "Logo #bill"));

        BillReport report = ready();

        assertThat(report.bills()).isEmpty();
        assertThat(words(report))
                .singleElement()
                .asString()
                .contains("it is on draft D")
                .contains("(2026-11) already");
    }

    @Test
    void aNewMarkIsANewBillOnceTheFirstWasRejected() {
        begin();
        long entry = worked(3, "2.00", "Logo #bill");
        BillReport first = ready();
        scenario.engine().people().reviews().reject(new Ref(draft(first), null), "too early", false, "ada");
        clock.jump(Duration.ofMinutes(10));
        assertThat(ready().bills()).isEmpty();

        scenario.harvest().edit("/time_entries/" + entry, Map.of("notes", "Logo, final #bill"));
        clock.jump(Duration.ofMinutes(10));

        assertThat(bills(ready())).containsExactly("Acme 2026-11-03..2026-11-03 200.00 [review]");
    }

    @Test
    void rejectedToBeBilledAgainTheSameMarkCountsOnceMore() {
        begin();
        worked(3, "2.00", "Logo #bill");
        BillReport first = ready();
        scenario.engine().people().reviews().reject(new Ref(draft(first), null), "wrong price", true, "ada");
        clock.jump(Duration.ofDays(2));

        assertThat(bills(ready())).containsExactly("Acme 2026-11-03..2026-11-03 200.00 [review]");
    }

    @Test
    void aMarkThatIsTakenOffIsForgotten() {
        begin();
        long unapproved = unapproved();
        ready();
        scenario.harvest().edit("/time_entries/" + unapproved, Map.of("notes", "later"));

        assertThat(ready().refused()).isEmpty();
        assertThat(scenario.engine().warnings()).noneMatch(words -> words.contains("marked as ready"));
    }

    @Test
    void anInvoiceOfMarkedWorkIsTakenBackAndItsWorkIsOpenForThePeriod() {
        begin();
        worked(3, "2.00", "Logo #bill");
        BillReport first = ready();
        scenario.engine().people().reviews().approve(new Ref(draft(first), null), null, "ada");
        scenario.once();
        clock.jump(Duration.ofMinutes(10));
        scenario.once();
        String number = scenario.xero().invoices().get(0).path("InvoiceNumber").asText();

        BillReport report = scenario.creditAndRebill(number);
        scenario.once();
        clock.jump(Duration.ofDays(25));
        BillReport november = scenario.bill(BillRequest.due());

        assertThat(report.refused()).isEmpty();
        assertThat(report.notes()).singleElement().asString().contains("is taken back");
        assertThat(scenario.xero().creditNotes()).hasSize(1);
        assertThat(november.bills())
                .filteredOn(bill -> bill.period().equals("2026-11"))
                .extracting(bill -> bill.total().setScale(2).toPlainString())
                .containsExactly("200.00");
    }

    @Test
    void expensesAreMarkedInTheirNotesToo() {
        begin();
        long category = scenario.harvest()
                .get("/expense_categories")
                .path("expense_categories")
                .get(0)
                .path("id")
                .asLong();
        scenario.harvest()
                .add(anExpense(website, category, ann)
                        .on(LocalDate.of(2026, 11, 4))
                        .cost("80.00")
                        .notes("Train #bill")
                        .approved());

        assertThat(bills(ready())).containsExactly("Acme 2026-11-04..2026-11-04 80.00 [review]");
    }

    @Test
    void theNameOfAProjectOrTaskMarksAllThatIsUnbilledThere() {
        begin(Map.of("bill.trigger-projects", "*(ready)", "bill.trigger-tasks", "Milestone*"));
        worked(3, "2.00", "Logo");
        long other = scenario.harvest()
                .add(aProject(acme, "Shop").hourlyRate("100").task(design).person(ann));
        scenario.harvest()
                .add(aTimeEntry(other, design, ann)
                        .on(LocalDate.of(2026, 11, 3))
                        .hours("5.00")
                        .notes("no mark")
                        .approved());
        assertThat(ready().bills()).isEmpty();

        scenario.harvest().edit("/projects/" + website, Map.of("name", "Website (ready)"));

        assertThat(bills(ready())).containsExactly("Acme 2026-11-03..2026-11-03 200.00 [review]");
        scenario.harvest().edit("/tasks/" + design, Map.of("name", "Milestone 1"));
        assertThat(bills(ready())).containsExactly("Acme 2026-11-03..2026-11-03 500.00 [review]");
        assertThat(ready().bills()).isEmpty();
    }

    @Test
    void theScheduleLooksByItself() {
        begin();
        worked(3, "2.00", "Logo #bill");

        scenario.fire("schedule-ready");

        assertThat(scenario.engine().people().reviews().list(Filter.waiting())).hasSize(1);
    }

    @Test
    void withoutAMarkInUseNothingIsRead() {
        scenario = CopyScenario.start(clock, Map.of("time-zone", "UTC"));
        scenario.harvest().clearCalls();

        BillReport report = ready();
        scenario.fire("schedule-ready");

        assertThat(report.notes()).singleElement().asString().contains("bill.trigger");
        assertThat(scenario.harvest().callCount()).isZero();
    }

    @Test
    void aListThatBreaksOffUsesNoMarkUp() {
        begin();
        worked(3, "2.00", "Logo #bill");
        scenario.harvest()
                .make(Fault.of(Kind.NOT_FOUND_HTML).on("GET", "/users").times(1));

        BillReport broken = ready();
        scenario.harvest().clearFaults();

        assertThat(broken.troubles()).hasSize(1);
        assertThat(broken.bills()).isEmpty();
        assertThat(bills(ready())).hasSize(1);
    }

    @Test
    void aMarkThatIsSetWhileItsPeriodIsBilledMakesNoSecondBill() {
        begin();
        long entry = worked(3, "2.00", "Logo");
        clock.jump(Duration.ofDays(25));
        AtomicBoolean listed = new AtomicBoolean();
        AtomicBoolean marked = new AtomicBoolean();
        scenario.calling(request -> {
            if (listed.get() && !marked.getAndSet(true)) {
                scenario.harvest().edit("/time_entries/" + entry, Map.of("notes", "Logo #bill"));
            }
            listed.set(listed.get() || request.toString().contains("/time_entries"));
        });

        BillReport november = scenario.bill(BillRequest.due());

        assertThat(marked).as("set after the work was listed").isTrue();
        assertThat(bills(november)).last().asString().startsWith("Acme 2026-11-01..2026-11-30 200.00");
        scenario.calling(request -> {});
        assertThat(ready().bills()).isEmpty();
        scenario.once();
        assertThat(ready().bills()).isEmpty();
        assertThat(scenario.xero().invoices())
                .extracting(invoice ->
                        invoice.path("Total").decimalValue().setScale(2).toPlainString())
                .containsExactly("200.00");
    }

    @Test
    void aMarkThatIsSetWhileMarkedWorkIsBilledWaitsForTheNextLook() {
        begin();
        worked(3, "2.00", "Logo #bill");
        long second = worked(4, "1.00", "Pages");
        AtomicBoolean listed = new AtomicBoolean();
        AtomicBoolean marked = new AtomicBoolean();
        scenario.calling(request -> {
            if (listed.get() && !marked.getAndSet(true)) {
                scenario.harvest().edit("/time_entries/" + second, Map.of("notes", "Pages #bill"));
            }
            listed.set(listed.get() || request.toString().contains("/time_entries"));
        });

        BillReport first = ready();
        scenario.calling(request -> {});
        clock.jump(Duration.ofMinutes(10));
        BillReport then = ready();

        assertThat(marked).as("set after the work was listed").isTrue();
        assertThat(bills(first)).singleElement().asString().contains(" 200.00 ");
        assertThat(bills(then)).singleElement().asString().contains(" 100.00 ");
    }
}
