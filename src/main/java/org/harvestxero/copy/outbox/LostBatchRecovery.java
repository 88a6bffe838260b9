package org.harvestxero.copy.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.http.ServerClock;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.mapping.expense.ExpenseMarks;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.BatchTable.Batch;
import org.harvestxero.store.copy.CopyOutcome;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.xero.ElementVerdict;
import org.harvestxero.xero.SentElement;
import org.harvestxero.xero.XeroCreditNoteView;
import org.harvestxero.xero.XeroCreditNoteView.Allocation;
import org.harvestxero.xero.XeroElement;
import org.harvestxero.xero.XeroListRequest;
import org.harvestxero.xero.XeroPage;
import org.jspecify.annotations.Nullable;

/**
 * Searches Xero for what a request without an answer left behind: one paged list of what changed since it was first sent, compared
 * with our marks. What is found is adopted; the rest travels again in a new batch ({@link LostBatchSplitter}). A younger request is
 * repeated under its key instead ({@link LostBatchRepeater}).
 */
public final class LostBatchRecovery {
    private static final Duration MARGIN = Duration.ofMinutes(2);
    private static final int MOST_ATTEMPTS = 3;
    private static final int NOT_FOUND = 404;

    private final ConnectionStore store;
    private final VerdictRecorder verdictRecorder;
    private final BatchDispatcher batchDispatcher;
    private final LostPurchaseEdits purchaseEdits;
    private final ServerClock xeroTime;
    private final Clock clock;

    public LostBatchRecovery(
            ConnectionStore store,
            VerdictRecorder verdictRecorder,
            BatchDispatcher batchDispatcher,
            ServerClock xeroTime,
            Clock clock) {
        this.store = store;
        this.verdictRecorder = verdictRecorder;
        this.batchDispatcher = batchDispatcher;
        this.purchaseEdits = new LostPurchaseEdits(store, clock);
        this.xeroTime = xeroTime;
        this.clock = clock;
    }

    /** Whether anything of the batch has no verdict. Where repeating does no harm, the list still shows that Xero answers again. */
    public boolean isNeeded(Batch batch) {
        return !store.outboxClaims().ofBatch(batch.id()).isEmpty();
    }

    /**
     * What to list: the kind's documents changed since shortly before the batch was first sent, by Xero's clock; all of them once nobody
     * knows when that was.
     */
    public XeroListRequest listing(Batch batch) {
        Instant first = batch.firstSentAt() == null ? clock.instant() : batch.firstSentAt();
        boolean known = first.isAfter(Instant.EPOCH);
        @Nullable Instant since = known ? xeroTime.ofServer(first).minus(MARGIN) : null;
        return switch (batch.kind()) {
            case CONTACT, CLIENT, SUPPLIER ->
                XeroListRequest.of("/Contacts").with("includeArchived", "true").since(since);
            case INVOICE -> XeroListRequest.of("/Invoices").with("unitdp", "4").since(since);
            case BILL ->
                XeroListRequest.of("/Invoices")
                        .with("where", "Type==\"ACCPAY\"")
                        .with("unitdp", "4")
                        .since(since);
            case SPEND ->
                XeroListRequest.of("/BankTransactions").with("unitdp", "4").since(since);
            case CREDIT_NOTE -> XeroListRequest.of("/CreditNotes").since(since);
            case PAYMENT -> XeroListRequest.of("/Payments").since(since);
            case PAYMENT_BACK, CLIENT_CONTACT, PERSON, EXPENSE, DRAFT, BILLING, MAIL ->
                throw new IllegalArgumentException("A " + batch.kind() + " is never sent");
        };
    }

    /** Adopts what the page shows of the batch. */
    public void page(XeroPage page, Batch batch) {
        Map<Long, Row> missing = new HashMap<>();
        for (Row row : store.outboxClaims().ofBatch(batch.id())) {
            missing.put(row.sourceId(), row);
        }
        for (XeroElement element : page.elements()) {
            allocated(element, batch, missing);
            removed(element, batch, missing);
            purchaseEdits.shown(element, batch.kind(), missing);
            if (isDead(element)) {
                continue;
            }
            Row row = rowOf(batch.kind(), element, missing);
            if (row != null && row.action() == Action.CREATE) {
                verdictRecorder.adopt(row, element.accepted(), "found after a lost reply");
                missing.remove(row.sourceId());
            }
        }
    }

