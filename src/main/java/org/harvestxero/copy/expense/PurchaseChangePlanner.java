package org.harvestxero.copy.expense;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.harvestxero.copy.document.Fingerprint;
import org.harvestxero.copy.document.OrderKeys;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.mapping.coding.TaxChoice;
import org.harvestxero.mapping.document.XeroInvoice;
import org.harvestxero.mapping.document.XeroSettings.TaxRate;
import org.harvestxero.mapping.expense.ExpenseWay;
import org.harvestxero.mapping.expense.PurchaseEdit;
import org.harvestxero.mapping.expense.TargetPurchase;
import org.harvestxero.mapping.expense.WrittenPurchase;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxTable.Dependency;
import org.harvestxero.store.copy.OutboxTable.Intent;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.expense.PurchaseTable.Purchase;
import org.harvestxero.store.expense.PurchaseTable.State;
import org.harvestxero.xero.XeroPurchaseJson;
import org.harvestxero.xero.XeroPurchaseView;
import org.jspecify.annotations.Nullable;

/** Plans the change, or the removal, of a bill or of spent money as it stands in Xero now: an intent, or a word to a person. */
final class PurchaseChangePlanner {
    private final ConnectionStore store;
    private final ExpenseTerms terms;
    private final PurchaseRefusals refusals;
    private final Clock clock;

    PurchaseChangePlanner(ConnectionStore store, ExpenseTerms terms, PurchaseRefusals refusals, Clock clock) {
        this.store = store;
        this.terms = terms;
        this.refusals = refusals;
        this.clock = clock;
    }

    void plan(PurchaseStatus standing, Link link, XeroPurchaseView now) {
        Purchase purchase = standing.purchase();
        Optional<TargetPurchase> wanted = store.expenses()
                .purchases()
                .wanted(purchase.id())
                .map(text -> StoredJson.read(text, TargetPurchase.class));
        store.outboxPlanner().supersede(purchase.kind(), purchase.sourceId());
        store.expenses().purchases().move(purchase, wanted.isEmpty() ? State.CLOSED : State.PLANNED);
        if (wanted.isEmpty()) {
            remove(purchase, link, now);
        } else {
            edit(purchase, wanted.get(), link, now);
        }
    }

    private void remove(Purchase purchase, Link link, XeroPurchaseView now) {
        String text = link.written();
        Set<String> ours = text == null
                ? Set.copyOf(ids(now))
                : Set.copyOf(StoredJson.read(text, WrittenPurchase.class).lineIds());
        if (!ours.containsAll(ids(now))) {
            refusals.told(purchase, "a line was added in Xero to what is to go");
            return;
        }
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
            refusals.told(
                    purchase,
                    "it has other lines or another total in Xero (" + now.sums().total() + ", not "
                            + wanted.totals().total() + ")");
            return;
        }
        PurchaseEdit edit = PurchaseEdit.plan(
                last.get(), new PurchaseEdit.Now(now.date(), now.due(), now.lines()), wanted, this::rate);
        if (!edit.differences().isEmpty()) {
            refusals.told(purchase, String.join("; ", edit.differences()));
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
                    .put(link.withWritten(StoredJson.write(
                            new WrittenPurchase(wanted, now.contact().id(), ids(now)))));
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

    /** Lines that a person took out in Xero come last: they are known, so that no later edit puts them back. */
    private static TargetPurchase written(TargetPurchase wanted, PurchaseEdit edit, TargetPurchase last) {
        List<TargetPurchase.Line> lines = new ArrayList<>(
                edit.lines().stream().map(PurchaseEdit.Line::line).toList());
        Set<Long> left = lines.stream().map(TargetPurchase.Line::expenseId).collect(Collectors.toSet());
        Set<Long> expenses =
                wanted.lines().stream().map(TargetPurchase.Line::expenseId).collect(Collectors.toSet());
        last.lines().stream()
                .filter(line -> expenses.contains(line.expenseId()) && !left.contains(line.expenseId()))
                .forEach(lines::add);
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
                lines,
                edit.totals());
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
}
