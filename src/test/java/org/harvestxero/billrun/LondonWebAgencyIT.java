package org.harvestxero.billrun;

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
import org.junit.jupiter.api.Test;

/**
 * Half a year of a web agency in London: next month's core retainer and last month's hours on one invoice, and a last invoice without
 * the retainer; a quarterly client; milestones, one of them flagged as completed on the way; a client that comes and leaves in the
 * middle of a month. A project manager lets the core client's drafts pass, then a strategist; Xero mails them. Hours given away are
 * written down with the reason. Periods close on working days: 31 January, 28 February and 31 May fall on weekends, 1 January is a
 * holiday, and the clocks go forward on 29 March.
 */
class LondonWebAgencyIT {
    private static final String ELM = """
            client: Elm
            start: 2026-01-01
            end: 2026-06-30
            calendar: {timeZone: Europe/London, due: net 14}
            rules:
              - name: Core
                for: {tasks: Care}
                retainer: {fee: 2000, billed: in advance, included: {hours: 20}}
              - name: Work
                hourly: {}
            coding: [{taxType: OUTPUT2}]
            review: {when: [always], steps: [project manager, strategist]}
            sending: {delivery: xero, timesheet: true}
            """;
    private static final String FIR = """
            client: Fir
            start: 2026-01-01
            calendar: {every: quarter, timeZone: Europe/London, holidays: gb, close: last working day}
            coding: [{taxType: OUTPUT2}]
            review: {when: []}
            """;
    private static final String OAK = """
            client: Oak
            start: 2026-01-01
            calendar: {timeZone: Europe/London, holidays: gb, close: last working day}
            rules:
              - name: Site
                fixed:
                  fee: 10000
                  phases:
                    - {name: Concept, share: 30, on: 2026-02-15}
                    - {name: Build, share: 50%s}
                    - {name: Launch, share: 20, on: 2026-09-01}
            coding: [{taxType: OUTPUT2}]
            review: {when: []}
            """;
    private static final String ASH = """
            client: Ash
            start: 2026-02-16
            end: 2026-05-15
            calendar: {timeZone: Europe/London, holidays: gb, close: working day 1, proration: actual}
            rules:
              - name: Help
                retainer: {fee: 1000, billed: in arrears, included: {hours: 10}}
            coding: [{taxType: OUTPUT2}]
            review: {when: []}
            """;

    private final TestClock clock = TestClock.at("2026-01-01T08:00:00Z");
    private final Map<String, Long> projects = new HashMap<>();
    private final Map<String, List<String>> billed = new TreeMap<>();
    private CopyScenario agency;
    private long care;
    private long design;
    private long mia;

