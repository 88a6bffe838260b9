package org.harvestxero.billrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillReport.Bill;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.FailedFilter;
import org.junit.jupiter.api.Test;

/**
 * Half a year of a firm in New Zealand that sells plans of hours: the plan in advance on the 1st, hours beyond it afterwards and only
 * with somebody's word, due on the 7th or the 20th, work on site at another price, a quarter off for one client; one client comes
 * and one leaves in the middle of a month. Clocks go back on 5 April.
 */
class VirtualAssistantFirmIT {
    private static final String PLAN = """
            client: %s
            start: %s
            calendar: {timeZone: Pacific/Auckland, due: %s, proration: actual/30}
            rules:
              - name: On site
                for: {tasks: On site}
                rates: [{hour: 95}]
                hourly: {}
              - name: Plan
                retainer:
                  fee: %s
                  billed: in advance
                  included: {hours: %s}
            %s
            coding: [{taxType: GST15}]
            review: {when: []}
            sending: {status: draft, timesheet: true}
            """;

    private final TestClock clock = TestClock.at("2025-12-31T20:00:00Z");
    private final Map<String, Long> clients = new HashMap<>();
    private final Map<String, Long> projects = new HashMap<>();
    private final Map<String, List<String>> billed = new TreeMap<>();
    private CopyScenario firm;
    private long assistance;
    private long onSite;
    private long ada;

    @Test
    void billsHalfAYear() {
        try (CopyScenario scenario = CopyScenario.start(
                clock, Map.of("time-zone", "Pacific/Auckland", "copy.since", "2026-01-01", "copy.payments", "false"))) {
            firm = scenario;
            agree();

            bill(); // 1 January: the first plans
            work("Ahuriri", "2026-01-09", "8");
            work("Brooklyn", "2026-01-12", "15");
            work("Dixon", "2026-01-31", "6");
            jump("2026-01-31T19:00:00Z"); // 8 in the morning of 1 February, a Sunday
            bill();
            work("Ahuriri", "2026-02-10", "12");
            work("Brooklyn", "2026-02-11", "24");
            work("Dixon", "2026-02-28", "10");
            jump("2026-02-16T00:00:00Z");
            bill(); // Cuba comes on the 16th
            work("Cuba", "2026-02-20", "4");
            approve("Ahuriri", "2");
            jump("2026-02-28T19:00:00Z");
            bill();
            work("Ahuriri", "2026-03-03", "10");
            onSite("Ahuriri", "2026-03-31", "3");
            work("Brooklyn", "2026-03-17", "26");
            work("Cuba", "2026-03-18", "10");
            jump("2026-03-31T19:00:00Z");
            bill();
            work("Brooklyn", "2026-04-05", "20");
            work("Cuba", "2026-04-06", "10");
            work("Dixon", "2026-04-07", "9.5");
            jump("2026-04-30T20:00:00Z"); // the clocks went back
            bill();
            work("Ahuriri", "2026-05-12", "11.5");
            work("Brooklyn", "2026-05-13", "20");
            work("Cuba", "2026-05-14", "10");
            work("Dixon", "2026-05-15", "3");
            jump("2026-05-31T20:00:00Z");
            bill();
            approve("Ahuriri", "1.5");
            work("Ahuriri", "2026-06-09", "9");
            work("Brooklyn", "2026-06-10", "20");
            work("Cuba", "2026-06-11", "10");
            jump("2026-06-30T20:00:00Z");
            bill();

            assertThat(billed)
                    .containsEntry(
                            "Ahuriri",
                            List.of(
                                    "opening-2026-01-01 600.00",
                                    "2026-01 600.00",
                                    "2026-02 730.00",
                                    "2026-03 885.00",
                                    "2026-04 600.00",
                                    "2026-05 600.00",
                                    "2026-06 697.50"))
                    .containsEntry(
                            "Brooklyn",
                            List.of(
                                    "opening-2026-01-01 825.00",
                                    "2026-01 825.00",
                                    "2026-02 825.00",
                                    "2026-03 1050.00",
                                    "2026-04 825.00",
                                    "2026-05 825.00",
                                    "2026-06 825.00"))
                    .containsEntry(
                            "Cuba",
                            List.of(
                                    "opening-2026-02-01 260.00",
                                    "2026-02 600.00",
                                    "2026-03 600.00",
                                    "2026-04 600.00",
                                    "2026-05 600.00",
                                    "2026-06 600.00"))
                    .containsEntry(
                            "Dixon",
                            List.of(
                                    "opening-2026-01-01 600.00",
                                    "2026-01 600.00",
                                    "2026-02 600.00",
                                    "2026-03 600.00",
                                    "2026-04 300.00",
                                    "2026-05 0.00"));
            assertThat(firm.bill(BillRequest.due()).bills()).isEmpty();
            assertThat(firm.invoicesOf("Ahuriri"))
                    .containsExactly(
                            "2026-01-01 due 2026-01-07 DRAFT 690.00",
                            "2026-02-01 due 2026-02-07 DRAFT 690.00",
                            "2026-03-01 due 2026-03-07 DRAFT 839.50",
                            "2026-04-01 due 2026-04-07 DRAFT 1017.75",
                            "2026-05-01 due 2026-05-07 DRAFT 690.00",
                            "2026-06-01 due 2026-06-07 DRAFT 690.00",
                            "2026-07-01 due 2026-07-07 DRAFT 802.13");
            assertThat(firm.invoicesOf("Brooklyn"))
                    .contains("2026-02-01 due 2026-02-20 DRAFT 948.75", "2026-04-01 due 2026-04-20 DRAFT 1207.50")
                    .hasSize(7);
            assertThat(firm.invoicesOf("Cuba"))
                    .contains("2026-02-16 due 2026-03-07 DRAFT 299.00")
                    .hasSize(6);
            assertThat(firm.invoicesOf("Dixon"))
                    .contains("2026-05-01 due 2026-05-07 DRAFT 345.00")
                    .hasSize(5);
            // The hours of every month with any, also those the plan covers.
            assertThat(firm.xero().calls()).containsEntry("PUT /Invoices/{id}/Attachments/{name}", 19L);
            assertThat(firm.copyService().failedCopies(FailedFilter.STANDING)).isEmpty();
        }
    }

