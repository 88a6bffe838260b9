package org.harvestxero.profitability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.Profit;
import org.harvestxero.api.Profit.Reading;
import org.harvestxero.profit.Figure;
import org.harvestxero.profit.Report;
import org.harvestxero.profit.Row;
import org.harvestxero.profit.View;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What work was billed at, beside what it is worth: on invoices made in Harvest, and under fees. */
class RealisationIT {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestClock clock = TestClock.at("2026-11-03T09:00:00Z");
    private CopyScenario scenario;
    private long design;
    private long ann;
    private long ben;
    private long acme;
    private long website;
    private long shop;

    @BeforeEach
    void agency() {
        scenario = CopyScenario.start(clock, Map.of("time-zone", "UTC", "copy.since", "2026-10-01"));
        design = scenario.harvest().add(aTask("Design"));
        ann = scenario.harvest()
                .add(aUser("Ann", "Archer").email("ann@example.com").costRate("40"));
        ben = scenario.harvest()
                .add(aUser("Ben", "Baker").email("ben@example.com").costRate("50"));
        acme = scenario.harvest().add(aClient("Acme"));
        website = project(acme, "Website");
        shop = project(acme, "Shop");
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    private long project(long client, String name) {
        return scenario.harvest()
                .add(aProject(client, name)
                        .hourlyRate("100")
                        .task(design)
                        .person(ann)
                        .person(ben));
    }

    private void work(long project, long person, LocalDate day, String hours) {
        scenario.harvest()
                .add(aTimeEntry(project, design, person)
                        .on(day)
                        .hours(hours)
                        .notes("Worked")
                        .approved());
    }

    private static LocalDate october(int day) {
        return OCTOBER.atDay(day);
    }

    private void approveAll() {
        for (JsonNode invoice : scenario.xero().invoices()) {
            if (invoice.path("Status").asText().equals("DRAFT")) {
                scenario.xero()
                        .editInvoice(
                                invoice.path("InvoiceNumber").asText(),
                                JSON.createObjectNode().put("Status", "AUTHORISED"));
            }
        }
    }

    private Report report(View by, YearMonth from, YearMonth to) {
        Profit.Answer answer = scenario.engine()
                .books()
                .profit()
                .report(new Profit.Request(new Profit.Span(from, to), by, null, Reading.CHANGED, true), "ada");
        assertThat(answer.troubles()).isEmpty();
        return answer.report();
    }

    private static Row row(Report report, String name) {
        return report.sums().rows().stream()
                .filter(row -> row.group().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String told(Row row) {
        return row.group().name() + " " + Figure.REVENUE.of(row).orElseThrow() + " of "
                + Figure.WORTH.of(row).orElseThrow().stripTrailingZeros().toPlainString() + ", "
                + Figure.REALISATION.of(row).map(BigDecimal::toPlainString).orElse("not known");
    }

    @Test
    void anInvoiceMadeInHarvestIsSplitOverItsWorkWithItsDiscountAndTheRestIsNotKnown() {
        work(website, ann, october(1), "7.5");
        work(website, ben, october(15), "2.25");
        work(shop, ben, october(16), "4");
        scenario.harvest()
                .add(anInvoice(acme)
                        .number("H-1")
                        .issued(october(31))
                        .due(OCTOBER.plusMonths(1).atDay(30))
                        .ofUnbilledTime(website, october(1), october(31))
                        .discount("10")
                        .open());
        scenario.harvest()
                .add(anInvoice(acme)
                        .number("H-2")
                        .issued(october(31))
                        .due(OCTOBER.plusMonths(1).atDay(30))
                        .line("Work", "1", "300", line -> line.put("project_id", shop))
                        .open());
        scenario.once();
        approveAll();

        Report projects = report(View.PROJECT, OCTOBER, OCTOBER);

        assertThat(projects.sums().rows())
                .extracting(RealisationIT::told)
                .containsExactly("Website 877.50 of 975, 90.0", "Shop 300.00 of 0, not known");
        assertThat(row(projects, "Website").figures().billed().reasons())
                .containsOnlyKeys("discount")
                .allSatisfy((why, amount) -> assertThat(amount).isEqualByComparingTo("-97.50"));
        assertThat(Figure.WORTH_UNKNOWN.of(projects.sums().total()))
                .hasValueSatisfying(amount -> assertThat(amount).isEqualByComparingTo("300.00"));
        Report people = report(View.PERSON, OCTOBER, OCTOBER);
        assertThat(people.sums().rows().stream()
                        .filter(row -> Figure.REVENUE.of(row).orElseThrow().signum() != 0))
                .extracting(RealisationIT::told)
                .containsExactly(
                        "Ann Archer 675.00 of 750, 90.0",
                        "Ben Baker 202.50 of 225, 90.0",
                        "unassigned 300.00 of 0, not known");
    }

    @Test
    void aFeeGoesToTheWorkItCoversOnceThatIsKnown() {
        scenario.agreement("acme.yaml", """
                client: Acme
                start: 2026-10-01
                review: {when: []}
                rules: [{name: Care, retainer: {fee: 900, billed: in advance, included: {hours: 20}, overage: {rate: 100}}}]
                """);
        clock.jumpTo("2026-10-01T09:00:00Z");
        scenario.bill(BillRequest.due());
        scenario.once();
        approveAll();

        Report before = report(View.PROJECT, OCTOBER, OCTOBER);
        assertThat(before.sums().rows())
                .extracting(RealisationIT::told)
                .containsExactly("unassigned 900.00 of 0, not known");
        Profit.Sources sources = scenario.engine()
                .books()
                .profit()
                .sources(
                        new Profit.Request(new Profit.Span(OCTOBER, OCTOBER), View.PROJECT, null, Reading.NONE, false),
                        "ada");
        assertThat(sources.income())
                .allSatisfy(each -> assertThat(each.invoice().split()).contains(CoveredWork.NOT_YET));

        work(website, ann, october(5), "6");
        work(shop, ben, october(6), "3");
        clock.jumpTo("2027-01-05T09:00:00Z");
        scenario.bill(BillRequest.due());

        Report after = report(View.PROJECT, OCTOBER, OCTOBER);
        assertThat(after.sums().rows())
                .extracting(RealisationIT::told)
                .containsExactly("Website 600.00 of 600, 100.0", "Shop 300.00 of 300, 100.0");
        assertThat(row(after, "Website").figures().billed().reasons()).isEmpty();
        assertThat(List.of(Figure.REVENUE.of(after.sums().total()).orElseThrow()))
                .allSatisfy(amount -> assertThat(amount).isEqualByComparingTo("900.00"));
    }

    private Report kept(YearMonth month) {
        return scenario.engine()
                .books()
                .profit()
                .report(
                        new Profit.Request(new Profit.Span(month, month), View.PROJECT, null, Reading.NONE, true),
                        "ada")
                .report();
    }

    @Test
    void aMonthWhoseFeeWaitsStaysReadWhileAnotherIs() {
        scenario.agreement("acme.yaml", """
                client: Acme
                start: 2026-10-01
                review: {when: []}
                rules: [{name: Care, retainer: {fee: 900, billed: in advance, included: {hours: 20}, overage: {rate: 100}}}]
                """);
        clock.jumpTo("2026-10-01T09:00:00Z");
        scenario.bill(BillRequest.due());
        scenario.once();
        approveAll();
        work(website, ann, october(5), "6");
        clock.jumpTo("2026-11-02T09:00:00Z");
        report(View.PROJECT, OCTOBER, OCTOBER);
        clock.jumpTo("2026-11-05T09:00:00Z");
        scenario.bill(BillRequest.due());

        report(View.PROJECT, OCTOBER.plusMonths(1), OCTOBER.plusMonths(1));

        assertThat(kept(OCTOBER).notes()).noneMatch(note -> note.startsWith("Not read yet"));
        assertThat(report(View.PROJECT, OCTOBER, OCTOBER).sums().rows())
                .extracting(RealisationIT::told)
                .containsExactly("Website 900.00 of 600, 150.0");
    }

    private void careWithinAnOrderOf(String money) {
        scenario.agreement("acme.yaml", """
                client: Acme
                start: 2026-10-01
                review: {when: []}
                rules: [{name: Care, retainer: {fee: 1000, billed: in advance, included: {hours: 20}, overage: {rate: 100}}}]
                purchaseOrders: [{number: PO-1, money: %s, atCap: hold}]
                """.formatted(money));
    }

    @Test
    void workThatAFeeOnTwoBillsCoversIsWorthWhatItIsOnce() {
        careWithinAnOrderOf("600");
        clock.jumpTo("2026-10-01T09:00:00Z");
        scenario.bill(BillRequest.due());
        work(website, ann, october(5), "6");
        clock.jumpTo("2026-11-05T09:00:00Z");
        careWithinAnOrderOf("5000");
        scenario.bill(BillRequest.due());
        scenario.once();
        approveAll();

        Report both = report(View.PROJECT, OCTOBER, OCTOBER.plusMonths(1));

        assertThat(both.sums().rows())
                .extracting(RealisationIT::told)
                .containsExactly("Website 1000.00 of 600, 166.7", "unassigned 1000.00 of 0, not known");
        assertThat(told(row(report(View.PROJECT, OCTOBER, OCTOBER), "Website")))
                .isEqualTo("Website 600.00 of 360, 166.7");
    }

    @Test
    void anInvoiceOfTheMonthAfterIsSplitAnewOnceItsWorkIsRead() {
        work(website, ann, october(1), "7.5");
        work(website, ben, october(15), "2.25");
        YearMonth november = OCTOBER.plusMonths(1);
        scenario.harvest()
                .add(anInvoice(acme)
                        .number("H-1")
                        .issued(november.atDay(3))
                        .due(november.atEndOfMonth())
                        .ofUnbilledTime(website, october(1), october(31))
                        .open());
        scenario.once();
        approveAll();
        clock.jumpTo("2027-02-05T09:00:00Z");
        assertThat(report(View.PROJECT, november, november).sums().rows())
                .extracting(RealisationIT::told)
                .containsExactly("Website 975.00 of 0, not known");
        clock.jumpTo("2027-02-06T09:00:00Z");

        report(View.PROJECT, OCTOBER, OCTOBER);

        assertThat(kept(november).sums().rows())
                .extracting(RealisationIT::told)
                .containsExactly("Website 975.00 of 975, 100.0");
    }
}
