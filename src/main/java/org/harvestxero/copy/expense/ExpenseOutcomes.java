package org.harvestxero.copy.expense;

import java.util.List;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.mapping.expense.ExpenseMapper;
import org.harvestxero.mapping.expense.ExpenseResult.LeftOut;
import org.harvestxero.mapping.expense.SourceExpense;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;

/** Records what is decided of an expense: that it waits, is left out or refused, goes on, or changed too late. */
final class ExpenseOutcomes {
    private static final Revision MISSING = Revision.of(RevisionKind.RECEIPT, "missing");

    private final ConnectionStore store;
    private final OwnRefusalRecorder refusals;

    ExpenseOutcomes(ConnectionStore store, OwnRefusalRecorder refusals) {
        this.store = store;
        this.refusals = refusals;
    }

    static boolean isGone(SourceDocument expense) {
        return expense.isGone() || ExpenseSweep.GONE.equals(expense.reason());
    }

    /** Something it rests on is missing for now: it waits as it is, and says so. */
    void hold(SourceDocument expense, String why) {
        if (!isGone(expense)) {
            store.documents().move(expense, DocumentState.CHANGED, why);
        }
    }

    void leaveOut(SourceDocument expense, LeftOut why) {
        store.outboxPlanner().supersede(Kind.EXPENSE, expense.sourceId());
        if (isGone(expense)) {
            store.documents().move(expense, DocumentState.GONE, ExpenseSweep.GONE);
        } else {
            store.documents().move(expense, DocumentState.SKIPPED, why.key() + ": " + why.words());
        }
    }

    void refuse(SourceDocument expense, String currency, List<Problem> problems) {
        Revision revision = Revision.of(RevisionKind.CREATE, expense.fingerprint());
        store.outboxPlanner().supersede(Kind.EXPENSE, expense.sourceId(), revision);
        refusals.refuse(
                Kind.EXPENSE,
                expense.sourceId(),
                null,
                currency.isEmpty() ? null : currency,
                expense.amount(),
                revision,
                problems);
        store.documents().move(expense, DocumentState.PLANNED, null);
    }

    /** It is on a bill, or is money spent. What was wrong with it before is settled; a wanted receipt is told of. */
    void goesOn(SourceDocument expense, SourceExpense source, ExpenseMapper mapper) {
        settled(expense);
        store.documents().move(expense, DocumentState.PLANNED, null);
        if (mapper.isReceiptWanted(source)) {
            refusals.refuse(
                    Kind.EXPENSE,
                    expense.sourceId(),
                    null,
                    MISSING,
                    Problem.of(FailureCode.RECEIPT_WANTED, Long.toString(source.id()))
                            .with("person", source.person().name())
                            .with("category", source.category().name())
                            .with("day", source.day().toString()));
        } else {
            store.outbox().openOf(Kind.EXPENSE, expense.sourceId()).stream()
                    .filter(row -> row.revision().equals(MISSING))
                    .forEach(row -> store.failedRows().discard(row.id(), "it has a receipt now"));
        }
    }

    /** What was wrong with it before; what is to be said of its receipt stays. */
    private void settled(SourceDocument expense) {
        store.outboxPlanner()
                .supersedeBut(
                        Kind.EXPENSE, expense.sourceId(), Revision.of(RevisionKind.PLAIN, ""), RevisionKind.RECEIPT);
    }

    /** Nothing about it matters to what stands in Xero. */
    void unchanged(SourceDocument expense) {
        settled(expense);
        store.documents().move(expense, isGone(expense) ? DocumentState.GONE : DocumentState.PLANNED, null);
    }

    /** It changed after somebody approved its bill in Xero. @param what happened to it, in words */
    void late(SourceDocument expense, PurchaseStatus on, String what) {
        RevisionKind kind = isGone(expense) ? RevisionKind.GONE : RevisionKind.DRIFT;
        Revision revision = Revision.of(kind, expense.fingerprint());
        store.outboxPlanner().supersede(Kind.EXPENSE, expense.sourceId(), revision);
        refusals.refuse(
                Kind.EXPENSE,
                expense.sourceId(),
                on.purchase().number(),
                on.purchase().slot().currency(),
                expense.amount(),
                revision,
                List.of(Problem.of(FailureCode.EXPENSE_CHANGED_LATE, Long.toString(expense.sourceId()))
                        .with("what", what)
                        .with("bill", on.purchase().number())
                        .with("status", on.status())));
        store.documents().move(expense, isGone(expense) ? DocumentState.GONE : DocumentState.PLANNED, null);
    }
}
