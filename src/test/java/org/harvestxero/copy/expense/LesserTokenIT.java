package org.harvestxero.copy.expense;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.harvestxero.api.Check;
import org.harvestxero.api.Check.Finding;
import org.harvestxero.api.Check.Level;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedCopy;
import org.junit.jupiter.api.Test;

/** To a Harvest token without an administrator's rights what it may not see looks deleted: nothing is concluded from that. */
class LesserTokenIT {
    private static CycleReport nextDay(ExpenseDesk desk) {
        desk.clock.jump(Duration.ofHours(24));
        return desk.scenario.once();
    }

    @Test
    void whatItMayNotSeeIsNotTakenForDeleted() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            long lunch = desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.add(desk.meal(desk.ann).cost("30").approved());
            desk.scenario.once();
            desk.scenario.tokenIsOf("manager", "managed_projects_invoice_manager");

            CycleReport report = nextDay(desk);

            assertThat(desk.bill(desk.number(desk.ann)).path("Total").decimalValue())
                    .isEqualByComparingTo("42");
            assertThat(report.failed()).singleElement().satisfies(failed -> {
                assertThat(failed.cause()).isEqualTo("harvest-shows-not-all");
                assertThat(failed.message()).contains("Sample Administrator").contains("expenses");
                assertThat(failed.remedy()).contains("administrator");
            });

            desk.scenario.tokenIsOf("administrator");
            CycleReport back = nextDay(desk);

            assertThat(back.failed()).isEmpty();

            desk.scenario.harvest().delete("/expenses/" + lunch);
            nextDay(desk);

            assertThat(desk.bill(desk.number(desk.ann)).path("Total").decimalValue())
                    .isEqualByComparingTo("30");
        }
    }

    @Test
    void aRetryClosesWhatWasTold() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.scenario.once();
            desk.scenario.tokenIsOf("manager", "managed_projects_invoice_drafter");
            assertThat(nextDay(desk).failed()).extracting(FailedCopy::cause).containsExactly("harvest-shows-not-all");

            desk.scenario.tokenIsOf("administrator");
            desk.retryAll();

            assertThat(desk.scenario.once().failed()).isEmpty();
        }
    }

    @Test
    void doctorSaysIt() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            desk.scenario.tokenIsOf("manager");
            desk.scenario.once();

            List<Finding> findings = desk.scenario.engine().checks().stream()
                    .filter(check -> check.name().equals("expenses"))
                    .findFirst()
                    .map(Check::look)
                    .orElseThrow()
                    .get();

            assertThat(findings)
                    .filteredOn(finding -> finding.level() == Level.WARNING)
                    .extracting(Finding::what)
                    .anySatisfy(words -> assertThat(words)
                            .contains("Sample Administrator is no administrator")
                            .contains("none of those that are missing is taken for deleted"));
        }
    }
}
