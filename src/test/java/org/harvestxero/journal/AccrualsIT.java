package org.harvestxero.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.anExpense;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.UUID;
import org.harvestxero.TestClock;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.MonthEnd;
import org.harvestxero.api.MonthEnd.Journal;
import org.harvestxero.api.MonthEnd.Outcome;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.monthend.LeftOut;
import org.harvestxero.sandbox.xero.XeroFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accrued and deferred income and expenses not yet in bills: booked, taken back, tied, each once. */
class AccrualsIT {
    private static final String ACCRUED = """
            accrued:
              balance: {account: 630}
              usual: {account: 200}
              rules:
                - {project: Acme site, account: 260, tracking: {Project: Alpha}}
            """;

    private final TestClock clock = TestClock.at("2026-11-03T09:00:00Z");
    private JournalScenario agency;

    @BeforeEach
    void start() {
        agency = new JournalScenario(clock, Map.of("time-zone", "UTC"));
    }

    @AfterEach
    void stop() {
        agency.close();
    }

    @Test
    void unbilledWorkIsBookedAndTakenBackTheDayAfterAndTiesWithItsReport() {
        agency.journals(ACCRUED);
        agency.worked(agency.project("Acme", "GBP"), "2026-10-05", "1.5");
        agency.worked(agency.project("Globex", "GBP"), "2026-10-06", "2");

        assertThat(JournalScenario.of(agency.answer("2026-10", true), JournalKind.ACCRUED)
                        .change()
                        .outcome())
                .isEqualTo(Outcome.DUE);
        assertThat(agency.booked()).isEmpty();
        Journal made = agency.run("2026-10", JournalKind.ACCRUED);

        assertThat(made.change().outcome()).isEqualTo(Outcome.MADE);
        assertThat(made.tie().isTied()).isTrue();
        assertThat(made.tie().reported()).isEqualByComparingTo("280.00");
        assertThat(agency.booked())
                .containsExactly(
                        "HX-ACCRUED-2026-10-v1 DRAFT 2026-10-31 630 280.00, 200 -160.00, 260Alpha -120.00",
                        "HX-ACCRUED-REVERSAL-2026-10-v1 DRAFT 2026-11-01 200 160.00, 260Alpha 120.00, 630 -280.00");
        assertThat(agency.answer("2026-10", false).exitCode()).isZero();
        assertThat(agency.booked()).hasSize(2);

        MonthEnd.Explained explained = agency.scenario
                .engine()
                .monthEnd()
                .explain(YearMonth.of(2026, 10), JournalKind.ACCRUED)
                .orElseThrow();
        assertThat(explained.parts().get(0).pieces()).singleElement().satisfies(piece -> {
            assertThat(piece.amount().exact()).isEqualByComparingTo("160");
            assertThat(piece.words()).isEqualTo("Harvest's rate, 80.00 GBP an hour");
        });
    }

    @Test
    void aChangedMonthMakesADifferenceVersionOfBoth() {
        agency.journals(ACCRUED);
        long acme = agency.project("Acme", "GBP");
        agency.worked(acme, "2026-10-05", "1.5");
        agency.run("2026-10", JournalKind.ACCRUED);
        agency.worked(acme, "2026-10-07", "0.25");

        assertThat(agency.run("2026-10", JournalKind.ACCRUED_REVERSAL).change().outcome())
                .isEqualTo(Outcome.MADE);

        assertThat(agency.booked())
                .contains(
                        "HX-ACCRUED-2026-10-v2 DRAFT 2026-10-31 630 20.00, 260Alpha -20.00",
                        "HX-ACCRUED-REVERSAL-2026-10-v2 DRAFT 2026-11-01 260Alpha 20.00, 630 -20.00");
        assertThat(agency.balance("630", "2026-10-31")).isEqualByComparingTo("140.00");
        assertThat(agency.balance("630", "2026-11-01")).isEqualByComparingTo("0.00");
    }

