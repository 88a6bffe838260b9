package org.harvestxero.copy.plan;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.harvestxero.copy.document.OrderKeys;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.harvest.HarvestUnreadableException;
import org.harvestxero.mapping.MappingResult;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.WrittenInvoice;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxTable.Dependency;
import org.harvestxero.store.copy.OutboxTable.Intent;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records what is decided of a Harvest invoice: that it waits, is skipped or refused, stays as it is, or has to be compared with its twin. */
final class InvoicePlanRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(InvoicePlanner.class);

    private final ConnectionStore store;
    private final OwnRefusalRecorder ownRefusalRecorder;
    private final Clock clock;

    InvoicePlanRecorder(ConnectionStore store, OwnRefusalRecorder ownRefusalRecorder, Clock clock) {
        this.store = store;
        this.ownRefusalRecorder = ownRefusalRecorder;
        this.clock = clock;
    }

    /** What it rests on could not be read: it waits as it is, and says so. */
    void hold(SourceDocument document, String reason) {
        store.documents().move(document, DocumentState.CHANGED, reason);
    }

    void refuse(SourceDocument document, HarvestUnreadableException why) {
        LOG.warn("Invoice {} can't be read: {}", document.number(), FailureText.words(why));
        refuse(document, List.of(Problem.of(FailureCode.UNREADABLE, FailureText.unreadable(why))));
    }

    void skip(SourceDocument document, MappingResult.Skipped skipped, Optional<Link> link) {
        String words = skipped.reason().key() + ": " + skipped.reason().sentence();
        store.inTransaction(() -> {
            store.outboxPlanner().supersede(Kind.INVOICE, document.sourceId());
            store.documents().move(document, link.isPresent() ? DocumentState.PLANNED : DocumentState.SKIPPED, words);
        });
    }

    void refuse(SourceDocument document, List<Problem> problems) {
        Revision revision = revision(document);
        store.inTransaction(() -> {
            store.outboxPlanner().supersede(Kind.INVOICE, document.sourceId(), revision);
            ownRefusalRecorder.refuse(
                    Kind.INVOICE, document.sourceId(), document.number(), null, document.amount(), revision, problems);
            store.documents().move(document, DocumentState.PLANNED, null);
        });
    }

    /** The intent to create the twin, or a credit note of a negative invoice; not yet recorded. */
    Intent creation(SourceDocument document, TargetInvoice target) {
        return new Intent(
                target.kind() == TargetInvoice.Kind.INVOICE ? Kind.INVOICE : Kind.CREDIT_NOTE,
                document.sourceId(),
                revision(document),
                Action.CREATE,
                document.sourceId(),
                OrderKeys.now(clock),
                new Dependency(Kind.CONTACT, target.clientId(), null),
                StoredJson.write(target),
                null,
                target.number(),
                target.currency(),
                target.total(),
                target.totalTax());
    }

    /** A credit note made of a negative invoice is not edited; a later change is told to a person. */
    void credited(SourceDocument document, TargetInvoice target, Link note) {
        if (isWritten(note, target)) {
            standsAsWritten(document);
            return;
        }
        refuse(
                document,
                List.of(Problem.of(FailureCode.DRIFT, target.number())
                        .with("differences", "it changed in Harvest after it was copied as a credit note")));
    }

    private static boolean isWritten(Link link, TargetInvoice target) {
        String written = link.written();
        return written != null
                && StoredJson.read(written, WrittenInvoice.class).invoice().equals(target);
    }

    /** The twin exists: nothing to do where what we would write is what we wrote; else Xero's current state is read first. */
    void change(SourceDocument document, TargetInvoice target, Link link) {
        if (link.agrees() && isWritten(link, target)) {
            standsAsWritten(document);
        } else {
            store.documents().move(document, DocumentState.EDIT, null);
        }
    }

    /** An edit that has not left, and one that could not be brought over, is over where Harvest has again what we wrote. */
    private void standsAsWritten(SourceDocument document) {
        store.inTransaction(() -> {
            store.outboxPlanner().supersedeEdits(Kind.INVOICE, document.sourceId());
            store.documents().move(document, DocumentState.PLANNED, null);
        });
    }

    private static Revision revision(SourceDocument document) {
        return Revision.of(RevisionKind.CREATE, document.fingerprint());
    }
}
