package org.harvestxero.billrun;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.calendar.BillingCalendar;
import org.harvestxero.billing.calendar.BillingPeriod;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.engine.BillingEngine;
import org.harvestxero.billing.engine.BillingRequest;
import org.harvestxero.billing.engine.BillingRequest.Known;
import org.harvestxero.billing.engine.BillingResult;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.BillingMode;
import org.harvestxero.store.billing.EntryState;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.billing.WorkKind;
import org.harvestxero.worth.Worth.Basis;
import org.jspecify.annotations.Nullable;

/**
 * Has the engine bill a client's periods that have no bill, one after the other and each with what the ones before it left, as the bill
 * runs to come will; nothing of it is stored.
 */
final class UnbilledPeriods {
    /** Periods in a row that may have a bill already, before the first that can take late work. */
    private static final int MOST_AHEAD = 60;

    private final ConnectionStore store;
    private final Named client;
    private final ClientTerms terms;
    private final LocalDate day;
    private final Map<Work, EntryState> states = new HashMap<>();
    private final BillingEngine engine = new BillingEngine();

    UnbilledPeriods(ConnectionStore store, Named client, ClientTerms terms, LocalDate day) {
        this.store = store;
        this.client = client;
        this.terms = terms;
        this.day = day;
        store.billing().entryStates().ofClient(client.id()).forEach(state -> states.put(state.work(), state));
    }

    void reckon(OpenWork.Work work, BillPieces bills) {
        @Nullable Known known = null;
        @Nullable BillingResult last = null;
        for (DuePeriod period : periods()) {
            Known before = known == null ? known(period) : known;
            BillingResult result = engine.bill(request(period, work, before));
            take(period, result, bills);
            if (period.covered().contains(day) && period.covered().end().isAfter(day)) {
                DuePeriod cut = untilTheDay(period);
                engine.bill(request(cut, work, before))
                        .drafts()
                        .forEach(draft -> bills.addPhases(
                                new BillPieces.Bill(draft, cut.covered(), Basis.AGREEMENT, period.label())));
            }
            known = before.after(result);
            last = result;
        }
        if (last != null) {
            last.notBilled().stream().filter(rest -> !rest.bucket().isSettled()).forEach(bills::add);
        }
    }

    private void take(DuePeriod period, BillingResult result, BillPieces bills) {
        result.drafts()
                .forEach(draft -> bills.add(
                        new BillPieces.Bill(draft, period.covered(), Basis.AGREEMENT, period.label()),
                        line -> terms.span(BillPieces.feeStart(
                                line, result.movements(), period.covered().start()))));
        result.notBilled().stream().filter(rest -> rest.bucket().isSettled()).forEach(bills::add);
    }

    private DuePeriod untilTheDay(DuePeriod period) {
        return new DuePeriod(
                period.full(),
                new BillingPeriod(period.covered().start(), day),
                DuePeriod.Kind.REGULAR,
                period.billableFrom(),
                period.issueDate(),
                period.dueDate());
    }

    /** Those that begin by the day; where all of them have a bill, the next one, which takes late work. */
    private List<DuePeriod> periods() {
        Set<String> billed = store.billing().billingRuns().periods(client.id());
        List<DuePeriod> begun = terms.begun(day);
        List<DuePeriod> open = begun.stream()
                .filter(period -> !billed.contains(period.label()))
                .filter(period -> !terms.isLeftToOthers(period))
                .toList();
        if (begun.isEmpty() || open.stream().anyMatch(period -> !period.isOpening())) {
            return open;
        }
        BillingCalendar calendar = terms.agreement().calendar();
        Stream<DuePeriod> next = Stream.iterate(
                        Optional.ofNullable(calendar.after(begun.get(begun.size() - 1))),
                        Optional::isPresent,
                        each -> each.map(calendar::after))
                .limit(MOST_AHEAD)
                .flatMap(Optional::stream)
                .filter(period -> !billed.contains(period.label()))
                .limit(1);
        return Stream.concat(open.stream(), next).toList();
    }

    private Known known(DuePeriod period) {
        return new BillingHistory(store)
                .known(
                        client.id(),
                        period,
                        terms.billedIn(),
                        store.billing().decisions().open(client.id()),
                        BillingMode.LIVE);
    }

    private BillingRequest request(DuePeriod period, OpenWork.Work work, Known known) {
        LocalDate end = period.isOpening() ? LocalDate.MIN : period.covered().end();
        return new BillingRequest(
                terms.agreement(),
                period,
                client,
                terms.currency(),
                work.entries().values().stream()
                        .filter(entry -> terms.covers(entry.spentDate(), end))
                        .filter(entry -> !isDone(states.get(new Work(WorkKind.TIME_ENTRY, entry.id())), entry.hours()))
                        .toList(),
                work.expenses().values().stream()
                        .filter(expense -> terms.covers(expense.spentDate(), end))
                        .filter(expense -> !isDone(states.get(new Work(WorkKind.EXPENSE, expense.id())), Hours.ZERO))
                        .toList(),
                known);
    }

    private static boolean isDone(@Nullable EntryState state, Hours hours) {
        return state != null && state.state().isSettled() && hours.compareTo(state.settled()) <= 0;
    }
}
