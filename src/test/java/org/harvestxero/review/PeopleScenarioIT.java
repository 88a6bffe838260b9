package org.harvestxero.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.Check.Finding;
import org.harvestxero.api.Check.Level;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Reviews.Ref;
import org.harvestxero.comparison.Comparison;
import org.harvestxero.comparison.ReplayReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people see and decide, over the shipped routes and both stand-ins. */
class PeopleScenarioIT {
    private static final String REVIEWED = "client: Acme\nstart: 2026-09-01\nreview: {when: [always]}\n";

    private final TestClock clock = TestClock.at("2026-11-02T08:00:00Z");
    private CopyScenario scenario;
    private long acme;
    private long project;
    private long design;
    private long ann;

    @BeforeEach
    void start() {
        scenario = CopyScenario.start(clock, Map.of("time-zone", "UTC", "copy.since", "2026-09-01"));
        acme = scenario.harvest().add(aClient("Acme").currency("USD"));
        design = scenario.harvest().add(aTask("Design"));
        ann = scenario.harvest().add(aUser("Ann", "Archer").roles("Designer"));
        project = scenario.harvest()
                .add(aProject(acme, "Website").hourlyRate("100").task(design));
    }

    @AfterEach
    void stop() {
        scenario.close();
    }

    private long worked(String day, String hours) {
        return scenario.harvest()
                .add(aTimeEntry(project, design, ann)
                        .on(LocalDate.parse(day))
                        .hours(hours)
                        .notes("Worked")
                        .approved());
    }

    @Test
    void aReplayComparesEachPeriodWithWhatWasInvoicedAndWritesNothing() {
        scenario.agreement("acme.yaml", "client: Acme\nstart: 2026-11-01\n");
        long september = worked("2026-09-10", "2.5");
        long october = worked("2026-10-05", "3");
        worked("2026-10-06", "1");
        invoice("H-1", "2026-10-01", "2.5");
        invoice("H-2", "2026-11-01", "3");
        scenario.harvest().markAsInvoiced(september, october);
        scenario.harvest().clearCalls();

        ReplayReport report = scenario.engine().people().replays().replay(2, null);

        assertThat(report.left()).isEmpty();
        assertThat(report.comparisons())
                .extracting(found -> found.period() + " " + found.invoices() + " " + found.difference())
                .containsExactly("2026-09 [H-1] 0.00 USD", "2026-10 [H-2] 100.00 USD");
        Comparison.Row row = report.comparisons().get(1).rows().get(0);
        assertThat(row.reason()).isEqualTo("1.00 h in 1 entry that Harvest never marked as invoiced");
        assertThat(row.explained()).isTrue();
        assertThat(scenario.harvest().requests())
                .allMatch(request -> request.method().equals("GET"));
        assertThat(scenario.harvest().callCount()).as("six lists").isEqualTo(6);
        assertThat(scenario.engine().people().reviews().list(new Reviews.Filter(null, true)))
                .isEmpty();
        assertThatThrownBy(() -> scenario.engine().people().replays().replay(2, "Nobody"))
                .hasMessageContaining("There is no agreement for \"Nobody\"; there are agreements for Acme.");
    }

    @Test
    void aRetainerInAdvanceIsReplayedWithWhatItsFeeCovered() {
        scenario.agreement("acme.yaml", """
                client: Acme
                start: 2026-11-01
                rules: [{name: Plan, retainer: {fee: 600, billed: in advance, included: {hours: 10}, overage: {rate: 80}}}]
                """);
        worked("2026-09-10", "9");
        worked("2026-10-05", "12");
        scenario.harvest()
                .add(anInvoice(acme)
                        .number("H-1")
                        .issued(LocalDate.parse("2026-10-01"))
                        .line("Plan", "1", "600")
                        .open());
        scenario.harvest()
                .add(anInvoice(acme)
                        .number("H-2")
                        .issued(LocalDate.parse("2026-11-01"))
                        .line("Plan", "1", "600")
                        .line("Two hours more", "2", "80")
                        .open());

        ReplayReport report = scenario.engine().people().replays().replay(2, "Acme");

        assertThat(report.comparisons())
                .extracting(
                        found -> found.period() + " " + found.invoices() + " " + found.ours() + " " + found.agrees())
                .containsExactly("2026-09 [H-1] 600.00 USD true", "2026-10 [H-2] 760.00 USD true");
    }

