package org.harvestxero.billrun;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.api.UnbilledReport.Aged;
import org.harvestxero.api.UnbilledReport.Difference;
import org.harvestxero.api.UnbilledReport.NotMarked;
import org.harvestxero.api.UnbilledReport.Row;
import org.harvestxero.api.UnbilledReport.Tie;
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

    private final LocalDate from;
    private final LocalDate to;
    private final UnbilledReasons why;
    private final Map<Long, UnbilledClient> clients = new HashMap<>();
    private final Set<Work> seen = new HashSet<>();
    private final UnbilledRows rows = new UnbilledRows();
    private final NotMarkedSums notMarked;
    private final UninvoicedTieOut tieOut = new UninvoicedTieOut();
    private final List<String> notes = new ArrayList<>();

    /** @param freeForm what waits for a mark in Harvest */
    UnbilledWorkRun(LocalDate from, LocalDate to, UnbilledReasons why, Set<Work> freeForm) {
        this.notMarked = new NotMarkedSums(freeForm);
        this.from = from;
        this.to = to;
        this.why = why;
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
            clients.put(named.id(), new UnbilledClient(named, Currency.getInstance(currency == null ? "" : currency)));
        } catch (HarvestUnreadableException e) {
            notes.add("Left out: the client " + node.name().orElse("without a name") + ", which can't be read ("
                    + e.getMessage() + ").");
        } catch (IllegalArgumentException e) { // it has no words for what it refuses
            notes.add(
                    "Left out: the client " + node.name().orElse("without a name") + ", whose currency is not known.");
        }
    }

    private void project(HarvestElement node) {
        HarvestProjectView project = HarvestProjectView.of(node);
        if (project.hasFixedFee()) {
            tieOut.hasFixedFee(project.id());
        }
    }

    private interface Taker {
        void take(HarvestElement node, UnbilledClient client);
    }

    private void work(String kind, HarvestElement node, Taker taker) {
        String what = kind + " " + node.label();
        try {
            UnbilledClient client = clients.get(WorkReader.client(node));
            if (client == null) {
                notes.add("Left out: " + what + ", whose client Harvest does not list.");
            } else {
                taker.take(node, client);
            }
        } catch (HarvestUnreadableException e) {
            notes.add("Left out: " + what + ", which can't be read: the field " + e.field() + " is " + e.value() + ".");
        }
    }

    private void time(HarvestElement node, UnbilledClient client) {
        TimeEntry entry = WorkReader.timeEntry(node, client.currency(), Map.of());
        Work work = new Work(WorkKind.TIME_ENTRY, entry.id());
        if (!entry.status().billable() || entry.status().billed() || !seen.add(work)) {
            return;
        }
        Verdict verdict =
                why.verdict(work, client.named(), client.currency(), entry.spentDate(), entry.hours(), entry.status());
        Hours here = verdict.wholly() ? entry.hours() : verdict.settled();
        UnbilledAmount listed = amount(entry.hours(), entry.billableRate());
        UnbilledAmount rest = amount(entry.hours().beyond(here), entry.billableRate());
        tieOut.add(entry.origin().project(), client, listed, listed.minus(rest));
        notMarked.add(work, client, listed.minus(rest));
        Why reason = verdict.why();
        if (reason != null) {
            rows.addEntry(client, reason, entry.spentDate(), rest);
        }
    }

    private static UnbilledAmount amount(Hours hours, @Nullable Rate rate) {
        return new UnbilledAmount(hours.toBigDecimal(), rate == null ? BigDecimal.ZERO : rate.worth(hours));
    }

    private void expense(HarvestElement node, UnbilledClient client) {
        Expense expense = WorkReader.expense(node, client.currency(), Map.of());
        Work work = new Work(WorkKind.EXPENSE, expense.id());
        if (!expense.status().billable() || expense.status().billed() || !seen.add(work)) {
            return;
        }
        UnbilledAmount cost = new UnbilledAmount(BigDecimal.ZERO, expense.cost().amount());
        Why reason = why.verdict(
                        work, client.named(), client.currency(), expense.spentDate(), Hours.ZERO, expense.status())
                .why();
        tieOut.add(expense.origin().project(), client, cost, reason == null ? cost : UnbilledAmount.NONE);
        if (reason == null) {
            notMarked.add(work, client, cost);
        }
        if (reason != null) {
            rows.addExpense(client, reason, expense.spentDate(), cost);
        }
    }

    private void reported(HarvestElement row) {
        try {
            tieOut.reported(Uninvoiced.of(row));
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
        return rows.until(to);
    }

    List<Aged> ages() {
        return rows.ages(to);
    }

    List<Tie> ties() {
        return tieOut.ties();
    }

    List<NotMarked> notMarked() {
        return notMarked.byClient();
    }

    List<Difference> differences() {
        return tieOut.differences();
    }
}
