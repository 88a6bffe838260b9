package org.harvestxero.billrun;

import java.util.List;
import java.util.Set;
import org.harvestxero.billing.Approval;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.billing.WorkKind;

/** A client's work as the engine takes it. */
record ClientWork(List<TimeEntry> entries, List<Expense> expenses) {
    ClientWork {
        entries = List.copyOf(entries);
        expenses = List.copyOf(expenses);
    }

    /** @throws BillRefusals.UnreadableWork when something of the client's can't be read */
    static ClientWork of(long client, TrackedWork work) {
        work.unreadable(client).ifPresent(each -> {
            throw new BillRefusals.UnreadableWork(each.what(), each.words());
        });
        return new ClientWork(List.copyOf(work.entries(client)), List.copyOf(work.expenses(client)));
    }

    /** The same, with what our own bills marked as invoiced in Harvest as if they had not. */
    ClientWork unbilled(Set<Work> ours) {
        return new ClientWork(
                entries.stream()
                        .map(entry -> ours.contains(work(entry)) ? with(entry, unbilled(entry.status())) : entry)
                        .toList(),
                expenses.stream()
                        .map(expense ->
                                ours.contains(work(expense)) ? with(expense, unbilled(expense.status())) : expense)
                        .toList());
    }

    /** Only these, as Harvest shows them. */
    ClientWork limitedTo(Set<Work> some) {
        return new ClientWork(
                entries.stream().filter(entry -> some.contains(work(entry))).toList(),
                expenses.stream()
                        .filter(expense -> some.contains(work(expense)))
                        .toList());
    }

    /** Only these, ready to be billed as they once were, whatever was made of them since. */
    ClientWork only(Set<Work> admitted) {
        return new ClientWork(
                entries.stream()
                        .filter(entry -> admitted.contains(work(entry)))
                        .map(entry -> with(entry, ready(entry.status())))
                        .toList(),
                expenses.stream()
                        .filter(expense -> admitted.contains(work(expense)))
                        .map(expense -> with(expense, ready(expense.status())))
                        .toList());
    }

    private static Work work(TimeEntry entry) {
        return new Work(WorkKind.TIME_ENTRY, entry.id());
    }

    private static Work work(Expense expense) {
        return new Work(WorkKind.EXPENSE, expense.id());
    }

    private static TimeEntry.Status unbilled(TimeEntry.Status status) {
        return new TimeEntry.Status(status.billable(), false, status.running(), status.approval());
    }

    private static TimeEntry.Status ready(TimeEntry.Status status) {
        return new TimeEntry.Status(status.billable(), false, false, Approval.APPROVED);
    }

    private static TimeEntry with(TimeEntry entry, TimeEntry.Status status) {
        return new TimeEntry(
                entry.id(),
                entry.updatedAt(),
                entry.spentDate(),
                entry.origin(),
                entry.hours(),
                entry.tracked(),
                status,
                entry.notes(),
                entry.billableRate(),
                entry.currency());
    }

    private static Expense with(Expense expense, TimeEntry.Status status) {
        return new Expense(
                expense.id(),
                expense.updatedAt(),
                expense.spentDate(),
                expense.origin(),
                expense.cost(),
                expense.units(),
                status,
                expense.notes(),
                expense.receiptUrl());
    }
}