    @Test
    void aParallelRunIsComparedWithWhatWasInvoicedByHand() {
        scenario.agreement("acme.yaml", "client: Acme\nstart: 2026-10-01\nmode: shadow\n");
        worked("2026-10-05", "3");
        scenario.harvest()
                .add(aTimeEntry(project, design, ann)
                        .on(LocalDate.parse("2026-10-06"))
                        .hours("2")
                        .notes("Worked")
                        .submitted());
        invoice("H-2", "2026-11-01", "5");
        scenario.bill(BillRequest.due());

        ReplayReport report = scenario.engine().people().replays().shadow(LocalDate.parse("2026-10-01"), null);

        assertThat(report.comparisons()).singleElement().satisfies(found -> {
            assertThat(found.difference().amount()).isEqualByComparingTo("-200.00");
            assertThat(found.rows().get(0).reason())
                    .isEqualTo("2.00 h worth 200.00 not billed, held: submitted, but not approved");
        });
        assertThatThrownBy(() -> scenario.engine().people().replays().shadow(LocalDate.parse("2026-11-01"), null))
                .hasMessageContaining("No parallel run was made since 2026-11-01");
    }

    @Test
    void billedWorkThatALesserTokenDoesNotSeeIsNotTakenForDeleted() {
        scenario.agreement("acme.yaml", REVIEWED);
        worked("2026-10-05", "2");
        worked("2026-10-06", "1");
        scenario.bill(BillRequest.due());
        scenario.tokenIsOf("manager");

        scenario.fire("schedule-billed-work-check");

        assertThat(tasks()).extracting(FailedCopy::cause).containsExactly("harvest-shows-not-all");
        assertThat(tasks().get(0).message()).contains("billed entries");

        scenario.tokenIsOf("administrator");
        scenario.fire("schedule-billed-work-check");

        assertThat(tasks()).isEmpty();
    }

    @Test
    void workThatChangedAfterItsBillBecomesATaskUntilItIsPutBack() {
        scenario.agreement("acme.yaml", REVIEWED);
        long changed = worked("2026-10-05", "2");
        long deleted = worked("2026-10-06", "1");
        worked("2026-10-07", "1");
        scenario.bill(BillRequest.due());
        scenario.fire("schedule-billed-work-check");
        assertThat(tasks()).isEmpty();

        scenario.harvest().edit("/time_entries/" + changed, Map.of("hours", 3));
        scenario.harvest().delete("/time_entries/" + deleted);
        scenario.fire("schedule-billed-work-check");

        List<FailedCopy> tasks = tasks();
        assertThat(tasks).extracting(FailedCopy::sourceId).containsExactlyInAnyOrder(changed, deleted);
        assertThat(task(changed).message())
                .isEqualTo(
                        "Time entry " + changed + " of 2026-10-05 changed in Harvest after it was billed on draft D1: "
                                + "2.00 h → 3.00 h; 200.00 USD was billed for 2.00 h; it is worth 300.00 USD in Harvest now.");
        assertThat(task(deleted).message())
                .isEqualTo("Time entry " + deleted + " of 2026-10-06 was deleted in Harvest after it was billed on"
                        + " draft D1: 1.00 h for 100.00 USD was billed.");

        scenario.harvest().edit("/time_entries/" + changed, Map.of("hours", 2));
        scenario.fire("schedule-billed-work-check");

        assertThat(tasks()).as("put back").extracting(FailedCopy::sourceId).containsExactly(deleted);
    }

    @Test
    void aTaskThatIsRetriedIsToldAgainOnlyIfItStillHolds() {
        scenario.agreement("acme.yaml", REVIEWED);
        long changed = worked("2026-10-05", "2");
        scenario.bill(BillRequest.due());
        scenario.harvest().edit("/time_entries/" + changed, Map.of("hours", 3));
        scenario.copyService().runFlow("check-billed-work", "Ada");
        await().untilAsserted(() -> assertThat(tasks()).hasSize(1));

        scenario.copyService().retry(Set.of(task(changed).id()), "Ada");

        assertThat(scenario.once().troubles()).isEmpty();
        assertThat(tasks()).isEmpty();
        scenario.fire("schedule-billed-work-check");
        assertThat(tasks()).hasSize(1);
    }

