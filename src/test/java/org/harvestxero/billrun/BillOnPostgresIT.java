package org.harvestxero.billrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aContact;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.PostgresServer;
import org.harvestxero.TestClock;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.Reviews;
import org.junit.jupiter.api.Test;

/** The whole billing story on a real PostgreSQL: billed, reviewed, mirrored, sent, delivered, changed, credited, billed anew. */
class BillOnPostgresIT {
    private final TestClock clock = TestClock.at("2026-11-02T08:00:00Z");

    @Test
    void billsReviewsSendsAndCreditsOnPostgres() {
        try (CopyScenario scenario = CopyScenario.start(
                clock,
                Map.of(
                        "time-zone",
                        "UTC",
                        "database.url",
                        PostgresServer.newDatabase(),
                        "database.user",
                        "postgres"))) {
            long acme = scenario.harvest().add(aClient("Acme").currency("USD"));
            scenario.harvest()
                    .add(aContact(acme, "Wile", "Coyote")
                            .email("wile@acme.example")
                            .recipient());
            long design = scenario.harvest().add(aTask("Design"));
            long ann = scenario.harvest().add(aUser("Ann", "Archer"));
            long project = scenario.harvest()
                    .add(aProject(acme, "Website")
                            .hourlyRate("100")
                            .task(design)
                            .person(ann));
            for (int day = 5; day < 8; day++) {
                scenario.harvest()
                        .add(aTimeEntry(project, design, ann)
                                .on(LocalDate.of(2026, 10, day))
                                .hours("2")
                                .notes("Pages")
                                .approved());
            }
            scenario.agreement("acme.yaml", """
                    client: Acme
                    start: 2026-10-01
                    review: {when: [first invoice]}
                    sending: {timesheet: true, delivery: xero}
                    """);

            BillReport report = scenario.bill(BillRequest.due());

            assertThat(report.refused()).isEmpty();
            assertThat(report.bills()).hasSize(1);
            Reviews reviews = scenario.engine().people().reviews();
            Reviews.Item waiting = reviews.list(Reviews.Filter.waiting()).get(0);
            reviews.edit(
                    Reviews.Ref.of(waiting.id()),
                    new Reviews.Edit(1, new BigDecimal("550.00"), null, "as agreed"),
                    "Ada");
            reviews.hold(Reviews.Ref.of(waiting.id()), "wait a day", "Ada");
            reviews.release(Reviews.Ref.of(waiting.id()), null, "Ada");
            reviews.approve(Reviews.Ref.of(waiting.id()), null, "Ada");
            assertThat(scenario.once().troubles()).isEmpty();

            String number =
                    reviews.find("D" + waiting.id()).orElseThrow().item().number();
            assertThat(scenario.invoice(number).path("SubTotal").decimalValue()).isEqualByComparingTo("550");
            assertThat(scenario.xero().mailsSent()).isEqualTo(Map.of(number, 1));
            assertThat(scenario.engine().people().explanations().explain(number, null))
                    .isPresent();

            BillReport again = scenario.creditAndRebill(number);
            scenario.once();

            assertThat(again.refused()).isEmpty();
            assertThat(again.bills().get(0).total()).isEqualByComparingTo("600.00");
            assertThat(scenario.invoice(number).path("AmountDue").decimalValue())
                    .isEqualByComparingTo("0.00");
            assertThat(scenario.bill(BillRequest.due()).bills()).isEmpty();
            assertThat(scenario.once().failed()).isEmpty();
        }
    }
}
