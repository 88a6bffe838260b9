package org.harvestxero.sandbox.harvest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.harvestxero.sandbox.harvest.Lists.Style;
import org.jspecify.annotations.Nullable;

/** {@code /reports/…}: sums of rounded hours and of money, one row per subject and currency. */
final class Reports {
    private static final int LONGEST_SPAN = 365;

    private final HarvestAccount account;
    private final Lists lists;

    Reports(HarvestAccount account, Lists lists) {
        this.account = account;
        this.lists = lists;
    }

    void register(Router router) {
        time(router, "clients", entry -> subject(entry.project().client));
        time(router, "projects", entry -> subject(entry.project()));
        time(router, "tasks", entry -> subject(entry.task()));
        time(router, "team", entry -> subject(entry.user, true));
        expenses(router, "clients", expense -> subject(expense.project.client));
        expenses(router, "projects", expense -> subject(expense.project));
        expenses(router, "categories", expense -> subject(expense.category));
        expenses(router, "team", expense -> subject(expense.user, false));
        router.add("GET", "/reports/uninvoiced", Area.CATALOGUE, this::uninvoiced);
        router.add("GET", "/reports/project_budget", Area.CATALOGUE, this::projectBudget);
    }

    /**
     * What a row is about.
     *
     * @param before fields that name it
     * @param after fields that stand behind the sums
     */
    private record Subject(
            Document document,
            String name,
            BiConsumer<JsonWriter, Viewer> before,
            BiConsumer<JsonWriter, Viewer> after) {
        static Subject of(Document document, String name, BiConsumer<JsonWriter, Viewer> before) {
            return new Subject(document, name, before, (out, viewer) -> {});
        }
    }

    private static Subject subject(Client client) {
        return Subject.of(client, client.name, (out, viewer) -> writeClient(client, out));
    }

    private static void writeClient(Client client, JsonWriter out) {
        out.whole("client_id", client.id()).text("client_name", client.name);
    }

    private static Subject subject(Project project) {
        return Subject.of(project, project.codedName(), (out, viewer) -> {
            out.whole("project_id", project.id()).text("project_name", project.codedName());
            writeClient(project.client, out);
        });
    }

    private static Subject subject(Task task) {
        return Subject.of(
                task,
                task.name,
                (out, viewer) -> out.whole("task_id", task.id()).text("task_name", task.name));
    }

    private static Subject subject(ExpenseCategory category) {
        return Subject.of(
                category,
                category.name,
                (out, viewer) ->
                        out.whole("expense_category_id", category.id()).text("expense_category_name", category.name));
    }

    private static Subject subject(User user, boolean time) {
        return new Subject(
                user,
                user.name(),
                (out, viewer) -> out.whole("user_id", user.id())
                        .text("user_name", user.name())
                        .flag("is_contractor", user.contractor),
                (out, viewer) -> {
                    if (time) {
                        out.whole("weekly_capacity", user.weeklyCapacity)
                                .text("avatar_url", viewer.account().webUrl() + "/avatars/" + user.id() + ".png");
                    }
                });
    }

    /** The sums of one row. */
    private static final class Row {
        private final Subject subject;
        private final String currency;
        private BigDecimal total = BigDecimal.ZERO;
        private BigDecimal billable = BigDecimal.ZERO;
        private BigDecimal amount = BigDecimal.ZERO;

        Row(Subject subject, String currency) {
            this.subject = subject;
            this.currency = currency;
        }
    }

    /** From day to day, both included. */
    private record Span(LocalDate from, LocalDate to) {
        static Span of(Query query) {
            LocalDate from = query.date("from");
            LocalDate to = query.date("to");
            if (from == null || to == null) {
                throw HarvestProblem.unprocessable("From and to are required");
            }
            if (ChronoUnit.DAYS.between(from, to) > LONGEST_SPAN) {
                throw HarvestProblem.unprocessable("The timeframe can't be longer than 365 days");
            }
            return new Span(from, to);
        }

