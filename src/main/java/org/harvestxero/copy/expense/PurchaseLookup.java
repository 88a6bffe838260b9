package org.harvestxero.copy.expense;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.mapping.expense.ExpenseMarks;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.expense.PurchaseTable.State;
import org.harvestxero.store.expense.SeenPurchaseTable;
import org.harvestxero.store.expense.SeenPurchaseTable.Seen;
import org.harvestxero.xero.XeroDates;
import org.harvestxero.xero.XeroListRequest;
import org.harvestxero.xero.XeroListResult;
import org.harvestxero.xero.XeroPage;
import org.harvestxero.xero.XeroPurchaseView;

/**
 * Knows which bills and which spent money Xero has under numbers of ours: Xero takes any number twice, so they are looked for before
 * the first is made, once a process, by what changed since it was looked for last. Bills are followed afterwards by the list of changed
 * invoices, which holds them too.
 */
public final class PurchaseLookup {
    private static final String BILLS = "xero-bills-of-ours";
    private static final String SPENT = "xero-spent-of-ours";
    /** Lists overlap: a change is stamped when it is committed. */
    private static final long OVERLAP_SECONDS = 60;

    private final ConnectionStore store;
    private final ExpenseTerms terms;
    private final OwnRefusalRecorder refusals;
    private final Clock clock;
    private final AtomicBoolean looked = new AtomicBoolean();

    public PurchaseLookup(ConnectionStore store, ExpenseTerms terms, OwnRefusalRecorder refusals, Clock clock) {
        this.clock = clock;
        this.store = store;
        this.terms = terms;
        this.refusals = refusals;
    }

    /** Whether Xero is still to be asked by this process. */
    public boolean isDue() {
        return !looked.get();
    }

    /** What to list; each as far as it may hold something of ours. */
    public List<String> lists() {
        List<String> lists = new ArrayList<>(List.of(BILLS));
        boolean spends = terms.policy().mayBeSpent(terms.usual());
        if (spends) {
            lists.add(SPENT);
        }
        return lists;
    }

    public XeroListRequest listing(String list) {
        Instant since = store.watermarks().find(list).map(Instant::parse).orElse(null);
        if (list.equals(BILLS)) {
            XeroListRequest bills = XeroListRequest.of("/Invoices")
                    .with("where", "Type==\"ACCPAY\"")
                    .with("summaryOnly", "true");
            return since == null ? bills.with("searchTerm", ExpenseMarks.PREFIX) : bills.since(since);
        }
        LocalDate first = terms.since();
        String where =
                "Type==\"SPEND\"" + (since != null || first == null ? "" : " AND Date>=" + XeroDates.inFilter(first));
        return XeroListRequest.of("/BankTransactions").with("where", where).since(since);
    }

    /** Keeps what of a page goes by a number of ours, and sees what people did to money spent. */
    public void keep(XeroPage page) {
        store.inTransaction(() -> page.purchases().forEach(this::keep));
        page.purchases().stream().filter(XeroPurchaseView::isSpent).forEach(this::follow);
    }

    /** Whether Xero is asked, once a day, what people did to money spent that we booked; bills are followed in each cycle. */
    public boolean isSpentDue() {
        return terms.isOn()
                && store.watermarks().find(SPENT).isPresent()
                && !store.watermarks().isOfToday(SPENT, clock.instant());
    }

    /** The list of it. */
    public String spent() {
        return SPENT;
    }

    private void keep(XeroPurchaseView purchase) {
        String id = purchase.element().id();
        if (!purchase.number().startsWith(ExpenseMarks.PREFIX)) {
            store.expenses().seen().forget(id);
            return;
        }
        store.expenses()
                .seen()
                .put(new Seen(
                        id,
                        purchase.isBill() ? Kind.BILL : Kind.SPEND,
                        purchase.isBill()
                                ? purchase.number()
                                : ExpenseMarks.spendIn(purchase.number()).isPresent()
                                        ? ExpenseMarks.spend(ExpenseMarks.spendIn(purchase.number())
                                                .getAsLong())
                                        : purchase.number(),
                        purchase.url(),
                        purchase.element().status(),
                        purchase.contact().name(),
                        new SeenPurchaseTable.Amounts(
                                purchase.sums().currency(),
                                purchase.sums().total(),
                                purchase.sums().tax())));
    }

    public void read(XeroListResult listed, String list) {
        store.watermarks()
                .move(list, listed.startedAt().minusSeconds(OVERLAP_SECONDS).toString());
    }

    /** All lists were read. */
    public void done() {
        looked.set(true);
    }

    /** Takes note of the bills on a page of Xero's changed invoices. */
    public void follow(XeroPage page) {
        if (!terms.isOn()) {
            return;
        }
        List<XeroPurchaseView> bills =
                page.purchases().stream().filter(XeroPurchaseView::isBill).toList();
        if (bills.isEmpty()) {
            return;
        }
        keep(page);
        bills.forEach(this::follow);
    }

    private void follow(XeroPurchaseView purchase) {
        Kind kind = purchase.isBill() ? Kind.BILL : Kind.SPEND;
        store.links().byTarget(kind, purchase.element().id()).ifPresent(link -> follow(link, purchase));
    }

    private void follow(Link link, XeroPurchaseView purchase) {
        String status = purchase.element().status();
        if (status.isEmpty() || status.equals(link.status())) {
            return;
        }
        store.inTransaction(() -> {
            store.links()
                    .seen(
                            link.kind(),
                            link.targetId(),
                            status,
                            link.total(),
                            purchase.amountDue() == null ? link.amountDue() : purchase.amountDue(),
                            null);
            if (XeroStatus.isEnded(status) && !isOurDoing(link)) {
                refusals.refuse(
                        link.kind(),
                        link.sourceId(),
                        link.number(),
                        Revision.of(RevisionKind.ENDED, status),
                        Problem.of(
                                        link.kind() == Kind.BILL
                                                ? FailureCode.BILL_ENDED_IN_XERO
                                                : FailureCode.SPEND_ENDED_IN_XERO,
                                        String.valueOf(link.number()))
                                .with("status", status));
            }
        });
    }

    private boolean isOurDoing(Link link) {
        boolean closed = store.expenses()
                .purchases()
                .ofSource(link.kind(), link.sourceId())
                .filter(purchase -> purchase.state() == State.CLOSED)
                .isPresent();
        return closed
                || store.outbox().openOf(link.kind(), link.sourceId()).stream()
                        .anyMatch(row -> Set.of(Action.DELETE, Action.VOID).contains(row.action()));
    }
}
