package org.harvestxero.wiring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.harvestxero.api.DecisionException;
import org.harvestxero.billing.calendar.WorkingDays;
import org.harvestxero.config.Settings;
import org.harvestxero.config.agreement.HolidayBook;
import org.harvestxero.copy.CallBudget;
import org.harvestxero.profit.budget.BudgetSteps;
import org.harvestxero.profitability.BudgetWatch;
import org.harvestxero.profitability.DefaultProfit;
import org.harvestxero.profitability.OwnerReport;
import org.harvestxero.profitability.ProfitMails;
import org.harvestxero.worth.AgreedPrices;

/** Makes what reckons and tells what work earned: the beans {@code budgets}, {@code ownerReport} and {@code profitMails}. */
final class ProfitWiring {
    private static final String STEPS = "budget.steps";
    private static final List<Integer> USUAL_STEPS = List.of(50, 75, 90, 100);

    private ProfitWiring() {}

    static ProfitParts make(
            Basics basics, ConnectorParts connectors, Rules rules, CopyParts copy, AgreedPrices prices) {
        Settings settings = basics.settings();
        CopyParts.Cycle cycle = copy.work().cycle();
        Supplier<CallBudget> calls = () -> CallBudget.command(
                connectors.harvest().gate(), connectors.xero().gate());
        DefaultProfit.Calendar calendar =
                new DefaultProfit.Calendar(basics.clock(), rules.zone(), days(settings, rules));
        DefaultProfit profit = new DefaultProfit(
                basics.store(),
                basics.routes(),
                calendar,
                cycle.troubles(),
                calls,
                Letterhead.organisation(basics, copy),
                settings.flag("profit.accrued") ? prices : null);
        OwnerReport reports = new OwnerReport(
                basics.store(),
                profit,
                calendar::today,
                new OwnerReport.Post(
                        Letterhead.to(settings.optional("profit.report.to").or(() -> settings.optional("mail.to"))),
                        cycle.pause()));
        return new ProfitParts(
                profit,
                new BudgetWatch(
                        basics.store(),
                        basics.routes(),
                        calendar,
                        new BudgetWatch.Policy(
                                () -> steps(settings),
                                settings.text("budget.mail").equals("on")),
                        new BudgetWatch.Standstill(cycle.pause(), cycle.troubles()),
                        calls),
                reports,
                new ProfitMails(basics.store(), profit, Letterhead.from(settings), basics.clock()));
    }

    private static Supplier<WorkingDays> days(Settings settings, Rules rules) {
        HolidayBook book = HolidayBook.of(rules.agreements().holidays());
        return () -> {
            String code = settings.text("profit.holidays");
            try {
                return WorkingDays.mondayToFriday(book.of(code));
            } catch (IllegalArgumentException e) {
                throw new DecisionException("profit.holidays=" + code + ": " + e.getMessage());
            }
        };
    }

    private static BudgetSteps steps(Settings settings) {
        Map<String, List<Integer>> projects = new HashMap<>();
        settings.withPrefix(STEPS).forEach((project, steps) -> {
            try {
                projects.put(project, BudgetSteps.parse(steps));
            } catch (IllegalArgumentException e) {
                throw new DecisionException(STEPS + (project.isEmpty() ? "" : "." + project) + ": " + e.getMessage());
            }
        });
        List<Integer> usual = projects.remove("");
        return new BudgetSteps(usual == null ? USUAL_STEPS : usual, projects);
    }
}
