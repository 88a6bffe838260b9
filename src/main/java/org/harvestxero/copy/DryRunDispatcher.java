package org.harvestxero.copy;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.copy.outbox.UnexplainedPayments;
import org.harvestxero.copy.outbox.VerdictRecorder;
import org.harvestxero.copy.outbox.Work;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.xero.XeroListRequest;
import org.harvestxero.xero.XeroPaymentView;
import org.harvestxero.xero.XeroResponse;
import org.jspecify.annotations.Nullable;

/**
 * The sending of a dry run: what is ready goes kind by kind, as in a cycle, and Xero is taken to accept it, unless its number is another
 * document's.
 */
final class DryRunDispatcher {
    private static final int PAGE = 200;
    /** What one document waits for is at most some steps long: contact, invoice, approval, payment, deletion, credit note. */
    private static final int MOST_PASSES = 20;

    private final ConnectionStore store;
    private final Planners deciders;
    private final CopyRouteReader order;
    private final DryRunReads dryRunReads;
    private final DryRunReport telling;
    private final ExpectedVerdicts verdicts;
    private final DryRunNumbers numbers;
    private final @Nullable SourceDocument only;

    /** @param only the one invoice a person asks about; null for all */
    DryRunDispatcher(
            ConnectionStore store,
            Planners deciders,
            CopyRouteReader order,
            DryRunReads dryRunReads,
            DryRunReport telling,
            @Nullable SourceDocument only) {
        this.store = store;
        this.deciders = deciders;
        this.order = order;
        this.dryRunReads = dryRunReads;
        this.telling = telling;
        this.verdicts = new ExpectedVerdicts(store);
        this.numbers = new DryRunNumbers(store, deciders, dryRunReads);
        this.only = only;
    }

    /** Until nothing moves any more: what is taken lets something else go. */
    void play() {
        boolean moved = true;
        for (int pass = 0; moved && pass < MOST_PASSES; pass++) {
            moved = false;
            explainMoney();
            for (String work : order.kindsOfWork()) {
                moved |= send(Work.of(work));
            }
            moved |= deciders.options().takeForMade();
        }
    }

    private boolean send(Work work) {
        boolean moved = false;
        Set<Long> groups = new HashSet<>();
        for (long after = 0; ; ) {
            List<Row> page = store.outboxClaims().claimable(work.kind(), work.action(), after, PAGE);
            if (page.isEmpty()) {
                return moved;
            }
            after = page.get(page.size() - 1).id();
            List<Row> rows = deciders.batchDispatcher()
                    .ready(page.stream().filter(this::isWanted).toList(), groups);
            moved |= !rows.isEmpty();
            rows.forEach(row -> store.outboxVerdicts().foundWaiting(row.id()));
            List<Row> free = rows.stream().filter(numbers::isFree).toList();
            deciders.verdictRecorder()
                    .recordAll(free.stream()
                            .map(row -> new VerdictRecorder.Outcome(row, verdicts.of(row)))
                            .toList());
            free.forEach(telling::taken);
        }
    }

    /** Of the one invoice a person asks about: its own rows, its payments' and its contact's. */
    private boolean isWanted(Row row) {
        return only == null || row.kind() == Kind.CONTACT || row.groupId() == only.sourceId();
    }

    /** Payments travel only where all money on their invoices is explained. */
    private void explainMoney() {
        for (long after = 0; ; ) {
            List<Row> page = store.outboxClaims().claimable(Kind.PAYMENT, Action.CREATE, after, PAGE);
            if (page.isEmpty()) {
                break;
            }
            after = page.get(page.size() - 1).id();
            dryRunReads.knowsTwins(store
                    .links()
                    .find(
                            Kind.INVOICE,
                            page.stream()
                                    .filter(this::isWanted)
                                    .map(Row::groupId)
                                    .toList())
                    .values()
                    .stream()
                    .map(Link::targetId)
                    .filter(target -> !ExpectedVerdicts.isPlanned(target))
                    .toList());
        }
        for (UnexplainedPayments.Asked asked : deciders.money().questions()) {
            explain(asked);
        }
    }

    private void explain(UnexplainedPayments.Asked asked) {
        XeroListRequest listing = deciders.money().listing(asked);
        for (int page = 1; ; page++) {
            Optional<XeroResponse> answer = dryRunReads.answer(listing.request(page));
            if (answer.isEmpty()) {
                deciders.money().notAnswered(asked);
                return;
            }
            List<XeroPaymentView> payments = answer.get().payments();
            deciders.money().take(payments, asked);
            if (payments.size() < XeroListRequest.LARGEST_PAGE) {
                deciders.money().answered(asked);
                return;
            }
        }
    }
}