    @Test
    void lostAnswersNeverMakeTwoAndAReversalNeverGoesFirst() {
        agency.journals(ACCRUED);
        agency.worked(agency.project("Acme", "GBP"), "2026-10-05", "1.5");
        agency.scenario.xero().arm(XeroFault.of(XeroFault.Kind.DROP_REQUEST).on("PUT", "/api.xro/2.0/ManualJournals"));

        assertThat(agency.run("2026-10", JournalKind.ACCRUED).change().outcome())
                .isEqualTo(Outcome.UNCLEAR);
        assertThat(agency.scenario.xero().faultsStruck()).isEqualTo(1);
        assertThat(agency.booked()).isEmpty();
        assertThat(agency.run("2026-10", JournalKind.ACCRUED_REVERSAL).change().outcome())
                .isEqualTo(Outcome.UNCLEAR);
        assertThat(agency.booked()).isEmpty();
        clock.jump(Duration.ofMinutes(11));
        agency.scenario.xero().arm(XeroFault.of(XeroFault.Kind.LOSE_REPLY).on("PUT", "/api.xro/2.0/ManualJournals"));

        agency.run("2026-10", JournalKind.ACCRUED);

        assertThat(agency.scenario.xero().faultsStruck()).isEqualTo(2);
        assertThat(agency.run("2026-10", JournalKind.ACCRUED_REVERSAL).change().outcome())
                .isEqualTo(Outcome.NOTHING);
        assertThat(agency.booked()).hasSize(2);
    }

    @Test
    void whatXeroRefusesTakesItsReversalAlongAndBothAreMadeOnceThatIsPutRight() {
        agency.journals(ACCRUED);
        agency.worked(agency.project("Acme", "GBP"), "2026-10-05", "1.5");
        agency.scenario.calling(request -> {
            if (request.toString().equals("PUT /ManualJournals")) {
                agency.scenario.xero().archiveAccount("260");
            }
        });

        var answer = agency.answer("2026-10", false);
        assertThat(answer.journals())
                .extracting(journal -> journal.change().outcome())
                .containsExactly(Outcome.FAILED, Outcome.FAILED);
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(agency.booked()).isEmpty();
        agency.scenario.calling(request -> {});
        agency.scenario.xero().restoreAccount("260");

        agency.run("2026-10", JournalKind.ACCRUED);
        assertThat(agency.booked())
                .extracting(line -> line.split(" ")[0])
                .containsExactly("HX-ACCRUED-2026-10-v1", "HX-ACCRUED-REVERSAL-2026-10-v1");
    }

    @Test
    void aBalanceAccountThatCantBeBookedHoldsBothAndEndsWithOne() {
        agency.journals("accrued: {balance: {account: 610}, usual: {account: 200}}\n");
        agency.worked(agency.project("Acme", "GBP"), "2026-10-05", "1.5");

        var answer = agency.answer("2026-10", false);

        assertThat(answer.journals())
                .extracting(journal -> journal.change().outcome())
                .containsExactly(Outcome.HELD, Outcome.HELD);
        assertThat(answer.journals().get(0).change().message()).contains("it is accounts receivable");
        assertThat(answer.exitCode()).isEqualTo(1);
    }

    @Test
    void aLockedMonthMovesBothBehindTheLock() {
        agency.journals(ACCRUED);
        agency.worked(agency.project("Acme", "GBP"), "2026-10-05", "1.5");
        agency.scenario.xero().setLockDates(LocalDate.of(2026, 11, 2), null);

        agency.run("2026-10", JournalKind.ACCRUED);

        assertThat(agency.booked())
                .containsExactly(
                        "HX-ACCRUED-2026-10-v1 DRAFT 2026-11-03 630 120.00, 260Alpha -120.00",
                        "HX-ACCRUED-REVERSAL-2026-10-v1 DRAFT 2026-11-03 260Alpha 120.00, 630 -120.00");
    }