    @Test
    void whoStartsCyclesByHandHasBilledWorkLookedAtOnceADay() {
        scenario.agreement("acme.yaml", REVIEWED);
        long changed = worked("2026-10-05", "2");
        scenario.bill(BillRequest.due());
        assertThat(scenario.copyService().daily("Ada")).isEmpty();
        scenario.harvest().edit("/time_entries/" + changed, Map.of("hours", 3));

        clock.jump(Duration.ofHours(19));
        assertThat(scenario.copyService().daily("Ada")).isEmpty();
        assertThat(tasks()).isEmpty();
        clock.jump(Duration.ofHours(1));
        assertThat(scenario.copyService().daily("Ada")).isEmpty();

        assertThat(tasks()).extracting(FailedCopy::sourceId).containsExactly(changed);
    }

    @Test
    void anAgreementThatFailedIsTriedAgainByTheNextLookAlone() {
        scenario.agreement("acme.yaml", "client: Akme\nstart: 2026-09-01\n");
        scenario.bill(BillRequest.due());
        assertThat(tasks()).hasSize(1);

        scenario.copyService().retry(Set.of(tasks().get(0).id()), "Ada");

        assertThat(scenario.once().troubles()).isEmpty();
        assertThat(tasks()).hasSize(1);
    }

    @Test
    void workThatMovedOutOfTheDaysBilledIsAskedForAndToldAsMoved() {
        scenario.agreement("acme.yaml", REVIEWED);
        long moved = worked("2026-10-05", "2");
        worked("2026-10-07", "1");
        scenario.bill(BillRequest.due());

        scenario.harvest().edit("/time_entries/" + moved, Map.of("spent_date", "2026-10-20"));
        scenario.fire("schedule-billed-work-check");
        scenario.fire("schedule-billed-work-check");

        assertThat(tasks()).hasSize(1);
        assertThat(task(moved).message()).contains("day 2026-10-05 → 2026-10-20");
        assertThat(task(moved).remedy()).contains("bill --credit-and-rebill NUMBER");
    }

    @Test
    void workBilledLongAgoIsHeldAgainstWhatChangedSince() {
        scenario.agreement("acme.yaml", REVIEWED);
        long old = worked("2026-10-05", "2");
        scenario.bill(BillRequest.due());
        clock.jump(Duration.ofDays(120));

        scenario.harvest().edit("/time_entries/" + old, Map.of("hours", 1));
        scenario.fire("schedule-billed-work-check");

        assertThat(task(old).message()).contains("2.00 h → 1.00 h");
    }

