package org.harvestxero.copy.expense;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.copy.expense.PersonPlan.Decided;
import org.harvestxero.copy.expense.PurchaseStatus.Stage;
import org.harvestxero.copy.expense.SupplierPlanner.Supplier;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.expense.BillParts;
import org.harvestxero.mapping.expense.ExpenseMarks;
import org.harvestxero.mapping.expense.ExpensePeriod;
import org.harvestxero.mapping.expense.ExpenseResult;
import org.harvestxero.mapping.expense.ExpenseResult.Billed;
import org.harvestxero.mapping.expense.ExpenseResult.Spent;
import org.harvestxero.mapping.expense.PurchaseMapper;
import org.harvestxero.mapping.expense.ReceiptName;
import org.harvestxero.mapping.expense.SourceExpense;
import org.harvestxero.mapping.expense.TargetPurchase;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.expense.PurchaseTable.Purchase;
import org.harvestxero.store.expense.PurchaseTable.Slot;
import org.harvestxero.store.expense.PurchaseTable.State;
import org.harvestxero.store.expense.ReceiptTable;
import org.jspecify.annotations.Nullable;

/** Puts decided expenses on bills, or makes spent money of them. */
final class PurchasePlan {
    private final ConnectionStore store;
    private final ExpenseTerms terms;
    private final BillStatus statuses;
    private final PurchaseRecorder recorder;

    PurchasePlan(ConnectionStore store, ExpenseTerms terms, BillStatus statuses, PurchaseRecorder recorder) {
        this.store = store;
        this.terms = terms;
        this.statuses = statuses;
        this.recorder = recorder;
    }

    static Slot key(ExpenseResult.Slot slot) {
        return new Slot(
                slot.person().id(),
                slot.period().first(),
                slot.period().last(),
                slot.currency(),
                slot.contact() == null ? "" : slot.contact());
    }

    /** Plans all bills of a slot that can still change. */
    void bills(PersonPlan plan, Slot slot) {
        List<PurchaseStatus> all = plan.standings().stream()
                .filter(standing -> standing.purchase().kind() == Kind.BILL
                        && standing.purchase().slot().equals(slot))
                .toList();
        Map<Integer, PurchaseStatus> open = new LinkedHashMap<>();
        all.stream()
                .filter(standing -> standing.mayChange() && standing.purchase().state() != State.CLOSED)
                .sorted(Comparator.comparing(standing -> standing.purchase().part()))
                .forEach(standing -> open.put(standing.purchase().part(), standing));
        int next = 1
                + all.stream()
                        .mapToInt(standing -> standing.purchase().part())
                        .max()
                        .orElse(0);
        Map<Integer, List<Billed>> arranged = BillParts.arrange(
                open.values().stream().map(this::part).toList(), next, members(plan, slot, open.values()));
        open.forEach((part, standing) -> {
            if (!arranged.containsKey(part)) {
                end(standing);
            }
        });
        arranged.forEach((part, expenses) ->
                bill(plan, Optional.ofNullable(open.get(part)).orElseGet(() -> added(slot, part, expenses)), expenses));
    }

    private BillParts.Part part(PurchaseStatus standing) {
        Purchase purchase = standing.purchase();
        ReceiptTable receipts = store.expenses().receipts();
        Set<Long> withFile = receipts.attachedTo(purchase.kind(), purchase.sourceId());
        withFile.retainAll(standing.expenses());
        int others = store.expenses().purchases().files(purchase.id()) - withFile.size();
        withFile.addAll(receipts.inDoubtOn(purchase.kind(), purchase.sourceId()));
        return new BillParts.Part(purchase.part(), standing.expenses(), withFile, Math.max(0, others));
    }

    /** What was decided for the slot now, and what is on its open bills already. */
    private List<Billed> members(PersonPlan plan, Slot slot, Iterable<PurchaseStatus> open) {
        List<Billed> members = new ArrayList<>();
        for (Decided each : plan.decided().values()) {
            if (each.mapping() instanceof Billed billed && key(billed.slot()).equals(slot)) {
                members.add(billed);
            }
        }
        for (PurchaseStatus standing : open) {
            for (long expense : standing.expenses()) {
                plan.undecided(expense)
                        .flatMap(document ->
                                standing.decidedLine(expense).map(line -> asWritten(slot, plan.read(document), line)))
                        .ifPresent(members::add);
            }
        }
        return members;
    }

    private static Billed asWritten(Slot slot, SourceExpense source, TargetPurchase.Line line) {
        return new Billed(
                new ExpenseResult.Slot(
                        source.person(),
                        new ExpensePeriod(slot.firstDay(), slot.lastDay(), ""),
                        slot.currency(),
                        slot.contact().isEmpty() ? null : slot.contact()),
                source.day(),
                source.hasReceipt(),
                line);
    }

