package org.harvestxero.copy.plan;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestInvoiceView;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;
import org.jspecify.annotations.Nullable;

/**
 * Undoes the write-off of an invoice that was re-opened in Harvest, or reports what still counts against it in Xero, by policy
 * (ruling 15): the allocation is taken back, then the credit note is voided.
 */
public final class ReopenPlanner {
    private static final int AT_ONCE = 200;

    private final ConnectionStore store;
    private final OwnRefusalRecorder ownRefusalRecorder;
    private final boolean follow;
    private final Clock clock;
    private final CreditNoteReversal removal;

    /** @param follow whether the credit note is taken back; else it is reported */
    public ReopenPlanner(ConnectionStore store, OwnRefusalRecorder ownRefusalRecorder, boolean follow, Clock clock) {
        this.store = store;
        this.ownRefusalRecorder = ownRefusalRecorder;
        this.follow = follow;
        this.clock = clock;
        this.removal = new CreditNoteReversal(store, clock);
    }

    /** Invoices re-opened in Harvest of which something is left to undo. */
    public List<SourceDocument> next() {
        return store.pendingDocuments().reopened(clock.instant(), AT_ONCE);
    }

    /**
     * Asks how the credit note of a re-opened invoice stands now; null when none is in Xero. Then what was not sent of the write-off
     * is dropped, and what someone credited by hand is reported.
     */
    public @Nullable XeroRequest noteRequest(SourceDocument document) {
        Optional<Link> note = removal.standing(document);
        if (note.isPresent()) {
            return CreditNoteReversal.request(note.get());
        }
        BigDecimal due = document.dueAmount();
        Optional<BigDecimal> less = store.links()
                .find(Kind.INVOICE, document.sourceId())
                .map(Link::amountDue)
                .filter(inXero -> due != null && inXero.compareTo(due) < 0)
                .map(inXero -> Objects.requireNonNull(due).subtract(inXero));
        if (less.isPresent()) {
            String credit = CurrencyDigits.plain(less.get(), currency(document)) + " " + currency(document);
            report(document, less.get(), "a credit or payment of " + credit);
        } else {
            store.outboxPlanner().supersede(Kind.CREDIT_NOTE, document.sourceId());
        }
        return null;
    }

    /** Takes the credit note off the re-opened invoice and voids it, or reports that it is still there, by policy. */
    public void undo(XeroResponse answer, SourceDocument document) {
        Link link = removal.standing(document)
                .orElseThrow(() -> new IllegalStateException(
                        "The credit note of invoice " + document.number() + " is no longer known"));
        CreditNoteReversal.Seen seen = CreditNoteReversal.read(answer);
        if (seen.isEnded()) {
            removal.ended(document, seen);
        } else if (follow && seen.isOnly(store.links().find(Kind.INVOICE, document.sourceId()))) {
            removal.plan(
                    document,
                    link,
                    seen,
                    Revision.of(RevisionKind.REOPENED, document.fingerprint()),
                    "re-opened",
                    "in Harvest; its credit note " + link.number() + " is taken back");
        } else if (seen.allocations().isEmpty()) {
            store.outboxPlanner()
                    .settle(
                            WriteOffRecorder.settled(document, RevisionKind.STILL),
                            "the credit note is set against nothing");
        } else {
            report(document, link.total(), "credit note " + link.number());
        }
    }

    private void report(SourceDocument document, @Nullable BigDecimal credited, String credit) {
        Revision revision = Revision.of(RevisionKind.STILL, document.fingerprint());
        String number = String.valueOf(document.number());
        Problem problem = Problem.of(FailureCode.REOPENED_IN_HARVEST, number).with("credit", credit);
        store.inTransaction(() -> {
            store.outboxPlanner().supersede(Kind.CREDIT_NOTE, document.sourceId(), revision);
            ownRefusalRecorder.refuse(
                    Kind.CREDIT_NOTE,
                    document.sourceId(),
                    document.number(),
                    currency(document),
                    credited,
                    revision,
                    List.of(problem));
        });
    }

    private static @Nullable String currency(SourceDocument document) {
        return HarvestInvoiceView.of(HarvestElement.parse(document.content())).currency();
    }
}