        boolean holds(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    private void time(Router router, String name, Function<TimeEntry, Subject> about) {
        router.add("GET", "/reports/time/" + name, Area.EVERYONE, call -> timeReport(call, about));
    }

    private Reply timeReport(Call call, Function<TimeEntry, Subject> about) {
        Span span = Span.of(call.query());
        Viewer viewer = call.viewer();
        boolean fixedFees = Boolean.TRUE.equals(call.query().flag("include_fixed_fee"));
        Map<List<Object>, Row> rows = new LinkedHashMap<>();
        for (TimeEntry entry : account.timeEntries.all()) {
            if (!span.holds(entry.spentDate) || !viewer.seesWorkOf(entry.user, entry.project())) {
                continue;
            }
            Row row = row(rows, about.apply(entry), entry.project().client.currency);
            BigDecimal hours = entry.roundedHours(account.rounding(), viewer.now());
            row.total = row.total.add(hours);
            if (entry.isBillable()) {
                row.billable = row.billable.add(hours);
                row.amount =
                        row.amount.add(entry.project().fixedFee && !fixedFees ? BigDecimal.ZERO : value(entry, hours));
            }
        }
        return page(call, rows, (row, out) -> {
            row.subject.before().accept(out, viewer);
            out.figure("total_hours", row.total).figure("billable_hours", row.billable);
            if (viewer.seesRates()) {
                out.text("currency", row.currency).figure("billable_amount", cents(row.amount));
            }
            row.subject.after().accept(out, viewer);
        });
    }

    private static BigDecimal value(TimeEntry entry, BigDecimal hours) {
        BigDecimal rate = entry.billableRate();
        return rate == null ? BigDecimal.ZERO : hours.multiply(rate);
    }

    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }

    private static Row row(Map<List<Object>, Row> rows, Subject subject, String currency) {
        return rows.computeIfAbsent(List.of(subject.document().id(), currency), key -> new Row(subject, currency));
    }

    private Reply page(Call call, Map<List<Object>, Row> rows, BiConsumer<Row, JsonWriter> write) {
        List<Row> sorted = new ArrayList<>(rows.values());
        sorted.sort(Comparator.<Row, String>comparing(row -> row.subject.name()).thenComparing(row -> row.currency));
        return lists.page(call, Style.pages("results"), sorted, write);
    }

    private void expenses(Router router, String name, Function<Expense, Subject> about) {
        router.add("GET", "/reports/expenses/" + name, Area.EVERYONE, call -> expenseReport(call, about));
    }

    private Reply expenseReport(Call call, Function<Expense, Subject> about) {
        Span span = Span.of(call.query());
        Viewer viewer = call.viewer();
        Map<List<Object>, Row> rows = new LinkedHashMap<>();
        for (Expense expense : account.expenses.all()) {
            if (span.holds(expense.spentDate) && viewer.seesWorkOf(expense.user, expense.project)) {
                Row row = row(rows, about.apply(expense), expense.project.client.currency);
                row.total = row.total.add(expense.totalCost);
                row.billable = expense.billable ? row.billable.add(expense.totalCost) : row.billable;
            }
        }
        return page(call, rows, (row, out) -> {
            row.subject.before().accept(out, viewer);
            out.figure("total_amount", row.total)
                    .figure("billable_amount", row.billable)
                    .text("currency", row.currency);
        });
    }

    /** One row of the uninvoiced report. */
    private static final class Unbilled {
        private BigDecimal total = BigDecimal.ZERO;
        private BigDecimal hours = BigDecimal.ZERO;
        private BigDecimal expenses = BigDecimal.ZERO;
        private BigDecimal amount = BigDecimal.ZERO;
    }

