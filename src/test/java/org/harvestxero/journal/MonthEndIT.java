package org.harvestxero.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.MonthEnd;
import org.harvestxero.api.MonthEnd.Answer;
import org.harvestxero.api.MonthEnd.Journal;
import org.harvestxero.api.MonthEnd.Outcome;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.monthend.LeftOut;
import org.harvestxero.sandbox.xero.XeroFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A month's labour cost in Xero, from time entries in Harvest, once, whatever happens. */
class MonthEndIT {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final String JOURNALS = """
            cost:
              clearing: {account: 630}
              usual: {account: 493}
              rules:
                - {contractor: true, account: 400}
                - {project: Website, account: 493, tracking: {Project: Alpha}}
            """;

    private final TestClock clock = TestClock.at("2026-11-03T09:00:00Z");
    private CopyScenario scenario;
    private long task;
    private long website;
    private long poster;
    private long ann;
    private long carl;
    private long ben;

    @BeforeEach
    void agency() {
        scenario = CopyScenario.start(clock, Map.of());
        journals(JOURNALS);
        task = scenario.harvest().add(aTask("Design"));
        ann = scenario.harvest()
                .add(aUser("Ann", "Archer").email("ann@example.com").costRate("40"));
        carl = scenario.harvest()
                .add(aUser("Carl", "Cole").email("carl@example.com").costRate("60.005"));
        ben = scenario.harvest().add(aUser("Ben", "Baker").email("ben@example.com"));
        scenario.harvest().edit("/users/" + carl, Map.of("is_contractor", true));
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        website = scenario.harvest()
                .add(aProject(client, "Website")
                        .task(task)
                        .person(ann)
                        .person(carl)
                        .person(ben));
        poster = scenario.harvest()
                .add(aProject(client, "Poster")
                        .task(task)
                        .person(ann)
                        .person(carl)
                        .person(ben));
        work(website, ann, 1, "7.5");
        work(poster, ann, 15, "2.25");
        work(website, carl, 31, "3");
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    private void journals(String yaml) {
        try {
            Files.writeString(scenario.home().resolve("journals.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long work(long project, long person, int day, String hours) {
        return scenario.harvest()
                .add(aTimeEntry(project, task, person)
                        .on(LocalDate.of(2026, 10, day))
                        .hours(hours)
                        .approved());
    }

    private Journal run() {
        return run(false, false);
    }

    private Journal run(boolean dryRun, boolean again) {
        Answer answer = answer(dryRun, again);
        assertThat(answer.troubles()).isEmpty();
        return answer.journals().get(0);
    }

    private Answer answer(boolean dryRun, boolean again) {
        return scenario.engine().monthEnd().run(new MonthEnd.Request(OCTOBER, dryRun, again), "ada");
    }

    private List<String> booked() {
        List<String> booked = new ArrayList<>();
        scenario.xero()
                .manualJournals()
                .forEach(
                        journal -> booked.add(journal.path("Narration").asText().split(" ")[0] + " "
                                + journal.path("Status").asText() + " " + lines(journal)));
        return booked;
    }

    private static String lines(JsonNode journal) {
        return String.join(
                ", ",
                StreamSupport.stream(journal.path("JournalLines").spliterator(), false)
                        .map(line -> line.path("AccountCode").asText()
                                + line.at("/Tracking/0/Option").asText("")
                                + " "
                                + line.path("LineAmount").decimalValue().toPlainString())
                        .toList());
    }

    @Test
    void theCostOfAMonthIsBookedOnceAndTiesWithHarvestsReport() {
        Journal dry = run(true, false);
        assertThat(dry.change().outcome()).isEqualTo(Outcome.DUE);
        assertThat(scenario.xero().manualJournals()).isEmpty();

        Journal made = run();

        assertThat(made.change().outcome()).isEqualTo(Outcome.MADE);
        assertThat(made.whole().cost()).isEqualByComparingTo("570.02");
        assertThat(made.tie().reported()).isEqualByComparingTo("12.75");
        assertThat(made.tie().isTied()).isTrue();
        assertThat(booked())
                .containsExactly("HX-COST-2026-10-v1 DRAFT 400 180.02, 493 90.00, 493Alpha 300.00, 630 -570.02");
        JsonNode journal = scenario.xero().manualJournals().get(0);
        assertThat(journal.path("Narration").asText()).isEqualTo("HX-COST-2026-10-v1 Labour cost of October 2026");
        assertThat(journal.path("LineAmountTypes").asText()).isEqualTo("NoTax");
        assertThat(journal.at("/JournalLines/0/TaxType").asText()).isEqualTo("NONE");

        assertThat(run().change().outcome()).isEqualTo(Outcome.NOTHING);
        assertThat(scenario.xero().manualJournals()).hasSize(1);
        MonthEnd.Explained explained = scenario.engine()
                .monthEnd()
                .explainWithRates(OCTOBER, JournalKind.COST, "ada")
                .orElseThrow();
        assertThat(explained.parts().get(0).coding().account()).isEqualTo("400");
        assertThat(explained.parts().get(0).exact()).isEqualByComparingTo("180.015");
        assertThat(explained.parts().get(0).entries())
                .extracting(MonthEnd.Entry::person)
                .containsExactly("Carl Cole");
        MonthEnd.Explained withoutPay =
                scenario.engine().monthEnd().explain(OCTOBER, JournalKind.COST).orElseThrow();
        assertThat(withoutPay.parts())
                .allSatisfy(part -> assertThat(part.entries())
                        .allSatisfy(entry -> assertThat(entry.rate()).isNull()));
        assertThat(withoutPay.parts().get(0).exact()).isNull(); // one person's alone
    }

    @Test
    void aChangedMonthMakesADifferenceJournalWithTheChangeAlone() {
        long late = work(poster, carl, 7, "1");
        scenario.harvest().unapprove(late);
        assertThat(run().leftOut()).extracting(LeftOut::why).containsExactly(LeftOut.Why.NOT_APPROVED);
        scenario.harvest().approve(late);

        Journal second = run();

        assertThat(second.change().outcome()).isEqualTo(Outcome.MADE);
        assertThat(booked())
                .containsExactlyInAnyOrder(
                        "HX-COST-2026-10-v1 DRAFT 400 180.02, 493 90.00, 493Alpha 300.00, 630 -570.02",
                        "HX-COST-2026-10-v2 DRAFT 400 60.00, 630 -60.00");
        assertThat(run().change().outcome()).isEqualTo(Outcome.NOTHING);
    }

    @Test
    void whatIsMissingIsSaidInTheJournalAndTheTieOut() {
        work(website, ben, 8, "4.5");

        Journal made = run();

        assertThat(made.leftOut()).singleElement().satisfies(left -> {
            assertThat(left.why()).isEqualTo(LeftOut.Why.NO_RATE);
            assertThat(left.words()).isEqualTo("no cost rate of Ben Baker");
        });
        assertThat(made.tie().leftOut()).isEqualByComparingTo("4.5");
        assertThat(made.tie().isTied()).isTrue();
        assertThat(scenario.xero().manualJournals().get(0).path("Narration").asText())
                .endsWith("; without 4.5 hours (no cost rate of Ben Baker)");
        assertThat(answer(true, false).exitCode()).isEqualTo(1);
    }

    @Test
    void accountsAndOptionsThatCantBeBookedToLeaveTheirWorkOutWithAReason() {
        journals("""
                cost:
                  clearing: {account: 630}
                  usual: {account: 493}
                  rules:
                    - {contractor: true, account: 610}
                    - {project: Website, account: 493, tracking: {Project: "{project}"}}
                """);

        assertThat(run().leftOut())
                .extracting(LeftOut::words)
                .containsExactlyInAnyOrder(
                        "no journal may touch account 610 (Accounts Receivable): it is accounts receivable",
                        "the tracking category Project has no option \"Website\"");
        assertThat(booked()).containsExactly("HX-COST-2026-10-v1 DRAFT 493 90.00, 630 -90.00");

        journals("cost: {clearing: {account: 250}, usual: {account: 493}}\n");
        Journal held = run();
        assertThat(held.change().outcome()).isEqualTo(Outcome.HELD);
        assertThat(held.change().message()).contains("account 250 (Old Sales) is archived");
        assertThat(answer(false, false).exitCode()).isEqualTo(1);
    }

    @Test
    void aLockedMonthIsBookedOnTheFirstOpenDayAndSaysForWhichMonth() {
        scenario.xero().setLockDates(LocalDate.of(2026, 10, 31), null);

        run();

        JsonNode journal = scenario.xero().manualJournals().get(0);
        assertThat(journal.path("Narration").asText())
                .isEqualTo(
                        "HX-COST-2026-10-v1 Labour cost of October 2026; dated 2026-11-01 because Xero is locked up to"
                                + " 2026-10-31");
        assertThat(journal.path("Date").asText()).isEqualTo("/Date(1793491200000+0000)/");
    }

    @Test
    void aLostAnswerNeverMakesTwo() {
        scenario.xero().arm(XeroFault.of(XeroFault.Kind.LOSE_REPLY).on("PUT", "/api.xro/2.0/ManualJournals"));

        Journal journal = run();

        assertThat(scenario.xero().faultsStruck()).isEqualTo(1);
        assertThat(journal.change().outcome()).isEqualTo(Outcome.MADE);
        assertThat(run().change().outcome()).isEqualTo(Outcome.NOTHING);
        assertThat(scenario.xero().manualJournals()).hasSize(1);
    }

    @Test
    void whatNeverArrivedIsAskedForAgainOnlyWhenItCantTakeEffectAnyMore() {
        scenario.xero().arm(XeroFault.of(XeroFault.Kind.DROP_REQUEST).on("PUT", "/api.xro/2.0/ManualJournals"));

        assertThat(run().change().outcome()).isEqualTo(Outcome.UNCLEAR);
        assertThat(scenario.xero().faultsStruck()).isEqualTo(1);
        assertThat(run().change().outcome()).isEqualTo(Outcome.UNCLEAR);
        assertThat(scenario.xero().manualJournals()).isEmpty();
        clock.jump(Duration.ofMinutes(11));

        assertThat(run().change().outcome()).isEqualTo(Outcome.NOTHING);
        assertThat(scenario.xero().manualJournals()).hasSize(1);
    }

    @Test
    void anAnswerThatWasLostAndALookThatFailedAreMetByTheNextRun() {
        scenario.xero().arm(XeroFault.of(XeroFault.Kind.LOSE_REPLY).on("PUT", "/api.xro/2.0/ManualJournals"));
        scenario.calling(request -> {
            if (request.toString().equals("PUT /ManualJournals")) {
                scenario.xero().arm(XeroFault.of(XeroFault.Kind.REFUSED).on("GET", "/api.xro/2.0/ManualJournals"));
            }
        });
        assertThat(answer(false, false).troubles()).isNotEmpty();
        scenario.calling(request -> {});
        scenario.xero().clearFaults();
        scenario.restart();

        assertThat(run().change().outcome()).isEqualTo(Outcome.NOTHING);
        assertThat(scenario.xero().manualJournals()).hasSize(1);
    }

    @Test
    void aJournalThatXeroRefusesIsMadeUnderTheSameMarkOnceThatIsPutRight() {
        scenario.calling(request -> {
            if (request.toString().equals("PUT /ManualJournals")) {
                scenario.xero().archiveAccount("400");
            }
        });
        Journal refused = run();
        assertThat(refused.change().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(refused.change().message()).contains("Account code '400' has been archived");
        scenario.calling(request -> {});
        scenario.xero().restoreAccount("400");

        assertThat(run().change().outcome()).isEqualTo(Outcome.MADE);
        assertThat(booked()).singleElement().asString().startsWith("HX-COST-2026-10-v1 DRAFT");
    }

    @Test
    void whatAPersonDeletedIsMadeAnewOnlyWhenAskedFor() {
        run();
        String id =
                scenario.xero().manualJournals().get(0).path("ManualJournalID").asText();
        scenario.xero()
                .editManualJournal(
                        UUID.fromString(id),
                        new ObjectMapper().createObjectNode().put("Status", "DELETED"));

        Journal held = run();
        assertThat(held.change().outcome()).isEqualTo(Outcome.HELD);
        assertThat(held.change().message()).contains("HX-COST-2026-10-v1 was deleted or voided in Xero by a person");

        assertThat(run(false, true).change().outcome()).isEqualTo(Outcome.MADE);
        assertThat(booked())
                .containsExactlyInAnyOrder(
                        "HX-COST-2026-10-v1 DELETED 400 180.02, 493 90.00, 493Alpha 300.00, 630 -570.02",
                        "HX-COST-2026-10-v2 DRAFT 400 180.02, 493 90.00, 493Alpha 300.00, 630 -570.02");
    }

    @Test
    void anotherDatabaseFindsWhatStandsInXero() {
        run();
        scenario.sql("delete from journal_line");
        scenario.sql("delete from journal_source");
        scenario.sql("delete from journal");

        Journal again = run();

        assertThat(again.change().outcome()).isEqualTo(Outcome.NOTHING);
        assertThat(again.notes())
                .containsExactly("HX-COST-2026-10-v1 stands in Xero and was not known here: it counts as it is there.");
        assertThat(scenario.xero().manualJournals()).hasSize(1);
    }

    @Test
    void bookedByItselfOnceItsWorkingDayHasComeAndNotAgain() {
        scenario.restart(Map.of("month-end.schedule", "0 0 7 * * ?"));
        scenario.fire("schedule-month-end"); // Tuesday, the second working day
        assertThat(scenario.xero().manualJournals()).isEmpty();
        clock.jumpTo("2026-11-04T09:00:00Z");

        scenario.fire("schedule-month-end");
        assertThat(booked()).singleElement().asString().startsWith("HX-COST-2026-10-v1 DRAFT");

        work(website, ann, 9, "1");
        scenario.fire("schedule-month-end");
        assertThat(scenario.xero().manualJournals()).hasSize(1);
        assertThat(run().change().outcome()).isEqualTo(Outcome.MADE);
    }

    @Test
    void whatAScheduledRunLeftOutIsATaskUntilARunFindsNothingMissing() {
        work(website, ben, 8, "4.5");
        scenario.restart(Map.of("month-end.schedule", "0 0 7 * * ?"));
        clock.jumpTo("2026-11-04T09:00:00Z");

        scenario.fire("schedule-month-end");
        scenario.fire("schedule-month-end");

        assertThat(scenario.copyService().failedCopies(FailedFilter.STANDING))
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.cause()).isEqualTo("month-not-whole");
                    assertThat(task.message())
                            .isEqualTo(
                                    "The journals of 2026-10 are not whole: Labour cost without 1 entry (no cost rate of Ben"
                                            + " Baker).");
                });
        scenario.harvest().costRate(ben, "35", LocalDate.of(2026, 10, 1));
        assertThat(answer(false, false).exitCode()).isZero();
        assertThat(scenario.copyService().failedCopies(FailedFilter.STANDING)).isEmpty();
    }

    /** Carl alone on 400, Ann alone on both lines of 493. */
    @Test
    void ruling34WhatOnePersonCostsStandsNowhereButWhereItIsAskedFor() {
        Journal first = run();
        assertThat(first.whole().veil().hidesTotal()).isFalse();
        assertThat(first.whole().lines())
                .filteredOn(line -> !first.whole().veil().hides(line.coding()))
                .extracting(line -> line.coding().account())
                .containsExactly("630");
        work(poster, carl, 7, "1");

        Journal second = run();

        assertThat(second.change().lines())
                .isNotEmpty()
                .allMatch(line -> second.change().veil().hides(line.coding()));
        assertThat(scenario.sql("update audit_event set actor = actor where event = 'journal-planned' and"
                        + " detail like '%.%'"))
                .isZero();
        MonthEnd.Explained explained =
                scenario.engine().monthEnd().explain(OCTOBER, JournalKind.COST).orElseThrow();
        assertThat(explained.versions())
                .extracting(MonthEnd.Version::total)
                .containsExactly(null, null); // the sum of both stands on 630
        assertThat(explained.parts())
                .filteredOn(part -> part.booked() != null)
                .extracting(part -> part.coding().account())
                .containsExactly("630");
        assertThat(explained.parts().get(0).exact()).isNull();
        MonthEnd.Explained withPay = scenario.engine()
                .monthEnd()
                .explainWithRates(OCTOBER, JournalKind.COST, "ada")
                .orElseThrow();
        assertThat(withPay.parts().get(0).booked()).isEqualByComparingTo("240.02");
        assertThat(withPay.versions().get(1).total()).isEqualByComparingTo("60.00");
    }

    private MonthEnd.Explained explained() {
        return scenario.engine().monthEnd().explain(OCTOBER, JournalKind.COST).orElseThrow();
    }

    /** 570.02 of two people is booked, and 630.02 of two would be: the difference is Carl's hour. */
    @Test
    void ruling34WhatIsDueLessWhatIsExplainedIsNobodysCost() {
        journals("cost: {clearing: {account: 630}, usual: {account: 493}}\n");
        run();
        work(poster, carl, 7, "1");

        Journal due = run(true, false);

        assertThat(due.change().outcome()).isEqualTo(Outcome.DUE);
        assertThat(explained().parts())
                .extracting(MonthEnd.Part::booked)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(new BigDecimal("570.02"), new BigDecimal("-570.02"));
        assertThat(due.whole().cost()).isEqualByComparingTo("630.02");
        assertThat(due.whole().veil().hidesTotal()).isTrue();
        assertThat(due.whole().lines()).allMatch(line -> due.whole().veil().hides(line.coding()));

        Journal made = run();

        assertThat(made.whole().veil().hidesTotal())
                .as("it is explained as booked now")
                .isFalse();
    }

    /** Of each line the difference is one person's, of both together it is two people's. */
    @Test
    void ruling34LinesThatOnePersonChangedEachAreHiddenAndTheirSumIsShown() {
        journals("cost:\n  clearing: {account: 630}\n  usual: {account: 493}\n"
                + "  rules: [{project: Website, account: 493, tracking: {Project: Alpha}}]\n");
        work(poster, carl, 16, "4");
        run();
        work(poster, carl, 7, "1");
        work(website, ann, 8, "1");

        Journal due = run(true, false);

        assertThat(explained().parts()).noneMatch(part -> part.booked() == null);
        assertThat(due.whole().lines())
                .filteredOn(line -> !due.whole().veil().hides(line.coding()))
                .extracting(line -> line.coding().account())
                .containsExactly("630");
    }

    /** Ann alone is booked on the poster; Carl is so only in the version that Xero refused. */
    @Test
    void ruling34WhatIsBookedIsHiddenByThoseItIsBookedFor() {
        journals("cost:\n  clearing: {account: 630}\n  usual: {account: 493}\n"
                + "  rules: [{project: Website, account: 493, tracking: {Project: Alpha}}]\n");
        run();
        assertThat(explained().parts())
                .filteredOn(part -> part.booked() != null)
                .extracting(part -> part.coding().account())
                .containsExactly("630");
        work(poster, carl, 16, "4");
        work(website, carl, 17, "4");
        work(website, ann, 18, "4");
        scenario.calling(request -> {
            if (request.toString().equals("PUT /ManualJournals")) {
                scenario.xero().archiveAccount("493");
            }
        });

        assertThat(run().change().outcome()).isEqualTo(Outcome.FAILED);

        assertThat(explained().parts())
                .filteredOn(part -> part.booked() != null)
                .extracting(part -> part.coding().account())
                .containsExactly("630");
    }

    @Test
    void twoPeopleOnALineAreASum() {
        journals("cost: {clearing: {account: 630}, usual: {account: 493}}\n");

        Journal made = run();

        assertThat(made.whole().lines()).noneMatch(line -> made.whole().veil().hides(line.coding()));
        assertThat(made.change().veil()).isEqualTo(made.whole().veil());
        assertThat(scenario.engine()
                        .monthEnd()
                        .explain(OCTOBER, JournalKind.COST)
                        .orElseThrow()
                        .versions())
                .singleElement()
                .satisfies(version -> assertThat(version.total()).isEqualByComparingTo("570.02"));
    }

    @Test
    void whoLooksAtCostRatesIsKeptInTheAudit() {
        run();
        scenario.engine().monthEnd().payShown(OCTOBER, "bea");
        assertThat(scenario.sql(
                        "update audit_event set actor = actor where event = 'cost-rates-shown' and actor = 'bea'"))
                .isEqualTo(1);
        scenario.engine().monthEnd().explain(OCTOBER, JournalKind.COST);
        scenario.engine().monthEnd().explainWithRates(OCTOBER, JournalKind.COST, "ada");

        assertThat(scenario.sql(
                        "update audit_event set actor = actor where event = 'cost-rates-shown' and actor = 'ada'"))
                .isEqualTo(1);
    }

    @Test
    void nothingIsBookedWithoutTheFileNorBeforeTheMonthIsOver() throws IOException {
        assertThatThrownBy(() -> scenario.engine()
                        .monthEnd()
                        .run(new MonthEnd.Request(YearMonth.of(2026, 11), false, false), "ada"))
                .isInstanceOf(DecisionException.class)
                .hasMessageContaining("2026-11 is not over");
        Files.delete(scenario.home().resolve("journals.yaml"));
        assertThatThrownBy(() -> answer(false, false))
                .isInstanceOf(DecisionException.class)
                .hasMessageContaining("no journals.yaml");
    }
}
