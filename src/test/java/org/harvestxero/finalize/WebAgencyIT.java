package org.harvestxero.finalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aContact;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.api.Reviews.Ref;
import org.harvestxero.billing.engine.DraftLine;
import org.junit.jupiter.api.Test;

/**
 * Half a year of a web agency in New York. Atlas pays a core retainer in advance with last month's design hours on the same invoice,
 * and leaves at the end of May; its project manager drafts, its strategist approves. Borealis is billed by the quarter, Cirrus by
 * milestones, Delta by the hour from the middle of one month to the middle of another. Invoices are mailed from Xero.
 */
class WebAgencyIT {
    private static final String COMMON = """
            coding: [{taxType: NONE}]
            sending: {delivery: xero, timesheet: true}
            """;
    private static final String CALENDAR =
            "timeZone: America/New_York, holidays: us, weekends: next working day, due: net 14";

    private static final String SECOND_QUARTER = "2026-04-01..2026-06-30";

    private final TestClock clock = TestClock.at("2026-01-01T13:00:00Z");
    private final Map<String, Long> projects = new HashMap<>();
    private final Map<String, List<String>> billed = new TreeMap<>();
    private CopyScenario agency;
    private long care;
    private long design;
    private long mona;

    @Test
    void billsHalfAYear() {
        try (CopyScenario scenario = CopyScenario.start(
                clock, Map.of("time-zone", "America/New_York", "copy.since", "2026-01-01", "copy.payments", "false"))) {
            agency = scenario;
            agree();

            month("2026-01-01T13:00:00Z"); // the first core retainer, dated the day it begins
            work("Atlas", care, "2026-01-08", "4");
            work("Atlas", design, "2026-01-31", "10"); // a Saturday
            work("Borealis", design, "2026-01-20", "8");
            work("Cirrus", design, "2026-01-21", "30");
            month("2026-02-01T13:00:00Z"); // a Sunday
            work("Atlas", care, "2026-02-03", "6");
            work("Atlas", design, "2026-02-10", "8");
            work("Cirrus", design, "2026-02-11", "12");
            work("Delta", design, "2026-02-17", "4");
            month("2026-03-01T13:00:00Z");
            work("Atlas", design, "2026-03-08", "12.5"); // the clocks go forward
            work("Borealis", design, "2026-03-30", "12");
            work("Delta", design, "2026-03-31", "10");
            month("2026-04-01T12:00:00Z");
            work("Borealis", design, "2026-03-31", "2"); // late
            work("Borealis", design, "2026-04-20", "10");
            work("Atlas", design, "2026-04-21", "5");
            month("2026-05-01T12:00:00Z");
            work("Atlas", design, "2026-05-05", "3");
            work("Delta", design, "2026-05-14", "3");
            work("Cirrus", design, "2026-05-20", "7");
            month("2026-06-01T12:00:00Z");
            month("2026-07-01T12:00:00Z");

            assertThat(billed)
                    .containsEntry(
                            "Atlas",
                            List.of(
                                    "opening-2026-01-01 800.00",
                                    "2026-01 1800.00",
                                    "2026-02 1700.00",
                                    "2026-03 2050.00",
                                    "2026-04 500.00",
                                    "2026-05 300.00"))
                    .containsEntry("Borealis", List.of("2026-01-01..2026-03-31 1800.00", SECOND_QUARTER + " 1080.00"))
                    .containsEntry(
                            "Cirrus",
                            List.of(
                                    "2026-01 0.00",
                                    "2026-02 2700.00",
                                    "2026-03 0.00",
                                    "2026-04 2700.00",
                                    "2026-05 0.00",
                                    "2026-06 3600.00"))
                    .containsEntry(
                            "Delta", List.of("2026-02 400.00", "2026-03 1000.00", "2026-04 0.00", "2026-05 300.00"));
            assertThat(inXero("Atlas"))
                    .containsExactly(
                            "2026-01-01 AUTHORISED 800.00",
                            "2026-02-02 AUTHORISED 1800.00",
                            "2026-03-02 AUTHORISED 1700.00",
                            "2026-04-01 AUTHORISED 1800.00",
                            "2026-05-01 AUTHORISED 500.00",
                            "2026-06-01 AUTHORISED 300.00");
            assertThat(inXero("Borealis"))
                    .containsExactly("2026-04-01 AUTHORISED 1800.00", "2026-07-01 AUTHORISED 1080.00");
            assertThat(inXero("Cirrus")).hasSize(3);
            assertThat(inXero("Delta")).hasSize(3);
            assertThat(agency.xero().mailsSent())
                    .hasSize(14)
                    .allSatisfy((number, times) -> assertThat(times).isEqualTo(1));
            assertThat(agency.copyService().failedCopies(FailedFilter.STANDING)).isEmpty();
            assertThat(agency.bill(BillRequest.due()).bills()).isEmpty();
            everyInvoiceOfHarvestIsADraftsMirror();
        }
    }

