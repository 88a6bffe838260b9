package org.harvestxero.wages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.Payroll;
import org.harvestxero.api.Payroll.Answer;
import org.harvestxero.api.Payroll.Outcome;
import org.harvestxero.api.Payroll.Sheet;
import org.harvestxero.sandbox.xero.XeroFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two agencies pay for half a year: every hour once, whatever happens meanwhile. */
class SixMonthsOfPayIT {
    private static final LocalDate FIRST = LocalDate.of(2026, 10, 5); // a Monday
    private static final int WEEKS = 26;
    private static final String TIMESHEETS = "/payroll.xro/2.0/Timesheets";
    private static final Payroll.Request LAST = new Payroll.Request(null, false, false);

    private final TestClock clock = TestClock.at("2026-10-05T09:00:00Z");
    private final List<Entry> entries = new ArrayList<>();
    private CopyScenario scenario;
    private long task;
    private long project;
    private long ann;
    private long ben;
    private UUID annsId;
    private UUID bensId;

    private record Entry(long person, LocalDate day, BigDecimal hours) {}

    private void agency(String region, String calendar) throws IOException {
        scenario = CopyScenario.start(clock, Map.of("time-zone", "UTC"));
        scenario.xero().payroll().setRegion(region);
        scenario.xero().payroll().setTakesSecondTimesheets(true);
        scenario.xero().payroll().addCalendar("Fortnight", "Fortnightly", FIRST);
        Files.writeString(
                scenario.home().resolve("payroll.yaml"),
                "region: " + region + "\nusual: Regular Hours\novertime: {day: 8, rate: Overtime Hours}\n");
        task = scenario.harvest().add(aTask("Design"));
        ann = scenario.harvest().add(aUser("Ann", "Archer").email("ann@example.com"));
        ben = scenario.harvest().add(aUser("Ben", "Baker").email("ben@example.com"));
        project = scenario.harvest()
                .add(aProject(scenario.harvest().add(aClient("Bakery")), "Alpha")
                        .task(task)
                        .person(ann)
                        .person(ben));
        annsId = scenario.xero().payroll().employ("Ann", "Archer", "ann@example.com", calendar);
        bensId = scenario.xero().payroll().employ("Ben", "Baker", "ben@example.com", calendar);
    }

    @AfterEach
    void stop() {
        scenario.close();
    }

    private void work(long person, LocalDate day, String hours) {
        entries.add(new Entry(person, day, new BigDecimal(hours)));
        scenario.harvest()
                .add(aTimeEntry(project, task, person).on(day).hours(hours).approved());
    }

    private Answer run() {
        Answer answer = scenario.engine().payroll().run(LAST, "ada");
        assertThat(answer.troubles()).isEmpty();
        return answer;
    }