    @Test
    void aReversalThatAPersonDeletedIsMadeAnewOnlyWhenAskedFor() {
        agency.journals(ACCRUED);
        agency.worked(agency.project("Acme", "GBP"), "2026-10-05", "1.5");
        agency.run("2026-10", JournalKind.ACCRUED);
        for (var journal : agency.scenario.xero().manualJournals()) {
            if (journal.path("Narration").asText().startsWith("HX-ACCRUED-REVERSAL")) {
                agency.scenario
                        .xero()
                        .editManualJournal(
                                UUID.fromString(journal.path("ManualJournalID").asText()),
                                new ObjectMapper().createObjectNode().put("Status", "DELETED"));
            }
        }

        assertThat(agency.run("2026-10", JournalKind.ACCRUED_REVERSAL).change().outcome())
                .isEqualTo(Outcome.HELD);
        agency.scenario.engine().monthEnd().run(new MonthEnd.Request(YearMonth.of(2026, 10), false, true), "ada");

        assertThat(agency.balance("630", "2026-11-01")).isEqualByComparingTo("0.00");
    }

    @Test
    void foreignWorkTakesTheStatedRateAndIsLeftOutWithoutOne() {
        agency.journals(ACCRUED);
        agency.worked(agency.project("Umbrella", "EUR"), "2026-10-05", "1.5");

        assertThat(agency.run("2026-10", JournalKind.ACCRUED).leftOut())
                .extracting(LeftOut::words)
                .containsExactly("no rate of EUR");
        agency.journals(ACCRUED + """
                rates:
                  - {currency: EUR, rate: 1.25}
                  - {currency: EUR, rate: 1.20, from: 2026-11-01}
                """);

        agency.run("2026-10", JournalKind.ACCRUED);
        assertThat(agency.booked())
                .contains("HX-ACCRUED-2026-10-v1 DRAFT 2026-10-31 630 96.00, 200 -96.00"); // 120 / 1.25
    }

    @Test
    void anAdvanceOverAQuarterIsDeferredAndEarnedDayByDayAndItsBalanceTies() {
        clock.jumpTo("2026-10-01T09:00:00Z");
        agency.journals("deferred: {balance: {account: 890}, usual: {account: 200}}\n");
        agency.project("Acme", "GBP");
        agency.scenario.agreement("acme.yaml", """
                client: Acme
                start: 2026-10-01
                calendar: {every: quarter}
                review: {when: []}
                rules: [{name: Plan, retainer: {fee: 920, billed: in advance, included: {hours: 4}}}]
                """);
        assertThat(agency.scenario.bill(BillRequest.due()).bills()).hasSize(1);
        clock.jumpTo("2026-11-03T09:00:00Z");

        Journal october = agency.run("2026-10", JournalKind.DEFERRED);
        assertThat(october.tie().isTied()).isTrue();
        assertThat(october.tie().reported()).isEqualByComparingTo("610.00");
        clock.jumpTo("2026-12-03T09:00:00Z");
        assertThat(agency.run("2026-11", JournalKind.DEFERRED).tie().reported()).isEqualByComparingTo("310.00");
        clock.jumpTo("2027-01-05T09:00:00Z");
        Journal december = agency.run("2026-12", JournalKind.DEFERRED);

        assertThat(december.tie().isTied()).isTrue();
        assertThat(december.tie().reported()).isEqualByComparingTo("0.00");
        assertThat(agency.booked())
                .containsExactly(
                        "HX-DEFERRED-2026-10-v1 DRAFT 2026-10-31 200 610.00, 890 -610.00",
                        "HX-DEFERRED-2026-11-v1 DRAFT 2026-11-30 890 300.00, 200 -300.00",
                        "HX-DEFERRED-2026-12-v1 DRAFT 2026-12-31 890 310.00, 200 -310.00");
        assertThat(agency.balance("890", "2026-12-31")).isEqualByComparingTo("0.00");
    }

