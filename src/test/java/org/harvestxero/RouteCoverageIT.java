package org.harvestxero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Sums up which steps of the shipped routes ran in all scenarios, and fails on one that never did. Runs last: in a process of its own
 * after those of the scenarios ({@code mvn verify}), or after them in theirs ({@code junit-platform.properties} orders test classes).
 * Where some scenarios were chosen it looks only if those that matter are among them.
 */
@Order(Integer.MAX_VALUE)
class RouteCoverageIT {
    private static final Set<String> SCENARIOS = Set.of(
            "CopyInvoicesIT",
            "HarvestCallIT",
            "HarvestConnectIT",
            "NotifyRouteIT",
            "RarePathsIT",
            "XeroCallIT",
            "XeroConnectIT",
            "XeroSandboxCallsIT",
            "CopyRulesIT",
            "CopyOnPostgresIT",
            "FollowChangesIT",
            "LostAnswersIT",
            "NastyDataIT",
            "MirrorInHarvestIT",
            "DeliverInvoicesIT",
            "CreditAndRebillIT",
            "WriteOffIT",
            "EmittedEventsIT",
            "HooksIT",
            "MonthEndIT",
            "ProfitIT",
            "BudgetIT");

    @Test
    void everyStepOfEveryRouteRanInSomeScenario() {
        RouteCoverage.readOthers();
        if (Boolean.getBoolean("scenarios.all")) {
            assertThat(RouteCoverage.watchers()).containsAll(SCENARIOS);
        } else {
            assumeTrue(RouteCoverage.watchers().containsAll(SCENARIOS), "not all scenarios ran before");
        }

        assertThat(RouteCoverage.known()).isGreaterThan(100);
        assertThat(RouteCoverage.neverRun()).isEmpty();
    }
}
