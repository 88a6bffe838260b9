package org.harvestxero.copy.expense;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.mapping.document.XeroInvoice;
import org.harvestxero.mapping.expense.ExpenseMarks;
import org.harvestxero.mapping.expense.PurchaseEdit;
import org.harvestxero.mapping.expense.TargetPurchase;
import org.harvestxero.mapping.expense.WrittenPurchase;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.store.expense.PurchaseTable.Purchase;
import org.harvestxero.store.expense.PurchaseTable.State;
import org.harvestxero.xero.XeroPurchaseView;
import org.jspecify.annotations.Nullable;

/**
 * Bills that were approved, or that ended, in Xero before a change reached them: what is on them is on them again, and their expenses
 * are decided anew, and find them settled. What was to move from them to another purchase does not go there, so that nothing is paid
 * twice.
 */
final class SettledPurchases {
    private final ConnectionStore store;
    private final PurchaseRefusals refusals;

    SettledPurchases(ConnectionStore store, PurchaseRefusals refusals) {
        this.store = store;
        this.refusals = refusals;
    }

    /** @param now as Xero shows it */
    void keep(PurchaseStatus standing, XeroPurchaseView now) {
        Purchase purchase = standing.purchase();
        TargetPurchase written = standing.written() == null ? found(standing, now) : standing.written();
        Set<Long> before = written == null
                ? standing.expenses()
                : written.lines().stream().map(TargetPurchase.Line::expenseId).collect(Collectors.toSet());
        store.expenses().purchases().move(purchase, State.PLANNED);
        standing.expenses().stream()
                .filter(expense -> !before.contains(expense))
                .forEach(expense -> {
                    store.expenses().purchases().leave(expense, purchase.id());
                    store.documents().planAgain(Kind.EXPENSE, expense);
                });
        before.forEach(expense -> store.documents()
                .find(Kind.EXPENSE, expense)
                .filter(document -> isBack(document, purchase))
                .ifPresent(document -> store.documents()
                        .move(document, DocumentState.CHANGED, document.isGone() ? ExpenseSweep.GONE : null)));
    }

    /**
     * One that was found again after the ledger was lost: its lines say of which expenses they are. Where somebody worded them anew all
     * of its expenses are taken to be on it, and a person is told; null then.
     */
    private @Nullable TargetPurchase found(PurchaseStatus standing, XeroPurchaseView now) {
        Purchase purchase = standing.purchase();
        Link link = standing.link();
        Optional<TargetPurchase> wanted = store.expenses()
                .purchases()
                .wanted(purchase.id())
                .map(text -> StoredJson.read(text, TargetPurchase.class));
        boolean marked = now.lines().stream()
                .allMatch(line -> ExpenseMarks.inLine(line.description()).isPresent());
        if (!marked || wanted.isEmpty() || link == null) {
            refusals.told(
                    purchase,
                    "it was found again as " + now.element().status()
                            + ", and not each of its lines says of which expense it is");
            return null;
        }
        TargetPurchase found = wanted.get()
                .with(now.lines().stream()
                        .map(line -> PurchaseEdit.asItStands(
                                line, ExpenseMarks.inLine(line.description()).orElseThrow()))
                        .toList());
        List<String> ids = now.lines().stream().map(XeroInvoice.Line::id).toList();
        store.links()
                .put(link.withWritten(StoredJson.write(
                        new WrittenPurchase(found, now.contact().id(), ids))));
        return found;
    }

    /** Money that the bank confirmed stays what it is: its expense goes on no bill, which is told. False where it is on none. */
    boolean keepReconciled(Purchase spent) {
        long expense = spent.sourceId();
        Optional<Purchase> elsewhere = elsewhere(expense, spent).filter(this::mayChange);
        elsewhere.ifPresent(other -> {
            store.expenses().purchases().put(expense, spent.id());
            without(other, expense);
            refusals.refuse(spent, Problem.of(FailureCode.SPEND_RECONCILED, spent.number()));
        });
        return elsewhere.isPresent();
    }

    /** The expense is on that purchase again; false where it stands on another in Xero by now, too, which is told. */
    private boolean isBack(SourceDocument expense, Purchase purchase) {
        long id = expense.sourceId();
        Optional<Purchase> elsewhere = elsewhere(id, purchase);
        boolean free = elsewhere.isEmpty() || mayChange(elsewhere.get());
        if (free) {
            store.expenses().purchases().put(id, purchase.id());
            elsewhere.ifPresent(other -> without(other, id));
        } else {
            refusals.told(
                    purchase, "expense " + id + " stands on " + elsewhere.get().number() + ", too");
        }
        return free;
    }

    private Optional<Purchase> elsewhere(long expense, Purchase but) {
        return Optional.ofNullable(store.expenses()
                        .purchases()
                        .ofExpenses(List.of(expense))
                        .get(expense))
                .filter(other -> other != but.id())
                .flatMap(store.expenses().purchases()::find);
    }

    private boolean mayChange(Purchase purchase) {
        return PurchaseStatus.of(purchase, store).mayChange();
    }

    /** What an expense was to move to is not sent with it; its others are decided anew. */
    private void without(Purchase other, long expense) {
        store.expenses().receipts().forgetOn(expense, other.kind(), other.sourceId());
        store.outboxPlanner().supersede(other.kind(), other.sourceId());
        Set<Long> rest = store.expenses().purchases().expenses(other.id());
        boolean isInXero = store.links().find(other.kind(), other.sourceId()).isPresent();
        if (!rest.isEmpty()) {
            store.expenses().purchases().move(other, State.PLANNED);
            rest.forEach(each -> store.documents().planAgain(Kind.EXPENSE, each));
        } else if (isInXero) {
            store.expenses().purchases().edit(other, null);
        } else {
            store.expenses().purchases().move(other, State.CLOSED);
        }
    }
}
