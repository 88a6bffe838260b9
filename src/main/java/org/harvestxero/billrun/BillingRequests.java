package org.harvestxero.billrun;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.calendar.BillingPeriod;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.engine.BillingRequest;
import org.harvestxero.billing.engine.Correction;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.BillingMode;
import org.harvestxero.store.billing.DecisionTable.StoredDecision;
import org.harvestxero.store.billing.EntryState;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.billing.StoredCorrection;
import org.harvestxero.store.billing.WorkKind;
import org.jspecify.annotations.Nullable;

/** Puts together what the engine is asked for a period of a client, as the database stands. */
final class BillingRequests {
    private final ConnectionStore store;
    private final BillingHistory known;

    BillingRequests(ConnectionStore store) {
        this.store = store;
        this.known = new BillingHistory(store);
    }

    /** @param corrections to be charged with it */
    BillingRequest make(
            ClientBillJob job,
            DuePeriod period,
            ClientWork work,
            List<StoredDecision> decisions,
            List<StoredCorrection> corrections,
            BillingMode mode) {
        Map<Work, EntryState> states = new HashMap<>();
        store.billing().entryStates().ofClient(job.client().id()).forEach(state -> states.put(state.work(), state));
        List<TimeEntry> entries = new ArrayList<>();
        List<Expense> expenses = new ArrayList<>();
        boolean nonBillable = job.agreement().pricing().included().nonBillable();
        if (!period.isOpening()) {
            work.entries().stream()
                    .filter(entry -> isWanted(
                            job,
                            period,
                            entry.spentDate(),
                            entry.status(),
                            nonBillable,
                            isDone(states.get(new Work(WorkKind.TIME_ENTRY, entry.id())), entry.hours())))
                    .forEach(entries::add);
            work.expenses().stream()
                    .filter(expense -> isWanted(
                            job,
                            period,
                            expense.spentDate(),
                            expense.status(),
                            job.agreement().expenses().nonBillable(),
                            isDone(states.get(new Work(WorkKind.EXPENSE, expense.id())), Hours.ZERO)))
                    .forEach(expenses::add);
        }
        var billedIn = job.agreement().currency() == null
                ? job.currency()
                : job.agreement().currency();
        return new BillingRequest(
                job.agreement(),
                period,
                job.client(),
                job.currency(),
                entries,
                expenses,
                known.known(job.client().id(), period, billedIn, decisions, mode),
                corrections.stream()
                        .filter(each -> each.correction().amount().currency().equals(billedIn))
                        .map(BillingRequests::correction)
                        .toList());
    }

    private static Correction correction(StoredCorrection stored) {
        var made = stored.correction();
        return new Correction(
                made.draftKey(),
                made.rule(),
                new BillingPeriod(made.periodStart(), stored.periodEnd()),
                made.amount(),
                made.period() + " was billed before " + made.because() + " was billed anew: " + made.words());
    }

    private static boolean isDone(@Nullable EntryState state, Hours hours) {
        return state != null && state.state().isSettled() && hours.compareTo(state.settled()) <= 0;
    }

    /** The period's own work whatever it is, so that it ties to Harvest's totals; of older work what may still be billed. */
    private static boolean isWanted(
            ClientBillJob job,
            DuePeriod period,
            LocalDate day,
            TimeEntry.Status status,
            boolean nonBillable,
            boolean done) {
        if (done || day.isAfter(period.covered().end()) || day.isBefore(job.floor())) {
            return false;
        }
        return !day.isBefore(period.covered().start()) || !status.billed() && (status.billable() || nonBillable);
    }
}