    private void agree() {
        firm.xero().addTaxRate("15% GST on Income", "GST15", "15");
        assistance = firm.harvest().add(aTask("Assistance"));
        onSite = firm.harvest().add(aTask("On site"));
        ada = firm.harvest().add(aUser("Ada", "Fox"));
        for (String name : List.of("Ahuriri", "Brooklyn", "Cuba", "Dixon")) {
            long client = firm.harvest().add(aClient(name).currency("USD"));
            clients.put(name, client);
            projects.put(
                    name,
                    firm.harvest()
                            .add(aProject(client, name + " desk")
                                    .hourlyRate("60")
                                    .task(assistance)
                                    .task(onSite)));
        }
        String beyond = "      overage: {rate: 65, withoutApproval: {hours: 0}}";
        firm.agreement("ahuriri.yaml", PLAN.formatted("Ahuriri", "2026-01-01", "the 7th", "600", "10", beyond));
        firm.agreement(
                "brooklyn.yaml",
                PLAN.formatted(
                        "Brooklyn",
                        "2026-01-01",
                        "the 20th",
                        "1100",
                        "20",
                        "      unused: carried over\n      carryLimit: {hours: 5}\n      carryPeriods: 1\n"
                                + "reductions: [{kind: discount, off: invoice, percent: 25, reason: Founding client}]"));
        firm.agreement("cuba.yaml", PLAN.formatted("Cuba", "2026-02-16", "the 7th", "600", "10", beyond));
        firm.agreement(
                "dixon.yaml", PLAN.formatted("Dixon", "2026-01-01\nend: 2026-05-15", "the 7th", "600", "10", beyond));
    }

    private void work(String client, String day, String hours) {
        log(client, assistance, day, hours);
    }

    private void onSite(String client, String day, String hours) {
        log(client, onSite, day, hours);
    }

    private void log(String client, long task, String day, String hours) {
        firm.harvest()
                .add(aTimeEntry(projects.get(client), task, ada)
                        .on(LocalDate.parse(day))
                        .hours(hours)
                        .notes("Calls and letters")
                        .approved());
    }

    private void jump(String moment) {
        clock.jumpTo(moment);
    }

    /** Somebody's written word that so many hours beyond the plan may be billed. */
    private void approve(String client, String hours) {
        firm.sql(
                "insert into decision (connection, client_id, about, name, kind, hours, reason, actor, made_at) values ('main', "
                        + clients.get(client) + ", 'overage', 'Plan', 'approve', " + hours
                        + ", 'their letter', 'Ada', current_timestamp)");
    }

    private void bill() {
        BillReport report = firm.bill(BillRequest.due());
        assertThat(report.troubles()).isEmpty();
        assertThat(report.refused()).isEmpty();
        for (Bill bill : report.bills()) {
            billed.computeIfAbsent(bill.client(), first -> new ArrayList<>())
                    .add(bill.period() + " " + bill.total().toPlainString());
            ties(bill);
        }
        assertThat(firm.once().troubles()).isEmpty();
    }

    /** What came in of the period's own days is what Harvest's report shows for them. */
    private void ties(Bill bill) {
        if (bill.period().startsWith("opening")) {
            assertThat(bill.buckets()).isEmpty();
            return;
        }
        BigDecimal late = bill.client().equals("Ahuriri") && bill.period().equals("2026-06")
                ? new BigDecimal("1.5")
                : BigDecimal.ZERO;
        BigDecimal in = bill.buckets().stream()
                .filter(bucket -> bucket.name().equals("in"))
                .map(BillReport.Bucket::hours)
                .findFirst()
                .orElse(BigDecimal.ZERO);
        assertThat(in.subtract(late))
                .as(bill.client() + " " + bill.period())
                .isEqualByComparingTo(firm.timeReport(bill).path("total_hours").decimalValue());
    }
}
