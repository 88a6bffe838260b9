package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.billing.Named;
import org.harvestxero.http.JsonFields;
import org.jspecify.annotations.Nullable;

/**
 * A project's budget as Harvest's report shows it, unchecked.
 *
 * @param by Harvest's word for what is budgeted, such as {@code project_cost}
 * @param budget,spent hours, or money of the client's currency; 0 where Harvest shows none
 */
public record HarvestBudgetView(
        Named client, Named project, String by, boolean monthly, BigDecimal budget, BigDecimal spent) {
    public static HarvestListRequest list() {
        return HarvestListRequest.of("/reports/project_budget").with("is_active", "true");
    }

    /** Hours and billable amounts of the days by project, fixed fees included. At most 365 days. */
    public static HarvestListRequest time(LocalDate from, LocalDate to) {
        return HarvestCostEntryReader.report(from, to).with("include_fixed_fee", "true");
    }

    /** Projects with what the report leaves out. */
    public static HarvestListRequest projects() {
        return HarvestListRequest.of("/projects").with("is_active", "true");
    }

    public static HarvestBudgetView of(HarvestElement element) {
        JsonNode row = element.tree();
        return new HarvestBudgetView(
                named(row, "client"),
                named(row, "project"),
                HarvestFields.orEmpty(JsonFields.text(row, "budget_by")),
                JsonFields.flag(row, "budget_is_monthly"),
                number(row, "budget"),
                number(row, "budget_spent"));
    }

    private static Named named(JsonNode row, String of) {
        return new Named(row.path(of + "_id").asLong(), HarvestFields.orEmpty(JsonFields.text(row, of + "_name")));
    }

    /** Whether it is of money, not of hours. */
    public boolean isInMoney() {
        return by.equals("project_cost") || by.equals("task_fees");
    }

    /** What a time report shows of a project. @param amount billable, in the client's currency */
    public record Worked(BigDecimal hours, BigDecimal amount) {
        public static final Worked NOTHING = new Worked(BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** By the project's id; a project with rows of several currencies is the sum of them. */
    public static Map<Long, Worked> worked(List<HarvestElement> rows) {
        Map<Long, Worked> worked = new HashMap<>();
        for (HarvestElement each : rows) {
            JsonNode row = each.tree();
            worked.merge(
                    row.path("project_id").asLong(),
                    new Worked(number(row, "total_hours"), number(row, "billable_amount")),
                    (one, other) -> new Worked(
                            one.hours().add(other.hours()), one.amount().add(other.amount())));
        }
        return worked;
    }

    /** The currency of each project's client, by the project's id; empty where Harvest shows none. */
    public static Map<Long, String> currencies(List<HarvestElement> projects) {
        Map<Long, String> currencies = new HashMap<>();
        projects.forEach(project -> currencies.put(
                project.idOrZero(),
                HarvestFields.orEmpty(JsonFields.text(JsonFields.field(project.tree(), "client"), "currency"))));
        return currencies;
    }

    /** The day on which each project ends, by the project's id; none where Harvest shows none. */
    public static Map<Long, LocalDate> ends(List<HarvestElement> projects) {
        Map<Long, LocalDate> ends = new HashMap<>();
        for (HarvestElement project : projects) {
            try {
                LocalDate end = HarvestFields.optionalDay(project.tree(), "ends_on");
                if (end != null) {
                    ends.put(project.idOrZero(), end);
                }
            } catch (HarvestUnreadableException e) {
                // then no end is known, and nothing is foretold of it
            }
        }
        return ends;
    }

    private static BigDecimal number(JsonNode row, String field) {
        @Nullable BigDecimal number = JsonFields.decimal(row, field);
        return number == null ? BigDecimal.ZERO : number;
    }
}
