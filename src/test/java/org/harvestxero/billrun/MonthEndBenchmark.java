package org.harvestxero.billrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Calls of two month ends of 35 clients with a hundred entries each, some of them late. Prints a table.
 * {@code mvn test -Dtest=MonthEndBenchmark -DexcludedTags= -DincludedTags=benchmark}
 */
@Tag("benchmark")
class MonthEndBenchmark {
    private static final int CLIENTS = 35;
    private static final int ENTRIES = 100;
    private static final int MOST_HARVEST = 12;
    private static final int MOST_XERO = 12;
    private static final String AGREEMENT = """
            client: Client %d
            start: 2026-09-01
            coding: [{account: "200", taxType: OUTPUT2}]
            review: {when: []}
            sending: {mirror: %s, timesheet: true}
            """;

    private static final int MOST_PER_MIRROR = 5;

    @Test
    void billsAMonthEndWithFewCalls() {
        System.out.printf("%-28s %8s %8s %8s %8s%n", "month end of 35 clients", "harvest", "xero", "files", "seconds");
        twoMonths(false);
        twoMonths(true);
    }

    private void twoMonths(boolean mirrored) {
        TestClock clock = TestClock.at("2026-10-01T08:00:00Z");
        try (CopyScenario scenario = CopyScenario.start(
                clock, Map.of("time-zone", "UTC", "copy.since", "2026-09-01", "copy.payments", "false"))) {
            List<Long> projects = plant(scenario, mirrored);
            long task = scenario.harvest().add(aTask("Work"));
            long ann = scenario.harvest().add(aUser("Ann", "Lee"));
            log(scenario, projects, task, ann, LocalDate.of(2026, 9, 1), ENTRIES);
            month(scenario, mirrored ? "first, mirrored" : "first", mirrored);
            log(scenario, projects, task, ann, LocalDate.of(2026, 10, 1), ENTRIES);
            log(scenario, projects.subList(0, 5), task, ann, LocalDate.of(2026, 9, 1), 2);
            clock.jumpTo("2026-11-01T08:00:00Z");
            month(scenario, mirrored ? "with late entries, mirrored" : "with late entries", mirrored);
        }
    }

    private List<Long> plant(CopyScenario scenario, boolean mirrored) {
        List<Long> projects = new ArrayList<>();
        for (int i = 1; i <= CLIENTS; i++) {
            long client = scenario.harvest().add(aClient("Client " + i).currency("GBP"));
            projects.add(
                    scenario.harvest().add(aProject(client, "Retained " + i).hourlyRate("90")));
            scenario.agreement("client-%02d.yaml".formatted(i), AGREEMENT.formatted(i, mirrored));
        }
        return projects;
    }

    private void log(CopyScenario scenario, List<Long> projects, long task, long ann, LocalDate first, int entries) {
        for (long project : projects) {
            for (int i = 0; i < entries; i++) {
                scenario.harvest()
                        .add(aTimeEntry(project, task, ann)
                                .on(first.plusDays(i % 28))
                                .hours("0.75")
                                .notes("Story " + i)
                                .approved());
            }
        }
    }

    private void month(CopyScenario scenario, String name, boolean mirrored) {
        scenario.harvest().clearCalls();
        scenario.xero().clearLog();
        long began = System.nanoTime();
        scenario.runBilling();
        long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
        Map<String, Long> xero = new HashMap<>(scenario.xero().calls());
        long files = xero.entrySet().stream()
                .filter(call -> call.getKey().contains("ttachment"))
                .mapToLong(Map.Entry::getValue)
                .sum();
        long others = xero.values().stream().mapToLong(Long::longValue).sum() - files;
        System.out.printf(
                Locale.ROOT,
                "%-28s %8d %8d %8d %8.1f%n",
                name,
                scenario.harvest().callCount(),
                others,
                files,
                millis / 1000.0);
        System.out.println("  " + scenario.harvest().calls());
        System.out.println("  " + xero);
        assertThat(scenario.harvest().callCount())
                .isLessThanOrEqualTo(MOST_HARVEST + (mirrored ? CLIENTS * MOST_PER_MIRROR : 0));
        assertThat(others).isLessThanOrEqualTo(MOST_XERO);
    }
}
