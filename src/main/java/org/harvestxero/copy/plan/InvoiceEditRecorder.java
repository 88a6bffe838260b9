package org.harvestxero.copy.plan;

import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.harvestxero.copy.document.OrderKeys;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.XeroInvoice;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.mapping.edit.Difference;
import org.harvestxero.mapping.edit.EditPlan;
import org.harvestxero.mapping.edit.HeaderField;
import org.harvestxero.mapping.edit.InvoicePatch;
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
import org.harvestxero.xero.XeroEditJson;

/** Records what an edit of an invoice comes to: an intent for its twin, the differences people made there, or why it can't be brought over. */
final class InvoiceEditRecorder {
    private final ConnectionStore store;
    private final OwnRefusalRecorder ownRefusalRecorder;
    private final Clock clock;

    InvoiceEditRecorder(ConnectionStore store, OwnRefusalRecorder ownRefusalRecorder, Clock clock) {
        this.store = store;
        this.ownRefusalRecorder = ownRefusalRecorder;
        this.clock = clock;
    }

    void record(SourceDocument document, Link link, EditPlan plan, TargetInvoice wanted, XeroInvoice now) {
        Revision revision = Revision.of(RevisionKind.UPDATE, document.fingerprint());
        boolean toApprove = plan.isNothing()
                && link.agrees()
                && wanted.status() == TargetInvoice.Status.AUTHORISED
                && XeroStatus.isUnapproved(now.status());
        store.inTransaction(() -> {
            store.outboxPlanner().supersedeBut(Kind.INVOICE, document.sourceId(), revision, RevisionKind.ASIDE);
            InvoicePatch patch = plan.patch();
            if (patch != null) {
                plan(document, revision, Action.UPDATE, PatchRenderer.element(patch), plan, wanted);
            } else if (toApprove) {
                plan(
                        document,
                        revision,
                        Action.APPROVE,
                        XeroEditJson.statusChange(link.targetId(), XeroStatus.AUTHORISED),
                        plan,
                        wanted);
            }
            recordDrift(document, plan.drift(), wanted);
            store.documents().move(document, DocumentState.PLANNED, null);
        });
    }

    private void plan(
            SourceDocument document,
            Revision revision,
            Action action,
            String element,
            EditPlan plan,
            TargetInvoice wanted) {
        boolean asWanted = plan.kept().isEmpty();
        boolean moves = plan.patch() != null && plan.patch().header().containsKey(HeaderField.CONTACT);
        store.outboxPlanner()
                .plan(new Intent(
                        Kind.INVOICE,
                        document.sourceId(),
                        revision,
                        action,
                        document.sourceId(),
                        OrderKeys.now(clock),
                        moves
                                ? new Dependency(Kind.CONTACT, wanted.clientId(), null)
                                : new Dependency(Kind.INVOICE, document.sourceId(), null),
                        element,
                        StoredJson.write(wanted),
                        wanted.number(),
                        wanted.currency(),
                        asWanted ? wanted.total() : null,
                        asWanted ? wanted.totalTax() : null));
    }

    /** Differences that are left as they are in Xero, and told. */
    private void recordDrift(SourceDocument document, List<Difference> differences, TargetInvoice wanted) {
        String drift = differences.isEmpty()
                ? null
                : differences.stream().map(Difference::toString).collect(Collectors.joining("; "));
        store.links().drift(Kind.INVOICE, document.sourceId(), drift);
        if (drift != null) {
            ownRefusalRecorder.refuse(
                    Kind.INVOICE,
                    document.sourceId(),
                    document.number(),
                    wanted.currency(),
                    wanted.total(),
                    Revision.of(RevisionKind.DRIFT, document.fingerprint()),
                    List.of(Difference.problem(String.valueOf(document.number()), differences)));
        }
    }

    void refuse(SourceDocument document, List<Problem> problems) {
        store.inTransaction(() -> {
            ownRefusalRecorder.refuse(
                    Kind.INVOICE,
                    document.sourceId(),
                    document.number(),
                    null,
                    document.amount(),
                    Revision.of(RevisionKind.UPDATE, document.fingerprint()),
                    problems);
            store.documents().move(document, DocumentState.PLANNED, null);
        });
    }
}
