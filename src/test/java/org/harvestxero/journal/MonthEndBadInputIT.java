package org.harvestxero.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.harvestxero.TestClock;
import org.harvestxero.api.MonthEnd.Answer;
import org.harvestxero.api.MonthEnd.Journal;
import org.harvestxero.api.MonthEnd.Outcome;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.monthend.LeftOut;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can't be booked is a sentence with its remedy; the rest of the month is booked, and both the journal and the tie-out say what is missing. */
class MonthEndBadInputIT {
    private final TestClock clock = TestClock.at("2026-11-03T09:00:00Z");
    private JournalScenario agency;
    private long acme;
    private long globex;

    @BeforeEach
    void start() {
        agency = new JournalScenario(clock, Map.of("time-zone", "UTC"));
        acme = agency.project("Acme", "GBP");
        globex = agency.project("Globex", "GBP");
        agency.worked(acme, "2026-10-05", "2");
        agency.worked(globex, "2026-10-06", "3");
    }

    @AfterEach
    void stop() {
        agency.close();
    }

    /** Acme's work can't be booked, Globex' is. */
    private void assertOnlyTheRestIsBooked(String words, String remedy) {
        Answer answer = agency.answer("2026-10", false);

        assertThat(answer.exitCode()).isEqualTo(1);
        Journal made = JournalScenario.of(answer, JournalKind.COST);
        assertThat(made.leftOut()).singleElement().satisfies(left -> {
            assertThat(left.words()).isEqualTo(words);
            assertThat(left.remedy()).isEqualTo(remedy);
            assertThat(left.hours()).isEqualByComparingTo("2");
        });
        assertThat(made.change().outcome()).isEqualTo(Outcome.MADE);
        assertThat(agency.booked()).containsExactly("HX-COST-2026-10-v1 DRAFT 2026-10-31 493 120.00, 630 -120.00");
        assertThat(agency.scenario
                        .xero()
                        .manualJournals()
                        .get(0)
                        .path("Narration")
                        .asText())
                .startsWith("HX-COST-2026-10-v1 Labour cost of October 2026; without 2")
                .endsWith(" hours (" + words + ")");
        assertThat(made.tie().leftOut()).isEqualByComparingTo("2");
        assertThat(made.tie().reported()).isEqualByComparingTo("5");
        assertThat(made.tie().isTied()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4931 | account 4931 is not in Xero's chart of accounts | Add it there, or name another one in journals.yaml; there is 493.",
                "250 | account 250 (Old Sales) is archived | Restore it in Xero, or name another one in journals.yaml.",
                "090 | no journal may touch account 090 (Business Bank Account): it is a bank account | Name another one in journals.yaml.",
                "610 | no journal may touch account 610 (Accounts Receivable): it is accounts receivable | Name another one in journals.yaml.",
                "800 | no journal may touch account 800 (Accounts Payable): it is accounts payable | Name another one in journals.yaml."
            })
    void anAccountThatNoJournalMayTouchOrThatIsNotThere(String account, String words, String remedy) {
        agency.journals("""
                cost:
                  clearing: {account: 630}
                  usual: {account: 493}
                  rules: [{client: Acme, account: "%s"}]
                """.formatted(account));

        assertOnlyTheRestIsBooked(words, remedy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Office | North | Xero has no active tracking category \"Office\" | Add it there, or take it out of journals.yaml.",
                "Project | Omega | the tracking category Project has no option \"Omega\" | Add the option in Xero, or restore it where it is archived, or name another one in journals.yaml."
            })
    void aTrackingCategoryOrOptionThatIsNotThere(String category, String option, String words, String remedy) {
        agency.journals("""
                cost:
                  clearing: {account: 630}
                  usual: {account: 493}
                  rules: [{client: Acme, account: 493, tracking: {%s: %s}}]
                """.formatted(category, option));

        assertOnlyTheRestIsBooked(words, remedy);
    }

    @Test
    void anOptionThatIsArchived() {
        agency.journals("""
                cost:
                  clearing: {account: 630}
                  usual: {account: 493}
                  rules: [{client: Acme, account: 493, tracking: {Project: Alpha}}]
                """);
        agency.scenario.xero().archiveTrackingOption("Project", "Alpha");

        assertOnlyTheRestIsBooked(
                "the tracking category Project has no option \"Alpha\"",
                "Add the option in Xero, or restore it where it is archived, or name another one in journals.yaml.");
    }

