package org.harvestxero.billrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;
import static org.harvestxero.sandbox.harvest.Builders.anExpense;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillReport.Bill;
import org.harvestxero.api.BillReport.Outcome;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.BillRequest.Manner;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.api.Trouble;
import org.harvestxero.config.SettingsException;
import org.harvestxero.sandbox.harvest.HarvestSwitch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Periods billed through the routes, from the sandbox's time entries to stored drafts. */
class BillPeriodIT {
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
        project = scenario.harvest()
                .add(aProject(acme, "Website").hourlyRate("100").task(design));
    }

    @AfterEach
    void stop() {
        scenario.close();
    }

    private long worked(String day, String hours) {
        return scenario.harvest()
                .add(aTimeEntry(project, design, ann)
                        .on(LocalDate.parse(day))
                        .hours(hours)
                        .notes("Worked")
                        .approved());
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

    @Test
    void aProjectAtAFixedFeeInHarvestIsHeldUntilTheAgreementNamesIt() {
        long acme = scenario.harvest()
                .get("/clients")
                .path("clients")
                .get(0)
                .path("id")
                .asLong();
        long launch = scenario.harvest()
                .add(aProject(acme, "Launch").hourlyRate("100").fixedFee("5000").task(design));
        scenario.harvest()
                .add(aTimeEntry(launch, design, ann)
                        .on(LocalDate.of(2026, 10, 7))
                        .hours("3")
                        .notes("Worked")
                        .approved());
        worked("2026-10-05", "2.5");
        scenario.agreement("acme.yaml", PLAIN);

        Bill held = only(scenario.bill(period("2026-10", Manner.DRY_RUN)));
        scenario.agreement(
                "acme.yaml",
                PLAIN + "rules: [{name: Launch, for: {projects: Launch}, hourly: {}}, {name: Time, hourly: {}}]\n");
        Bill named = only(scenario.bill(period("2026-10", Manner.DRY_RUN)));

        assertThat(held.total()).isEqualByComparingTo("250.00");
        assertThat(held.notBilled()).singleElement().satisfies(rest -> {
            assertThat(rest.bucket()).isEqualTo("held");
            assertThat(rest.reason()).isEqualTo("fixed-fee-project");
            assertThat(rest.hours()).isEqualByComparingTo("3.00");
        });
        assertThat(named.total()).isEqualByComparingTo("550.00");
    }

    @Test
    void aDryRunShowsTheOpenPeriodAndStoresNothing() {
        scenario.agreement("acme.yaml", PLAIN);
        worked("2026-10-05", "2.5");
        worked("2026-11-01", "4");

        Bill november = only(scenario.bill(period("2026-11", Manner.DRY_RUN)));
        BillReport refused = scenario.bill(period("2026-11", Manner.FOR_REAL));
        Bill due = only(scenario.bill(new BillRequest(null, null, Manner.DRY_RUN)));
        Bill real = only(scenario.bill(BillRequest.due()));

        assertThat(november.outcome()).isEqualTo(Outcome.TRIED);
        assertThat(november.total()).isEqualByComparingTo("400.00");
        assertThat(november.drafts().get(0).id()).isNull();
        assertThat(refused.refused())
                .extracting(BillReport.Refused::why)
                .containsExactly("The period is still open: it can be billed from 2026-12-01T00:00:00Z.");
        assertThat(due.drafts().get(0).state()).isEqualTo("approved");
        assertThat(real.total()).isEqualTo(due.total()).isEqualByComparingTo("250.00");
    }

    @Test
    void whatWasNotApprovedIsHeldAndBilledNextMonthWithItsDay() {
        scenario.agreement("acme.yaml", PLAIN);
        worked("2026-10-05", "2");
        long late = scenario.harvest()
                .add(aTimeEntry(project, design, ann)
                        .on(LocalDate.of(2026, 10, 6))
                        .hours("3")
                        .notes("Late")
                        .submitted());

        Bill october = only(scenario.bill(BillRequest.due()));
        scenario.harvest().approve(late);
        worked("2026-10-07", "1");
        worked("2026-11-09", "4");
        clock.jumpTo("2026-12-01T08:00:00Z");
        Bill november = only(scenario.bill(BillRequest.due()));

        assertThat(october.total()).isEqualByComparingTo("200.00");
        assertThat(october.notBilled()).singleElement().satisfies(held -> {
            assertThat(held.bucket()).isEqualTo("held");
            assertThat(held.words()).isEqualTo("submitted, but not approved");
        });
        assertThat(november.total()).isEqualByComparingTo("800.00");
        assertThat(november.drafts().get(0).lines())
                .extracting(BillReport.Line::description)
                .anyMatch(text -> text.contains("2026-10-06") || text.contains("October") || text.contains("Oct"));
    }

    @Test
    void theFirstInvoiceWaitsForReviewByDefault() {
        scenario.agreement("acme.yaml", "client: Acme\nstart: 2026-10-01\n");
        worked("2026-10-05", "2");

        scenario.runBilling();

        assertThat(scenario.engine().copyService().status().vitals().toReview()).isEqualTo(1);
        assertThat(scenario.xero().invoices()).isEmpty();
        Bill again = only(scenario.bill(period("2026-10", Manner.FOR_REAL)));
        assertThat(again.outcome()).isEqualTo(Outcome.COMPARED);
        assertThat(again.differences()).isEmpty();
        assertThat(again.drafts().get(0).review()).containsExactly("the first invoice of this client");
    }

    @Test
    void aChangedAgreementBillsNothingAgainAndShowsWhatWouldDiffer() {
        scenario.agreement("acme.yaml", PLAIN);
        worked("2026-10-05", "2");
        scenario.bill(BillRequest.due());

        scenario.agreement("acme.yaml", PLAIN + "rates: [{hour: 120}]\n");
        BillReport due = scenario.bill(BillRequest.due());
        Bill compared = only(scenario.bill(period("2026-10", Manner.FOR_REAL)));
        Bill twice = only(scenario.bill(period("2026-10", Manner.DRY_RUN)));

        assertThat(due.bills()).isEmpty();
        assertThat(compared.outcome()).isEqualTo(Outcome.COMPARED);
        assertThat(compared.differences().get(0))
                .matches("draft D\\d+ came to 200.00 USD, and would come to 240.00 USD \\(\\+40.00\\)");
        assertThat(twice.differences()).isEqualTo(compared.differences());
    }

    @Test
    void aRejectedDraftIsBilledAnewWhenItsPeriodIsAskedFor() {
        scenario.agreement("acme.yaml", "client: Acme\nstart: 2026-10-01\n");
        long entry = worked("2026-10-05", "2");
        Bill first = only(scenario.bill(BillRequest.due()));
        scenario.sql("update draft_invoice set state = 'rejected' where id = "
                + first.drafts().get(0).id());
        scenario.harvest().edit("/time_entries/" + entry, Map.of("hours", 3));

        Bill second = only(scenario.bill(period("2026-10", Manner.FOR_REAL)));

        assertThat(second.outcome()).isEqualTo(Outcome.BILLED);
        assertThat(second.total()).isEqualByComparingTo("300.00");
        assertThat(scenario.bill(BillRequest.due()).bills()).isEmpty();
    }

    @Test
    void aShadowCountsAsBilledAndATrialDoesNot() {
        scenario.agreement("acme.yaml", PLAIN);
        worked("2026-10-05", "2");

        Bill trial = only(scenario.bill(new BillRequest(null, null, Manner.SHADOW)));
        scenario.agreement("acme.yaml", PLAIN + "mode: shadow\n");
        Bill shadow = only(scenario.bill(BillRequest.due()));
        BillReport due = scenario.bill(BillRequest.due());
        scenario.agreement("acme.yaml", PLAIN);
        BillReport live = scenario.bill(BillRequest.due());
        Bill anyway = only(scenario.bill(period("2026-10", Manner.FOR_REAL)));

        assertThat(trial.outcome()).isEqualTo(Outcome.TRIED);
        assertThat(shadow.outcome()).isEqualTo(Outcome.SHADOWED);
        assertThat(shadow.drafts().get(0).state()).isEqualTo("shadow");
        assertThat(due.bills()).isEmpty();
        assertThat(live.bills()).isEmpty();
        assertThat(anyway.outcome()).isEqualTo(Outcome.BILLED);
        assertThat(anyway.total()).isEqualByComparingTo("200.00");
    }

    @Test
    void troubleOfOneClientLeavesTheOthersAlone() {
        long globex = scenario.harvest().add(aClient("Globex").currency("EUR"));
        long site =
                scenario.harvest().add(aProject(globex, "Shop").hourlyRate("80").task(design));
        scenario.harvest()
                .add(aTimeEntry(site, design, ann)
                        .on(LocalDate.of(2026, 10, 7))
                        .hours("1")
                        .notes("W")
                        .approved());
        scenario.agreement("acme.yaml", PLAIN);
        scenario.agreement("globex.yaml", PLAIN.replace("Acme", "Globex"));
        scenario.agreement("initech.yaml", PLAIN.replace("Acme", "Initech"));
        scenario.agreement("broken.yaml", "client: Hooli\nstart: yesterday\n");
        worked("2026-10-05", "2");

        BillReport report = scenario.bill(BillRequest.due());

        assertThat(report.bills()).extracting(Bill::client).containsExactly("Acme", "Globex");
        assertThat(report.refused())
                .extracting(BillReport.Refused::why)
                .containsExactly(
                        "The agreement broken.yaml can't be used: line 2: \"start\" wants a day such as 2026-11-01, not yesterday.",
                        "The agreement initech.yaml names the client \"Initech\", which Harvest does not have.");
        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(scenario.copyService().failedCopies(FailedFilter.STANDING))
                .extracting(copy -> copy.kind().text())
                .containsExactly("billing", "billing");
        assertThat(scenario.engine().warnings())
                .containsExactly(
                        "agreements/broken.yaml, line 2: \"start\" wants a day such as 2026-11-01, not yesterday."
                                + " The last good version stays in force, if there was one.");
    }

    @Test
    void aBrokenFilesLastGoodVersionStaysOverARestartEvenIfItNeverBilled() {
        scenario.agreement("acme.yaml", PLAIN);
        assertThat(scenario.engine().warnings()).isEmpty();
        scenario.agreement("acme.yaml", PLAIN + "hours: minuts\n");
        worked("2026-10-05", "2");

        scenario.restart();
        BillReport report = scenario.bill(BillRequest.due());

        assertThat(report.bills()).extracting(Bill::client).containsExactly("Acme");
        assertThat(report.refused())
                .singleElement()
                .satisfies(refused -> assertThat(refused.why()).contains("its last good version stays in force"));
    }

    @Test
    void theScheduleBillsAndSendsWhatNeedsNoReview() {
        scenario.agreement("acme.yaml", PLAIN + "coding: [{account: \"200\", taxType: OUTPUT2}]\n");
        worked("2026-10-05", "2");

        scenario.copyService().pause("Ann", "stock-taking");
        scenario.fire("schedule-billing");
        assertThat(scenario.xero().invoices()).isEmpty();
        scenario.copyService().resume("Ann");
        scenario.fire("schedule-billing");
        scenario.fire("schedule-billing");

        assertThat(scenario.xero().invoices()).singleElement().satisfies(invoice -> {
            assertThat(invoice.path("Total").decimalValue()).isEqualByComparingTo("240.00");
            assertThat(invoice.path("Status").asText()).isEqualTo("AUTHORISED");
        });
    }

    @Test
    void troubleWithHarvestIsToldAndTheNextLookGoesOn() {
        scenario.agreement("acme.yaml", PLAIN);
        worked("2026-10-05", "2");
        scenario.harvest().revokeToken(scenario.harvest().options().access().token());

        BillReport stopped = scenario.bill(BillRequest.due());
        scenario.harvest()
                .addToken(
                        scenario.harvest().options().access().token(),
                        scenario.harvest().ownerId());
        Bill bill = only(scenario.bill(BillRequest.due()));

        assertThat(stopped.exitCode()).isEqualTo(3);
        assertThat(stopped.bills()).isEmpty();
        assertThat(stopped.troubles()).extracting(Trouble::side).containsExactly("Harvest");
        assertThat(bill.total()).isEqualByComparingTo("200.00");
    }

    @Test
    void aPeriodWithoutAnythingToChargeIsDoneOverOnlyWhenThereIs() {
        scenario.agreement("acme.yaml", PLAIN);
        long entry = scenario.harvest()
                .add(aTimeEntry(project, design, ann)
                        .on(LocalDate.of(2026, 10, 6))
                        .hours("3")
                        .notes("Late")
                        .submitted());

        Bill empty = only(scenario.bill(BillRequest.due()));
        Bill asked = only(scenario.bill(period("2026-10", Manner.FOR_REAL)));
        scenario.harvest().approve(entry);
        Bill over = only(scenario.bill(period("2026-10", Manner.FOR_REAL)));
        Bill again = only(scenario.bill(period("2026-10", Manner.FOR_REAL)));

        assertThat(empty.drafts()).isEmpty();
        assertThat(asked.outcome()).isEqualTo(Outcome.COMPARED);
        assertThat(over.outcome()).isEqualTo(Outcome.BILLED);
        assertThat(over.total()).isEqualByComparingTo("300.00");
        assertThat(again.outcome()).isEqualTo(Outcome.COMPARED);
    }

    @Test
    void wordsThatFitNothingAreAnsweredWithWhatDoes() {
        scenario.agreement("acme.yaml", PLAIN);

        assertThat(scenario.bill(period("2026-09", Manner.DRY_RUN)).notes())
                .containsExactly("No agreement has a period called \"2026-09\".");
        assertThat(scenario.bill(new BillRequest("2026-09", "acme", Manner.DRY_RUN))
                        .refused())
                .containsExactly(new BillReport.Refused(
                        "Acme, 2026-09",
                        "The agreement of Acme has no period \"2026-09\".",
                        "Its current period is 2026-11; name one like it."));
        assertThat(scenario.bill(new BillRequest("2026-10-01..2026-10-15", "acme", Manner.DRY_RUN))
                        .refused())
                .containsExactly(new BillReport.Refused(
                        "Acme, 2026-10-01..2026-10-15",
                        "The agreement of Acme has no period \"2026-10-01..2026-10-15\".",
                        "Its periods then are 2026-10; name one of them."));
        assertThat(scenario.bill(new BillRequest(null, "Acne", Manner.DRY_RUN)).refused())
                .containsExactly(new BillReport.Refused(
                        "Acne", "No agreement names the client \"Acne\".", "Agreements there are for: Acme."));
    }

    @Test
    @Timeout(20)
    void aMonthByItsNameIsNoPeriodAndBlocksNothing() {
        scenario.agreement("acme.yaml", PLAIN);
        worked("2026-10-05", "2");

        assertThatThrownBy(() -> scenario.bill(period("october", Manner.FOR_REAL)))
                .isInstanceOf(SettingsException.class)
                .hasMessage("\"october\" is no period. Write 2026-10, 2026-10-01..2026-10-15, 2026-Q4 or last."
                        + " Did you mean 2026-10?");
        assertThat(only(scenario.bill(period("last", Manner.FOR_REAL))).period())
                .isEqualTo("2026-10");
    }

    @Test
    void aQuarterMeansItsThreeMonthsAndWhatIsStillOpenIsToldOf() {
        scenario.agreement("acme.yaml", PLAIN);
        worked("2026-10-05", "2");

        BillReport report = scenario.bill(period("2026-Q4", Manner.FOR_REAL));

        assertThat(report.bills()).extracting(Bill::period).containsExactly("2026-10");
        assertThat(report.refused())
                .extracting(BillReport.Refused::what)
                .containsExactly("Acme, 2026-11", "Acme, 2026-12");
        assertThat(report.refused())
                .extracting(BillReport.Refused::why)
                .containsExactly(
                        "The period is still open: it can be billed from 2026-12-01T00:00:00Z.",
                        "The period is still open: it can be billed from 2027-01-01T00:00:00Z.");
    }

    @Test
    void whatIsLeftToOthersOrNotDueIsSaidBesideWhatIsBilled() {
        scenario.close();
        scenario = CopyScenario.start(clock, Map.of("time-zone", "UTC", "bill.since", "2026-11-01"));
        for (String client : new String[] {"Acme", "Globex", "Hooli", "Initech"}) {
            scenario.harvest().add(aClient(client).currency("USD"));
        }
        scenario.agreement("acme.yaml", "client: Acme\nstart: 2026-07-01\n");
        scenario.agreement("globex.yaml", "client: Globex\nstart: 2026-11-01\n");
        scenario.agreement(
                "hooli.yaml",
                "client: Hooli\nstart: 2026-09-01\nrules: [{name: Plan, retainer: {fee: 500,"
                        + " included: {hours: 10}, billed: in advance}}]\n");
        scenario.agreement("initech.yaml", "client: Initech\nstart: 2026-09-01\nend: 2026-09-30\n");

        BillReport report = scenario.bill(BillRequest.due());

        assertThat(report.refused()).isEmpty();
        assertThat(report.bills())
                .extracting(bill -> bill.client() + " " + bill.period())
                .containsExactly("Acme 2026-10", "Hooli 2026-10");
        assertThat(report.notes())
                .containsExactly(
                        "Not due before 2026-12-01T00:00:00Z: Globex, 2026-11.",
                        "Nothing is due for Initech any more: its agreement ended on 2026-09-30.",
                        "Left to whoever billed before bill.since (2026-11-01): Acme, 3 periods, 2026-07 to 2026-09."
                                + " Bill one all the same with --period.",
                        "Left to whoever billed before bill.since (2026-11-01): Hooli, the first fee in advance"
                                + " (opening-2026-09-01), 2026-09. Bill one all the same with --period.",
                        "Left to whoever billed before bill.since (2026-11-01): Initech, 2026-09."
                                + " Bill one all the same with --period.");
    }

    @Test
    void withoutBillSinceAnAgreementIsBilledFromItsStartWhateverCopySinceSays() {
        scenario.close();
        scenario = CopyScenario.start(clock, Map.of("time-zone", "UTC", "copy.since", "2026-11-01"));
        scenario.harvest().add(aClient("Acme").currency("USD"));
        scenario.agreement("acme.yaml", "client: Acme\nstart: 2026-08-01\n");

        assertThat(scenario.bill(BillRequest.due()).bills())
                .extracting(Bill::period)
                .containsExactly("2026-08", "2026-09", "2026-10");
    }

    @Test
    void twoAgreementsForOneClientNeverBothBill() {
        scenario.agreement("acme.yaml", PLAIN);
        scenario.agreement("zacme.yaml", PLAIN.replace("Acme", "\"" + acme + "\""));
        worked("2026-10-05", "2");

        BillReport report = scenario.bill(BillRequest.due());

        assertThat(report.bills()).hasSize(1);
        assertThat(report.refused())
                .extracting(BillReport.Refused::why)
                .containsExactly("The agreement zacme.yaml names the client \"" + acme
                        + "\", whose agreement is acme.yaml already.");
    }

    @Test
    void aTaskGoesWithItsCauseAndComesAgainWithIt() {
        String broken = "client: Acme\nstart: yesterday\n";
        for (int i = 0; i < 2; i++) {
            scenario.agreement("acme.yaml", broken);
            scenario.bill(BillRequest.due());
            scenario.bill(BillRequest.due());
            assertThat(scenario.copyService().failedCopies(FailedFilter.STANDING))
                    .hasSize(1);
            scenario.agreement("acme.yaml", PLAIN);
            scenario.bill(BillRequest.due());
            assertThat(scenario.copyService().failedCopies(FailedFilter.STANDING))
                    .isEmpty();
        }
    }

    @Test
    void anExpenseThatWasHeldIsBilledOnceItIsApproved() {
        scenario.agreement("acme.yaml", PLAIN);
        long category = scenario.harvest()
                .get("/expense_categories")
                .path("expense_categories")
                .get(0)
                .path("id")
                .asLong();
        long train = scenario.harvest()
                .add(anExpense(project, category, ann)
                        .on(LocalDate.of(2026, 10, 7))
                        .cost("48.60")
                        .notes("Train")
                        .submitted());

        Bill october = only(scenario.bill(BillRequest.due()));
        scenario.harvest().turn(HarvestSwitch.BILLING_TOUCHES_ENTRIES, false);
        scenario.harvest().approve(train);
        clock.jumpTo("2026-12-01T08:00:00Z");
        scenario.harvest().clearCalls();
        Bill november = only(scenario.bill(BillRequest.due()));

        assertThat(october.notBilled())
                .singleElement()
                .satisfies(held -> assertThat(held.bucket()).isEqualTo("held"));
        assertThat(november.total()).isEqualByComparingTo("48.60");
        assertThat(scenario.harvest().calls())
                .containsEntry("GET /expenses", 3L)
                .containsEntry("GET /time_entries", 2L);
    }

    private List<Item> billThreeMonths(String review) {
        scenario.agreement("acme.yaml", "client: Acme\nstart: 2026-09-01\nreview: " + review + "\n");
        worked("2026-09-10", "1");
        worked("2026-10-10", "2");
        worked("2026-11-10", "3");
        clock.jumpTo("2026-12-02T08:00:00Z");
        assertThat(scenario.bill(BillRequest.due()).bills()).hasSize(3);
        return drafts();
    }

    private List<Item> drafts() {
        return scenario.engine().people().reviews().list(new Reviews.Filter("Acme", true));
    }

    private Item draft(Item seen) {
        return drafts().stream()
                .filter(each -> each.id() == seen.id())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void laterPeriodsWaitBehindTheFirstInvoiceAndGoOnOnceAPersonHasLetItOut() {
        List<Item> drafts = billThreeMonths("{when: [first invoice]}");
        long september = drafts.get(0).id();
        long october = drafts.get(1).id();

        assertThat(drafts).extracting(Item::state).containsOnly(Reviews.State.REVIEW);
        assertThat(drafts.get(0).reasons()).containsExactly("the first invoice of this client");
        assertThat(drafts.get(1).reasons())
                .containsExactly(
                        "the first invoice of this client", "an earlier draft waits: D" + september + " (2026-09)");
        assertThat(drafts.get(2).reasons())
                .contains("an earlier draft waits: D" + september + " (2026-09), D" + october + " (2026-10)");

        scenario.engine().people().reviews().approve(Reviews.Ref.of(september), null, "Ada");

        assertThat(drafts()).extracting(Item::state).containsOnly(Reviews.State.APPROVED);
        assertThat(draft(drafts.get(1)).reasons()).isEmpty();
        assertThat(scenario.engine()
                        .people()
                        .reviews()
                        .find("D" + october)
                        .orElseThrow()
                        .history())
                .extracting(Reviews.Event::what)
                .contains("approved: the drafts before it are decided, and no condition asks for a person");
    }

    @Test
    void theNextOneIsTheFirstInvoiceWhenTheFirstDraftIsRejected() {
        List<Item> drafts = billThreeMonths("{when: [first invoice]}");
        long october = drafts.get(1).id();

        scenario.engine().people().reviews().reject(Reviews.Ref.of(drafts.get(0).id()), "not ours", false, "Ada");

        assertThat(draft(drafts.get(1)).state()).isEqualTo(Reviews.State.REVIEW);
        assertThat(draft(drafts.get(1)).reasons()).containsExactly("the first invoice of this client");
        assertThat(draft(drafts.get(2)).reasons())
                .containsExactly(
                        "the first invoice of this client", "an earlier draft waits: D" + october + " (2026-10)");
    }

    @Test
    void aLaterPeriodIsComparedWithWhatWasReleasedNotWithWhatWasDrafted() {
        List<Item> drafts = billThreeMonths("{when: [first invoice, {variesFromPrevious: 60}]}");

        scenario.engine().people().reviews().hold(Reviews.Ref.of(drafts.get(0).id()), "asks the client", "Ada");
        assertThat(draft(drafts.get(1)).reasons()).hasSize(2);
        scenario.engine()
                .people()
                .reviews()
                .release(Reviews.Ref.of(drafts.get(0).id()), null, "Ada");
        scenario.engine()
                .people()
                .reviews()
                .approve(Reviews.Ref.of(drafts.get(0).id()), null, "Ada");

        assertThat(draft(drafts.get(1)).state()).isEqualTo(Reviews.State.REVIEW);
        assertThat(draft(drafts.get(1)).reasons())
                .containsExactly("the total of 200.00 USD differs by 100.0 % from the period before (100.00)");
        assertThat(draft(drafts.get(2)).reasons())
                .containsExactly(
                        "the total of 300.00 USD differs by 200.0 % from the period before (100.00)",
                        "an earlier draft waits: D" + drafts.get(1).id() + " (2026-10)");

        scenario.engine()
                .people()
                .reviews()
                .approve(Reviews.Ref.of(drafts.get(1).id()), null, "Ada");

        assertThat(draft(drafts.get(2)).state()).isEqualTo(Reviews.State.APPROVED);
    }

    @Test
    void anAgreementMayLetLaterPeriodsGoTheirOwnWay() {
        List<Item> drafts =
                billThreeMonths("{when: [{totalAbove: 50}, {variesFromPrevious: 20}], whileEarlierWaits: go}");

        assertThat(drafts)
                .extracting(Item::reasons)
                .allSatisfy(reasons ->
                        assertThat(reasons).singleElement().asString().startsWith("the invoice comes to"));
    }

    @Test
    void whatAPersonTouchedStaysThatPersons() {
        List<Item> drafts = billThreeMonths("{when: [first invoice]}");
        Reviews reviews = scenario.engine().people().reviews();
        reviews.edit(
                Reviews.Ref.of(drafts.get(1).id()),
                new Reviews.Edit(1, new BigDecimal("150.00"), null, "as agreed"),
                "Ada");

        reviews.approve(Reviews.Ref.of(drafts.get(0).id()), null, "Ada");

        assertThat(draft(drafts.get(1)).state()).isEqualTo(Reviews.State.REVIEW);
        assertThat(draft(drafts.get(2)).reasons())
                .containsExactly("an earlier draft waits: D" + drafts.get(1).id() + " (2026-10)");
    }

    @Test
    void draftsWaitForAnEarlierPeriodThatIsBilledAnew() {
        List<Item> drafts = billThreeMonths("{when: [{totalAbove: 250}]}");
        assertThat(drafts)
                .extracting(Item::state)
                .containsExactly(Reviews.State.APPROVED, Reviews.State.APPROVED, Reviews.State.REVIEW);
        worked("2026-12-10", "1");
        clock.jumpTo("2027-01-04T08:00:00Z");
        scenario.bill(BillRequest.due());
        Item december = drafts().get(3);
        assertThat(december.reasons())
                .containsExactly("an earlier draft waits: D" + drafts.get(2).id() + " (2026-11)");

        scenario.engine().people().reviews().reject(Reviews.Ref.of(drafts.get(2).id()), "another rate", true, "Ada");

        assertThat(draft(december).reasons()).containsExactly("an earlier draft waits: 2026-11, which is billed anew");

        scenario.agreement(
                "acme.yaml",
                "client: Acme\nstart: 2026-09-01\nrates: [{hour: 80}]\nreview: {when: [{totalAbove: 250}]}\n");
        scenario.bill(BillRequest.due());

        assertThat(drafts())
                .filteredOn(each -> each.period().equals("2026-11"))
                .extracting(Item::state)
                .containsExactly(Reviews.State.REJECTED, Reviews.State.APPROVED);
        assertThat(draft(december).state()).isEqualTo(Reviews.State.APPROVED);
    }

    @Test
    void whoApprovesSeesTaxGrossAndContactAndALineTaxedUnlikeLastTime() {
        scenario.xero()
                .createContact(JsonNodeFactory.instance
                        .objectNode()
                        .put("Name", "Acme")
                        .put("AccountsReceivableTaxType", "ZERORATEDOUTPUT"));
        scenario.agreement("acme.yaml", "client: Acme\nstart: 2026-10-01\n");
        worked("2026-10-05", "2");
        scenario.once();
        scenario.bill(BillRequest.due());
        Reviews reviews = scenario.engine().people().reviews();
        Item october = drafts().get(0);
        Reviews.Charge seen = reviews.find("D" + october.id()).orElseThrow().charge();

        assertThat(seen.gross()).isEqualByComparingTo("200.00");
        assertThat(seen.taxes()).extracting(Reviews.Tax::inWords).containsExactly("ZERORATEDOUTPUT, 0 %");
        assertThat(seen.contact()).isEqualTo("Acme");
        assertThat(seen.newContact()).isFalse();
        assertThat(seen.changes()).isEmpty();

        reviews.approve(Reviews.Ref.of(october.id()), null, "Ada");
        CycleReport sent = scenario.once();
        assertThat(sent.copied().stream().map(CycleReport.Copied::total))
                .singleElement()
                .satisfies(total -> assertThat(total).isEqualByComparingTo("200.00"));
        scenario.agreement(
                "acme.yaml",
                "client: Acme\nstart: 2026-10-01\ncoding: [{taxType: OUTPUT2}]\nreview: {when: [new tax type]}\n");
        worked("2026-11-05", "1");
        clock.jumpTo("2026-12-02T08:00:00Z");
        scenario.bill(BillRequest.due());
        Item november = drafts().get(1);
        Reviews.Charge changed = reviews.find("D" + november.id()).orElseThrow().charge();

        assertThat(november.reasons()).containsExactly("line 1 is taxed as OUTPUT2, last time as ZERORATEDOUTPUT");
        assertThat(changed.changes()).isEqualTo(november.reasons());
        assertThat(changed.net()).isEqualByComparingTo("100.00");
        assertThat(changed.tax()).isEqualByComparingTo("20.00");
        assertThat(changed.gross()).isEqualByComparingTo("120.00");
        assertThat(changed.taxTypes()).containsExactly("OUTPUT2");
    }

    @Test
    void aDraftWhoseTaxChangedAfterTheYesGoesBackToThePersonWithBothFigures() {
        JsonNode contact = contact("ZERORATEDOUTPUT");
        scenario.agreement("acme.yaml", "client: Acme\nstart: 2026-10-01\n");
        worked("2026-10-05", "2");
        scenario.once();
        scenario.bill(BillRequest.due());
        Reviews reviews = scenario.engine().people().reviews();
        long draft = drafts().get(0).id();
        reviews.approve(Reviews.Ref.of(draft), null, "Ada");
        charges(contact, "OUTPUT2");

        CycleReport held = scenario.once();
        Item back = drafts().get(0);
        reviews.approve(Reviews.Ref.of(draft), null, "Ada");
        CycleReport sent = scenario.once();

        assertThat(held.copied()).isEmpty();
        assertThat(back.state()).isEqualTo(Reviews.State.REVIEW);
        assertThat(back.number()).isNull();
        assertThat(back.reasons())
                .contains("it would not go out as it stood when Ada said yes: 200.00 + 0.00 tax = 200.00 USD then,"
                        + " 200.00 + 40.00 tax = 240.00 USD now; taxed as ZERORATEDOUTPUT then, OUTPUT2 now");
        assertThat(sent.copied().stream().map(CycleReport.Copied::total))
                .singleElement()
                .satisfies(total -> assertThat(total).isEqualByComparingTo("240.00"));
    }

    @Test
    void aDraftThatGoesStraightThroughGoesToAPersonWhenItsTaxChangesOnTheWay() {
        JsonNode contact = contact("ZERORATEDOUTPUT");
        scenario.agreement("acme.yaml", PLAIN);
        worked("2026-10-05", "2");
        scenario.once();
        scenario.bill(BillRequest.due());
        charges(contact, "OUTPUT2");

        CycleReport held = scenario.once();

        assertThat(held.copied()).isEmpty();
        assertThat(drafts().get(0).state()).isEqualTo(Reviews.State.REVIEW);
        assertThat(drafts().get(0).reasons())
                .containsExactly("it would not go out as it stood when it was let out: 200.00 + 0.00 tax = 200.00 USD"
                        + " then, 200.00 + 40.00 tax = 240.00 USD now; taxed as ZERORATEDOUTPUT then, OUTPUT2 now");
    }

    @Test
    void ofTwoStepsTheFirstYesIsBoundToWhatItSawToo() {
        JsonNode contact = contact("ZERORATEDOUTPUT");
        scenario.agreement(
                "acme.yaml",
                "client: Acme\nstart: 2026-10-01\nreview: {when: [always], steps: [project manager, strategist]}\n");
        worked("2026-10-05", "2");
        scenario.once();
        scenario.bill(BillRequest.due());
        Reviews reviews = scenario.engine().people().reviews();
        long draft = drafts().get(0).id();
        reviews.approve(Reviews.Ref.of(draft), null, "Pam");
        charges(contact, "OUTPUT2");
        scenario.once();
        reviews.approve(Reviews.Ref.of(draft), null, "Sam");

        CycleReport held = scenario.once();

        assertThat(held.copied()).isEmpty();
        assertThat(drafts().get(0).state()).isEqualTo(Reviews.State.REVIEW);
        assertThat(drafts().get(0).step()).isZero();
    }

    private JsonNode contact(String taxType) {
        return scenario.xero()
                .createContact(JsonNodeFactory.instance
                        .objectNode()
                        .put("Name", "Acme")
                        .put("AccountsReceivableTaxType", taxType));
    }

    /** Somebody changes what the contact is taxed by as a rule. */
    private void charges(JsonNode contact, String taxType) {
        clock.jump(Duration.ofMinutes(10));
        scenario.xero()
                .editContact(
                        UUID.fromString(contact.path("ContactID").asText()),
                        JsonNodeFactory.instance.objectNode().put("AccountsReceivableTaxType", taxType));
    }
}