    @Test
    void billsHalfAYear() {
        try (CopyScenario scenario = CopyScenario.start(
                clock,
                Map.of(
                        "time-zone",
                        "Europe/London",
                        "copy.since",
                        "2026-01-01",
                        "review.role.project-manager",
                        "Pia",
                        "review.role.strategist",
                        "Sam"))) {
            agency = scenario;
            agree();

            look("2026-01-01T08:00:00Z");
            work("Elm", design, "2026-01-12", "10");
            work("Elm", care, "2026-01-31", "15");
            work("Oak", design, "2026-01-20", "30");
            look("2026-01-30T19:00:00Z"); // a Friday, the month's last working day
            look("2026-02-01T08:00:00Z");
            work("Elm", design, "2026-02-10", "5");
            work("Elm", care, "2026-02-11", "22");
            work("Ash", care, "2026-02-20", "4");
            work("Fir", design, "2026-02-03", "10");
            look("2026-02-27T19:00:00Z");
            look("2026-03-01T08:00:00Z");
            look("2026-03-02T08:00:00Z");
            long comped = work("Elm", design, "2026-03-10", "8");
            giveAway(comped, "5");
            work("Ash", care, "2026-03-12", "12");
            work("Fir", design, "2026-03-29", "2");
            long late = unapproved("Fir", "2026-03-30", "1");
            look("2026-03-31T17:30:00Z"); // half past six in the evening there: the clocks went forward
            look("2026-04-01T08:00:00Z");
            agency.harvest().approve(late);
            work("Elm", care, "2026-04-09", "3");
            long forgotten = unapproved("Elm", "2026-04-28", "1");
            work("Ash", care, "2026-04-14", "10");
            work("Oak", design, "2026-04-15", "60");
            agency.agreement("oak.yaml", OAK.formatted(", completed: 2026-04-20"));
            look("2026-04-30T17:30:00Z");
            look("2026-05-01T08:00:00Z");
            agency.harvest().approve(forgotten);
            work("Elm", design, "2026-05-12", "4");
            work("Ash", care, "2026-05-05", "2");
            work("Fir", design, "2026-05-05", "5");
            look("2026-05-29T17:30:00Z");
            look("2026-06-01T08:00:00Z");
            work("Elm", design, "2026-06-09", "6");
            look("2026-06-30T17:30:00Z");
            look("2026-07-01T08:00:00Z");

            assertThat(billed.get("Elm"))
                    .containsExactly(
                            "opening-2026-01-01 2000.00",
                            "2026-01 3000.00",
                            "2026-02 2700.00",
                            "2026-03 2500.00",
                            "2026-04 2000.00",
                            "2026-05 2500.00",
                            "2026-06 600.00");
            assertThat(billed.get("Fir"))
                    .containsExactly("2026-01-01..2026-03-31 1200.00", "2026-04-01..2026-06-30 600.00");
            assertThat(billed.get("Oak"))
                    .containsExactly(
                            "2026-01 0.00",
                            "2026-02 3000.00",
                            "2026-03 0.00",
                            "2026-04 5000.00",
                            "2026-05 0.00",
                            "2026-06 0.00");
            assertThat(billed.get("Ash"))
                    .containsExactly("2026-02 464.29", "2026-03 1200.00", "2026-04 1000.00", "2026-05 483.87");
            assertThat(agency.bill(BillRequest.due()).bills()).isEmpty();
            assertThat(agency.invoicesOf("Elm"))
                    .containsExactly(
                            "2026-01-01 due 2026-01-15 AUTHORISED 2400.00",
                            "2026-02-01 due 2026-02-15 AUTHORISED 3600.00",
                            "2026-03-01 due 2026-03-15 AUTHORISED 3240.00",
                            "2026-04-01 due 2026-04-15 AUTHORISED 3000.00",
                            "2026-05-01 due 2026-05-15 AUTHORISED 2400.00",
                            "2026-06-01 due 2026-06-15 AUTHORISED 3000.00",
                            "2026-07-01 due 2026-07-15 AUTHORISED 720.00");
            assertThat(agency.invoicesOf("Fir"))
                    .containsExactly(
                            "2026-03-31 due 2026-04-30 AUTHORISED 1440.00",
                            "2026-06-30 due 2026-07-30 AUTHORISED 720.00");
            assertThat(agency.invoicesOf("Oak"))
                    .containsExactly(
                            "2026-02-27 due 2026-03-29 AUTHORISED 3600.00",
                            "2026-04-30 due 2026-05-30 AUTHORISED 6000.00");
            assertThat(agency.invoicesOf("Ash"))
                    .containsExactly(
                            "2026-03-02 due 2026-04-01 AUTHORISED 557.15",
                            "2026-04-01 due 2026-05-01 AUTHORISED 1440.00",
                            "2026-05-01 due 2026-05-31 AUTHORISED 1200.00",
                            "2026-06-01 due 2026-07-01 AUTHORISED 580.64");
            assertThat(agency.xero().mailsSent())
                    .hasSize(7)
                    .allSatisfy((number, mails) -> assertThat(mails).isEqualTo(1));
            assertThat(agency.copyService().failedCopies(FailedFilter.STANDING)).isEmpty();
        }
    }

