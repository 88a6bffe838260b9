package org.harvestxero.billrun;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.calendar.BillingPeriod;
import org.harvestxero.billing.engine.Movement;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.BalanceMovementTable.StoredMovement;
import org.harvestxero.store.billing.BillingMode;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.billing.StoredRun;
import org.harvestxero.store.billing.WorkKind;
import org.harvestxero.worth.UnbilledPiece;
import org.harvestxero.worth.UnbilledPiece.Item;
import org.harvestxero.worth.UnbilledPiece.Kind;
import org.harvestxero.worth.Worth;
import org.harvestxero.worth.Worth.Basis;
import org.jspecify.annotations.Nullable;

/**
 * What of one client's work is not billed at the end of a day: what stands on bills dated later, what the engine makes of the periods
 * that have no bill, and what Harvest has on invoices dated later.
 */
final class ClientWorth {
    private final ConnectionStore store;
    private final Named client;
    private final LocalDate day;
    private final ZoneId zone;
    private final BillPieces bills;
    private final Set<Work> billedThen = new HashSet<>();

    /** @param zone in which days begin */
    ClientWorth(ConnectionStore store, Named client, LocalDate day, ZoneId zone) {
        this.store = store;
        this.client = client;
        this.day = day;
        this.zone = zone;
        this.bills = new BillPieces(client, day);
    }

    /** @param terms null for a client whom no agreement bills */
    List<UnbilledPiece> pieces(@Nullable ClientTerms terms, OpenWork harvest) {
        OpenWork.Work open = harvest.open(client.id());
        List<StoredDraft> drafts = store.billing().drafts().ofClient(client.id());
        takenBackSince(drafts);
        bills.passOver(billedThen);
        onLaterBills(drafts, terms);
        List<UnbilledPiece> pieces = new ArrayList<>();
        Set<Work> met = new HashSet<>(bills.met());
        met.addAll(billedThen);
        if (terms == null) {
            settledHere(met);
            pieces.addAll(each(open, met, Price.byHarvest(Basis.HARVEST, "Harvest's rate")));
        } else {
            new UnbilledPeriods(store, client, terms, day).reckon(open, bills);
            met.addAll(bills.met());
            pieces.addAll(each(
                    open.before(terms.floor()),
                    met,
                    Price.none("before " + terms.floor() + ", from when on work is billed here")));
        }
        pieces.addAll(bills.pieces());
        pieces.addAll(each(
                harvest.later(client.id()), met, Price.byHarvest(Basis.HARVEST_INVOICE, "invoiced later in Harvest")));
        return pieces;
    }

    private void onLaterBills(List<StoredDraft> drafts, @Nullable ClientTerms terms) {
        Map<Long, StoredDraft> byId = new HashMap<>();
        drafts.forEach(draft -> byId.put(draft.id(), draft));
        List<StoredDraft> later = drafts.stream()
                .filter(draft -> draft.state().holdsItsWork())
                .filter(draft -> draft.content().issueDate().isAfter(day))
                .toList();
        List<StoredMovement> moved =
                later.isEmpty() ? List.of() : store.billing().balanceMovements().ofClient(client.id());
        for (StoredDraft draft : later) {
            BillingPeriod covered = new BillingPeriod(draft.periodStart(), draft.periodEnd());
            List<Movement> movements = moved.stream()
                    .filter(each -> each.runId() == draft.runId())
                    .map(StoredMovement::movement)
                    .toList();
            String number = draft.number() == null ? "" : " " + draft.number();
            boolean replaces = stoodBefore(draft, byId);
            bills.add(
                    new BillPieces.Bill(
                            draft.content(),
                            covered,
                            Basis.BILL,
                            "bill" + number + " dated " + draft.content().issueDate()),
                    line -> {
                        LocalDate start = BillPieces.feeStart(line, movements, covered.start());
                        return terms == null || covered.start().equals(start) ? covered : terms.span(start);
                    },
                    replaces);
        }
    }

    /** Whether a bill that this one was made for anew stood at the day. */
    private boolean stoodBefore(StoredDraft draft, Map<Long, StoredDraft> byId) {
        Long before = draft.replaces();
        for (int i = 0; i < byId.size() && before != null; i++) {
            StoredDraft former = byId.get(before);
            if (former != null && DraftDates.of(former, zone).stoodAt(day)) {
                return true;
            }
            before = former == null ? null : former.replaces();
        }
        return false;
    }

    /** What stood on bills at the day and was taken back since: it was billed then, whatever became of it. */
    private void takenBackSince(List<StoredDraft> drafts) {
        drafts.stream()
                .filter(draft -> !draft.state().holdsItsWork()
                        && DraftDates.of(draft, zone).stoodAt(day))
                .flatMap(draft -> draft.content().lines().stream())
                .flatMap(line -> line.sources().stream())
                .forEach(part -> billedThen.add(Work.of(part.source())));
    }

    /** What was billed, covered or written off here while there was an agreement: Harvest may know nothing of it. */
    private void settledHere(Set<Work> met) {
        Set<Long> live = store.billing().billingRuns().ofClient(client.id()).stream()
                .filter(run -> run.run().mode() == BillingMode.LIVE && run.undoneAt() == null)
                .map(StoredRun::id)
                .collect(Collectors.toSet());
        if (!live.isEmpty()) {
            store.billing().entryStates().ofClient(client.id()).stream()
                    .filter(state -> state.state().isSettled() && live.contains(state.runId()))
                    .forEach(state -> met.add(state.work()));
        }
    }

    /** Says what an entry or an expense is worth. */
    private record Price(Function<TimeEntry, Worth> ofTime, Function<Expense, Worth> ofExpense) {
        static Price byHarvest(Basis basis, String words) {
            return new Price(
                    entry -> HarvestWorth.of(entry, basis, words), expense -> HarvestWorth.of(expense, basis, words));
        }

        static Price none(String words) {
            return new Price(entry -> Worth.none(words), expense -> Worth.none(words));
        }
    }

    private List<UnbilledPiece> each(OpenWork.Work work, Set<Work> met, Price price) {
        List<UnbilledPiece> pieces = new ArrayList<>();
        for (TimeEntry entry : work.entries().values()) {
            if (met.add(new Work(WorkKind.TIME_ENTRY, entry.id()))) {
                pieces.add(new UnbilledPiece(
                        new Item(Kind.TIME_ENTRY, entry.id(), entry.spentDate()),
                        client,
                        entry.origin(),
                        entry.hours(),
                        price.ofTime().apply(entry)));
            }
        }
        for (Expense expense : work.expenses().values()) {
            if (met.add(new Work(WorkKind.EXPENSE, expense.id()))) {
                pieces.add(new UnbilledPiece(
                        new Item(Kind.EXPENSE, expense.id(), expense.spentDate()),
                        client,
                        expense.origin(),
                        Hours.ZERO,
                        price.ofExpense().apply(expense)));
            }
        }
        return pieces;
    }
}