    @Test
    void manyMissingAtOnceAreOneQuestionAndNoVerdict() {
        scenario.agreement("acme.yaml", REVIEWED);
        List<Long> all = IntStream.rangeClosed(1, 7)
                .mapToObj(day -> worked("2026-10-0" + day, "1"))
                .toList();
        scenario.bill(BillRequest.due());

        all.subList(0, 6).forEach(id -> scenario.harvest().delete("/time_entries/" + id));
        scenario.fire("schedule-billed-work-check");

        assertThat(tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.cause()).isEqualTo("many-billed-work-missing"));
    }

    @Test
    void doctorSaysWhatToKnowOfTheHolidaysAgreementsName() {
        scenario.agreement("acme.yaml", "client: Acme\nstart: 2026-09-01\ncalendar: {holidays: gb}\n");

        List<Finding> found = scenario.engine().checks().stream()
                .filter(check -> check.name().equals("holidays"))
                .findFirst()
                .orElseThrow()
                .look()
                .get();

        assertThat(found)
                .filteredOn(finding -> finding.level() == Level.WARNING)
                .extracting(Finding::what)
                .containsExactly(
                        "agreements/acme.yaml: holidays: \"gb\" without a part means gb-eng (England); others are kept in"
                                + " gb-nir (Northern Ireland), gb-sct (Scotland)");
    }

    @Test
    void doctorHoldsAgreementsAgainstBothSides() {
        scenario.agreement(
                "acme.yaml",
                "client: Acme\nstart: 2026-09-01\nrates: [{task: Desing, hour: 120}]\ncoding: [{account: 999}]\n");

        List<Finding> found = scenario.engine().checks().stream()
                .filter(check -> check.name().equals("agreements"))
                .findFirst()
                .orElseThrow()
                .look()
                .get();

        assertThat(found)
                .filteredOn(finding -> finding.level() == Level.FAILURE)
                .extracting(Finding::what)
                .containsExactly(
                        "agreements/acme.yaml: Harvest has no task \"Desing\" (did you mean \"Design\"?)",
                        "agreements/acme.yaml: Xero has no account 999");
    }

    @Test
    void aDraftRejectedToBeBilledAgainComesBackByTheNewAgreement() {
        scenario.agreement("acme.yaml", REVIEWED);
        worked("2026-10-05", "2");
        scenario.bill(BillRequest.due());
        Reviews reviews = scenario.engine().people().reviews();
        long first = reviews.list(Reviews.Filter.waiting()).get(0).id();
        scenario.agreement("acme.yaml", REVIEWED + "rates: [{hour: 150}]\n");

        reviews.reject(Ref.of(first), "the new rate was agreed", true, "Ada");
        scenario.bill(BillRequest.due());

        assertThat(reviews.list(Reviews.Filter.waiting())).singleElement().satisfies(again -> {
            assertThat(again.id()).isNotEqualTo(first);
            assertThat(again.total()).isEqualByComparingTo("300.00");
        });
    }

    @Test
    void whatPeopleSaidGoesIntoTheNextBill() {
        scenario.agreement("acme.yaml", """
                client: Acme
                start: 2026-10-01
                rules: [{name: Plan, retainer: {fee: 600, billed: in arrears, included: {hours: 10},
                    overage: {rate: 80, withoutApproval: {hours: 0}}}}]
                review: {when: []}
                """);
        worked("2026-10-05", "12");
        long written = worked("2026-11-05", "1");
        scenario.bill(BillRequest.due());
        Reviews reviews = scenario.engine().people().reviews();

        reviews.decide(
                new Reviews.Word(
                        Reviews.About.OVERAGE,
                        0,
                        "Plan",
                        "Acme",
                        Reviews.Verdict.APPROVE_OVERAGE,
                        new BigDecimal("1.5"),
                        null,
                        "mail of 3 November"),
                "Ada");
        reviews.decide(
                new Reviews.Word(
                        Reviews.About.TIME_ENTRY,
                        written,
                        null,
                        "Acme",
                        Reviews.Verdict.WRITE_OFF,
                        null,
                        null,
                        "our mistake"),
                "Ada");
        clock.jumpTo("2026-12-01T08:00:00Z");
        scenario.bill(BillRequest.due());

        Reviews.Item november = reviews.list(new Reviews.Filter("Acme", true)).get(1);
        assertThat(november.total()).as("the fee and 1.5 of 2 hours beyond").isEqualByComparingTo("720.00");
        assertThat(reviews.find("D" + november.id()).orElseThrow().notes())
                .anyMatch(note -> note.contains("written off: our mistake (Ada)"))
                .anyMatch(note -> note.startsWith("1 entry, 0.50 h worth 50.00 not billed, held"));
        assertThat(reviews.words()).isEmpty();
    }

    private void invoice(String number, String issued, String hours) {
        scenario.harvest()
                .add(anInvoice(acme)
                        .number(number)
                        .issued(LocalDate.parse(issued))
                        .line("[WEB] Website: Design", hours, "100", line -> line.put("project_id", project))
                        .open());
    }

    private List<FailedCopy> tasks() {
        return scenario.copyService().failedCopies(FailedFilter.STANDING).stream()
                .toList();
    }

    private FailedCopy task(long sourceId) {
        return tasks().stream()
                .filter(task -> task.sourceId() == sourceId)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no task about " + sourceId));
    }
}
