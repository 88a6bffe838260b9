package org.harvestxero.copying;

import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.harvestxero.ledger.Action;
import org.harvestxero.ledger.Deliveries;
import org.harvestxero.ledger.DraftState;
import org.harvestxero.ledger.Drafts;
import org.harvestxero.ledger.EntryStates.Work;
import org.harvestxero.ledger.Kind;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.ledger.Outbox;
import org.harvestxero.ledger.Outbox.Row;
import org.harvestxero.ledger.SourceDocuments.SourceDocument;
import org.harvestxero.ledger.WorkKind;
import org.harvestxero.mapping.CauseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings failed copies that are due back to planning, so that they are decided anew with what is known today. */
public final class Retries {
    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);

    private final String connection;
    private final Ledger ledger;
    private final Clients clients;
    private final PaymentPlanning payments;
    private final WriteOffs writeOffs;
    private final Sweeping sweeping;
    private final Set<CauseCode> followed;
    private final Clock clock;
    private final AtomicBoolean first = new AtomicBoolean(true);

    /** @param followed what settings now follow, and may have reported before: it is decided anew after a start */
    public Retries(
            String connection,
            Ledger ledger,
            Clients clients,
            PaymentPlanning payments,
            WriteOffs writeOffs,
            Sweeping sweeping,
            Set<CauseCode> followed,
            Clock clock) {
        this.sweeping = sweeping;
        this.followed = Set.copyOf(followed);
        this.connection = connection;
        this.ledger = ledger;
        this.clients = clients;
        this.payments = payments;
        this.writeOffs = writeOffs;
        this.clock = clock;
    }

    public void wake() {
        if (first.getAndSet(false)) {
            followed.forEach(code -> ledger.outbox().wakeCause(connection, code.name()));
        }
        for (Iterator<List<Row>> pages = ledger.outbox().retryDue(connection); pages.hasNext(); ) {
            pages.next().forEach(this::again);
        }
    }

    private void again(Row row) {
        OptionalLong draft = Drafts.idIn(row.revision());
        Optional<Deliveries.Step> step = Deliveries.stepIn(row.revision());
        if (draft.isPresent()) {
            handOverAgain(draft.getAsLong());
        } else if (step.isPresent()) {
            ledger.outbox().postpone(row.id(), Outbox.NEVER);
            ledger.deliveries().again(step.get());
        } else {
            Instant next = Backoff.ofFailed(CauseCode.Heals.BY_RETRY, row.attempts() + 1, clock.instant());
            ledger.outbox().postpone(row.id(), next);
            wake(row);
        }
    }

    /** A draft that Xero refused is mapped anew when drafts are handed over next; its row stays due until then. */
    private void handOverAgain(long id) {
        ledger.drafts()
                .find(connection, id)
                .filter(draft -> draft.state() == DraftState.PLANNED)
                .ifPresent(draft -> ledger.drafts().move(draft, DraftState.MIRRORED));
    }

    private void wake(Row row) {
        if (isGone(row)) {
            removeAgain(row);
            return;
        }
        switch (row.kind()) {
            case INVOICE -> ledger.documents().planAgain(connection, Kind.INVOICE, row.sourceId());
            case CREDIT_NOTE -> creditNote(row);
            case PAYMENT -> payment(row);
            case CONTACT -> contact(row);
            case DRAFT -> {
                if (row.sourceId() < 0) {
                    ledger.outbox().postpone(row.id(), Outbox.NEVER);
                } else {
                    billedWork(row);
                }
            }
            case BILLING -> LOG.info("Billing of {} is tried at its next look", row.number());
            case CLIENT, CLIENT_CONTACT, MAIL -> throw new IllegalStateException("A " + row.kind() + " is never sent");
        }
    }

    /** Billed work that changed is compared once more, and told again if it still differs. */
    private void billedWork(Row row) {
        for (WorkKind kind : WorkKind.values()) {
            ledger.entryStates().reported(connection, new Work(kind, row.sourceId()), "");
        }
        ledger.outbox().supersede(connection, Kind.DRAFT, row.sourceId(), "");
    }

    /** A credit note is a negative invoice, a write-off, or the end of one. One that has to be seen first is asked for later. */
    private void creditNote(Row row) {
        if (row.sourceId() < 0 && row.action() == Action.ALLOCATE) {
            ledger.inTransaction(() -> {
                ledger.outbox().supersede(connection, Kind.CREDIT_NOTE, row.sourceId(), "");
                ledger.deliveries().redo(new Deliveries.Step(-row.sourceId(), Deliveries.ALLOCATION));
            });
        } else if (row.revision().startsWith("create:")) {
            ledger.documents().planAgain(connection, Kind.INVOICE, row.sourceId());
        } else if (row.action() != Action.CREATE) {
            ledger.outbox().again(row.id());
        } else if (row.revision().startsWith("still:")) {
            ledger.outbox().supersede(connection, Kind.CREDIT_NOTE, row.sourceId(), "");
        } else {
            ledger.documents()
                    .find(connection, Kind.INVOICE, row.sourceId())
                    .filter(invoice -> "closed".equals(invoice.sourceState()))
                    .map(writeOffs::plan)
                    .ifPresent(question -> ledger.outbox().supersede(connection, Kind.CREDIT_NOTE, row.sourceId(), ""));
        }
    }

    /** Of a document that is deleted in Harvest only its removal from Xero is left to do. */
    private boolean isGone(Row row) {
        Kind source = row.kind() == Kind.CREDIT_NOTE ? Kind.INVOICE : row.kind();
        return ledger.documents()
                .find(connection, source, row.sourceId())
                .map(document -> document.state().equals("gone"))
                .orElse(false);
    }

    /** A removal is sent again; where it was only reported, the policy of today decides. */
    private void removeAgain(Row row) {
        Optional<SourceDocument> document = row.action() == Action.CREATE
                ? ledger.documents().find(connection, row.kind(), row.sourceId())
                : Optional.empty();
        if (document.isEmpty()) {
            ledger.outbox().again(row.id());
        } else if (row.kind() == Kind.INVOICE) {
            sweeping.gone(document.get());
        } else if (row.kind() == Kind.PAYMENT) {
            payments.gone(document.get());
        }
    }

    private void payment(Row row) {
        ledger.documents().planAgain(connection, Kind.PAYMENT, row.sourceId());
        ledger.documents()
                .find(connection, Kind.PAYMENT, row.sourceId())
                .map(SourceDocument::parentId)
                .flatMap(invoice -> ledger.documents().find(connection, Kind.INVOICE, invoice))
                .ifPresent(payments::planAll);
    }

    private void contact(Row row) {
        clients.forget();
        ledger.documents()
                .find(connection, Kind.CLIENT, row.sourceId())
                .ifPresent(client -> clients.plan(clients.listed(client)));
    }
}
