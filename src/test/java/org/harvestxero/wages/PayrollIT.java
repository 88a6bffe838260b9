package org.harvestxero.wages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Payroll;
import org.harvestxero.api.Payroll.Answer;
import org.harvestxero.api.Payroll.Outcome;
import org.harvestxero.api.Payroll.Sheet;
import org.harvestxero.payroll.Hindrance;
import org.harvestxero.payroll.Unpaid;
import org.harvestxero.sandbox.xero.XeroFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Approved hours as timesheets in Xero Payroll: one an employee and period, whatever happens, and nobody's work overwritten. */
class PayrollIT {
    private static final String TIMESHEETS = "/payroll.xro/2.0/Timesheets";
    private static final String RULES = """
            region: uk
            usual: Regular Hours
            rules: [{task: Travel, rate: Travel Time}]
            leave: Holiday
            """;

    private final TestClock clock =
            TestClock.at("2026-10-13T09:00:00Z"); // a Tuesday; the week before it ended on the 11th
    private CopyScenario scenario;
    private long design;
    private long travel;
    private long holiday;
    private long project;
    private long ann;
    private long ben;
    private UUID annsId;

    @BeforeEach
    void agency() {
        scenario = CopyScenario.start(clock, Map.of());
        rules(RULES);
        design = scenario.harvest().add(aTask("Design"));
        travel = scenario.harvest().add(aTask("Travel"));
        holiday = scenario.harvest().add(aTask("Holiday"));
        ann = scenario.harvest().add(aUser("Ann", "Archer").email("ann@example.com"));
        ben = scenario.harvest().add(aUser("Ben", "Baker").email("ben@example.com"));
        project = scenario.harvest()
                .add(aProject(scenario.harvest().add(aClient("Sample Bakery")), "Alpha")
                        .task(design)
                        .task(travel)
                        .task(holiday)
                        .person(ann)
                        .person(ben));
        annsId = scenario.xero().payroll().employ("Ann", "Archer", "ANN@example.com", "Weekly");
        scenario.xero().payroll().employ("Ben", "Baker", "ben@example.com", "Weekly");
        work(design, ann, 5, "7.5");
        work(travel, ann, 5, "1.25");
        work(design, ann, 7, "8");
        work(design, ben, 6, "6");
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    private void rules(String yaml) {
        try {
            Files.writeString(scenario.home().resolve("payroll.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long work(long task, long person, int day, String hours) {
        return scenario.harvest()
                .add(aTimeEntry(project, task, person)
                        .on(LocalDate.of(2026, 10, day))
                        .hours(hours)
                        .approved());
    }

    /** On a project of their own. */
    private void workElsewhere(long person) {
        long own = scenario.harvest()
                .add(aProject(scenario.harvest().add(aClient("Other " + person)), "Beta")
                        .task(design)
                        .person(person));
        scenario.harvest()
                .add(aTimeEntry(own, design, person)
                        .on(LocalDate.of(2026, 10, 6))
                        .hours("3")
                        .approved());
    }

    private Answer answer(Payroll.Request request) {
        return scenario.engine().payroll().run(request, "ada");
    }

    private List<Sheet> run(Payroll.Request request) {
        Answer answer = answer(request);
        assertThat(answer.troubles()).isEmpty();
        return answer.periods().stream()
                .flatMap(period -> period.sheets().stream())
                .toList();
    }

    private List<Sheet> run() {
        return run(new Payroll.Request(null, false, false));
    }

    private Sheet anns() {
        return run().stream()
                .filter(sheet -> sheet.person().id() == ann)
                .findFirst()
                .orElseThrow();
    }

    private JsonNode annsTimesheet() {
        return scenario.xero().payroll().timesheets().stream()
                .filter(timesheet -> timesheet.path("employeeID").asText().equals(annsId.toString()))
                .findFirst()
                .orElseThrow();
    }

    private UUID annsTimesheetId() {
        return UUID.fromString(annsTimesheet().path("timesheetID").asText());
    }

    private static List<String> lines(JsonNode timesheet) {
        List<String> lines = new ArrayList<>(
                StreamSupport.stream(timesheet.path("timesheetLines").spliterator(), false)
                        .map(line -> line.path("date").asText().substring(5, 10) + " "
                                + line.path("numberOfUnits").decimalValue().toPlainString())
                        .toList());
        lines.sort(null);
        return lines;
    }

    private void lose(String method, String path) {
        scenario.xero().arm(XeroFault.of(XeroFault.Kind.LOSE_REPLY).on(method, path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"uk", "nz", "au"})
    void aPeriodIsSentOnceInEachCountry(String region) {
        scenario.xero().payroll().setRegion(region);
        rules(RULES.replace("uk", region));

        assertThat(run(new Payroll.Request(null, true, false)))
                .extracting(sheet -> sheet.change().outcome())
                .containsExactly(Outcome.DUE, Outcome.DUE);
        assertThat(scenario.xero().payroll().timesheets()).isEmpty();

        assertThat(run()).extracting(sheet -> sheet.change().outcome()).containsExactly(Outcome.MADE, Outcome.MADE);

        JsonNode made = annsTimesheet();
        assertThat(lines(made)).containsExactly("10-05 1.25", "10-05 7.50", "10-07 8.00");
        assertThat(made.path("startDate").asText()).isEqualTo("2026-10-05T00:00:00");
        assertThat(made.path("endDate").asText()).isEqualTo("2026-10-11T00:00:00");
        assertThat(made.path("status").asText()).isEqualTo("Draft");
        assertThat(run())
                .extracting(sheet -> sheet.change().outcome())
                .containsExactly(Outcome.NOTHING, Outcome.NOTHING);
        assertThat(scenario.xero().payroll().timesheets()).hasSize(2);
    }

    @Test
    void leaveIsListedAndWhatIsNotApprovedIsToldAndNotSent() {
        work(holiday, ann, 8, "7.5");
        long late = work(design, ann, 9, "2");
        scenario.harvest().unapprove(late);

        Sheet sheet = anns();

        assertThat(sheet.paid().unpaid())
                .extracting(Unpaid::why)
                .containsExactly(Unpaid.Why.LEAVE, Unpaid.Why.NOT_APPROVED);
        assertThat(sheet.isWhole()).isFalse();
        assertThat(lines(annsTimesheet())).containsExactly("10-05 1.25", "10-05 7.50", "10-07 8.00");
        assertThat(answer(new Payroll.Request(null, true, false)).exitCode()).isEqualTo(1);
    }

    @Test
    void overtimeAndTrackingGoToLinesOfTheirOwn() {
        rules("""
                region: uk
                usual: Regular Hours
                overtime: {day: 8, rate: Overtime Hours}
                tracking: "{project}"
                """);

        run();

        assertThat(lines(annsTimesheet())).containsExactly("10-05 0.75", "10-05 8.00", "10-07 8.00");
        JsonNode first = annsTimesheet().at("/timesheetLines/0");
        assertThat(first.path("trackingItemID").isTextual()).isTrue();
    }

    @Test
    void aDraftIsCorrectedLineByLine() {
        run();
        work(design, ann, 5, "0.5");
        work(design, ann, 9, "4");
        work(travel, ann, 6, "0.25");

        assertThat(run(new Payroll.Request(null, true, false)).get(0).change().outcome())
                .isEqualTo(Outcome.DUE);
        assertThat(anns().change().outcome()).isEqualTo(Outcome.CHANGED);

        assertThat(lines(annsTimesheet()))
                .containsExactly("10-05 1.25", "10-05 8.00", "10-06 0.25", "10-07 8.00", "10-09 4.00");
        assertThat(anns().change().outcome()).isEqualTo(Outcome.NOTHING);
    }

    @Test
    void whatIsWholeIsApprovedByPolicyAndNeverTouchedAfter() {
        rules(RULES + "approve: matching\n");
        long late = work(design, ben, 8, "1");
        scenario.harvest().unapprove(late);

        assertThat(run()).extracting(sheet -> sheet.change().outcome()).containsExactly(Outcome.APPROVED, Outcome.MADE);
        assertThat(annsTimesheet().path("status").asText()).isEqualTo("Approved");

        work(design, ann, 9, "4");
        Sheet held = anns();
        assertThat(held.change().outcome()).isEqualTo(Outcome.HELD);
        assertThat(held.change().message()).startsWith("It is Approved in Xero with other hours and is never changed");
        assertThat(lines(annsTimesheet())).containsExactly("10-05 1.25", "10-05 7.50", "10-07 8.00");

        scenario.xero().payroll().pay(annsTimesheetId());
        assertThat(anns().change().message()).startsWith("It was paid in Xero with other hours");

        scenario.xero().payroll().revertToDraft(annsTimesheetId());
        assertThat(anns().change().outcome()).isEqualTo(Outcome.APPROVED);
        assertThat(lines(annsTimesheet())).containsExactly("10-05 1.25", "10-05 7.50", "10-07 8.00", "10-09 4.00");
    }

    @Test
    void whatAPersonEditedOrMadeIsLeftAsItIs() {
        run();
        scenario.xero().payroll().editFirstLine(annsTimesheetId(), new BigDecimal("3"));
        work(design, ann, 9, "4");

        Sheet held = anns();

        assertThat(held.change().outcome()).isEqualTo(Outcome.HELD);
        assertThat(held.change().message()).startsWith("A person changed it in Xero");
        assertThat(annsTimesheet().path("timesheetLines")).hasSize(3);

        scenario.sql("delete from payroll_line");
        scenario.sql("delete from payroll_timesheet");
        assertThat(anns().change().message()).startsWith("A person made it in Xero, with other hours");
    }

    @Test
    void whatAPersonDeletedIsMadeAnewOnlyWhenAskedFor() {
        run();
        scenario.xero().payroll().delete(annsTimesheetId());

        assertThat(anns().change().message()).startsWith("It was deleted in Xero by a person");
        assertThat(scenario.xero().payroll().timesheets()).hasSize(1);

        assertThat(run(new Payroll.Request(null, false, true)))
                .extracting(sheet -> sheet.change().outcome())
                .containsExactly(Outcome.MADE, Outcome.NOTHING);
    }

    @Test
    void aLostAnswerNeverMakesTwo() {
        scenario.xero().payroll().setTakesSecondTimesheets(true);
        lose("POST", TIMESHEETS);

        assertThat(run()).extracting(sheet -> sheet.change().outcome()).containsExactly(Outcome.MADE, Outcome.MADE);

        assertThat(scenario.xero().faultsStruck()).isEqualTo(1);
        assertThat(run())
                .extracting(sheet -> sheet.change().outcome())
                .containsExactly(Outcome.NOTHING, Outcome.NOTHING);
        assertThat(scenario.xero().payroll().timesheets()).hasSize(2);
    }

    @Test
    void anAnswerThatWasLostAndALookThatFailedAreMetByTheNextRun() {
        scenario.xero().payroll().setTakesSecondTimesheets(true);
        scenario.calling(request -> {
            if (request.toString().equals("POST /2.0/Timesheets")) {
                lose("POST", TIMESHEETS);
                scenario.xero().arm(XeroFault.of(XeroFault.Kind.REFUSED).on("GET", TIMESHEETS));
            }
        });
        assertThat(answer(new Payroll.Request(null, false, false)).troubles()).isNotEmpty();
        scenario.calling(request -> {});
        scenario.xero().clearFaults();
        scenario.restart();

        assertThat(run()).extracting(sheet -> sheet.change().outcome()).containsExactly(Outcome.NOTHING, Outcome.MADE);
        assertThat(scenario.xero().payroll().timesheets()).hasSize(2);
        work(design, ann, 9, "4");
        assertThat(anns().change().outcome()).isEqualTo(Outcome.CHANGED);
    }

    @Test
    void whatNeverArrivedIsAskedForAgainOnlyWhenItCantTakeEffectAnyMore() {
        scenario.xero().payroll().setTakesSecondTimesheets(true);
        scenario.xero().arm(XeroFault.of(XeroFault.Kind.DROP_REQUEST).on("POST", TIMESHEETS));

        assertThat(run().get(0).change().outcome()).isEqualTo(Outcome.UNCLEAR);
        assertThat(scenario.xero().faultsStruck()).isEqualTo(1);
        assertThat(run().get(0).change().outcome()).isEqualTo(Outcome.UNCLEAR);
        clock.jump(Duration.ofMinutes(11));

        assertThat(run().get(0).change().outcome()).isEqualTo(Outcome.MADE);
        assertThat(scenario.xero().payroll().timesheets()).hasSize(2);
    }

    @Test
    void aRunThatEndsBetweenTheRecordAndTheRequestMakesOneAfterwards() {
        scenario.xero().payroll().setTakesSecondTimesheets(true);
        scenario.calling(request -> {
            if (request.toString().equals("POST /2.0/Timesheets")) {
                throw new IllegalStateException("The end");
            }
        });
        assertThat(answer(new Payroll.Request(null, false, false)).troubles()).isNotEmpty();
        scenario.calling(request -> {});
        scenario.restart();

        assertThat(run()).extracting(sheet -> sheet.change().outcome()).containsExactly(Outcome.UNCLEAR, Outcome.MADE);
        clock.jump(Duration.ofMinutes(11));
        assertThat(run()).extracting(sheet -> sheet.change().outcome()).containsExactly(Outcome.MADE, Outcome.NOTHING);
        assertThat(scenario.xero().payroll().timesheets()).hasSize(2);
    }

    @Test
    void linesThatWereLostOnTheWayAreMetOnceTheyCantTakeEffectAnyMore() {
        run();
        work(design, ann, 9, "4");
        work(travel, ann, 8, "1");
        scenario.xero()
                .arm(XeroFault.of(XeroFault.Kind.DROP_REQUEST)
                        .on("POST", TIMESHEETS + "/" + annsTimesheetId() + "/Lines"));

        assertThat(anns().change().outcome()).isEqualTo(Outcome.UNCLEAR);
        assertThat(anns().change().outcome()).isEqualTo(Outcome.UNCLEAR);
        clock.jump(Duration.ofMinutes(11));

        assertThat(anns().change().outcome()).isEqualTo(Outcome.CHANGED);
        assertThat(lines(annsTimesheet()))
                .containsExactly("10-05 1.25", "10-05 7.50", "10-07 8.00", "10-08 1.00", "10-09 4.00");
    }

    @Test
    void anApprovalWhoseAnswerWasLostIsMet() {
        rules(RULES + "approve: matching\n");
        scenario.calling(request -> {
            if (request.toString().endsWith("/Approve")) {
                lose("POST", TIMESHEETS + "/");
            }
        });

        assertThat(run())
                .extracting(sheet -> sheet.change().outcome())
                .containsExactly(Outcome.APPROVED, Outcome.APPROVED);
        assertThat(scenario.xero().faultsStruck()).isEqualTo(2);
    }

    @Test
    void peopleAreMatchedByLinkThenEMailAndNeverByName() {
        long cleo = scenario.harvest().add(aUser("Cleo", "Cox").email("cleo@home.example"));
        UUID hers = scenario.xero().payroll().employ("Cleo", "Cox", "c.cox@example.com", "Weekly");
        workElsewhere(cleo);

        Answer before = answer(new Payroll.Request(null, true, false));
        assertThat(before.unmatched()).singleElement().satisfies(unmatched -> {
            assertThat(unmatched.hindrance().kind()).isEqualTo(Hindrance.Kind.NO_EMPLOYEE);
            assertThat(unmatched.hindrance().remedy()).contains("payroll link " + cleo + " EMPLOYEE-ID");
        });

        scenario.engine().payroll().link("Cleo Cox", hers.toString(), "ada");
        assertThat(answer(new Payroll.Request(null, false, false)).unmatched()).isEmpty();
        assertThat(scenario.xero().payroll().timesheets()).hasSize(3);

        scenario.xero().payroll().employ("Ann", "Other", "ann@example.com", "Weekly");
        assertThat(answer(new Payroll.Request(null, true, false)).unmatched())
                .extracting(unmatched -> unmatched.hindrance().kind())
                .containsExactly(Hindrance.Kind.TWO_EMPLOYEES);
    }

    @Test
    void withoutCalendarRateOrOptionTheRestGoesOn() {
        scenario.xero().payroll().employ("Dan", "Dale", "dan@example.com", null);
        long dan = scenario.harvest().add(aUser("Dan", "Dale").email("dan@example.com"));
        workElsewhere(dan);
        scenario.xero().payroll().retireRate("Travel Time");

        Answer answer = answer(new Payroll.Request(null, false, false));

        assertThat(answer.unmatched())
                .extracting(unmatched -> unmatched.hindrance().words())
                .containsExactly("Dan Dale has no pay calendar in Xero Payroll");
        assertThat(answer.periods().get(0).sheets())
                .extracting(sheet -> sheet.change().outcome())
                .containsExactly(Outcome.HELD, Outcome.MADE);
        assertThat(answer.periods().get(0).sheets().get(0).change().message())
                .startsWith("Xero Payroll has no earnings rate \"Travel Time\" in use. ");
        assertThat(String.join("\n", scenario.engine().warnings()))
                .contains("Timesheets for payroll of 2026-10-05 to 2026-10-11: 2 people need somebody's attention.")
                .doesNotContain("Dan", "Ann");
    }

    @Test
    void aTrackingOptionThatIsNotThereArchivedOrOfNoCategoryIsToldAndTheRestGoesOn() {
        rules(RULES.replace(
                "rules: [", "rules: [{person: Ann Archer, task: Design, rate: Regular Hours, tracking: Alhpa}, "));
        assertThat(run()).extracting(sheet -> sheet.change().outcome()).containsExactly(Outcome.HELD, Outcome.MADE);
        assertThat(anns().change().message())
                .isEqualTo(
                        "The tracking category Project has no active option \"Alhpa\". Add it in Xero, or name another"
                                + " one in payroll.yaml; there is Alpha.");

        rules(RULES.replace(
                "rules: [", "rules: [{person: Ann Archer, task: Design, rate: Regular Hours, tracking: Alpha}, "));
        scenario.xero().archiveTrackingOption("Project", "Alpha");
        assertThat(anns().change().message())
                .startsWith("The tracking category Project has no active option \"Alpha\"");

        scenario.xero().payroll().setTimesheetCategory(null);
        assertThat(anns().change().message())
                .isEqualTo("Xero Payroll tracks timesheets by no category. Choose one in its settings, or take tracking"
                        + " out of payroll.yaml.");
        assertThat(scenario.xero().payroll().timesheets()).hasSize(1);
    }

    @Test
    void anEntryMovedToAnotherPeriodLeavesTheDraftItWasIn() {
        long moved = work(design, ann, 9, "4");
        run();
        scenario.harvest().unapprove(moved);
        scenario.harvest().edit("/time_entries/" + moved, Map.of("spent_date", "2026-10-12"));
        scenario.harvest().approve(moved);

        assertThat(anns().change().outcome()).isEqualTo(Outcome.CHANGED);

        assertThat(lines(annsTimesheet())).containsExactly("10-05 1.25", "10-05 7.50", "10-07 8.00");
        clock.jump(Duration.ofDays(7));
        assertThat(anns().change().outcome()).isEqualTo(Outcome.MADE);
        assertThat(scenario.xero().payroll().timesheets()).hasSize(3);
    }

    @Test
    void aRefusalIsToldInXerosWordsAndTheRestGoesOn() {
        scenario.xero().payroll().paySalary(annsId);

        assertThat(run()).extracting(sheet -> sheet.change().outcome()).containsExactly(Outcome.FAILED, Outcome.MADE);
        assertThat(anns().change().message())
                .isEqualTo(
                        "Xero refused it: The employee is not paid by timesheet. Correct that, then run this again.");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aClosedPayrollIsToldAndStopsNothingElse(int status) {
        scenario.xero().payroll().refuse(status);

        Answer answer = answer(new Payroll.Request(null, false, false));

        assertThat(answer.exitCode()).isEqualTo(3);
        assertThat(answer.troubles())
                .singleElement()
                .satisfies(trouble -> assertThat(trouble.message())
                        .startsWith("Xero does not let this connection into payroll (" + status + ")"));
        assertThat(scenario.once().troubles()).isEmpty();
    }

    @Test
    void anotherCountrysOrganisationAndAHomeWithoutTheFileAreRefused() throws IOException {
        rules(RULES.replace("uk", "nz"));
        assertThatThrownBy(() -> answer(new Payroll.Request(null, true, false)))
                .isInstanceOf(DecisionException.class)
                .hasMessageContaining("payroll.yaml says region: nz");
        Files.delete(scenario.home().resolve("payroll.yaml"));
        assertThatThrownBy(() -> answer(new Payroll.Request(null, true, false)))
                .isInstanceOf(DecisionException.class)
                .hasMessageContaining("no payroll.yaml");
    }

    @Test
    void madeByItselfOncePeriodsAreOverAndCorrectedOnlyByAPerson() {
        scenario.restart(Map.of("payroll.schedule", "0 0 7 * * ?"));
        scenario.fire("schedule-payroll");
        assertThat(scenario.xero().payroll().timesheets()).hasSize(2);

        work(design, ann, 9, "4");
        scenario.fire("schedule-payroll");
        assertThat(lines(annsTimesheet())).containsExactly("10-05 1.25", "10-05 7.50", "10-07 8.00");

        assertThat(anns().change().outcome()).isEqualTo(Outcome.CHANGED);
    }
}
