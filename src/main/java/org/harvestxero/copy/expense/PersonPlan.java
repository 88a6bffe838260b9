package org.harvestxero.copy.expense;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.copy.expense.PurchaseStatus.Stage;
import org.harvestxero.copy.expense.SupplierPlanner.Supplier;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestExpenseReader;
import org.harvestxero.harvest.HarvestUnreadableException;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.expense.ExpenseMapper;
import org.harvestxero.mapping.expense.ExpenseMarks;
import org.harvestxero.mapping.expense.ExpenseResult;
import org.harvestxero.mapping.expense.ExpenseResult.Billed;
import org.harvestxero.mapping.expense.ExpenseResult.LeftOut;
import org.harvestxero.mapping.expense.ExpenseResult.Refused;
import org.harvestxero.mapping.expense.ExpenseResult.Spent;
import org.harvestxero.mapping.expense.SourceExpense;
import org.harvestxero.mapping.expense.TargetPurchase;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.store.expense.PurchaseTable.Purchase;
import org.harvestxero.store.expense.PurchaseTable.Slot;
import org.jspecify.annotations.Nullable;

/**
 * One person's expenses at one moment: what of them is new or changed is decided, each on its own, and the bills and spent money it
 * touches are planned anew by {@link PurchasePlan}. Runs in one transaction.
 */
final class PersonPlan {
    private final ExpenseTerms terms;
    private final SupplierPlanner suppliers;
    private final ExpenseOutcomes outcomes;
    private final PurchasePlan purchases;
    private final ExpenseMapper mapper;
    private final Map<Long, SourceDocument> documents = new LinkedHashMap<>();
    private final Map<Long, PurchaseStatus> standings = new LinkedHashMap<>();
    private final Map<Long, PurchaseStatus> byExpense = new HashMap<>();
    private final Map<String, Supplier> known = new HashMap<>();
    /** What is decided now, by expense. */
    private final Map<Long, Decided> decided = new LinkedHashMap<>();

    private final Set<Slot> touched = new LinkedHashSet<>();
    private final List<Spent> spent = new ArrayList<>();
    private final Set<PurchaseStatus> ended = new LinkedHashSet<>();
    /** Nothing could be decided of these: where they are on a bill, they stay. */
    private final Set<Long> kept = new HashSet<>();

    PersonPlan(
            long person,
            ConnectionStore store,
            ExpenseTerms terms,
            SupplierPlanner suppliers,
            ExpenseOutcomes outcomes,
            PurchasePlan purchases) {
        this.terms = terms;
        this.suppliers = suppliers;
        this.outcomes = outcomes;
        this.purchases = purchases;
        this.mapper = terms.mapper();
        store.documents().children(Kind.EXPENSE, person).forEach(each -> documents.put(each.sourceId(), each));
        for (Purchase purchase : store.expenses().purchases().ofPerson(person)) {
            PurchaseStatus standing = PurchaseStatus.of(purchase, store);
            standings.put(purchase.id(), standing);
            standing.expenses().forEach(expense -> byExpense.put(expense, standing));
        }
    }

    /** What is decided of an expense. @param mapping one that has a line */
    record Decided(SourceDocument document, SourceExpense source, ExpenseResult mapping) {}

    void plan() {
        List<SourceDocument> changed = documents.values().stream()
                .filter(document -> document.state() == DocumentState.CHANGED)
                .toList();
        changed.forEach(this::decide);
        spent.forEach(each -> purchases.spend(this, each));
        ended.forEach(purchases::end);
        touched.forEach(slot -> purchases.bills(this, slot));
        decided.values().forEach(each -> outcomes.goesOn(each.document(), each.source(), mapper));
    }

    private void decide(SourceDocument document) {
        PurchaseStatus on = byExpense.get(document.sourceId());
        if (on != null && on.stage() == Stage.BUSY) {
            outcomes.hold(document, on.purchase().number() + " is on its way to Xero");
            return;
        }
        try {
            decide(document, on);
        } catch (HarvestUnreadableException e) {
            kept.add(document.sourceId());
            outcomes.refuse(document, "", List.of(Problem.of(FailureCode.UNREADABLE, FailureText.unreadable(e))));
        }
    }

    private void decide(SourceDocument document, @Nullable PurchaseStatus on) {
        SourceExpense source = read(document);
        ExpenseResult mapping = ExpenseOutcomes.isGone(document)
                ? new LeftOut("expense-gone", ExpenseSweep.GONE)
                : mapper.map(source, terms.today());
        if (on != null && !on.mayChange()) {
            late(document, source, on, mapping);
        } else if (mapping instanceof LeftOut leftOut) {
            leave(on);
            outcomes.leaveOut(document, leftOut);
        } else if (mapping instanceof Refused refused) {
            refuse(document, source, on, refused.problems());
        } else {
            goOn(document, source, on, mapping);
        }
    }

