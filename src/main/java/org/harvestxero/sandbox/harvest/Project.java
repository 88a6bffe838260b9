package org.harvestxero.sandbox.harvest;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A project of a client, with its ways to bill and to budget. */
final class Project extends Document {
    Client client;
    String name = "";

    @Nullable
    String code;

    boolean active = true;
    boolean billable = true;
    boolean fixedFee;
    String billBy = "none";

    @Nullable
    BigDecimal hourlyRate;

    @Nullable
    BigDecimal budget;

    String budgetBy = "none";
    boolean budgetMonthly;
    boolean notifyWhenOverBudget;
    BigDecimal overBudgetPercentage = new BigDecimal("80");
    boolean showBudgetToAll;

    @Nullable
    BigDecimal costBudget;

    boolean costBudgetIncludesExpenses;

    @Nullable
    BigDecimal fee;

    @Nullable
    String notes = "";

    @Nullable
    LocalDate startsOn;

    @Nullable
    LocalDate endsOn;

    final List<TaskAssignment> tasks = new ArrayList<>();
    final List<UserAssignment> users = new ArrayList<>();

    /** Invoices that imported time or expenses of this project, and thereby lock a span of it. */
    final List<ImportedSpan> spans = new ArrayList<>();

    Project(Birth birth, Client client) {
        super(birth);
        this.client = client;
    }

    /** From the first to the last imported entry, both included. */
    record ImportedSpan(Invoice invoice, boolean expenses, LocalDate from, LocalDate to) {
        boolean covers(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    boolean isManagedBy(User user) {
        return users.stream().anyMatch(assignment -> assignment.projectManager && assignment.user == user);
    }

    boolean locksTimeOn(LocalDate day) {
        return spans.stream().anyMatch(span -> !span.expenses() && span.covers(day));
    }

    boolean locksExpensesOn(LocalDate day) {
        return spans.stream().anyMatch(span -> span.expenses() && span.covers(day));
    }

    /** The name as line texts and some reports print it: {@code [CODE] name}. */
    String codedName() {
        return code == null || code.isEmpty() ? name : "[" + code + "] " + name;
    }

    @Override
    void write(JsonWriter out, Viewer viewer) {
        out.whole("id", id())
                .text("name", name)
                .text("code", code)
                .flag("is_active", active)
                .text("bill_by", billBy)
                .decimal("budget", budget)
                .text("budget_by", budgetBy)
                .flag("budget_is_monthly", budgetMonthly)
                .flag("notify_when_over_budget", notifyWhenOverBudget)
                .decimal("over_budget_notification_percentage", overBudgetPercentage)
                .none("over_budget_notification_date")
                .flag("show_budget_to_all", showBudgetToAll);
        writeTimes(out);
        out.date("starts_on", startsOn)
                .date("ends_on", endsOn)
                .flag("is_billable", billable)
                .flag("is_fixed_fee", fixedFee)
                .text("notes", notes);
        client.writeReferenceWithCurrency(out);
        out.decimal("cost_budget", costBudget)
                .flag("cost_budget_include_expenses", costBudgetIncludesExpenses)
                .decimal("hourly_rate", viewer.seesRates() ? hourlyRate : null)
                .decimal("fee", viewer.seesRates() ? fee : null);
    }

    void writeReference(JsonWriter out) {
        out.nested(
                "project", inner -> inner.whole("id", id()).text("name", name).text("code", code));
    }
}