    private Reply uninvoiced(Call call) {
        Span span = Span.of(call.query());
        Viewer viewer = call.viewer();
        boolean fixedFees = !Boolean.FALSE.equals(call.query().flag("include_fixed_fee"));
        Map<Project, Unbilled> rows = new LinkedHashMap<>();
        account.projects.all().stream()
                .filter(project -> project.billable && (fixedFees || !project.fixedFee))
                .filter(project -> viewer.isAdministrator() || project.isManagedBy(viewer.user()))
                .sorted(Comparator.<Project, String>comparing(project -> project.client.name)
                        .thenComparing(project -> project.name))
                .forEach(project -> rows.put(project, new Unbilled()));
        for (TimeEntry entry : account.timeEntries.all()) {
            Unbilled row = rows.get(entry.project());
            if (row != null && span.holds(entry.spentDate)) {
                BigDecimal hours = entry.roundedHours(account.rounding(), viewer.now());
                row.total = row.total.add(hours);
                if (!entry.billed && entry.isBillable()) {
                    row.hours = row.hours.add(hours);
                    row.amount = row.amount.add(value(entry, hours));
                }
            }
        }
        for (Expense expense : account.expenses.all()) {
            Unbilled row = rows.get(expense.project);
            if (row != null && span.holds(expense.spentDate) && expense.billable && !expense.billed) {
                row.expenses = row.expenses.add(expense.totalCost);
            }
        }
        rows.forEach((project, row) -> row.amount = project.fixedFee ? feeLeft(project) : row.amount.add(row.expenses));
        rows.values()
                .removeIf(row -> row.total.signum() == 0 && row.expenses.signum() == 0 && row.amount.signum() == 0);
        return lists.page(call, Style.pages("results"), List.copyOf(rows.entrySet()), (row, out) -> {
            Project project = row.getKey();
            writeClient(project.client, out);
            out.whole("project_id", project.id())
                    .text("project_name", project.name)
                    .text("currency", project.client.currency)
                    .figure("total_hours", row.getValue().total)
                    .figure("uninvoiced_hours", row.getValue().hours)
                    .figure("uninvoiced_expenses", row.getValue().expenses)
                    .figure("uninvoiced_amount", cents(row.getValue().amount));
        });
    }

    private BigDecimal feeLeft(Project project) {
        BigDecimal left = orZero(project.fee);
        for (Invoice invoice : account.invoices.all()) {
            for (LineItem line : invoice.lines()) {
                left = line.project == project ? left.subtract(line.amount()) : left;
            }
        }
        return left;
    }

    private static BigDecimal orZero(@Nullable BigDecimal value) {
        return value == null ? BigDecimal.ZERO : value;
    }

    private Reply projectBudget(Call call) {
        Viewer viewer = call.viewer();
        Boolean active = call.query().flag("is_active");
        Map<Project, BigDecimal> spent = new LinkedHashMap<>();
        account.projects.all().stream()
                .filter(project -> !project.budgetBy.equals("none"))
                .filter(project -> active == null || project.active == active)
                .filter(project -> viewer.isAdministrator() || project.isManagedBy(viewer.user()))
                .sorted(Comparator.<Project, String>comparing(project -> project.client.name)
                        .thenComparing(project -> project.name))
                .forEach(project -> spent.put(project, BigDecimal.ZERO));
        for (TimeEntry entry : account.timeEntries.all()) {
            Project project = entry.project();
            spent.computeIfPresent(project, (same, sum) -> {
                BigDecimal hours = entry.roundedHours(account.rounding(), viewer.now());
                return sum.add(inMoney(project) ? value(entry, hours) : hours);
            });
        }
        return lists.page(call, Style.pages("results"), List.copyOf(spent.entrySet()), (row, out) -> {
            Project project = row.getKey();
            BigDecimal budget = orZero(inMoney(project) ? project.costBudget : project.budget);
            out.whole("project_id", project.id()).text("project_name", project.name);
            writeClient(project.client, out);
            out.flag("budget_is_monthly", project.budgetMonthly)
                    .text("budget_by", project.budgetBy)
                    .flag("is_active", project.active)
                    .figure("budget", budget)
                    .figure("budget_spent", row.getValue())
                    .figure("budget_remaining", budget.subtract(row.getValue()));
        });
    }

    private static boolean inMoney(Project project) {
        return project.budgetBy.equals("project_cost") || project.budgetBy.equals("task_fees");
    }
}
