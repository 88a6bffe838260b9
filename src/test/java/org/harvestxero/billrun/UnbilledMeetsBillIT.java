package org.harvestxero.billrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;
import static org.harvestxero.sandbox.harvest.Builders.anExpense;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillRequest;
import org.harvestxero.worth.UnbilledWork;
import org.harvestxero.worth.Worth.Basis;
import org.junit.jupiter.api.Test;

/** What is reckoned as unbilled at a month's end is what the bills made on the day after come to, whatever was agreed. */
class UnbilledMeetsBillIT {
    private static final LocalDate END = LocalDate.of(2026, 10, 31);

    private static final Map<String, String> TERMS = Map.of(
            "Hourly",
            "rounding: {how: up, to: 15, per: day}\nrates: [{task: Design, hour: 97.35}, {hour: 110}]\n",
            "Capped",
            "rules: [{name: Work, rates: [{hour: 120}], hourly: {}}]\ncaps: [{name: Most, money: 900, atCap: fit}]\n",
            "Held",
            "rules: [{name: Work, rates: [{hour: 120}], hourly: {}}]\ncaps: [{name: Most, hours: 6.5, atCap: hold}]\n",
            "Cheaper",
            "reductions: [{kind: discount, off: invoice, percent: 12.5, reason: Founding client}]\n",
            "Least",
            "rules: [{name: Work, rates: [{hour: 10}], hourly: {minimum: 750}}]\n",
            "Plan",
            "rules: [{name: Plan, retainer: {fee: 600, billed: in arrears, included: {hours: 4},"
                    + " overage: {tiers: [{upTo: 3, rate: 65}, {rate: 75.5}], withoutApproval: {hours: 99}}}}]\n",
            "Phases",
            "rules: [{name: Build, fixed: {fee: 5000, phases: [{name: Concept, share: 30, on: 2026-10-15},"
                    + " {name: Site, share: 70, done: [{since: 2026-10-20, percent: 25}]}]}}]\n",
            "Daily",
            "rates: [{day: 640, hoursOfDay: 8, count: half}]\nexpenses: {rules: [{markUp: 10}]}\n");

    private final TestClock clock = TestClock.at("2026-11-01T08:00:00Z");

    @Test
    void theSumsOfEachClientAreThoseOfItsBills() {
        Random random = new Random(20261031);
        try (CopyScenario scenario = CopyScenario.start(clock, Map.of("time-zone", "UTC"))) {
            long design = scenario.harvest().add(aTask("Design"));
            long code = scenario.harvest().add(aTask("Code"));
            long ann = scenario.harvest().add(aUser("Ann", "Archer"));
            long travel = scenario.harvest()
                    .get("/expense_categories")
                    .at("/expense_categories/0/id")
                    .asLong();
            for (Map.Entry<String, String> each : new TreeMap<>(TERMS).entrySet()) {
                long client = scenario.harvest().add(aClient(each.getKey()).currency("GBP"));
                long project = scenario.harvest()
                        .add(aProject(client, each.getKey() + " site")
                                .hourlyRate("83.33")
                                .task(design)
                                .task(code));
                scenario.agreement(
                        each.getKey().toLowerCase(Locale.ROOT) + ".yaml",
                        "client: " + each.getKey() + "\nstart: 2026-10-01\n" + each.getValue());
                for (int i = 0; i < 9; i++) {
                    scenario.harvest()
                            .add(aTimeEntry(project, random.nextBoolean() ? design : code, ann)
                                    .on(LocalDate.of(2026, 10, 1 + random.nextInt(31)))
                                    .hours(new BigDecimal(random.nextInt(240) + 5)
                                            .movePointLeft(2)
                                            .toPlainString())
                                    .notes("Worked")
                                    .approved());
                }
                scenario.harvest()
                        .add(anExpense(project, travel, ann)
                                .on(LocalDate.of(2026, 10, 12))
                                .cost("33.35")
                                .approved());
            }

            Map<String, String> before = sums(scenario.engine().monthEnd().unbilled(END), Basis.AGREEMENT);
            BillReport report = scenario.bill(BillRequest.due());

            assertThat(report.refused()).isEmpty();
            Map<String, String> billed = new LinkedHashMap<>();
            for (BillReport.Bill bill : report.bills()) {
                billed.merge(
                        bill.client(),
                        bill.total().toPlainString(),
                        (one, other) ->
                                new BigDecimal(one).add(new BigDecimal(other)).toPlainString());
            }
            assertThat(before).hasSize(TERMS.size()).containsExactlyInAnyOrderEntriesOf(billed);
            // dated 1 November, the bills were not there at the end of October, and are from then on
            assertThat(sums(scenario.engine().monthEnd().unbilled(END), Basis.BILL))
                    .isEqualTo(before);
            assertThat(scenario.engine().monthEnd().unbilled(END.plusDays(1)).priced())
                    .singleElement()
                    .satisfies(piece -> {
                        assertThat(piece.client().name()).isEqualTo("Plan"); // a day of November's fee
                        assertThat(piece.worth().agreed()).hasToString("20.00 GBP");
                    });
        }
    }

    private static Map<String, String> sums(UnbilledWork work, Basis basis) {
        assertThat(work.notes()).isEmpty();
        assertThat(work.priced()).allMatch(piece -> piece.worth().basis() == basis);
        Map<String, String> sums = new LinkedHashMap<>();
        work.byClient()
                .forEach((client, totals) ->
                        sums.put(client.name(), totals.get("GBP").amount().toPlainString()));
        return sums;
    }
}
