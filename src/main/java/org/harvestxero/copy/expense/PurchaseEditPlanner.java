package org.harvestxero.copy.expense;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.database.DatabaseTrouble;
import org.harvestxero.store.expense.PurchaseTable.Purchase;
import org.harvestxero.store.expense.PurchaseTable.State;
import org.harvestxero.xero.XeroPurchaseView;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what changed in Harvest to bills and spent money that stand in Xero, after reading how they stand now: only what still stands
 * as we last wrote it changes. One that somebody approved meanwhile stays, and a person is told.
 */
public final class PurchaseEditPlanner {
    private static final Logger LOG = LoggerFactory.getLogger(PurchaseEditPlanner.class);
    /** Ids that one read of bills names. */
    private static final int AT_ONCE = 40;

    private final ConnectionStore store;
    private final PurchaseRefusals refusals;
    private final SettledPurchases settled;
    private final OwnEdits ownEdits;
    private final PurchaseChangePlanner changes;
    private long passed;

    public PurchaseEditPlanner(ConnectionStore store, ExpenseTerms terms, OwnRefusalRecorder refusals, Clock clock) {
        this.store = store;
        this.refusals = new PurchaseRefusals(store, refusals);
        this.settled = new SettledPurchases(store, this.refusals);
        this.ownEdits = new OwnEdits(store);
        this.changes = new PurchaseChangePlanner(store, terms, this.refusals, clock);
    }

    /** Begins a cycle's edits and gives the first to read together. */
    public synchronized List<Purchase> first() {
        passed = 0;
        return next();
    }

    /** The next to read together, each once in a cycle: bills by the dozen, money spent one by one; empty when there are none. */
    public synchronized List<Purchase> next() {
        List<Purchase> page = store.expenses().purchases().inState(State.EDIT, passed, AT_ONCE);
        if (page.isEmpty()) {
            return page;
        }
        Kind kind = page.get(0).kind();
        int end = 1;
        while (kind == Kind.BILL && end < page.size() && page.get(end).kind() == kind) {
            end++;
        }
        passed = page.get(end - 1).id();
        return List.copyOf(page.subList(0, end));
    }

    /** Asks how they stand now. */
    public XeroRequest request(List<Purchase> purchases) {
        List<String> ids = purchases.stream()
                .flatMap(each -> link(each).stream())
                .map(Link::targetId)
                .toList();
        return purchases.get(0).kind() == Kind.BILL
                ? XeroRequest.get("/Invoices")
                        .with("IDs", String.join(",", ids))
                        .with("page", "1")
                        .with("pageSize", "100")
                        .with("unitdp", "4")
                : XeroRequest.get("/BankTransactions/" + (ids.isEmpty() ? "none" : ids.get(0)))
                        .with("unitdp", "4");
    }

    private Optional<Link> link(Purchase purchase) {
        return store.links().find(purchase.kind(), purchase.sourceId());
    }

    /** Xero doesn't know what was asked for alone: a person is told, and the next is read. */
    public void unknown(List<Purchase> purchases) {
        purchases.forEach(this::notFound);
    }

    private void notFound(Purchase purchase) {
        refusals.refuse(purchase, Problem.of(FailureCode.PURCHASE_NOT_FOUND, purchase.number()));
    }

    public void plan(XeroResponse answer, List<Purchase> purchases) {
        Map<String, XeroPurchaseView> shown = new HashMap<>();
        answer.purchases().forEach(each -> shown.put(each.element().id(), each));
        for (Purchase purchase : purchases) {
            try {
                store.inTransaction(() -> plan(
                        purchase,
                        link(purchase).map(Link::targetId).map(shown::get).orElse(null)));
            } catch (RuntimeException e) {
                DatabaseTrouble.throwOn(e);
                LOG.warn("The edit of {} could not be planned", purchase.number(), e);
                refusals.refuse(purchase, Problem.of(FailureCode.UNEXPECTED, FailureText.unforeseen(e)));
            }
        }
    }

    private void plan(Purchase purchase, @Nullable XeroPurchaseView now) {
        if (now == null) {
            notFound(purchase);
            return;
        }
        ownEdits.recall(purchase, now);
        PurchaseStatus standing = PurchaseStatus.of(purchase, store);
        String status = now.element().status();
        if (!status.isEmpty()) {
            store.links().status(purchase.kind(), purchase.sourceId(), status);
        }
        boolean approved = purchase.kind() == Kind.BILL && !XeroStatus.isUnapproved(status);
        if (approved || XeroStatus.isEnded(status)) {
            settled.keep(standing, now);
        } else if (purchase.kind() == Kind.SPEND && now.isReconciled() && settled.keepReconciled(purchase)) {
            LOG.debug("{} is reconciled, and its expense stays on it", purchase.number());
        } else if (standing.stage() != PurchaseStatus.Stage.BUSY) {
            link(purchase).ifPresent(link -> changes.plan(standing, link, now));
        }
    }
}
