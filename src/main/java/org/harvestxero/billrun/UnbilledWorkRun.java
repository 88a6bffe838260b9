package org.harvestxero.billrun;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.harvestxero.api.UnbilledReport.Difference;
import org.harvestxero.api.UnbilledReport.Row;
import org.harvestxero.api.UnbilledReport.Sum;
import org.harvestxero.api.UnbilledReport.Tie;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billrun.UnbilledReasons.Verdict;
import org.harvestxero.billrun.UnbilledReasons.Why;
import org.harvestxero.harvest.HarvestClientView;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.harvest.HarvestProjectView;
import org.harvestxero.harvest.HarvestUnreadableException;
import org.harvestxero.harvest.Uninvoiced;
import org.harvestxero.harvest.WorkReader;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.billing.WorkKind;
import org.jspecify.annotations.Nullable;

/**
 * One search for unbilled work. Only sums are kept, so that a year of an agency's work costs no more than its clients and projects;
 * clients and projects have to be taken before work and reports.
 */
public final class UnbilledWorkRun {
    private static final int DECIMALS = 2;

    private final LocalDate from;
    private final LocalDate to;
    private final UnbilledReasons why;
    private final Map<Long, Client> clients = new HashMap<>();
    private final Set<Long> fixedFee = new HashSet<>();
    private final Set<Work> seen = new HashSet<>();
    private final Map<RowKey, Piled> rows = new HashMap<>();
    private final Map<Long, Project> projects = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    UnbilledWorkRun(LocalDate from, LocalDate to, UnbilledReasons why) {
        this.from = from;
        this.to = to;
        this.why = why;
    }

    private record Client(Named named, Currency currency) {}

    private record RowKey(long client, String currency, Why why) {}

    /** Work of one row. */
    private static final class Piled {
        private Amount amount = Amount.NONE;
        private int entries;
        private int expenses;
        private LocalDate oldest = LocalDate.MAX;
    }

    /** Hours and unrounded worth. */
    private record Amount(BigDecimal hours, BigDecimal worth) {
        static final Amount NONE = new Amount(BigDecimal.ZERO, BigDecimal.ZERO);

        Amount plus(Amount other) {
            return new Amount(hours.add(other.hours), worth.add(other.worth));
        }

        Amount minus(Amount other) {
            return new Amount(hours.subtract(other.hours), worth.subtract(other.worth));
        }

        /** Hours to two decimals, worth to those of its currency. */
        Sum rounded(String currency) {
            return new Sum(hours.setScale(DECIMALS, RoundingMode.HALF_UP), CurrencyDigits.rounded(worth, currency));
        }

        boolean isNothing(String currency) {
            Sum rounded = rounded(currency);
            return rounded.hours().signum() == 0 && rounded.worth().signum() == 0;
        }
    }

    /** A project, as its entries and expenses and as Harvest's report say. */
    private static final class Project {
        private String client = "";
        private String name = "";
        private String currency = "";
        private Amount listed = Amount.NONE;
        private Amount here = Amount.NONE;
        private Amount reported = Amount.NONE;
    }

    LocalDate from() {
        return from;
    }

    LocalDate to() {
        return to;
    }

    void take(HarvestPage page) {
        switch (page.array()) {
            case "clients" -> page.elements().forEach(this::client);
            case "projects" -> page.elements().forEach(this::project);
            case "time_entries" -> page.elements().forEach(node -> work("time entry", node, this::time));
            case "expenses" -> page.elements().forEach(node -> work("expense", node, this::expense));
            case "results" -> page.elements().forEach(this::reported);
            default -> throw new IllegalArgumentException("Unbilled work is not read from " + page.array());
        }
    }

    private void client(HarvestElement node) {
        try {
            Named named = new Named(node.id(), node.name().orElse(""));
            String currency = HarvestClientView.of(node).currency();
            clients.put(named.id(), new Client(named, Currency.getInstance(currency == null ? "" : currency)));
        } catch (HarvestUnreadableException | IllegalArgumentException e) {
            notes.add("Left out: the client " + node.name().orElse("without a name") + ", which can't be read ("
                    + e.getMessage() + ").");
        }
    }

    private void project(HarvestElement node) {
        HarvestProjectView project = HarvestProjectView.of(node);
        if (project.hasFixedFee()) {
            fixedFee.add(project.id());
        }
    }

    private interface Taker {
        void take(HarvestElement node, Client client);
    }

    private void work(String kind, HarvestElement node, Taker taker) {
        String what = kind + " " + node.label();
        try {
            Client client = clients.get(WorkReader.client(node));
            if (client == null) {
                notes.add("Left out: " + what + ", whose client Harvest does not list.");
            } else {
                taker.take(node, client);
            }
        } catch (HarvestUnreadableException e) {
            notes.add("Left out: " + what + ", which can't be read: the field " + e.field() + " is " + e.value() + ".");
        }
    }