    private void agree() {
        care = agency.harvest().add(aTask("Care"));
        design = agency.harvest().add(aTask("Design"));
        mona = agency.harvest().add(aUser("Mona", "Reed"));
        for (String name : List.of("Atlas", "Borealis", "Cirrus", "Delta")) {
            long client = agency.harvest().add(aClient(name).currency("USD"));
            agency.harvest()
                    .add(aContact(client, "Pat", name)
                            .email("pat@" + name.toLowerCase(java.util.Locale.ROOT) + ".example")
                            .recipient());
            projects.put(
                    name,
                    agency.harvest()
                            .add(aProject(client, name + " site")
                                    .hourlyRate(name.equals("Borealis") ? "90" : "100")
                                    .task(care)
                                    .task(design)));
        }
        agency.agreement("atlas.yaml", """
                client: Atlas
                start: 2026-01-01
                end: 2026-05-31
                calendar: {%s}
                rules:
                  - name: Core
                    for: {tasks: Care}
                    retainer: {fee: 800, billed: in advance, included: {hours: 5}, finalPeriod: without fee}
                  - name: Design
                    hourly: {}
                review: {when: [always], steps: [project manager, strategist]}
                """.formatted(CALENDAR) + COMMON);
        agency.agreement(
                "borealis.yaml",
                "client: Borealis\nstart: 2026-01-01\ncalendar: {every: quarter, " + CALENDAR
                        + "}\nreview: {when: []}\n" + COMMON);
        agency.agreement("cirrus.yaml", """
                client: Cirrus
                start: 2026-01-01
                calendar: {%s}
                rules:
                  - name: New site
                    fixed:
                      fee: 9000
                      phases:
                        - {name: Kickoff, share: 30, on: 2026-02-10}
                        - {name: Design, share: 30, on: 2026-04-15}
                        - {name: Launch, share: 40, completed: 2026-06-20}
                review: {when: []}
                """.formatted(CALENDAR) + COMMON);
        agency.agreement(
                "delta.yaml",
                "client: Delta\nstart: 2026-02-16\nend: 2026-05-15\ncalendar: {" + CALENDAR + "}\nreview: {when: []}\n"
                        + COMMON);
    }

    private void work(String client, long task, String day, String hours) {
        agency.harvest()
                .add(aTimeEntry(projects.get(client), task, mona)
                        .on(LocalDate.parse(day))
                        .hours(hours)
                        .notes("Pages")
                        .approved());
    }

    /** A month's end: what is due is billed, the two who look at Atlas say yes, and everything goes out. */
    private void month(String moment) {
        clock.jumpTo(moment);
        BillReport report = agency.bill(BillRequest.due());
        assertThat(report.troubles()).isEmpty();
        assertThat(report.refused()).isEmpty();
        for (Bill bill : report.bills()) {
            billed.computeIfAbsent(bill.client(), first -> new ArrayList<>())
                    .add(bill.period() + " " + bill.total().toPlainString());
            ties(bill);
        }
        review();
        assertThat(agency.once().troubles()).isEmpty();
    }

    private void review() {
        Reviews reviews = agency.engine().people().reviews();
        for (Item item : reviews.list(Reviews.Filter.waiting())) {
            if (item.period().equals("2026-03")) {
                comp(reviews, item);
            }
            reviews.approve(Ref.of(item.id()), "looks right", "Petra");
            reviews.approve(Ref.of(item.id()), null, "Sol");
        }
    }

    /** The account manager gives two and a half hours away; that is a write-down with its reason, for the two others to agree to. */
    private static void comp(Reviews reviews, Item item) {
        List<DraftLine> lines =
                reviews.find("D" + item.id()).orElseThrow().draft().lines();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).amount().amount().compareTo(new BigDecimal("1250.00")) == 0) {
                reviews.edit(
                        Ref.of(item.id()),
                        new Reviews.Edit(i + 1, new BigDecimal("1000.00"), null, "2.5 hours on the house"),
                        "Ada");
            }
        }
    }

    private List<String> inXero(String client) {
        return agency.xero().invoices().stream()
                .filter(invoice -> invoice.path("Contact").path("Name").asText().equals(client))
                .map(invoice -> invoice.path("DateString").asText().substring(0, 10) + " "
                        + invoice.path("Status").asText() + " "
                        + invoice.path("Total").decimalValue().setScale(2).toPlainString())
                .sorted()
                .toList();
    }

    private void everyInvoiceOfHarvestIsADraftsMirror() {
        for (JsonNode mirror : agency.harvest().get("/invoices?per_page=2000").path("invoices")) {
            JsonNode twin = agency.invoice(mirror.path("number").asText());
            assertThat(twin.path("Total").decimalValue())
                    .isEqualByComparingTo(mirror.path("amount").decimalValue());
            assertThat(mirror.path("state").asText()).isEqualTo("open");
        }
    }

    /** What came in of the period's own days is what Harvest's report shows for them, in hours. */
    private void ties(Bill bill) {
        BigDecimal late = bill.period().equals(SECOND_QUARTER) ? new BigDecimal("2") : BigDecimal.ZERO;
        BigDecimal in = bill.buckets().stream()
                .filter(bucket -> bucket.name().equals("in"))
                .map(BillReport.Bucket::hours)
                .findFirst()
                .orElse(BigDecimal.ZERO);
        if (!bill.period().startsWith("opening")) {
            assertThat(in.subtract(late))
                    .as(bill.client() + " " + bill.period())
                    .isEqualByComparingTo(
                            agency.timeReport(bill).path("total_hours").decimalValue());
        }
    }
}