    private PurchaseStatus added(Slot slot, int part, List<Billed> expenses) {
        String base = terms.contexts().xero().organisation().baseCurrency();
        ExpensePeriod period = expenses.stream()
                .map(each -> each.slot().period())
                .filter(each -> !each.label().isEmpty())
                .findFirst()
                .orElseThrow();
        String number =
                ExpenseMarks.bill(slot.personId(), period, slot.currency().equals(base) ? null : slot.currency(), part);
        String free = number;
        for (int more = 2; store.expenses().purchases().byNumber(free).isPresent(); more++) {
            free = number + "-C" + more; // bills of one period to several contacts
        }
        Purchase purchase = store.expenses().purchases().add(Kind.BILL, free, slot, part);
        return new PurchaseStatus(purchase, Stage.UNSENT, Set.of(), null, null, null);
    }

    private void bill(PersonPlan plan, PurchaseStatus standing, List<Billed> expenses) {
        Purchase purchase = standing.purchase();
        Supplier supplier = plan.supplier(expenses.get(0).slot());
        XeroContact contact = supplier.contact();
        TargetPurchase wanted = mapper().bill(
                        purchase.number(),
                        expenses,
                        statuses.of(expenses.get(0).slot().person()),
                        contact,
                        named(standing, expenses.get(0).slot(), contact));
        Set<Long> left = new HashSet<>(standing.expenses());
        wanted.lines().forEach(line -> left.remove(line.expenseId()));
        left.forEach(expense -> leave(expense, purchase));
        wanted.lines().forEach(line -> store.expenses().purchases().put(line.expenseId(), purchase.id()));
        receipts(plan, purchase, wanted);
        recorder.record(standing, wanted);
    }

    /** What a rule named may be gone from Xero by now: then it stays the contact that was written. */
    private static @Nullable String named(
            PurchaseStatus standing, ExpenseResult.Slot slot, @Nullable XeroContact contact) {
        if (slot.contact() == null) {
            return null;
        }
        TargetPurchase written = standing.written();
        return contact != null
                ? contact.id()
                : Objects.requireNonNull(written).supplier().contactId();
    }

    private PurchaseMapper mapper() {
        return terms.purchases();
    }

    /** Money spent stands for one expense; one taken back before is planned once more. */
    void spend(PersonPlan plan, Spent spent) {
        Supplier supplier = plan.supplier(spent.slot());
        String number = ExpenseMarks.spend(spent.expense().id());
        PurchaseStatus standing = store.expenses()
                .purchases()
                .byNumber(number)
                .map(this::again)
                .orElseGet(() -> new PurchaseStatus(
                        store.expenses().purchases().add(Kind.SPEND, number, key(spent.slot()), 1),
                        Stage.UNSENT,
                        Set.of(),
                        null,
                        null,
                        null));
        TargetPurchase wanted = mapper().spend(spent, named(standing, spent.slot(), supplier.contact()));
        plan.stays(standing.purchase().id());
        store.expenses()
                .purchases()
                .put(spent.expense().id(), standing.purchase().id());
        receipts(plan, standing.purchase(), wanted);
        recorder.record(standing, wanted);
    }

    private PurchaseStatus again(Purchase purchase) {
        PurchaseStatus standing = PurchaseStatus.of(purchase, store);
        if (standing.stage() != Stage.ENDED) {
            return standing;
        }
        store.links().forget(purchase.kind(), purchase.sourceId());
        store.expenses().receipts().forgetAttached(purchase.kind(), purchase.sourceId());
        return PurchaseStatus.of(store.expenses().purchases().reopen(purchase), store);
    }

    /** Nothing is left of it. */
    void end(PurchaseStatus standing) {
        standing.expenses().forEach(expense -> leave(expense, standing.purchase()));
        recorder.end(standing);
    }

    /** A receipt that waits to be attached to it does not go there any more. */
    private void leave(long expense, Purchase purchase) {
        store.expenses().purchases().leave(expense, purchase.id());
        store.expenses().receipts().forgetOn(expense, purchase.kind(), purchase.sourceId());
    }

    private void receipts(PersonPlan plan, Purchase purchase, TargetPurchase wanted) {
        for (TargetPurchase.Line line : wanted.lines()) {
            Decided decided = plan.decided().get(line.expenseId());
            if (decided == null) {
                continue;
            }
            SourceExpense.Receipt receipt = decided.source().standing().receipt();
            if (receipt == null) {
                store.expenses().receipts().forget(line.expenseId());
            } else {
                store.expenses()
                        .receipts()
                        .plan(
                                line.expenseId(),
                                purchase.kind(),
                                purchase.sourceId(),
                                new ReceiptTable.Planned(
                                        ReceiptName.of(line.expenseId(), receipt.fileName(), receipt.contentType()),
                                        receipt.bytes(),
                                        receipt.url()));
            }
        }
    }
}