    private void goOn(
            SourceDocument document, SourceExpense source, @Nullable PurchaseStatus on, ExpenseResult mapping) {
        ExpenseResult.Slot slot = mapping instanceof Billed billed ? billed.slot() : ((Spent) mapping).slot();
        Supplier supplier = supplier(slot);
        if (mapping instanceof Spent each && isOnItsWay(each)) {
            outcomes.hold(document, "what became of it before is on its way to Xero");
        } else if (supplier.waits() != null) {
            kept.add(document.sourceId());
            outcomes.hold(document, supplier.waits());
        } else if (supplier.problem() != null) {
            refuse(document, source, on, List.of(supplier.problem()));
        } else {
            leave(on);
            decided.put(document.sourceId(), new Decided(document, source, mapping));
            if (mapping instanceof Spent each) {
                spent.add(each);
            } else {
                touched.add(PurchasePlan.key(slot));
            }
        }
    }

    private boolean isOnItsWay(Spent each) {
        String number = ExpenseMarks.spend(each.expense().id());
        return standings.values().stream()
                .anyMatch(standing -> standing.stage() == Stage.BUSY
                        && standing.purchase().number().equals(number));
    }

    /** What it was on is planned anew, with it or without it. */
    private void leave(@Nullable PurchaseStatus on) {
        if (on != null && on.purchase().kind() == Kind.BILL) {
            touched.add(on.purchase().slot());
        } else if (on != null) {
            ended.add(on);
        }
    }

    /** On a bill that stands in Xero it stays as it was written; of one not sent yet it is taken off. */
    private void refuse(
            SourceDocument document, SourceExpense source, @Nullable PurchaseStatus on, List<Problem> problems) {
        if (on != null && on.stage() == Stage.UNSENT) {
            leave(on);
        } else {
            kept.add(document.sourceId());
        }
        String currency = source.work().currency();
        outcomes.refuse(document, currency == null ? "" : currency, problems);
    }

    /** What it is on stays as it is; a person is told where that makes a difference. */
    private void late(SourceDocument document, SourceExpense source, PurchaseStatus on, ExpenseResult mapping) {
        Optional<TargetPurchase.Line> written = on.line(source.id());
        String what = null;
        if (ExpenseOutcomes.isGone(document)) {
            what = "was deleted";
        } else if (mapping instanceof LeftOut) {
            what = source.standing().approved() ? "is left out by a rule now" : "is no longer approved";
        } else if (line(mapping)
                .filter(line -> written.filter(before -> before.amount().compareTo(line.amount()) != 0)
                        .isPresent())
                .isPresent()) {
            String currency = on.purchase().slot().currency();
            what = "costs " + Texts.money(source.spent().cost(), currency) + " " + currency + " now, no longer "
                    + Texts.money(written.orElseThrow().amount(), currency);
        }
        if (what == null || on.stage() == Stage.ENDED) {
            outcomes.unchanged(document);
        } else {
            outcomes.late(document, on, what);
        }
    }

    private static Optional<TargetPurchase.Line> line(ExpenseResult mapping) {
        if (mapping instanceof Billed billed) {
            return Optional.of(billed.line());
        }
        return mapping instanceof Spent spent ? Optional.of(spent.line()) : Optional.empty();
    }

    Supplier supplier(ExpenseResult.Slot slot) {
        String contact = slot.contact();
        return known.computeIfAbsent(
                contact == null ? "" : contact,
                any -> contact == null
                        ? suppliers.of(slot.person(), terms.policy().people().created())
                        : suppliers.named(contact));
    }

    SourceExpense read(SourceDocument document) {
        return HarvestExpenseReader.expense(HarvestElement.parse(document.content()));
    }

    Collection<PurchaseStatus> standings() {
        return standings.values();
    }

    Map<Long, Decided> decided() {
        return decided;
    }

    /** The document of an expense that is on a bill already and is not decided anew. */
    Optional<SourceDocument> undecided(long expense) {
        SourceDocument document = documents.get(expense);
        boolean stays = document != null
                && !decided.containsKey(expense)
                && (document.state() != DocumentState.CHANGED || kept.contains(expense));
        return stays ? Optional.ofNullable(document) : Optional.empty();
    }

    /** Money spent that seemed to be left stays. */
    void stays(long purchase) {
        ended.removeIf(standing -> standing.purchase().id() == purchase);
    }
}