    @Test
    void anEntryMovedToAnotherMonthAfterPostingLeavesTheOneAndJoinsTheOther() {
        agency.journals("cost: {clearing: {account: 630}, usual: {account: 493}}\n");
        long moved = agency.worked(acme, "2026-10-20", "1.5");
        agency.run("2026-10", JournalKind.COST);
        clock.jumpTo("2026-12-03T09:00:00Z");
        agency.scenario.harvest().unapprove(moved);
        agency.scenario.harvest().edit("/time_entries/" + moved, Map.of("spent_date", "2026-11-04"));
        agency.scenario.harvest().approve(moved);

        for (String month : List.of("2026-10", "2026-11")) {
            Journal made = JournalScenario.of(agency.answer(month, false), JournalKind.COST);
            assertThat(made.change().outcome()).as(month).isEqualTo(Outcome.MADE);
            assertThat(made.tie().isTied()).as(month).isTrue();
        }

        assertThat(agency.booked())
                .containsExactlyInAnyOrder(
                        "HX-COST-2026-10-v1 DRAFT 2026-10-31 493 260.00, 630 -260.00",
                        "HX-COST-2026-10-v2 DRAFT 2026-10-31 630 60.00, 493 -60.00",
                        "HX-COST-2026-11-v1 DRAFT 2026-11-30 493 60.00, 630 -60.00");
        assertThat(agency.answer("2026-10", false).exitCode()).isZero();
    }

    @Test
    void anEntryThatIsDeletedAfterPostingIsTakenBack() {
        agency.journals("cost: {clearing: {account: 630}, usual: {account: 493}}\n");
        long gone = agency.worked(acme, "2026-10-20", "1.5");
        agency.run("2026-10", JournalKind.COST);
        agency.scenario.harvest().unapprove(gone);
        agency.scenario.harvest().delete("/time_entries/" + gone);

        Journal made = agency.run("2026-10", JournalKind.COST);

        assertThat(made.change().outcome()).isEqualTo(Outcome.MADE);
        assertThat(made.tie().isTied()).isTrue();
        assertThat(made.whole().cost()).isEqualByComparingTo("200");
    }

    @Test
    void hoursBelowZeroAreLeftOutAndTheMonthTies() {
        agency.journals("cost: {clearing: {account: 630}, usual: {account: 493}}\n");
        agency.scenario
                .harvest()
                .add(aTimeEntry(acme, agency.design, agency.ann)
                        .on(LocalDate.of(2026, 10, 9))
                        .hours("-1.5")
                        .notes("Put right")
                        .approved());

        Journal made = JournalScenario.of(agency.answer("2026-10", false), JournalKind.COST);

        assertThat(made.leftOut()).singleElement().satisfies(left -> {
            assertThat(left.why()).isEqualTo(LeftOut.Why.BELOW_ZERO);
            assertThat(left.words() + ". " + left.remedy())
                    .isEqualTo("hours or cost rate below zero. Correct them in Harvest.");
        });
        assertThat(made.whole().cost()).isEqualByComparingTo(new BigDecimal("200"));
        assertThat(made.tie().leftOut()).isEqualByComparingTo("-1.5");
        assertThat(made.tie().isTied()).isTrue();
    }

    @Test
    void aLockThatFallsBehindTheMonthDatesTheDifferenceOnTheFirstOpenDay() {
        agency.journals("cost: {clearing: {account: 630}, usual: {account: 493}}\n");
        agency.run("2026-10", JournalKind.COST);
        agency.scenario.xero().setLockDates(YearMonth.of(2026, 10).atEndOfMonth(), null);
        agency.worked(acme, "2026-10-20", "1");

        Journal made = agency.run("2026-10", JournalKind.COST);

        assertThat(made.change().outcome()).isEqualTo(Outcome.MADE);
        assertThat(agency.booked()).contains("HX-COST-2026-10-v2 DRAFT 2026-11-01 493 40.00, 630 -40.00");
    }
}
