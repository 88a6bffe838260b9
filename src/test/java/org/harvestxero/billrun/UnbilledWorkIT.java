package org.harvestxero.billrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;
import static org.harvestxero.sandbox.harvest.Builders.anExpense;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.Check;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.HeldWork;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Trouble;
import org.harvestxero.api.UnbilledReport;
import org.harvestxero.api.UnbilledReport.Sum;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is worked and billed nowhere, told by client and reason and tied to Harvest's own report. */
class UnbilledWorkIT {
    private final TestClock clock = TestClock.at("2026-11-02T08:00:00Z");
    private CopyScenario scenario;
    private long acme;
    private long website;
    private long design;
    private long ann;

    @BeforeEach
    void start() {
        scenario = CopyScenario.start(clock, Map.of("time-zone", "UTC"));
        acme = scenario.harvest().add(aClient("Acme").currency("USD"));
        design = scenario.harvest().add(aTask("Design"));
        ann = scenario.harvest().add(aUser("Ann", "Archer"));
        website = scenario.harvest()
                .add(aProject(acme, "Website").hourlyRate("100").task(design));
    }

    @AfterEach
    void stop() {
        scenario.close();
    }

    private long worked(long project, String day, String hours) {
        return scenario.harvest()
                .add(aTimeEntry(project, design, ann)
                        .on(LocalDate.parse(day))
                        .hours(hours)
                        .notes("Worked")
                        .approved());
    }

    private static Sum sum(String hours, String worth) {
        return new Sum(new BigDecimal(hours), new BigDecimal(worth));
    }

    @Test
    void everyHourOfTheYearIsToldByClientAndReasonAndAddsUpToHarvestsReport() {
        long globex = scenario.harvest().add(aClient("Globex").currency("EUR"));
        long shop =
                scenario.harvest().add(aProject(globex, "Shop").hourlyRate("80").task(design));
        long travel = scenario.harvest()
                .get("/expense_categories")
                .at("/expense_categories/0/id")
                .asLong();
        scenario.agreement("acme.yaml", "client: Acme\nstart: 2026-10-01\nreview: {when: []}\n");
        worked(website, "2026-10-05", "2.5");
        scenario.harvest()
                .add(aTimeEntry(website, design, ann)
                        .on(LocalDate.of(2026, 10, 6))
                        .hours("3")
                        .notes("Late")
                        .submitted());
        assertThat(scenario.bill(BillRequest.due()).bills()).hasSize(1);
        worked(website, "2026-10-07", "0.5");
        worked(website, "2026-09-15", "4");
        worked(website, "2026-11-01", "1");
        worked(website, "2025-11-02", "7");
        worked(shop, "2026-08-01", "2");
        scenario.harvest()
                .add(anExpense(shop, travel, ann).on(LocalDate.of(2026, 8, 3)).cost("45.50"));

        UnbilledReport report = scenario.engine().billingService().unbilled();

        assertThat(report.troubles()).isEmpty();
        assertThat(report.from()).isEqualTo("2025-11-03");
        assertThat(report.to()).isEqualTo("2026-11-02");
        assertThat(report.rows())
                .extracting(
                        UnbilledReport.Row::client,
                        UnbilledReport.Row::reason,
                        UnbilledReport.Row::message,
                        row -> row.hours() + " h " + row.worth() + " " + row.currency(),
                        UnbilledReport.Row::days)
                .containsExactly(
                        tuple(
                                "Acme",
                                "before-agreement",
                                "before the agreement's start on 2026-10-01",
                                "4.00 h 400.00 USD",
                                48L),
                        tuple("Acme", "held", "held: submitted, but not approved", "3.00 h 300.00 USD", 27L),
                        tuple("Acme", "late", "came after its period was billed", "0.50 h 50.00 USD", 26L),
                        tuple("Acme", "period-open", "its period is not over yet", "1.00 h 100.00 USD", 1L),
                        tuple("Globex", "no-agreement", "no agreement", "2.00 h 205.50 EUR", 93L));
        assertThat(report.ties())
                .containsExactly(
                        new UnbilledReport.Tie(
                                "EUR",
                                sum("2.00", "205.50"),
                                sum("2.00", "205.50"),
                                sum("0.00", "0.00"),
                                sum("0.00", "0.00")),
                        new UnbilledReport.Tie(
                                "USD",
                                sum("11.00", "1100.00"),
                                sum("8.50", "850.00"),
                                sum("2.50", "250.00"),
                                sum("0.00", "0.00")));
        assertThat(report.differences()).isEmpty();
        assertThat(report.calls()).isEqualTo(new CycleReport.Calls(5, 0));
    }

    @Test
    void workOutsideTheTermUnapprovedOrOfAPeriodNobodyBilledHasItsOwnReason() {
        scenario.agreement("acme.yaml", "client: Acme\nstart: 2026-08-01\nend: 2026-10-10\n");
        worked(website, "2026-09-03", "1");
        scenario.harvest()
                .add(aTimeEntry(website, design, ann)
                        .on(LocalDate.of(2026, 9, 4))
                        .hours("2"));
        worked(website, "2026-10-20", "3");

        assertThat(scenario.engine().billingService().unbilled().rows())
                .extracting(row -> row.message() + ", " + row.hours() + " h")
                .containsExactly(
                        "its period was never billed, 1.00 h",
                        "not approved, 2.00 h",
                        "after the agreement's end on 2026-10-10, 3.00 h");
    }

