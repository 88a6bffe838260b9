package org.harvestxero.copy;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.harvestxero.copy.contact.ContactPlanner;
import org.harvestxero.copy.expense.ExpenseRetry;
import org.harvestxero.copy.failure.Backoff;
import org.harvestxero.copy.ingest.DeletionSweep;
import org.harvestxero.copy.plan.PaymentPlanner;
import org.harvestxero.copy.plan.WriteOffPlanner;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.DeliveryTable;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.DraftTable;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.billing.WorkKind;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxTable;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings failed copies that are due back to planning, so that they are decided anew with what is known today. */
public final class FailedCopyRetry {
    private static final Logger LOG = LoggerFactory.getLogger(FailedCopyRetry.class);

    private static final Set<Kind> OF_EXPENSES =
            EnumSet.of(Kind.EXPENSE, Kind.BILL, Kind.SPEND, Kind.SUPPLIER, Kind.PERSON);

    private final ConnectionStore store;
    private final ContactPlanner contactPlanner;
    private final PaymentPlanner payments;
    private final WriteOffPlanner writeOffPlanner;
    private final DeletionSweep deletionSweep;
    private final Set<FailureCode> followed;
    private final Clock clock;
    private final AtomicBoolean first = new AtomicBoolean(true);

    /** @param followed what settings now follow, and may have reported before: it is decided anew after a start */
    public FailedCopyRetry(
            ConnectionStore store,
            ContactPlanner contactPlanner,
            PaymentPlanner payments,
            WriteOffPlanner writeOffPlanner,
            DeletionSweep deletionSweep,
            Set<FailureCode> followed,
            Clock clock) {
        this.deletionSweep = deletionSweep;
        this.followed = Set.copyOf(followed);
        this.store = store;
        this.contactPlanner = contactPlanner;
        this.payments = payments;
        this.writeOffPlanner = writeOffPlanner;
        this.clock = clock;
    }

    public void wake() {
        if (first.getAndSet(false)) {
            followed.forEach(code -> store.failedRows().wakeCause(code.name()));
        }
        for (Iterator<List<Row>> pages = store.failedRows().retryDue(); pages.hasNext(); ) {
            pages.next().forEach(this::again);
        }
    }

    private void again(Row row) {
        OptionalLong draft = DraftTable.idIn(row.revision());
        Optional<DeliveryTable.Step> step = DeliveryTable.stepIn(row.revision());
        if (draft.isPresent()) {
            handOverAgain(draft.getAsLong());
        } else if (step.isPresent()) {
            store.failedRows().postpone(row.id(), OutboxTable.NEVER);
            store.billing().deliveries().again(step.get());
        } else {
            Instant next = Backoff.ofFailed(FailureCode.RetryTrigger.BY_RETRY, row.attempts() + 1, clock.instant());
            store.failedRows().postpone(row.id(), next);
            wake(row);
        }
    }

    /** A draft that Xero refused is mapped anew when drafts are handed over next; its row stays due until then. */
    private void handOverAgain(long id) {
        store.billing()
                .drafts()
                .find(id)
                .filter(draft -> draft.state() == DraftState.PLANNED)
                .ifPresent(draft -> store.billing().draftWriter().move(draft, DraftState.MIRRORED));
    }

    private void wake(Row row) {
        if (OF_EXPENSES.contains(row.kind())) {
            new ExpenseRetry(store).wake(row);
            return;
        }
        if (isGone(row)) {
            removeAgain(row);
            return;
        }
        switch (row.kind()) {
            case INVOICE -> store.documents().planAgain(Kind.INVOICE, row.sourceId());
            case CREDIT_NOTE -> creditNote(row);
            case PAYMENT -> payment(row);
            case PAYMENT_BACK -> store.paymentsBack().again(row.revision().subject());
            case CONTACT -> contact(row);
            case DRAFT -> {
                if (row.sourceId() < 0) {
                    store.failedRows().postpone(row.id(), OutboxTable.NEVER);
                } else {
                    billedWork(row);
                }
            }
            case BILLING -> LOG.info("Billing of {} is tried at its next look", row.number());
            case CLIENT -> {
                if (row.action() != Action.CREATE) {
                    store.failedRows().again(row.id());
                }
            }
            case CLIENT_CONTACT, PERSON, SUPPLIER, EXPENSE, BILL, SPEND, MAIL ->
                throw new IllegalStateException("A " + row.kind() + " is never sent");
        }
    }

    /** Billed work that changed is compared once more, and told again if it still differs. */
    private void billedWork(Row row) {
        for (WorkKind kind : WorkKind.values()) {
            store.billing().entryStates().reported(new Work(kind, row.sourceId()), "");
        }
        store.outboxPlanner().supersede(Kind.DRAFT, row.sourceId());
    }

    /** A credit note is a negative invoice, a write-off, or the end of one. One that has to be seen first is asked for later. */
    private void creditNote(Row row) {
        if (row.sourceId() < 0 && row.action() == Action.ALLOCATE) {
            store.inTransaction(() -> {
                store.outboxPlanner().supersede(Kind.CREDIT_NOTE, row.sourceId());
                store.billing().deliveries().redo(new DeliveryTable.Step(-row.sourceId(), DeliveryTable.ALLOCATION));
            });
        } else if (row.revision().is(RevisionKind.CREATE)) {
            store.documents().planAgain(Kind.INVOICE, row.sourceId());
        } else if (row.action() != Action.CREATE) {
            store.failedRows().again(row.id());
        } else if (row.revision().is(RevisionKind.STILL)) {
            store.outboxPlanner().supersede(Kind.CREDIT_NOTE, row.sourceId());
        } else {
            store.documents()
                    .find(Kind.INVOICE, row.sourceId())
                    .filter(invoice -> "closed".equals(invoice.sourceState()))
                    .map(writeOffPlanner::plan)
                    .ifPresent(question -> store.outboxPlanner().supersede(Kind.CREDIT_NOTE, row.sourceId()));
        }
    }

    /** Of a document that is deleted in Harvest only its removal from Xero is left to do. */
    private boolean isGone(Row row) {
        Kind source = row.kind() == Kind.CREDIT_NOTE ? Kind.INVOICE : row.kind();
        return store.documents()
                .find(source, row.sourceId())
                .map(document -> document.isGone())
                .orElse(false);
    }

    /** A removal is sent again; where it was only reported, the policy of today decides. */
    private void removeAgain(Row row) {
        Optional<SourceDocument> document =
                row.action() == Action.CREATE ? store.documents().find(row.kind(), row.sourceId()) : Optional.empty();
        if (document.isEmpty()) {
            store.failedRows().again(row.id());
        } else if (row.kind() == Kind.INVOICE) {
            deletionSweep.gone(document.get());
        } else if (row.kind() == Kind.PAYMENT) {
            payments.gone(document.get());
        }
    }

    /** One that could not even be kept is known to the list of its invoice alone. */
    private void payment(Row row) {
        store.documents().planAgain(Kind.PAYMENT, row.sourceId());
        Optional<SourceDocument> payment = store.documents().find(Kind.PAYMENT, row.sourceId());
        if (payment.isEmpty()) {
            store.documents().paymentsUnread(row.groupId());
        }
        payment.map(SourceDocument::parentId)
                .flatMap(invoice -> store.documents().find(Kind.INVOICE, invoice))
                .ifPresent(payments::planAll);
    }

    private void contact(Row row) {
        contactPlanner.forget();
        store.documents()
                .find(Kind.CLIENT, row.sourceId())
                .ifPresent(client -> contactPlanner.plan(contactPlanner.listed(client)));
    }
}
