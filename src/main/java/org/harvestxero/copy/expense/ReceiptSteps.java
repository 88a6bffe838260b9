package org.harvestxero.copy.expense;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.harvestxero.copy.failure.FailedWrites;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.harvest.HarvestFiles.HarvestFile;
import org.harvestxero.http.Limit;
import org.harvestxero.http.OutcomeUnknownException;
import org.harvestxero.http.RateLimitedException;
import org.harvestxero.mapping.expense.BillParts;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxTable;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.database.Durability;
import org.harvestxero.store.expense.PurchaseTable.Purchase;
import org.harvestxero.store.expense.ReceiptTable.Receipt;
import org.harvestxero.store.expense.ReceiptTable.State;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroRequest.Attachment;
import org.harvestxero.xero.XeroResponse;
import org.jspecify.annotations.Nullable;

/**
 * Attaches receipts to bills and spent money that stand in Xero, each once: one that may be there already is searched for first. A
 * receipt Harvest doesn't hand out becomes a task with its link; the document stays (ruling 21).
 */
public final class ReceiptSteps {
    /** The revision of what is told of a file. */
    public static final Revision FILE = Revision.of(RevisionKind.RECEIPT, "file");

    private static final int AT_ONCE = 50;
    private static final int REFUSED = 400;

    private final String tenant;
    private final ConnectionStore store;
    private final OwnRefusalRecorder refusals;
    private final Clock clock;
    /** What met a limit in this cycle. */
    private final Set<Long> passedOver = ConcurrentHashMap.newKeySet();

