package org.harvestxero.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.harvestxero.TestClock;
import org.harvestxero.api.MonthEnd.Journal;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.monthend.JournalLine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The months that {@code docs/month-end.md} works through, worked: each figure there is one that comes out. */
class WorkedMonthIT {
    private final TestClock clock = TestClock.at("2026-11-03T09:00:00Z");
    private JournalScenario agency;
    private String page;

    @BeforeEach
    void start() throws IOException {
        agency = new JournalScenario(clock, Map.of("time-zone", "UTC"));
        page = Files.readString(Path.of("docs/month-end.md")).replaceAll("\\s+", " ");
    }

    @AfterEach
    void stop() {
        agency.close();
    }

    private void work(long project, long person, int day, String hours) {
        agency.scenario
                .harvest()
                .add(aTimeEntry(project, agency.design, person)
                        .on(LocalDate.of(2026, 10, day))
                        .hours(hours)
                        .approved());
    }

    private static String amount(Journal journal, String account, String tracking) {
        return journal.change().lines().stream()
                .filter(line -> line.coding().account().equals(account)
                        && line.coding().words().equals(tracking))
                .map(JournalLine::amount)
                .map(BigDecimal::abs)
                .map(BigDecimal::toPlainString)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theCostOfOctober() {
        agency.journals("""
                cost:
                  clearing: {account: 630}
                  usual: {account: 493}
                  rules:
                    - {contractor: true, account: 400}
                    - {project: Website, account: 493, tracking: {Project: Alpha}}
                """);
        long carl = agency.scenario
                .harvest()
                .add(aUser("Carl", "Cole").email("carl@example.com").costRate("60.005"));
        agency.scenario.harvest().edit("/users/" + carl, Map.of("is_contractor", true));
        long ben = agency.scenario.harvest().add(aUser("Ben", "Baker").email("ben@example.com"));
        long client = agency.scenario.harvest().add(aClient("Sample Bakery"));
        long website = agency.scenario
                .harvest()
                .add(aProject(client, "Website")
                        .task(agency.design)
                        .person(agency.ann)
                        .person(carl)
                        .person(ben));
        long poster = agency.scenario
                .harvest()
                .add(aProject(client, "Poster").task(agency.design).person(agency.ann));
        work(website, agency.ann, 1, "7.5");
        work(poster, agency.ann, 15, "2.25");
        work(website, carl, 30, "3");
        work(website, ben, 8, "4.5");

        Journal first = JournalScenario.of(agency.answer("2026-10", false), JournalKind.COST);

        assertThat(page)
                .contains("| Carl 3 × 60.005 | 180.015 | 400 | " + amount(first, "400", "") + " | |")
                .contains("| Ann 2.25 × 40 | 90 | 493 | " + amount(first, "493", "") + " | |")
                .contains("| Ann 7.5 × 40 | 300 | 493, Project: Alpha | " + amount(first, "493", "Project: Alpha")
                        + " | |")
                .contains("| | 570.015 | 630, clearing | | " + amount(first, "630", "") + " |")
                .contains("`" + first.change().document().narration() + "`")
                .contains(first.tie().inJournal().stripTrailingZeros().toPlainString() + " in the journal + "
                        + first.tie().leftOut().setScale(2).toPlainString() + " left out = "
                        + first.tie().reported().stripTrailingZeros().toPlainString() + " of Harvest's time report");
        assertThat(first.tie().isTied()).isTrue();
        assertThat(first.whole().veil().hidesTotal()).isFalse();

        agency.scenario.harvest().costRate(ben, "35", LocalDate.of(2026, 10, 1));
        Journal second = agency.run("2026-10", JournalKind.COST);

        assertThat(page)
                .contains("a rate of 35 from 1 October: `-v2` debits 493 Project: Alpha with "
                        + amount(second, "493", "Project: Alpha") + " and credits 630");
    }

    @Test
    void theAccruedIncomeOfOctober() {
        agency.journals("accrued: {balance: {account: 630}, usual: {account: 200}}\n");
        agency.scenario.agreement("acme.yaml", """
                client: Acme
                start: 2026-10-01
                review: {when: []}
                coding: [{taxType: NONE}]
                rules: [{name: Work, rates: [{hour: 100}], hourly: {}}]
                """);
        agency.worked(agency.project("Acme", "GBP"), "2026-10-05", "5");
        agency.worked(agency.project("Globex", "GBP"), "2026-10-06", "1.5");

        Journal accrued = agency.run("2026-10", JournalKind.ACCRUED);

        String amount = amount(accrued, "630", "");
        assertThat(page)
                .contains("31 October: 620 accrued income | " + amount + " | |")
                .contains("1 November: 200 sales | " + amount + " | |");
        assertThat(agency.booked())
                .containsExactly(
                        "HX-ACCRUED-2026-10-v1 DRAFT 2026-10-31 630 620.00, 200 -620.00",
                        "HX-ACCRUED-REVERSAL-2026-10-v1 DRAFT 2026-11-01 200 620.00, 630 -620.00");
    }
}
