package org.harvestxero.copy.expense;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.harvestxero.copy.document.Fingerprint;
import org.harvestxero.copy.document.OrderKeys;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.copy.failure.Counter;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.mapping.expense.ExpenseMarks;
import org.harvestxero.mapping.expense.TargetPurchase;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.CopyOutcome;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.OutboxTable.Dependency;
import org.harvestxero.store.copy.OutboxTable.Intent;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.expense.PurchaseTable.Purchase;
import org.harvestxero.store.expense.PurchaseTable.State;
import org.harvestxero.store.expense.SeenPurchaseTable.Seen;
import org.jspecify.annotations.Nullable;

/** Records what a bill, or money spent, shall be: an intent where it is new, an edit where it stands in Xero, an end where nothing is left. */
final class PurchaseRecorder {
    private final ConnectionStore store;
    private final OwnRefusalRecorder refusals;
    private final Clock clock;

    PurchaseRecorder(ConnectionStore store, OwnRefusalRecorder refusals, Clock clock) {
        this.store = store;
        this.refusals = refusals;
        this.clock = clock;
    }

    void record(PurchaseStatus standing, TargetPurchase wanted) {
        if (standing.stage() == PurchaseStatus.Stage.UNSENT) {
            create(standing.purchase(), wanted);
            return;
        }
        store.outboxPlanner()
                .supersede(standing.purchase().kind(), standing.purchase().sourceId());
        if (isAsWritten(standing, wanted)) {
            store.expenses().purchases().move(standing.purchase(), State.PLANNED);
        } else {
            store.expenses().purchases().edit(standing.purchase(), StoredJson.write(asKept(standing, wanted)));
        }
    }

    /** What it goes in as, and when it is due, was decided when it was made. */
    private static TargetPurchase asKept(PurchaseStatus standing, TargetPurchase wanted) {
        TargetPurchase written = standing.written();
        boolean sameDay =
                written != null && written.dates().date().equals(wanted.dates().date());
        return written == null
                ? wanted
                : new TargetPurchase(
                        wanted.way(),
                        wanted.number(),
                        written.status(),
                        written.supplier(),
                        sameDay ? written.dates() : wanted.dates(),
                        written.terms(),
                        wanted.url(),
                        wanted.bankAccount(),
                        wanted.lines(),
                        wanted.totals());
    }

    private static boolean isAsWritten(PurchaseStatus standing, TargetPurchase wanted) {
        TargetPurchase written = standing.written();
        return written != null
                && written.lines().equals(wanted.lines())
                && written.dates().date().equals(wanted.dates().date())
                && java.util.Objects.equals(written.bankAccount(), wanted.bankAccount())
                && standing.purchase().state() == State.PLANNED;
    }

    /** Nothing is left on it. */
    void end(PurchaseStatus standing) {
        Purchase purchase = standing.purchase();
        store.outboxPlanner().supersede(purchase.kind(), purchase.sourceId());
        if (standing.stage() == PurchaseStatus.Stage.UNSENT) {
            store.expenses().purchases().move(purchase, State.CLOSED);
        } else {
            store.expenses().purchases().edit(purchase, null);
        }
    }

    private void create(Purchase purchase, TargetPurchase wanted) {
        Intent intent = intent(purchase, wanted, "");
        store.outboxPlanner().supersede(purchase.kind(), purchase.sourceId(), intent.revision());
        Optional<Seen> seen = store.expenses().seen().byNumber(wanted.number()).stream()
                .filter(each -> each.kind() == purchase.kind() && !XeroStatus.isEnded(each.status()))
                .findFirst();
        if (seen.isEmpty()) {
            plan(purchase, wanted, intent);
        } else if (isOurs(purchase, seen.get())) {
            adopt(purchase, wanted, intent, seen.get());
        } else {
            held(purchase, wanted, intent, seen.get());
        }
    }

    /** One that Xero refused once, and that gave way to another since, comes under a revision of its own. */
    private void plan(Purchase purchase, TargetPurchase wanted, Intent intent) {
        boolean planned = store.outboxPlanner().plan(intent);
        boolean gaveWay = !planned
                && store.outbox()
                        .stateOf(intent.kind(), intent.sourceId(), intent.revision())
                        .filter(OutboxState.SUPERSEDED::equals)
                        .isPresent();
        if (gaveWay) {
            store.outboxPlanner().plan(intent(purchase, wanted, "-" + OrderKeys.now(clock)));
        }
    }

    private Intent intent(Purchase purchase, TargetPurchase wanted, String more) {
        String text = StoredJson.write(wanted);
        String again = purchase.kind() == Kind.SPEND && purchase.part() > 1 ? "-" + purchase.part() : "";
        return new Intent(
                purchase.kind(),
                purchase.sourceId(),
                Revision.of(RevisionKind.CREATE, Fingerprint.of(text) + again + more),
                Action.CREATE,
                -purchase.id(),
                OrderKeys.now(clock),
                wanted.supplier().contactId() == null
                        ? new Dependency(Kind.SUPPLIER, wanted.supplier().personId(), null)
                        : null,
                text,
                null,
                wanted.number(),
                wanted.terms().currency(),
                wanted.totals().total(),
                wanted.totals().tax());
    }

    private static boolean isOurs(Purchase purchase, Seen seen) {
        return purchase.kind() == Kind.SPEND
                || ExpenseMarks.inUrl(seen.url())
                        .filter(purchase.number()::equals)
                        .isPresent();
    }

    /** It was made before the ledger was lost, or put back from an old copy. */
    private void adopt(Purchase purchase, TargetPurchase wanted, Intent intent, Seen seen) {
        BigDecimal total = seen.amounts().total();
        store.outboxPlanner().found(intent, OutboxState.DONE);
        store.links()
                .put(new Link(
                        purchase.kind(),
                        purchase.sourceId(),
                        seen.targetId(),
                        purchase.number(),
                        seen.status(),
                        wanted.terms().currency(),
                        total == null ? wanted.totals().total() : total,
                        null,
                        true,
                        CopyOutcome.ADOPTED.code(),
                        null,
                        null,
                        null,
                        null,
                        clock.instant()));
        store.expenses().purchases().edit(purchase, StoredJson.write(wanted));
        store.tallies().count(Counter.DUPLICATES_PREVENTED, 1);
        store.audit()
                .add(
                        "process",
                        purchase.kind(),
                        purchase.sourceId(),
                        CopyOutcome.ADOPTED.code(),
                        "it stands in Xero already");
    }

    /** Somebody else's bill has the number: nothing is sent, so that nobody mixes them up. */
    private void held(Purchase purchase, TargetPurchase wanted, Intent intent, Seen seen) {
        @Nullable String contact = seen.contact();
        store.numberHolders().hold(seen.targetId(), purchase.number());
        refusals.refuse(
                purchase.kind(),
                purchase.sourceId(),
                purchase.number(),
                wanted.terms().currency(),
                wanted.totals().total(),
                intent.revision(),
                List.of(Problem.of(FailureCode.BILL_NUMBER_HELD, purchase.number())
                        .with("contact", contact == null ? "somebody" : contact)));
    }
}