    /** @param tenant Xero's tenant id or, where none is set, the connection's name: part of every idempotency key */
    public ReceiptSteps(String tenant, ConnectionStore store, OwnRefusalRecorder refusals, Clock clock) {
        this.tenant = tenant;
        this.store = store;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** A new cycle. */
    public void begin() {
        passedOver.clear();
    }

    /** Files to attach now; empty when there are none. */
    public List<ReceiptItem> due() {
        return store.expenses().receipts().due(AT_ONCE).stream()
                .filter(receipt -> !passedOver.contains(receipt.expenseId()))
                .map(ReceiptItem::new)
                .toList();
    }

    /** Where Harvest keeps it. */
    public String address(ReceiptItem item) {
        return item.receipt().url();
    }

    /** The file came. */
    public void fetched(HarvestFile file, ReceiptItem item) {
        item.carry(new Attachment(file.bytes(), file.contentType()));
    }

    public boolean isRepeated(ReceiptItem item) {
        return item.isRepeated();
    }

    public boolean isOpen(ReceiptItem item) {
        return !item.isDone();
    }

    /** Asks which files Xero has of the document. */
    public XeroRequest attached(ReceiptItem item) {
        return XeroRequest.get(item.xeroPath() + "/Attachments");
    }

    /** Nothing is left to do where the file is there: the reply to an earlier attempt was lost. */
    public void found(XeroResponse answer, ReceiptItem item) {
        if (answer.fileNames().contains(item.receipt().fileName())) {
            done(item, "found after a lost reply");
        }
    }

    /** Records that the file is about to be attached, and gives the request. */
    public XeroRequest attachment(ReceiptItem item) {
        move(item, State.SENDING, Duration.ZERO, null);
        Durability.settle(store.dataSource());
        Receipt receipt = item.receipt();
        return XeroRequest.attach(
                item.xeroPath(),
                receipt.fileName(),
                Objects.requireNonNull(item.file()),
                tenant + ":receipt-" + receipt.expenseId() + "-"
                        + receipt.target().targetId() + "-" + receipt.attempts() + "-"
                        + Integer.toHexString(receipt.fileName().hashCode()));
    }

    /** Xero did it, or says in so many words why not. */
    public void answered(XeroResponse answer, ReceiptItem item) {
        if (answer.status() >= REFUSED) {
            refused(item, answer.refusal().orElse("it gives no reason"));
        } else {
            done(item, null);
        }
    }

    private void done(ReceiptItem item, @Nullable String how) {
        item.end();
        store.inTransaction(() -> {
            Receipt receipt = item.receipt();
            move(item, State.DONE, Duration.ZERO, how);
            purchase(receipt).map(Purchase::id).ifPresent(store.expenses().purchases()::attached);
            store.outbox().openOf(Kind.EXPENSE, item.receipt().expenseId()).stream()
                    .filter(row -> row.revision().equals(FILE))
                    .forEach(row -> store.failedRows().discard(row.id(), "it was attached after all"));
            store.audit()
                    .add(
                            "process",
                            Kind.EXPENSE,
                            item.receipt().expenseId(),
                            "receipt-attached",
                            item.receipt().target().number());
        });
    }

    /** Lets what failed of these come here. */
    public void seeToFailed(FailedWrites failedWrites) {
        failedWrites.on(
                ReceiptItem.class,
                new FailedWrites.Handling<>((item, why) -> refused(item, why.words()), this::notTaken, this::inDoubt));
    }

    /** One side refused: Harvest to hand it out, or Xero to take it. */
    private void refused(ReceiptItem item, String words) {
        Receipt receipt = item.receipt();
        boolean unread = item.file() == null;
        Problem problem = Problem.of(
                        unread ? FailureCode.EXPENSE_RECEIPT_UNREADABLE : refusal(receipt),
                        Long.toString(receipt.expenseId()))
                .with("bill", receipt.target().number())
                .with("url", receipt.url())
                .with("words", words);
        store.inTransaction(() -> {
            refusals.refuse(Kind.EXPENSE, receipt.expenseId(), receipt.target().number(), FILE, problem);
            if (store.expenses()
                    .receipts()
                    .move(receipt, unread ? State.GIVEN_UP : State.FAILED, OutboxTable.NEVER, words)) {
                item.end();
            }
        });
    }

    /** Files of expenses that left a bill stay attached to it, and Xero takes only so many. */
    private FailureCode refusal(Receipt receipt) {
        boolean isFull = purchase(receipt)
                .filter(purchase -> store.expenses().purchases().files(purchase.id()) >= BillParts.MOST_RECEIPTS)
                .isPresent();
        return isFull ? FailureCode.EXPENSE_RECEIPT_NO_ROOM : FailureCode.EXPENSE_RECEIPT_REFUSED;
    }

    private Optional<Purchase> purchase(Receipt receipt) {
        return store.expenses()
                .purchases()
                .ofSource(receipt.target().kind(), receipt.target().sourceId());
    }

    /** Nobody looked at the request. @throws Exception what every other would meet too */
    private void notTaken(ReceiptItem item, Exception why) throws Exception {
        boolean passes = why instanceof RateLimitedException limited && limited.limit() != Limit.DAY;
        if (item.receipt().state() == State.SENDING) {
            move(item, State.WAITING, Duration.ZERO, why.getMessage());
        }
        if (!passes) {
            throw why;
        }
        passedOver.add(item.receipt().expenseId());
    }

    /** No answer: it is searched for before it goes again, after 1, 2, 4 … minutes, at most four hours. */
    private void inDoubt(ReceiptItem item, Exception why) {
        boolean never = why instanceof OutcomeUnknownException lost && lost.neverSent();
        Duration wait =
                Duration.ofMinutes(1L << Math.min(Math.max(item.receipt().attempts() - 1, 0), 8));
        move(item, never ? State.WAITING : State.SENDING, wait, why.getMessage());
    }

    private void move(ReceiptItem item, State to, Duration wait, @Nullable String message) {
        if (store.expenses().receipts().move(item.receipt(), to, clock.instant().plus(wait), message)) {
            store.expenses().receipts().find(item.receipt().expenseId()).ifPresent(item::record);
        }
    }
}
