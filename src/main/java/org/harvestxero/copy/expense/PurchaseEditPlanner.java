package org.harvestxero.copy.expense;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.copy.document.Fingerprint;
import org.harvestxero.copy.document.OrderKeys;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.mapping.coding.TaxChoice;
import org.harvestxero.mapping.document.XeroInvoice;
import org.harvestxero.mapping.document.XeroSettings.TaxRate;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.mapping.expense.ExpenseWay;
import org.harvestxero.mapping.expense.PurchaseEdit;
import org.harvestxero.mapping.expense.TargetPurchase;
import org.harvestxero.mapping.expense.WrittenPurchase;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxTable.Dependency;
import org.harvestxero.store.copy.OutboxTable.Intent;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.database.DatabaseTrouble;
import org.harvestxero.store.expense.PurchaseTable.Purchase;
import org.harvestxero.store.expense.PurchaseTable.State;
import org.harvestxero.xero.XeroPurchaseJson;
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
    private final ExpenseTerms terms;
    private final OwnRefusalRecorder refusals;
    private final Clock clock;
    private long passed;

    public PurchaseEditPlanner(ConnectionStore store, ExpenseTerms terms, OwnRefusalRecorder refusals, Clock clock) {
        this.store = store;
        this.terms = terms;
        this.refusals = refusals;
        this.clock = clock;
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
                refuse(purchase, Problem.of(FailureCode.UNEXPECTED, FailureText.words(e)));
            }
        }
    }

    private void plan(Purchase purchase, @Nullable XeroPurchaseView now) {
        if (now == null) {
            refuse(purchase, Problem.of(FailureCode.PURCHASE_NOT_FOUND, purchase.number()));
            return;
        }
        PurchaseStatus standing = PurchaseStatus.of(purchase, store);
        String status = now.element().status();
        if (!status.isEmpty()) {
            store.links().status(purchase.kind(), purchase.sourceId(), status);
        }
        boolean settled = purchase.kind() == Kind.BILL && !XeroStatus.isUnapproved(status);
        if (settled || XeroStatus.isEnded(status)) {
            stays(standing);
        } else if (standing.stage() != PurchaseStatus.Stage.BUSY) {
            change(standing, now);
        }
    }

    /** What is on it is on it again; its expenses are decided anew, and find it settled. */
    private void stays(PurchaseStatus standing) {
        Purchase purchase = standing.purchase();
        store.expenses().purchases().move(purchase, State.PLANNED);
        TargetPurchase written = standing.written();
        Set<Long> before = new HashSet<>();
        if (written != null) {
            written.lines().forEach(line -> before.add(line.expenseId()));
        }
        standing.expenses().stream()
                .filter(expense -> !before.contains(expense))
                .forEach(expense -> {
                    store.expenses().purchases().leave(expense, purchase.id());
                    store.documents().planAgain(Kind.EXPENSE, expense);
                });
        for (long expense : before) {
            boolean elsewhere = store.expenses().purchases().ofExpenses(List.of(expense)).values().stream()
                    .anyMatch(other -> other != purchase.id());
            store.documents()
                    .find(Kind.EXPENSE, expense)
                    .filter(any -> !elsewhere)
                    .ifPresent(document -> {
                        store.expenses().purchases().put(expense, purchase.id());
                        store.documents()
                                .move(document, DocumentState.CHANGED, document.isGone() ? ExpenseSweep.GONE : null);
                    });
        }
    }

    private void change(PurchaseStatus standing, XeroPurchaseView now) {
        Purchase purchase = standing.purchase();
        Link link = link(purchase).orElseThrow();
        Optional<TargetPurchase> wanted = store.expenses()
                .purchases()
                .wanted(purchase.id())
                .map(text -> StoredJson.read(text, TargetPurchase.class));
        store.outboxPlanner().supersede(purchase.kind(), purchase.sourceId());
        store.expenses().purchases().move(purchase, wanted.isEmpty() ? State.CLOSED : State.PLANNED);
        if (wanted.isEmpty()) {
            remove(standing, link, now);
        } else {
            edit(purchase, wanted.get(), link, now);
        }
    }

    private void remove(PurchaseStatus standing, Link link, XeroPurchaseView now) {
        TargetPurchase written = standing.written();
        long ours = written == null
                ? now.lines().size()
                : written.lines().stream().filter(line -> line.expenseId() != 0).count();
        if (now.lines().size() > ours) {
            told(standing.purchase(), "a line was added in Xero to what is to go");
            return;
        }
        Purchase purchase = standing.purchase();
        String content = XeroPurchaseJson.delete(way(purchase), link.targetId());
        store.outboxPlanner()
                .plan(intent(
                        purchase,
                        Revision.of(RevisionKind.DELETE, OrderKeys.now(clock)),
                        Action.DELETE,
                        content,
                        null,
                        null));
    }

    private void edit(Purchase purchase, TargetPurchase wanted, Link link, XeroPurchaseView now) {
        Optional<WrittenPurchase> last = last(link, wanted, now);
        if (last.isEmpty()) {
            told(
                    purchase,
                    "it has other lines or another total in Xero (" + now.sums().total() + ", not "
                            + wanted.totals().total() + ")");
            return;
        }
        PurchaseEdit edit = PurchaseEdit.plan(
                last.get(), new PurchaseEdit.Now(now.date(), now.due(), now.lines()), wanted, this::rate);
        if (!edit.differences().isEmpty()) {
            told(purchase, String.join("; ", edit.differences()));
        }
        TargetPurchase written = written(wanted, edit, last.get().purchase());
        if (edit.needed()) {
            String content = XeroPurchaseJson.edit(way(purchase), link.targetId(), edit);
            store.outboxPlanner()
                    .plan(intent(
                            purchase,
                            Revision.of(RevisionKind.UPDATE, Fingerprint.of(content) + "-" + OrderKeys.now(clock)),
                            Action.UPDATE,
                            content,
                            StoredJson.write(written),
                            edit.totals()));
        } else if (link.written() == null) {
            store.links()
                    .put(asWritten(
                            link, new WrittenPurchase(wanted, now.contact().id(), ids(now))));
        }
    }

    /** As we last wrote it; where that was not kept, Xero's lines are taken for ours if they come to the same. */
    private static Optional<WrittenPurchase> last(Link link, TargetPurchase wanted, XeroPurchaseView now) {
        String text = link.written();
        if (text != null) {
            return Optional.of(StoredJson.read(text, WrittenPurchase.class));
        }
        BigDecimal total = now.sums().total();
        boolean same = total != null
                && total.compareTo(wanted.totals().total()) == 0
                && now.lines().size() == wanted.lines().size();
        return same ? Optional.of(new WrittenPurchase(wanted, now.contact().id(), ids(now))) : Optional.empty();
    }

    private static List<String> ids(XeroPurchaseView now) {
        return now.lines().stream().map(XeroInvoice.Line::id).toList();
    }

    private static TargetPurchase written(TargetPurchase wanted, PurchaseEdit edit, TargetPurchase last) {
        return new TargetPurchase(
                wanted.way(),
                wanted.number(),
                wanted.status(),
                wanted.supplier(),
                new TargetPurchase.Dates(
                        edit.date() == null ? last.dates().date() : edit.date(),
                        edit.due() == null ? last.dates().due() : edit.due()),
                wanted.terms(),
                wanted.url(),
                wanted.bankAccount(),
                edit.lines().stream().map(PurchaseEdit.Line::line).toList(),
                edit.totals());
    }

    private static Link asWritten(Link link, WrittenPurchase written) {
        return new Link(
                link.kind(),
                link.sourceId(),
                link.targetId(),
                link.number(),
                link.status(),
                link.currency(),
                link.total(),
                link.amountDue(),
                link.agrees(),
                link.origin(),
                StoredJson.write(written),
                link.drift(),
                link.batchId(),
                link.targetUpdatedAt(),
                link.linkedAt());
    }

    private BigDecimal rate(String taxType) {
        return TaxChoice.find(terms.contexts().xero(), taxType)
                .map(TaxRate::rate)
                .orElse(BigDecimal.ZERO);
    }

    private static ExpenseWay way(Purchase purchase) {
        return purchase.kind() == Kind.BILL ? ExpenseWay.BILL : ExpenseWay.SPEND;
    }

    private Intent intent(
            Purchase purchase,
            Revision revision,
            Action action,
            String content,
            @Nullable String written,
            TargetPurchase.@Nullable Totals totals) {
        return new Intent(
                purchase.kind(),
                purchase.sourceId(),
                revision,
                action,
                -purchase.id(),
                OrderKeys.now(clock),
                new Dependency(purchase.kind(), purchase.sourceId(), null),
                content,
                written,
                purchase.number(),
                purchase.slot().currency(),
                totals == null ? null : totals.total(),
                totals == null ? null : totals.tax());
    }

    private void told(Purchase purchase, String differences) {
        refuse(
                purchase,
                Problem.of(FailureCode.EXPENSE_MOVED_BOTH, purchase.number()).with("differences", differences));
    }

    private void refuse(Purchase purchase, Problem problem) {
        store.inTransaction(() -> {
            store.expenses().purchases().move(purchase, State.PLANNED);
            refusals.refuse(
                    purchase.kind(),
                    purchase.sourceId(),
                    purchase.number(),
                    Revision.of(RevisionKind.DRIFT, Fingerprint.of(problem.sentence())),
                    problem);
        });
    }
}