    private Outcome outcome(long person) {
        return run().periods().stream()
                .flatMap(period -> period.sheets().stream())
                .filter(sheet -> sheet.person().id() == person)
                .map(Sheet::change)
                .map(Payroll.Change::outcome)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"uk, Weekly", "nz, Fortnight"})
    void everyHourIsPaidOnce(String region, String calendar) throws IOException {
        agency(region, calendar);
        for (int week = 0; week < WEEKS; week++) {
            LocalDate monday = FIRST.plusWeeks(week);
            work(ann, monday, "7." + week % 10);
            work(ann, monday.plusDays(2), "9.25");
            if (week < 14) {
                work(ben, monday.plusDays(1), "6");
            }
            clock.jumpTo(monday.plusDays(8) + "T09:00:00Z");
            happens(week, monday);
            run();
            Answer again = run();
            assertThat(again.exitCode()).as("week " + week).isZero();
            assertThat(again.periods().stream().flatMap(period -> period.sheets().stream()))
                    .allMatch(sheet -> sheet.change().outcome() == Outcome.NOTHING);
        }
        assertEveryHourOnce();
    }

    /** At ends of weeks that are ends of fortnights, too. */
    private void happens(int week, LocalDate monday) {
        switch (week) {
            case 3 -> {
                run();
                work(ann, monday.plusDays(3), "1.5");
                assertThat(outcome(ann)).isEqualTo(Outcome.CHANGED);
            }
            case 5 -> lateAfterPay(monday);
            case 9 -> {
                scenario.xero().arm(XeroFault.of(XeroFault.Kind.LOSE_REPLY).on("POST", TIMESHEETS));
                run();
                assertThat(scenario.xero().faultsStruck()).isEqualTo(1);
            }
            case 11 -> killed();
            case 13 -> leaves(monday);
            default -> {}
        }
    }

    private void lateAfterPay(LocalDate monday) {
        run();
        UUID paid = latestOfAnn();
        scenario.xero().payroll().pay(paid);
        work(ann, monday.plusDays(4), "2");
        assertThat(outcome(ann)).isEqualTo(Outcome.HELD);
        scenario.xero().payroll().revertToDraft(paid);
        assertThat(outcome(ann)).isEqualTo(Outcome.CHANGED);
    }

    private UUID latestOfAnn() {
        return scenario.xero().payroll().timesheets().stream()
                .filter(timesheet -> timesheet.path("employeeID").asText().equals(annsId.toString()))
                .map(timesheet -> UUID.fromString(timesheet.path("timesheetID").asText()))
                .reduce((one, later) -> later)
                .orElseThrow();
    }

    private void killed() {
        scenario.calling(request -> {
            if (request.toString().equals("POST /2.0/Timesheets")) {
                throw new IllegalStateException("killed");
            }
        });
        assertThat(scenario.engine().payroll().run(LAST, "ada").troubles()).isNotEmpty();
        scenario.calling(request -> {});
        scenario.restart();
        clock.jump(Duration.ofMinutes(11));
    }

    /** Friday is the last day; whatever is written on days after that is told and not sent, in that period and in later ones. */
    private void leaves(LocalDate monday) {
        run();
        scenario.xero().payroll().letGo(bensId, monday.plusDays(4));
        for (LocalDate day : List.of(monday.plusDays(5), monday.plusDays(21))) {
            long late = scenario.harvest()
                    .add(aTimeEntry(project, task, ben).on(day).hours("1").approved());
            Answer later = scenario.engine().payroll().run(new Payroll.Request(day, true, false), "ada");
            assertThat(later.periods().stream().flatMap(period -> period.sheets().stream()))
                    .filteredOn(sheet -> sheet.person().id() == ben)
                    .extracting(sheet -> sheet.change().message())
                    .containsExactly("Ben Baker left on " + monday.plusDays(4)
                            + " by Xero Payroll and has hours after that. Correct the hours in Harvest, or the last day in"
                            + " Xero.");
            scenario.harvest().unapprove(late);
            scenario.harvest().delete("/time_entries/" + late);
        }
        scenario.harvest().edit("/users/" + ben, Map.of("is_active", false));
    }

    private void assertEveryHourOnce() {
        Map<String, Integer> perPeriod = new HashMap<>();
        BigDecimal paid = BigDecimal.ZERO;
        for (JsonNode timesheet : scenario.xero().payroll().timesheets()) {
            String employee = timesheet.path("employeeID").asText();
            LocalDate first =
                    LocalDate.parse(timesheet.path("startDate").asText().substring(0, 10));
            LocalDate last = LocalDate.parse(timesheet.path("endDate").asText().substring(0, 10));
            assertThat(perPeriod.merge(employee + first, 1, Integer::sum)).isEqualTo(1);
            BigDecimal shown = BigDecimal.ZERO;
            for (JsonNode line : timesheet.path("timesheetLines")) {
                shown = shown.add(line.path("numberOfUnits").decimalValue());
            }
            long person = employee.equals(annsId.toString()) ? ann : ben;
            assertThat(shown).as(employee + " " + first).isEqualByComparingTo(worked(person, first, last));
            paid = paid.add(shown);
        }
        assertThat(paid)
                .isEqualByComparingTo(
                        worked(ann, FIRST, FIRST.plusWeeks(WEEKS)).add(worked(ben, FIRST, FIRST.plusWeeks(WEEKS))));
    }

    private BigDecimal worked(long person, LocalDate first, LocalDate last) {
        return entries.stream()
                .filter(entry -> entry.person() == person)
                .filter(entry -> !entry.day().isBefore(first) && !entry.day().isAfter(last))
                .map(Entry::hours)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