    /** An allocation is no document of its own: it shows on its credit note. */
    private void allocated(XeroElement note, Batch batch, Map<Long, Row> missing) {
        List<Allocation> allocations =
                batch.kind() == Kind.CREDIT_NOTE ? XeroCreditNoteView.allocations(note) : List.of();
        if (allocations.isEmpty()) {
            return;
        }
        Row row = rowOf(Kind.CREDIT_NOTE, note, missing);
        if (row != null && row.action() == Action.ALLOCATE && isSetAgainst(allocations, row)) {
            verdictRecorder.allocated(row, CopyOutcome.ADOPTED);
            missing.remove(row.sourceId());
        }
    }

    /** One credit note may be set against several invoices, one after the other. */
    private static boolean isSetAgainst(List<Allocation> allocations, Row row) {
        String wanted = SentElement.parse(String.valueOf(row.content())).invoiceId();
        return allocations.stream().anyMatch(allocation -> wanted.equals(allocation.invoiceId()));
    }

    /** What we asked Xero to delete or void is deleted or voided. */
    private void removed(XeroElement element, Batch batch, Map<Long, Row> missing) {
        if (!XeroStatus.isEnded(element.status())) {
            return;
        }
        ElementVerdict.Accepted found = element.accepted();
        for (Row row : List.copyOf(missing.values())) {
            boolean removal = row.action() == Action.DELETE || row.action() == Action.VOID;
            if (removal && found.targetId().equals(row.dependsTarget())) {
                verdictRecorder.record(new VerdictRecorder.Outcome(row, found));
                missing.remove(row.sourceId());
            }
        }
    }

    private static @Nullable Row rowOf(Kind kind, XeroElement element, Map<Long, Row> rows) {
        if (kind == Kind.BILL) {
            return ofBill(element, rows);
        }
        if (kind == Kind.INVOICE && element.isBill()) {
            return null;
        }
        OptionalLong id = MarkReader.sourceId(kind, element);
        if (id.isEmpty()) {
            return ofNumber(element.number(), rows);
        }
        Row row = rows.get(id.getAsLong());
        return row == null || isEarlierNote(kind, element, row) ? null : row;
    }

    /** Several credit notes may be made for one invoice, one after the other was voided; their numbers tell them apart. */
    private static boolean isEarlierNote(Kind kind, XeroElement element, Row row) {
        return kind == Kind.CREDIT_NOTE && row.number() != null && !row.number().equalsIgnoreCase(element.number());
    }

    /** Bills of others may have the same number, so the address has to name it as well. */
    private static @Nullable Row ofBill(XeroElement element, Map<Long, Row> rows) {
        String number = ExpenseMarks.inUrl(element.mark()).orElse("");
        return number.equalsIgnoreCase(element.number()) ? ofNumber(number, rows) : null;
    }

    /** What has no twin in Harvest is known by its number. */
    private static @Nullable Row ofNumber(String number, Map<Long, Row> rows) {
        for (Row row : rows.values()) {
            if (row.sourceId() < 0 && number.equalsIgnoreCase(row.number())) {
                return row;
            }
        }
        return null;
    }

    private static boolean isDead(XeroElement element) {
        return XeroStatus.DELETED.is(element.status());
    }

    /**
     * After the last page: what was not found goes on. A request that Xero itself fails on, or that travelled in vain several times,
     * is halved until its culprit is alone.
     */
    public void finish(Batch batch) {
        batchDispatcher.cameThrough();
        List<Row> rest = store.outboxClaims().ofBatch(batch.id());
        boolean stubborn =
                batch.answerStatus() != null || rest.stream().anyMatch(row -> row.attempts() >= MOST_ATTEMPTS);
        if (stubborn && rest.size() == 1) {
            String words = batch.answerStatus() == null
                    ? "Xero gives no usable answer to this document"
                    : "Xero answers this document with its own error " + batch.answerStatus();
            verdictRecorder.refuse(rest.get(0), Problem.of(FailureCode.UNEXPECTED, words), List.of());
            rest = List.of();
        }
        batchDispatcher.goOn(batch, stubborn && rest.size() > 1);
    }

    /** Xero refused the request as a whole: it is halved; a single element fails with what Xero said. */
    public void refused(Batch batch, RequestRefusedException refused) {
        List<Row> rest = store.outboxClaims().ofBatch(batch.id());
        if (refused.status() == NOT_FOUND && rest.stream().allMatch(row -> row.action() == Action.DEALLOCATE)) {
            rest.forEach(row -> verdictRecorder.deallocated(row, "it was taken back already"));
        } else if (rest.size() == 1) {
            String words = refused.words();
            Row row = rest.get(0);
            Problem problem = refused.status() == NOT_FOUND
                    ? verdictRecorder.notFound(row)
                    : Problem.of(FailureCode.REFUSED_BY_XERO, words);
            verdictRecorder.refuse(row, problem, List.of(words));
        }
        batchDispatcher.goOn(batch, rest.size() > 1);
    }
}
