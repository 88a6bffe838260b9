package org.harvestxero.wages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;

import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.harvestxero.CopyScenario;
import org.harvestxero.LogLines;
import org.harvestxero.PostgresServer;
import org.harvestxero.TestClock;
import org.harvestxero.api.Payroll;
import org.harvestxero.api.Payroll.Answer;
import org.harvestxero.api.Payroll.Outcome;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Payroll on a real PostgreSQL: the same migrations, the same SQL, and nothing of anybody's pay where it does not belong. */
class PayrollOnPostgresIT {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    /** Whose hours, or how many. */
    private static final Pattern TELLING = Pattern.compile("Archer|Baker|\\b7\\.5|\\b15\\.0");

    @Test
    void linksSendsCorrectsApprovesAndKeepsItToItself() throws IOException {
        try (CopyScenario scenario = CopyScenario.start(
                TestClock.at("2026-10-13T09:00:00Z"),
                Map.of(
                        "database.url",
                        PostgresServer.newDatabase(),
                        "database.user",
                        "postgres",
                        "payroll.schedule",
                        "0 0 7 * * ?"))) {
            Files.writeString(
                    scenario.home().resolve("payroll.yaml"),
                    "{region: uk, usual: Regular Hours, tracking: \"{project}\", approve: matching}\n");
            long task = scenario.harvest().add(aTask("Design"));
            long ann = scenario.harvest().add(aUser("Ann", "Archer").email("ann@home.example"));
            long ben = scenario.harvest().add(aUser("Ben", "Baker").email("ben@example.com"));
            long project = scenario.harvest()
                    .add(aProject(scenario.harvest().add(aClient("Bakery")), "Alpha")
                            .task(task)
                            .person(ann)
                            .person(ben));
            UUID employee = scenario.xero().payroll().employ("Ann", "Archer", "ann@example.com", "Weekly");
            long late = work(scenario, project, task, ann, 5);
            work(scenario, project, task, ann, 6);
            work(scenario, project, task, ben, 6);
            scenario.harvest().unapprove(late);
            Payroll payroll = scenario.engine().payroll();
            assertThat(payroll.link("Ann Archer", employee.toString(), "ada").linked())
                    .isTrue();
            LogLines log = new LogLines();
            log.start();
            ROOT.addAppender(log);
            scenario.fire("schedule-payroll");
            assertThat(scenario.xero().payroll().timesheets()).hasSize(1);
            assertThat(payroll.run(new Payroll.Request(null, true, false), "ada")
                            .unmatched())
                    .hasSize(1);
            scenario.harvest().approve(late);
            assertThat(outcomes(payroll)).containsExactly(Outcome.APPROVED);
            ROOT.detachAppender(log);

            assertThat(scenario.xero().payroll().timesheets()).singleElement().satisfies(timesheet -> {
                assertThat(timesheet.path("status").asText()).isEqualTo("Approved");
                assertThat(timesheet.path("totalHours").decimalValue()).isEqualByComparingTo("15");
            });
            assertThat(payroll.unlink("Ann Archer", "ada")).isTrue();
            assertThat(log.all())
                    .anyMatch(line -> line.getFormattedMessage().startsWith("Timesheets for payroll were seen to"))
                    .noneMatch(
                            line -> TELLING.matcher(line.getFormattedMessage()).find())
                    .noneMatch(line -> line.getFormattedMessage().contains(employee.toString()));
            Map<String, List<String>> ledger = scenario.ledger();
            ledger.forEach((table, rows) -> assertThat(rows)
                    .as(table)
                    .noneMatch(row -> !table.startsWith("payroll_") && row.contains(employee.toString())));
            assertThat(ledger.get("audit_event"))
                    .anyMatch(row -> row.contains("payroll-run"))
                    .noneMatch(row ->
                            row.contains("payroll") && TELLING.matcher(row).find());
            assertThat(scenario.engine().warnings())
                    .noneMatch(warning -> TELLING.matcher(warning).find());
        }
    }

    private static List<Outcome> outcomes(Payroll payroll) {
        Answer answer = payroll.run(new Payroll.Request(null, false, false), "ada");
        assertThat(answer.troubles()).isEmpty();
        return answer.periods().get(0).sheets().stream()
                .map(sheet -> sheet.change().outcome())
                .toList();
    }

    private static long work(CopyScenario scenario, long project, long task, long person, int day) {
        return scenario.harvest()
                .add(aTimeEntry(project, task, person)
                        .on(LocalDate.of(2026, 10, day))
                        .hours("7.5")
                        .approved());
    }
}
