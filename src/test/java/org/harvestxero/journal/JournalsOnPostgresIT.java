package org.harvestxero.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.anExpense;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import org.harvestxero.PostgresServer;
import org.harvestxero.TestClock;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.MonthEnd;
import org.harvestxero.api.MonthEnd.Outcome;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.sandbox.xero.XeroFault;
import org.junit.jupiter.api.Test;

/** All kinds of journals on a real PostgreSQL: booked, changed, refused, lost and explained. */
class JournalsOnPostgresIT {
    @Test
    void allKindsAreBookedChangedAndExplainedOnPostgres() {
        TestClock clock = TestClock.at("2026-10-01T09:00:00Z");
        try (JournalScenario agency = new JournalScenario(
                clock,
                Map.of(
                        "time-zone",
                        "UTC",
                        "expenses.as",
                        "bill",
                        "expenses.since",
                        "2026-10-01",
                        "database.url",
                        PostgresServer.newDatabase(),
                        "database.user",
                        "postgres"))) {
            agency.journals("""
                    cost: {clearing: {account: 890}, usual: {account: 493}}
                    accrued: {balance: {account: 630}, usual: {account: 200}}
                    deferred: {balance: {account: 880}, usual: {account: 260}}
                    expenses: {balance: {account: 880}, usual: {account: 400}}
                    """);
            long globex = agency.project("Globex", "GBP");
            agency.project("Plan", "GBP");
            agency.scenario.agreement("plan.yaml", """
                    client: Plan
                    start: 2026-10-01
                    calendar: {every: quarter}
                    review: {when: []}
                    rules: [{name: Plan, retainer: {fee: 920, billed: in advance, included: {hours: 4}}}]
                    """);
            agency.scenario.bill(BillRequest.due());
            agency.worked(globex, "2026-10-05", "1.5");
            agency.scenario
                    .harvest()
                    .add(anExpense(globex, agency.category("Meals"), agency.ann)
                            .on(LocalDate.of(2026, 10, 8))
                            .cost("45.50")
                            .notBillable()
                            .approved());
            clock.jumpTo("2026-11-03T09:00:00Z");
            agency.scenario
                    .xero()
                    .arm(XeroFault.of(XeroFault.Kind.LOSE_REPLY).on("PUT", "/api.xro/2.0/ManualJournals"));

            assertThat(agency.answer("2026-10", false).exitCode()).isZero();

            assertThat(agency.scenario.xero().faultsStruck()).isEqualTo(1);
            assertThat(agency.booked())
                    .containsExactly(
                            "HX-ACCRUED-2026-10-v1 DRAFT 2026-10-31 630 120.00, 200 -120.00",
                            "HX-ACCRUED-REVERSAL-2026-10-v1 DRAFT 2026-11-01 200 120.00, 630 -120.00",
                            "HX-COST-2026-10-v1 DRAFT 2026-10-31 493 60.00, 890 -60.00",
                            "HX-DEFERRED-2026-10-v1 DRAFT 2026-10-31 260 610.00, 880 -610.00",
                            "HX-EXPENSES-2026-10-v1 DRAFT 2026-10-31 400 45.50, 880 -45.50",
                            "HX-EXPENSES-REVERSAL-2026-10-v1 DRAFT 2026-11-01 880 45.50, 400 -45.50");
            agency.worked(globex, "2026-10-06", "0.25");
            agency.scenario.calling(request -> {
                if (request.toString().equals("PUT /ManualJournals")) {
                    agency.scenario.xero().archiveAccount("200");
                }
            });
            assertThat(JournalScenario.of(agency.answer("2026-10", false), JournalKind.ACCRUED)
                            .change()
                            .outcome())
                    .isEqualTo(Outcome.FAILED);
            agency.scenario.calling(request -> {});
            agency.scenario.xero().restoreAccount("200");

            assertThat(agency.answer("2026-10", false).exitCode()).isZero();

            assertThat(agency.balance("630", "2026-10-31")).isEqualByComparingTo("140.00");
            assertThat(agency.balance("630", "2026-11-01")).isEqualByComparingTo("0.00");
            MonthEnd.Explained explained = agency.scenario
                    .engine()
                    .monthEnd()
                    .explain(YearMonth.of(2026, 10), JournalKind.DEFERRED)
                    .orElseThrow();
            assertThat(explained.parts().get(0).pieces())
                    .extracting(piece -> piece.source().kind().word() + " "
                            + piece.amount().exact().stripTrailingZeros().toPlainString())
                    .containsExactly("advance 920", "release -310");
        }
    }
}
