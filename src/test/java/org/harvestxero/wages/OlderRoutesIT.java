package org.harvestxero.wages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.Check;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.MonthEnd;
import org.harvestxero.api.Payroll;
import org.harvestxero.api.Trouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A home with the route files of the release before: what they lack is said in a sentence, and all else goes on. */
class OlderRoutesIT {
    private static final String LACK =
            "payroll.yaml is not carried out: no route begins with direct:payroll-call and" + " direct:payroll-read";

    private final TestClock clock = TestClock.at("2026-11-03T09:00:00Z");
    private CopyScenario scenario;

    @BeforeEach
    void start() throws IOException {
        scenario = CopyScenario.startWithRoutes(clock, Path.of("src/test/resources/routes-0.1.0"), Map.of());
        Files.writeString(scenario.home().resolve("payroll.yaml"), "region: uk\nusual: Regular Hours\n");
        Files.writeString(
                scenario.home().resolve("journals.yaml"),
                "cost: {clearing: {account: 630}, usual: {account: 493, tracking: {Project: Alpha}}}\n");
        long task = scenario.harvest().add(aTask("Design"));
        long ann = scenario.harvest()
                .add(aUser("Ann", "Archer").email("ann@example.com").costRate("40"));
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        long project =
                scenario.harvest().add(aProject(client, "Website").task(task).person(ann));
        scenario.harvest()
                .add(aTimeEntry(project, task, ann)
                        .on(LocalDate.of(2026, 10, 28))
                        .hours("2")
                        .approved());
        scenario.harvest()
                .add(anInvoice(client)
                        .number("INV-1")
                        .issued(LocalDate.of(2026, 11, 2))
                        .taxedLine("Design", "1", "95")
                        .open());
    }

    @AfterEach
    void stop() {
        scenario.close();
    }

    @Test
    void payrollSaysWhichFileItLacksAndTheRestGoesOn() {
        Payroll.Answer answer = scenario.engine().payroll().run(new Payroll.Request(null, false, false), "ada");

        assertThat(answer.exitCode()).isEqualTo(3);
        assertThat(answer.troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.side()).isEqualTo("routes");
            assertThat(trouble.reason()).isEqualTo(Trouble.Reason.UNREACHABLE);
            assertThat(trouble.message())
                    .isEqualTo(
                            "The route files in the home have no route that begins with direct:payroll-read; this release"
                                    + " has it in connectors/xero-payroll.camel.yaml.");
            assertThat(trouble.remedy()).startsWith("Take the route files of this release over from the distribution");
        });
        assertThatThrownBy(() -> scenario.engine().payroll().employees())
                .isInstanceOf(DecisionException.class)
                .hasMessageContaining("connectors/xero-payroll.camel.yaml. Take the route files of this release over");
        assertThat(scenario.once().troubles()).isEmpty();
        assertThat(scenario.invoice("INV-1").path("Status").asText()).isEqualTo("AUTHORISED");
    }

    @Test
    void doctorAndTheWarningsSaySo() throws IOException {
        List<Check.Finding> found = scenario.engine().checks().stream()
                .filter(check -> check.name().equals("routes"))
                .flatMap(check -> check.look().get().stream())
                .toList();
        assertThat(found).extracting(Check.Finding::what).contains(LACK);
        assertThat(scenario.engine().warnings()).anyMatch(words -> words.startsWith(LACK + "."));

        Files.delete(scenario.home().resolve("payroll.yaml"));
        assertThat(scenario.engine().warnings()).noneMatch(words -> words.contains("not carried out"));
    }

    @Test
    void journalsNeedNoRouteThatTheyLack() {
        MonthEnd.Answer answer =
                scenario.engine().monthEnd().run(new MonthEnd.Request(YearMonth.of(2026, 10), false, false), "ada");

        assertThat(answer.exitCode()).isZero();
        assertThat(scenario.xero().manualJournals()).hasSize(1);
    }
}
