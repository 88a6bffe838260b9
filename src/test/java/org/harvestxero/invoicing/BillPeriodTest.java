package org.harvestxero.invoicing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.operations.BillReport;
import org.harvestxero.operations.BillReport.Bill;
import org.harvestxero.operations.BillReport.Outcome;
import org.harvestxero.operations.BillRequest;
import org.harvestxero.operations.BillRequest.Manner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Periods billed through the routes, from the sandbox's time entries to stored drafts. */
class BillPeriodTest {
    private static final String PLAIN = "client: Acme\nstart: 2026-10-01\nreview: {when: []}\n";

    private final TestClock clock = TestClock.at("2026-11-02T08:00:00Z");
    private CopyScenario scenario;
    private long acme;
    private long project;
    private long design;
    private long ann;

    @BeforeEach
    void start() {
        scenario = CopyScenario.start(clock, Map.of("time-zone", "UTC"));
        acme = scenario.harvest().add(aClient("Acme").currency("USD"));
        design = scenario.harvest().add(aTask("Design"));
        ann = scenario.harvest().add(aUser("Ann", "Archer").roles("Designer"));
        project = scenario.harvest().add(aProject(acme, "Website").hourlyRate("100").task(design));
    }

    @AfterEach
    void stop() {
        scenario.close();
    }

    private long worked(String day, String hours) {
        return scenario.harvest()
                .add(aTimeEntry(project, design, ann).on(LocalDate.parse(day)).hours(hours).notes("Worked").approved());
    }

    private static BillRequest period(String label, Manner manner) {
        return new BillRequest(label, null, manner);
    }

    private static Bill only(BillReport report) {

        assertThat(report.troubles()).isEmpty();
        assertThat(report.refused()).isEmpty();
        assertThat(report.bills()).hasSize(1);
        return report.bills().get(0);
    }

    @Test
    void billsAPeriodOnceAndThenNothing() {
        scenario.agreement("acme.yaml", PLAIN);
        worked("2026-10-05", "2.5");
        worked("2026-10-31", "1");
        worked("2026-11-01", "4");

        Bill bill = only(scenario.bill(BillRequest.due()));
        BillReport again = scenario.bill(BillRequest.due());

        assertThat(bill.outcome()).isEqualTo(Outcome.BILLED);
        assertThat(bill.period()).isEqualTo("2026-10");
        assertThat(bill.total()).isEqualByComparingTo("350.00");
        assertThat(bill.drafts()).singleElement().satisfies(draft -> {
            assertThat(draft.state()).isEqualTo("approved");
            assertThat(draft.lines()).hasSize(1);
        });
        assertThat(again.bills()).isEmpty();
        assertThat(again.notes()).containsExactly("Nothing is due. Next, from 2026-12-01T00:00:00Z: Acme, 2026-11.");
        assertThat(again.calls().harvest()).isZero();
    }
}