    @Test
    void aMonthWhoseForerunnersAreNotBookedDoesNotTieAndSaysWhichIsMissing() {
        clock.jumpTo("2026-10-01T09:00:00Z");
        agency.journals("deferred: {balance: {account: 890}, usual: {account: 200}}\n");
        agency.project("Acme", "GBP");
        agency.scenario.agreement("acme.yaml", """
                client: Acme
                start: 2026-10-01
                calendar: {every: quarter}
                review: {when: []}
                rules: [{name: Plan, retainer: {fee: 920, billed: in advance, included: {hours: 4}}}]
                """);
        agency.scenario.bill(BillRequest.due());
        clock.jumpTo("2026-12-03T09:00:00Z");

        Journal november = agency.run("2026-11", JournalKind.DEFERRED);

        assertThat(november.tie().isTied()).isFalse();
        assertThat(november.notes())
                .contains(
                        "Deferred income of 2026-10 is not booked: run month-end --month 2026-10 first, and each month"
                                + " after it.");
    }

    @Test
    void aRetainerIsEarnedByItsHoursWhereThatIsSaid() {
        clock.jumpTo("2026-10-01T09:00:00Z");
        agency.journals("deferred: {release: hours, balance: {account: 890}, usual: {account: 200}}\n");
        long acme = agency.project("Acme", "GBP");
        agency.scenario.agreement("acme.yaml", """
                client: Acme
                start: 2026-10-01
                review: {when: []}
                rules:
                  - name: Plan
                    retainer: {fee: 900, billed: in advance, included: {hours: 9}, unused: carried over, carryPeriods: 3}
                """);
        agency.scenario.bill(BillRequest.due());
        agency.worked(acme, "2026-10-08", "6");
        clock.jumpTo("2026-11-03T09:00:00Z");
        agency.scenario.bill(BillRequest.due());

        Journal october = agency.run("2026-10", JournalKind.DEFERRED);

        // the fee of October was billed on 1 October and three of its nine hours are left
        assertThat(october.tie().isTied()).isTrue();
        assertThat(october.tie().reported()).isEqualByComparingTo("300.00");
        assertThat(agency.booked()).containsExactly("HX-DEFERRED-2026-10-v1 DRAFT 2026-10-31 200 300.00, 890 -300.00");
    }

    @Test
    void expensesThatNoBillHasAreBookedAndTakenBack() {
        agency.close();
        agency = new JournalScenario(
                clock, Map.of("time-zone", "UTC", "expenses.as", "bill", "expenses.since", "2026-10-01"));
        agency.journals("""
                expenses:
                  balance: {account: 890}
                  usual: {account: 493}
                """);
        long acme = agency.project("Acme", "GBP");
        long category = agency.category("Meals");
        agency.scenario
                .harvest()
                .add(anExpense(acme, category, agency.ann)
                        .on(LocalDate.of(2026, 10, 8))
                        .cost("45.50")
                        .approved());
        agency.scenario
                .harvest()
                .add(anExpense(acme, category, agency.ann)
                        .on(LocalDate.of(2026, 10, 9))
                        .cost("12.00")
                        .submitted());

        Journal made = agency.run("2026-10", JournalKind.EXPENSES);

        assertThat(made.leftOut()).extracting(LeftOut::words).containsExactly("not approved");
        assertThat(made.tie().isTied()).isTrue();
        assertThat(agency.booked())
                .containsExactly(
                        "HX-EXPENSES-2026-10-v1 DRAFT 2026-10-31 493 45.50, 890 -45.50",
                        "HX-EXPENSES-REVERSAL-2026-10-v1 DRAFT 2026-11-01 890 45.50, 493 -45.50");
        agency.scenario.mappings("""
                expenses:
                  contacts: create
                  receipts: ignored
                  rules:
                    - when: {category: Meals}
                      use: {account: "493", taxType: INPUT2}
                """);
        agency.scenario.once();
        assertThat(agency.scenario.xero().invoices())
                .extracting(bill -> bill.path("Type").asText())
                .containsExactly("ACCPAY");

        agency.run("2026-10", JournalKind.EXPENSES);
        assertThat(agency.balance("890", "2026-10-31")).isEqualByComparingTo("0.00");
    }
}
