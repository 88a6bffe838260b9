package org.harvestxero.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.ReconcileRequest;
import org.harvestxero.api.Reconciliations.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What agreements billed is held against Harvest and Xero like what was copied. */
class ReconcileBilledIT {
    private CopyScenario scenario;
    private long task;
    private long ann;

    @AfterEach
    void stop() {
        scenario.close();
    }

    private void begin() {
        scenario = CopyScenario.start(
                TestClock.at("2026-11-02T08:00:00Z"), Map.of("time-zone", "UTC", "copy.revenue-account", "200"));
        task = scenario.harvest().add(aTask("Design"));
        ann = scenario.harvest().add(aUser("Ann", "Archer"));
    }

    private void client(String name, boolean mirror) {
        long client = scenario.harvest().add(aClient(name));
        long project = scenario.harvest()
                .add(aProject(client, "Website").hourlyRate("100").task(task).person(ann));
        scenario.harvest()
                .add(aTimeEntry(project, task, ann)
                        .on(LocalDate.of(2026, 10, 6))
                        .hours("2")
                        .notes("Pages")
                        .approved());
        scenario.agreement(name.toLowerCase(Locale.ROOT) + ".yaml", """
                client: %s
                start: 2026-10-01
                coding: [{account: "200"}]
                review: {when: []}
                sending: {mirror: %s}
                """.formatted(name, mirror));
    }

    private Answer reconcile() {
        return scenario.engine().reconciliations().reconcile(ReconcileRequest.all(), "test");
    }

    private static List<String> told(Answer answer) {
        assertThat(answer.troubles()).isEmpty();
        return answer.found().differences().stream()
                .map(told -> told.difference())
                .map(each -> each.subject().client() + " " + each.subject().kind() + " "
                        + each.measure().word() + " " + each.amount().setScale(2) + " "
                        + each.reason().key())
                .toList();
    }

    @Test
    void aMirrorIsTheInvoiceOnBothSidesAndOneWithoutStandsInXeroAlone() {
        begin();
        client("Acme", true);
        client("Globex", false);
        assertThat(scenario.bill(BillRequest.due()).refused()).isEmpty();
        scenario.once();

        Answer answer = reconcile();

        assertThat(told(answer)).containsExactly("Globex invoice total -240.00 billed-here");
        assertThat(answer.found().unexplained()).isZero();
        assertThat(answer.found().beside().work())
                .extracting(sum -> sum.reported().setScale(2) + " = "
                        + sum.nowhere().setScale(2) + " + " + sum.here().setScale(2))
                .containsExactly("200.00 = 0.00 + 200.00");
    }

    @Test
    void anInvoiceThatWasTakenBackLeavesNothingUnexplained() {
        begin();
        client("Globex", false);
        assertThat(scenario.bill(BillRequest.due()).refused()).isEmpty();
        scenario.once();
        scenario.creditAndRebill(
                scenario.xero().invoices().get(0).path("InvoiceNumber").asText());
        scenario.once();

        Answer answer = reconcile();

        assertThat(told(answer)).allMatch(line -> line.endsWith("billed-here"));
        assertThat(answer.found().unexplained()).isZero();
    }
}