    @Test
    void theHoursOfAFixedFeeAreToldButNotHeldAgainstTheReport() {
        long fixed = scenario.harvest()
                .add(aProject(acme, "Relaunch").fixedFee("5000").task(design));
        worked(fixed, "2026-10-05", "6");

        UnbilledReport report = scenario.engine().billingService().unbilled();

        assertThat(report.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.hours()).isEqualByComparingTo("6"));
        assertThat(report.ties()).isEmpty();
        assertThat(report.differences()).isEmpty();
    }

    @Test
    void whatHarvestDoesNotSayIsNotGuessed() {
        scenario.harvest().revokeToken(scenario.harvest().options().access().token());

        UnbilledReport report = scenario.engine().billingService().unbilled();

        assertThat(report.rows()).isEmpty();
        assertThat(report.exitCode()).isEqualTo(3);
        assertThat(report.troubles()).extracting(Trouble::reason).containsExactly(Trouble.Reason.CONSENT);
    }

    @Test
    void workOfARejectedDraftIsOpenAgainAndNotCalledLate() {
        scenario.agreement("acme.yaml", "client: Acme\nstart: 2026-10-01\nreview: {when: [always]}\n");
        worked(website, "2026-10-05", "2.5");
        scenario.bill(BillRequest.due());
        Reviews reviews = scenario.engine().people().reviews();
        reviews.reject(
                Reviews.Ref.of(reviews.list(Reviews.Filter.waiting()).get(0).id()), "wrong month", false, "Ada");

        UnbilledReport report = scenario.engine().billingService().unbilled();

        assertThat(report.rows())
                .extracting(row -> row.reason() + ": " + row.message())
                .containsExactly("open-again: open again, for the next bill: the draft it was on was rejected: wrong"
                        + " month (Ada)");
    }

    @Test
    void worthIsToldToTheDecimalsOfItsCurrency() {
        long tokyo = scenario.harvest().add(aClient("Tokyo KK").currency("JPY"));
        long manama = scenario.harvest().add(aClient("Manama WLL").currency("BHD"));
        worked(scenario.harvest().add(aProject(tokyo, "Shop").hourlyRate("9001").task(design)), "2026-10-05", "0.5");
        worked(
                scenario.harvest()
                        .add(aProject(manama, "Port").hourlyRate("10.25").task(design)),
                "2026-10-05",
                "0.5");

        UnbilledReport report = scenario.engine().billingService().unbilled();

        assertThat(report.rows())
                .extracting(row -> row.worth().toPlainString() + " " + row.currency())
                .containsExactly("5.125 BHD", "4501 JPY");
    }

    @Test
    void heldWorkStandsInTheStatus() {
        scenario.agreement("acme.yaml", "client: Acme\nstart: 2026-10-01\nreview: {when: []}\n");
        for (String hours : new String[] {"3", "1.25"}) {
            scenario.harvest()
                    .add(aTimeEntry(website, design, ann)
                            .on(LocalDate.of(2026, 10, 6))
                            .hours(hours)
                            .submitted());
        }
        scenario.bill(BillRequest.due());

        assertThat(scenario.copyService().status().held())
                .containsExactly(new HeldWork(
                        "Acme", new BigDecimal("4.25"), new BigDecimal("425.00"), "USD", 2, LocalDate.of(2026, 10, 6)));
    }

    @Test
    void theCheckNamesClientsWithWorkAndNoAgreementProjectsWithoutRateAndAgreementsThatVanished() throws Exception {
        long globex = scenario.harvest().add(aClient("Globex").currency("EUR"));
        long hooli = scenario.harvest().add(aClient("Hooli").currency("USD"));
        long shop =
                scenario.harvest().add(aProject(globex, "Shop").hourlyRate("80").task(design));
        long free = scenario.harvest().add(aProject(hooli, "Search").task(design));
        scenario.agreement("acme.yaml", "client: Acme\nstart: 2026-10-01\nreview: {when: []}\n");
        scenario.agreement("hooli.yaml", "client: Hooli\nstart: 2026-10-01\nreview: {when: []}\n");
        worked(website, "2026-10-05", "1");
        worked(shop, "2026-10-05", "2");
        worked(free, "2026-11-01", "3");
        scenario.bill(BillRequest.due());
        scenario.withoutAgreement("acme.yaml");

        assertThat(checked())
                .containsExactly(
                        "Globex has 2.00 h (160.00 EUR) uninvoiced of the last 12 months and no agreement",
                        "Hooli, Search: 3.00 h of the last 12 months have no rate in Harvest",
                        "Acme was billed by agreements/acme.yaml up to 2026-10 and has no agreement any more");
    }

    private List<String> checked() {
        return scenario.engine().checks().stream()
                .filter(check -> check.name().equals("agreements"))
                .flatMap(check -> check.look().get().stream())
                .filter(finding -> finding.level() == Check.Level.WARNING)
                .map(Check.Finding::what)
                .toList();
    }
}
