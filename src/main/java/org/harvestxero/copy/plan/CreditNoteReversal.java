package org.harvestxero.copy.plan;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.copy.document.OrderKeys;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.OutboxTable.Dependency;
import org.harvestxero.store.copy.OutboxTable.Intent;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.xero.XeroCreditNoteView;
import org.harvestxero.xero.XeroCreditNoteView.Allocation;
import org.harvestxero.xero.XeroEditJson;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;
import org.jspecify.annotations.Nullable;

/** Takes a write-off's credit note back: off its invoice first, then voided, or deleted where it was never approved. */
final class CreditNoteReversal {
    private static final Set<Action> STEPS = Set.of(Action.DEALLOCATE, Action.VOID, Action.DELETE);
    private static final Set<OutboxState> ON_ITS_WAY = Set.of(OutboxState.WAITING, OutboxState.SENDING);

    private final ConnectionStore store;
    private final Clock clock;

    CreditNoteReversal(ConnectionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * A credit note as Xero shows it.
     *
     * @param allocations what it is set against
     */
    record Seen(String status, List<Allocation> allocations) {
        boolean isEnded() {
            return XeroStatus.isEnded(status);
        }

        /** Whether it is set against nothing but the invoice. */
        boolean isOnly(Optional<Link> invoice) {
            String id = invoice.map(Link::targetId).orElse("");
            return allocations.stream().allMatch(each -> id.equals(each.invoiceId()));
        }
    }

    /** The write-off's credit note, as long as it is neither voided nor deleted. */
    Optional<Link> standing(SourceDocument document) {
        return store.links()
                .find(Kind.CREDIT_NOTE, document.sourceId())
                .filter(note -> !XeroStatus.isEnded(note.status()));
    }

    /** Asks how the note stands now. */
    static XeroRequest request(Link note) {
        return XeroRequest.get("/CreditNotes")
                .with("where", "CreditNoteID==guid(\"" + note.targetId() + "\")")
                .with("page", "1");
    }

    static Seen read(XeroResponse answer) {
        XeroCreditNoteView note = answer.creditNote();
        return new Seen(Objects.requireNonNullElse(note.status(), "DELETED"), note.allocations());
    }

    /** A person voided or deleted it: nothing of it is left to do. */
    void ended(SourceDocument document, Seen seen) {
        store.inTransaction(() -> {
            store.links().status(Kind.CREDIT_NOTE, document.sourceId(), seen.status());
            store.outboxPlanner().supersede(Kind.CREDIT_NOTE, document.sourceId());
        });
    }

    /** Whether the note is being taken back already. */
    boolean isUnderWay(SourceDocument document) {
        return store.outbox().openOf(Kind.CREDIT_NOTE, document.sourceId()).stream()
                .anyMatch(row -> STEPS.contains(row.action()) && ON_ITS_WAY.contains(row.state()));
    }

    /** @param event for the audit, with its words */
    void plan(SourceDocument document, Link note, Seen seen, Revision revision, String event, String words) {
        String order = OrderKeys.now(clock);
        boolean draft = XeroStatus.isUnapproved(seen.status());
        store.inTransaction(() -> {
            store.outboxPlanner().supersede(Kind.CREDIT_NOTE, document.sourceId(), revision);
            for (Allocation allocation : seen.allocations()) {
                String id = allocation.id();
                plan(document, note, revision.then(id), Action.DEALLOCATE, order, id, allocation.amount());
            }
            plan(
                    document,
                    note,
                    revision,
                    draft ? Action.DELETE : Action.VOID,
                    order + ":later",
                    XeroEditJson.creditNoteStatusChange(
                            note.targetId(), draft ? XeroStatus.DELETED : XeroStatus.VOIDED),
                    null);
            store.audit().add("harvest", Kind.INVOICE, document.sourceId(), event, words);
        });
    }

    private void plan(
            SourceDocument document,
            Link note,
            Revision revision,
            Action action,
            String order,
            String element,
            @Nullable BigDecimal total) {
        store.outboxPlanner()
                .plan(new Intent(
                        Kind.CREDIT_NOTE,
                        document.sourceId(),
                        revision,
                        action,
                        document.sourceId(),
                        order,
                        new Dependency(Kind.CREDIT_NOTE, document.sourceId(), null),
                        element,
                        null,
                        note.number(),
                        note.currency(),
                        total,
                        null));
    }
}