    private void agree() {
        care = agency.harvest().add(aTask("Care"));
        design = agency.harvest().add(aTask("Design"));
        mia = agency.harvest().add(aUser("Mia", "Lark"));
        for (String name : List.of("Elm", "Fir", "Oak", "Ash")) {
            long client = agency.harvest().add(aClient(name).currency("GBP"));
            agency.harvest()
                    .add(aContact(client, "Jo", name)
                            .email("jo@" + name.toLowerCase(java.util.Locale.ROOT) + ".example"));
            projects.put(
                    name,
                    agency.harvest()
                            .add(aProject(client, name + " site")
                                    .hourlyRate("100")
                                    .task(care)
                                    .task(design)));
        }
        agency.agreement("elm.yaml", ELM);
        agency.agreement("fir.yaml", FIR);
        agency.agreement("oak.yaml", OAK.formatted(""));
        agency.agreement("ash.yaml", ASH);
    }

    private long work(String client, long task, String day, String hours) {
        return agency.harvest()
                .add(aTimeEntry(projects.get(client), task, mia)
                        .on(LocalDate.parse(day))
                        .hours(hours)
                        .notes("Pages and pictures")
                        .approved());
    }

    private long unapproved(String client, String day, String hours) {
        return agency.harvest()
                .add(aTimeEntry(projects.get(client), design, mia)
                        .on(LocalDate.parse(day))
                        .hours(hours)
                        .notes("Pages and pictures"));
    }

    /** Of an entry only some hours are billed; the rest is a gift, kept with its reason. */
    private void giveAway(long entry, String billable) {
        agency.engine()
                .people()
                .reviews()
                .decide(
                        new Reviews.Word(
                                Reviews.About.TIME_ENTRY,
                                entry,
                                null,
                                "Elm",
                                Reviews.Verdict.WRITE_DOWN,
                                new BigDecimal(billable),
                                null,
                                "our own detour"),
                        "Pia");
    }

    /** Jumps there, bills what is due, lets the two reviewers say yes, and sends. */
    private void look(String moment) {
        clock.jumpTo(moment);
        BillReport report = agency.bill(BillRequest.due());
        assertThat(report.troubles()).isEmpty();
        assertThat(report.refused()).isEmpty();
        for (Bill bill : report.bills()) {
            billed.computeIfAbsent(bill.client(), first -> new ArrayList<>())
                    .add(bill.period() + " " + bill.total().toPlainString());
            ties(bill);
        }
        Reviews reviews = agency.engine().people().reviews();
        for (Reviews.Item draft : reviews.list(Reviews.Filter.waiting())) {
            assertThat(draft.waitsFor()).contains("project manager");
            Reviews.Item once = reviews.approve(Reviews.Ref.of(draft.id()), null, "Pia");
            assertThat(once.waitsFor()).contains("strategist");
            reviews.approve(Reviews.Ref.of(draft.id()), "as agreed", "Sam");
        }
        assertThat(agency.once().troubles()).isEmpty();
    }

    /** What came in of the period's own days is what Harvest's report shows for them, in hours and money. */
    private void ties(Bill bill) {
        if (bill.period().startsWith("opening")) {
            assertThat(bill.buckets()).isEmpty();
            return;
        }
        BigDecimal late = Map.of("Elm 2026-05", BigDecimal.ONE, "Fir 2026-04-01..2026-06-30", BigDecimal.ONE)
                .getOrDefault(bill.client() + " " + bill.period(), BigDecimal.ZERO);
        BigDecimal hours = BigDecimal.ZERO;
        BigDecimal worth = BigDecimal.ZERO;
        for (BillReport.Bucket bucket : bill.buckets()) {
            if (bucket.name().equals("in")) {
                hours = bucket.hours().subtract(late);
                worth = bucket.worth().subtract(late.multiply(new BigDecimal("100")));
            }
        }
        JsonNode shown = agency.timeReport(bill);
        assertThat(hours)
                .as(bill.client() + " " + bill.period())
                .isEqualByComparingTo(shown.path("total_hours").decimalValue());
        assertThat(worth)
                .as(bill.client() + " " + bill.period())
                .isEqualByComparingTo(shown.path("billable_amount").decimalValue());
    }
}