    private void time(HarvestElement node, Client client) {
        TimeEntry entry = WorkReader.timeEntry(node, client.currency(), Map.of());
        Work work = new Work(WorkKind.TIME_ENTRY, entry.id());
        if (!entry.status().billable() || entry.status().billed() || !seen.add(work)) {
            return;
        }
        Verdict verdict =
                why.verdict(work, client.named(), client.currency(), entry.spentDate(), entry.hours(), entry.status());
        Hours here = verdict.wholly() ? entry.hours() : verdict.settled();
        Hours rest = entry.hours().beyond(here);
        Rate rate = entry.billableRate();
        Project project = projectOf(
                entry.origin().project().id(), client, entry.origin().project().name());
        project.listed = project.listed.plus(amount(entry.hours(), rate));
        project.here = project.here.plus(amount(entry.hours(), rate).minus(amount(rest, rate)));
        Why reason = verdict.why();
        if (reason != null) {
            Piled row = row(client, reason, entry.spentDate());
            row.entries++;
            row.amount = row.amount.plus(amount(rest, rate));
        }
    }

    private static Amount amount(Hours hours, @Nullable Rate rate) {
        return new Amount(hours.toBigDecimal(), rate == null ? BigDecimal.ZERO : rate.worth(hours));
    }

    private void expense(HarvestElement node, Client client) {
        Expense expense = WorkReader.expense(node, client.currency(), Map.of());
        Work work = new Work(WorkKind.EXPENSE, expense.id());
        if (!expense.status().billable() || expense.status().billed() || !seen.add(work)) {
            return;
        }
        Amount cost = new Amount(BigDecimal.ZERO, expense.cost().amount());
        Verdict verdict =
                why.verdict(work, client.named(), client.currency(), expense.spentDate(), Hours.ZERO, expense.status());
        Project project = projectOf(
                expense.origin().project().id(),
                client,
                expense.origin().project().name());
        project.listed = project.listed.plus(cost);
        Why reason = verdict.why();
        if (reason == null) {
            project.here = project.here.plus(cost);
        } else {
            Piled row = row(client, reason, expense.spentDate());
            row.expenses++;
            row.amount = row.amount.plus(cost);
        }
    }

    private Piled row(Client client, Why reason, LocalDate day) {
        Piled row = rows.computeIfAbsent(
                new RowKey(client.named().id(), client.currency().getCurrencyCode(), reason), first -> new Piled());
        row.oldest = day.isBefore(row.oldest) ? day : row.oldest;
        return row;
    }

    private Project projectOf(long id, Client client, String name) {
        Project project = projects.computeIfAbsent(id, first -> new Project());
        project.client = client.named().name();
        project.name = name;
        project.currency = client.currency().getCurrencyCode();
        return project;
    }

    private void reported(HarvestElement row) {
        try {
            Uninvoiced uninvoiced = Uninvoiced.of(row);
            Project project = projects.computeIfAbsent(uninvoiced.project().id(), first -> new Project());
            project.client = uninvoiced.client().name();
            project.name = uninvoiced.project().name();
            project.currency = uninvoiced.currency();
            project.reported = new Amount(uninvoiced.hours(), uninvoiced.amount());
        } catch (HarvestUnreadableException e) {
            notes.add("Harvest's report on " + Uninvoiced.projectName(row) + " can't be read: the field " + e.field()
                    + " is " + e.value() + ".");
        }
    }

    void note(String words) {
        notes.add(words);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    List<Row> rows() {
        List<Row> all = new ArrayList<>();
        rows.forEach((key, piled) -> {
            Client client = clients.get(key.client());
            Sum sum = piled.amount.rounded(key.currency());
            all.add(new Row(
                    client == null ? "" : client.named().name(),
                    key.client(),
                    key.why().code(),
                    key.why().words(),
                    sum.hours(),
                    sum.worth(),
                    key.currency(),
                    piled.entries,
                    piled.expenses,
                    piled.oldest,
                    ChronoUnit.DAYS.between(piled.oldest, to)));
        });
        all.sort(Comparator.comparing(Row::client)
                .thenComparing(Row::clientId)
                .thenComparing(Row::oldest)
                .thenComparing(Row::message));
        return all;
    }

    /** By currency, projects with a fixed fee left out: Harvest's report says nothing of their hours. */
    List<Tie> ties() {
        Map<String, List<Project>> byCurrency = new TreeMap<>();
        compared()
                .forEach(project -> byCurrency
                        .computeIfAbsent(project.currency, first -> new ArrayList<>())
                        .add(project));
        List<Tie> ties = new ArrayList<>();
        byCurrency.forEach((currency, all) -> {
            Amount reported = Amount.NONE;
            Amount listed = Amount.NONE;
            Amount here = Amount.NONE;
            for (Project project : all) {
                reported = reported.plus(project.reported);
                listed = listed.plus(project.listed);
                here = here.plus(project.here);
            }
            Amount nowhere = listed.minus(here);
            ties.add(new Tie(
                    currency,
                    reported.rounded(currency),
                    nowhere.rounded(currency),
                    here.rounded(currency),
                    reported.minus(listed).rounded(currency)));
        });
        return ties;
    }

    List<Difference> differences() {
        return compared().stream()
                .filter(project -> !project.reported.minus(project.listed).isNothing(project.currency))
                .map(project -> new Difference(
                        project.client,
                        project.name,
                        project.currency,
                        project.reported.rounded(project.currency),
                        project.listed.rounded(project.currency)))
                .sorted(Comparator.comparing(Difference::client).thenComparing(Difference::project))
                .toList();
    }

    private List<Project> compared() {
        return projects.entrySet().stream()
                .filter(entry -> !fixedFee.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
