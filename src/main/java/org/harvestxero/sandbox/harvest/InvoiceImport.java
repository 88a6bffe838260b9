package org.harvestxero.sandbox.harvest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.harvestxero.sandbox.harvest.Project.ImportedSpan;
import org.harvestxero.sandbox.harvest.TimeEntry.Billed;
import org.jspecify.annotations.Nullable;

/** {@code line_items_import}: bills tracked time and expenses, which then belong to the invoice until it is deleted. */
final class InvoiceImport {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM/dd/yyyy", Locale.ENGLISH);
    private static final int BLENDED_RATE_DECIMALS = 10;

    private final HarvestAccount account;
    private final Invoice invoice;
    private final Instant now;
    private final List<TimeEntry> entries = new ArrayList<>();
    private final List<Expense> expenses = new ArrayList<>();
    private @Nullable Part time;
    private @Nullable Part spending;

    private InvoiceImport(HarvestAccount account, Invoice invoice, Instant now) {
        this.account = account;
        this.invoice = invoice;
        this.now = now;
    }

    /** What the request says about time, or about expenses. */
    private record Part(
            String summary,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {
        boolean takes(LocalDate day) {
            return from == null || to == null || (!day.isBefore(from) && !day.isAfter(to));
        }

        static @Nullable Part of(Fields fields, String name, Set<String> summaries) {
            ObjectNode node = fields.object(name);
            if (node == null) {
                return null;
            }
            Fields part = fields.inside(node);
            String summary = part.text("summary_type");
            LocalDate from = part.date("from");
            LocalDate to = part.date("to");
            fields.check(summary != null && summaries.contains(summary), "Summary type is not included in the list");
            fields.check((from == null) == (to == null), "From and to must be given together");
            return new Part(summary == null ? "" : summary, from, to);
        }
    }

    /** Chooses what will be billed; wrong requests throw and nothing is touched yet. */
    static InvoiceImport of(HarvestAccount account, Fields wanted, Invoice invoice, Instant now) {
        InvoiceImport billing = new InvoiceImport(account, invoice, now);
        Set<Project> projects = new HashSet<>();
        for (Long id : wanted.wholes("project_ids")) {
            Project project = account.projects.find(id);
            wanted.check(project != null && project.client == invoice.client, "Project " + id + " is invalid");
            if (project != null) {
                projects.add(project);
            }
        }
        wanted.check(!wanted.wholes("project_ids").isEmpty(), "Project ids can't be blank");
        billing.time = Part.of(wanted, "time", Set.of("project", "task", "people", "detailed"));
        billing.spending = Part.of(wanted, "expenses", Set.of("project", "category", "people", "detailed"));
        wanted.stopIfWrong();
        billing.select(projects);
        wanted.check(
                !billing.entries.isEmpty()
                        || !billing.expenses.isEmpty()
                        || account.is(HarvestSwitch.EMPTY_IMPORT_MAKES_DRAFT),
                "There is nothing to invoice");
        wanted.stopIfWrong();
        return billing;
    }

    private void select(Set<Project> projects) {
        Part hours = time;
        if (hours != null) {
            account.timeEntries.all().stream()
                    .filter(entry -> !entry.billed && projects.contains(entry.project()))
                    .filter(entry -> entry.isBillable() && !entry.isRunning() && hours.takes(entry.spentDate))
                    .sorted(Comparator.comparing((TimeEntry entry) -> entry.spentDate)
                            .thenComparing(Document::id))
                    .forEach(entries::add);
        }
        Part money = spending;
        if (money != null) {
            account.expenses.all().stream()
                    .filter(expense -> !expense.billed && projects.contains(expense.project))
                    .filter(expense -> expense.billable && money.takes(expense.spentDate))
                    .sorted(Comparator.comparing((Expense expense) -> expense.spentDate)
                            .thenComparing(Document::id))
                    .forEach(expenses::add);
        }
    }

    /** Gives the invoice its lines and marks the sources as billed. */
    void bill(boolean taxed, boolean taxed2) {
        List<LineItem> lines = new ArrayList<>(timeLines());
        lines.addAll(expenseLines());
        lines.forEach(line -> {
            line.taxed = taxed;
            line.taxed2 = taxed2;
        });
        invoice.lines(lines);
        Part stated = time != null ? time : spending;
        invoice.periodStart = stated != null && stated.from() != null ? stated.from() : firstDay();
        invoice.periodEnd = stated != null && stated.to() != null ? stated.to() : lastDay();
        boolean touch = account.is(HarvestSwitch.BILLING_TOUCHES_ENTRIES);
        for (TimeEntry entry : entries) {
            entry.asBilled = new Billed(
                    invoice, entry.roundedHours(account.rounding(), now), entry.billableRate(), entry.isBillable());
            entry.billed = true;
            touchIf(touch, entry);
        }
        for (Expense expense : expenses) {
            expense.billed = true;
            expense.invoice = invoice;
            touchIf(touch, expense);
        }
        lock(entries, TimeEntry::project, entry -> entry.spentDate, false);
        lock(expenses, expense -> expense.project, expense -> expense.spentDate, true);
    }

    private void touchIf(boolean touch, Document document) {
        if (touch) {
            document.touch(now);
        }
    }

    private <T> void lock(
            List<T> sources, Function<T, Project> project, Function<T, LocalDate> day, boolean areExpenses) {
        grouped(sources, project)
                .forEach((of, all) -> of.spans.add(new ImportedSpan(
                        invoice, areExpenses, day.apply(all.get(0)), day.apply(all.get(all.size() - 1)))));
    }

    /** Frees what a deleted invoice had billed. */
    static void release(HarvestAccount account, Invoice invoice, Instant now) {
        boolean touch = account.is(HarvestSwitch.BILLING_TOUCHES_ENTRIES);
        if (invoice.periodStart == null) {
            return;
        }
        for (TimeEntry entry : account.timeEntries.all()) {
            if (entry.invoice() == invoice) {
                entry.asBilled = null;
                entry.billed = false;
                if (touch) {
                    entry.touch(now);
                }
            }
        }
        for (Expense expense : account.expenses.all()) {
            if (expense.invoice == invoice) {
                expense.invoice = null;
                expense.billed = false;
                if (touch) {
                    expense.touch(now);
                }
            }
        }
        account.projects.all().forEach(project -> project.spans.removeIf(span -> span.invoice() == invoice));
    }

    private List<LineItem> timeLines() {
        Part part = time;
        if (part == null) {
            return List.of();
        }
        String kind = account.itemCategories.all().stream()
                .filter(category -> category.service)
                .findFirst()
                .map(category -> category.name)
                .orElse("Service");
        List<LineItem> lines = new ArrayList<>();
        grouped(entries, key(part.summary())).values().forEach(group -> lines.add(timeLine(kind, part, group)));
        return lines;
    }

    private static Function<TimeEntry, Object> key(String summary) {
        return switch (summary) {
            case "project" -> TimeEntry::project;
            case "task" -> entry -> entry.taskAssignment;
            case "people" -> entry -> List.of(entry.project().id(), entry.user.id());
            default -> Document::id;
        };
    }

    private LineItem timeLine(String kind, Part part, List<TimeEntry> group) {
        TimeEntry first = group.get(0);
        BigDecimal hours = BigDecimal.ZERO;
        BigDecimal value = BigDecimal.ZERO;
        BigDecimal rate = orZero(first.billableRate());
        boolean blended = false;
        for (TimeEntry entry : group) {
            BigDecimal rounded = entry.roundedHours(account.rounding(), now);
            BigDecimal own = orZero(entry.billableRate());
            hours = hours.add(rounded);
            value = value.add(rounded.multiply(own));
            blended |= own.compareTo(rate) != 0;
        }
        if (blended && hours.signum() != 0) {
            rate = value.divide(hours, BLENDED_RATE_DECIMALS, RoundingMode.HALF_UP);
        }
        LineItem line = new LineItem(account.nextId(), kind, rate);
        line.quantity = hours;
        line.project = first.project();
        line.description = timeText(part, first);
        return line;
    }

    private String timeText(Part part, TimeEntry entry) {
        String span = " (" + DAY.format(part.from() == null ? firstDay() : part.from()) + " - "
                + DAY.format(part.to() == null ? lastDay() : part.to()) + ")";
        String project = entry.project().codedName();
        return switch (part.summary()) {
            case "project" -> project + span;
            case "task" -> project + ": " + entry.task().name + span;
            case "people" -> project + ": " + entry.user.name() + span;
            default ->
                DAY.format(entry.spentDate) + " - " + entry.task().name + ": " + clock(entry)
                        + (entry.notes == null ? "" : entry.notes);
        };
    }

    private String clock(TimeEntry entry) {
        return entry.started == null
                ? ""
                : "[" + account.clockFace(entry.started) + " - " + account.clockFace(entry.ended) + "] ";
    }

    private List<LineItem> expenseLines() {
        Part part = spending;
        if (part == null) {
            return List.of();
        }
        String kind = account.itemCategories.all().stream()
                .filter(category -> category.expense)
                .findFirst()
                .map(category -> category.name)
                .orElse("Product");
        Function<Expense, Object> key = switch (part.summary()) {
            case "project" -> expense -> expense.project;
            case "category" -> expense -> List.of(expense.project.id(), expense.category.id());
            case "people" -> expense -> List.of(expense.project.id(), expense.user.id());
            default -> Document::id;
        };
        List<LineItem> lines = new ArrayList<>();
        grouped(expenses, key).values().forEach(group -> {
            BigDecimal cost = group.stream().map(expense -> expense.totalCost).reduce(BigDecimal.ZERO, BigDecimal::add);
            LineItem line = new LineItem(account.nextId(), kind, cost);
            line.project = group.get(0).project;
            line.description = expenseText(part, group.get(0));
            lines.add(line);
        });
        return lines;
    }

    private static String expenseText(Part part, Expense expense) {
        String project = expense.project.codedName();
        return switch (part.summary()) {
            case "project" -> project + ": Expenses ";
            case "category" -> project + ": " + expense.category.name + " ";
            case "people" -> project + ": " + expense.user.name() + " ";
            default ->
                DAY.format(expense.spentDate) + " - " + expense.category.name + ": "
                        + (expense.notes == null ? "" : expense.notes);
        };
    }

    private LocalDate firstDay() {
        return days().min(Comparator.naturalOrder()).orElseGet(account::today);
    }

    private LocalDate lastDay() {
        return days().max(Comparator.naturalOrder()).orElseGet(account::today);
    }

    private Stream<LocalDate> days() {
        return entries.isEmpty()
                ? expenses.stream().map(expense -> expense.spentDate)
                : entries.stream().map(entry -> entry.spentDate);
    }

    private static <T, K> Map<K, List<T>> grouped(List<T> sources, Function<T, K> key) {
        Map<K, List<T>> groups = new LinkedHashMap<>();
        for (T source : sources) {
            groups.computeIfAbsent(key.apply(source), any -> new ArrayList<>()).add(source);
        }
        return groups;
    }

    private static BigDecimal orZero(@Nullable BigDecimal value) {
        return value == null ? BigDecimal.ZERO : value;
    }
}
