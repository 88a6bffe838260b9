package org.harvestxero.copy.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.copy.failure.DeletionWitness;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.harvest.HarvestResponse;
import org.harvestxero.mapping.SkipReason;
import org.harvestxero.mapping.document.XeroStatus;
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
import org.harvestxero.xero.XeroEditJson;
import org.harvestxero.xero.XeroInvoiceEdit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds invoices deleted in Harvest, which no listing of changes ever shows: all are listed once a day, those missing are asked for
 * one by one. Many missing at once look like something else; then nothing is touched and a person is told (ruling 4).
 */
public final class DeletionSweep {
    private static final Logger LOG = LoggerFactory.getLogger(DeletionSweep.class);
    private static final int FEW = 5;
    private static final int PERCENT = 2;
    private static final int FIRST = 1024;

    private final ConnectionStore store;
    private final SourceRecorder sourceRecorder;
    private final OwnRefusalRecorder ownRefusalRecorder;
    private final DeletionWitness witness;
    private final boolean follow;
    private long[] shown = new long[0];
    private int count;

    /** @param follow whether a copy is deleted or voided too; else the deletion is reported */
    public DeletionSweep(
            ConnectionStore store,
            SourceRecorder sourceRecorder,
            OwnRefusalRecorder ownRefusalRecorder,
            boolean follow) {
        this.store = store;
        this.sourceRecorder = sourceRecorder;
        this.ownRefusalRecorder = ownRefusalRecorder;
        this.witness = new DeletionWitness(store, ownRefusalRecorder, Kind.INVOICE, "invoices");
        this.follow = follow;
    }

    public void begin() {
        shown = new long[0];
        count = 0;
    }

    /** Keeps one page of all invoices: a changed state or due amount is noticed here even where updated_at didn't move. */
    public void page(HarvestPage page) {
        sourceRecorder.invoices(page);
        page.elements().forEach(invoice -> add(invoice.idOrZero()));
    }

    private void add(long id) {
        if (count == shown.length) {
            shown = Arrays.copyOf(shown, Math.max(FIRST, 2 * count));
        }
        shown[count++] = id;
    }

    /** After the last page: the invoices to ask for one by one; none when too many are missing at once. */
    public List<SourceDocument> missing() {
        Arrays.sort(shown, 0, count);
        List<Long> missing = new ArrayList<>();
        long known = 0;
        for (Iterator<List<Long>> pages = store.documents().ids(Kind.INVOICE); pages.hasNext(); ) {
            for (Long id : pages.next()) {
                known++;
                if (Arrays.binarySearch(shown, 0, count, id) < 0 && !isListedElsewhere(id)) {
                    missing.add(id);
                }
            }
        }
        begin();
        if (missing.isEmpty()) {
            witness.nothingMissing();
        }
        if (missing.size() > FEW && missing.size() * 100L > known * PERCENT) {
            Problem problem = Problem.of(FailureCode.MANY_DELETED_IN_HARVEST, Integer.toString(missing.size()));
            ownRefusalRecorder.refuse(
                    Kind.INVOICE, 0, missing.size() + " invoices", Revision.of(RevisionKind.SWEEP), problem);
            LOG.warn(
                    "{} of {} invoices are missing from Harvest's list at once; nothing is touched",
                    missing.size(),
                    known);
            return List.of();
        }
        return missing.stream()
                .flatMap(id -> store.documents().find(Kind.INVOICE, id).stream())
                .toList();
    }

    /** What was left out because of its date is not among those the sweep lists, which begin at that day. */
    private boolean isListedElsewhere(long id) {
        return store.documents()
                .find(Kind.INVOICE, id)
                .filter(document -> document.reason() != null
                        && document.reason().startsWith(SkipReason.BEFORE_COPY_SINCE.key() + ":"))
                .isPresent();
    }

    public HarvestRequest request(SourceDocument invoice) {
        return HarvestRequest.get("/invoices/" + invoice.sourceId());
    }

    /** Asked before a missing invoice is taken for deleted: a token of the wrong account would miss everything. */
    public HarvestRequest whoAmI() {
        return HarvestRequest.get("/users/me");
    }

    /** @param me who reads Harvest's lists: to one who may not see it, a hidden invoice looks deleted */
    public void unknown(HarvestResponse me, SourceDocument invoice) {
        if (witness.isBelieved(me)) {
            gone(invoice);
        }
    }

    /** The invoice is gone: an unsent copy is dropped; a sent one is reported, or deleted or voided too. */
    public void gone(SourceDocument invoice) {
        if (isTakenBack(invoice)) {
            store.documents().move(invoice, DocumentState.GONE, "taken back with its draft");
            return;
        }
        Optional<Link> link = store.links().find(Kind.INVOICE, invoice.sourceId());
        boolean lives = link.isPresent()
                && !Set.of("DELETED", "VOIDED")
                        .contains(String.valueOf(link.get().status()));
        store.inTransaction(() -> {
            store.outboxPlanner().supersede(Kind.INVOICE, invoice.sourceId());
            store.audit().add("harvest", Kind.INVOICE, invoice.sourceId(), "gone", "deleted in Harvest");
            if (lives && follow) {
                remove(invoice, link.get());
            } else if (lives) {
                report(invoice, link.get());
            }
            store.documents().move(invoice, DocumentState.GONE, "deleted in Harvest");
        });
    }

    /** The mirror of a draft that was credited or rejected is deleted on purpose. */
    private boolean isTakenBack(SourceDocument invoice) {
        return store.billing()
                .drafts()
                .byMirror(invoice.sourceId())
                .filter(draft -> !draft.state().holdsItsWork())
                .isPresent();
    }

    private void report(SourceDocument invoice, Link link) {
        ownRefusalRecorder.refuse(
                Kind.INVOICE,
                invoice.sourceId(),
                link.number(),
                link.currency(),
                link.total(),
                Revision.of(RevisionKind.GONE, invoice.fingerprint()),
                List.of(new Problem(
                        FailureCode.DELETED_IN_HARVEST,
                        String.valueOf(link.number()),
                        Map.of("status", String.valueOf(link.status())))));
    }

    /** Numbers are burnt in Xero, so the copy is renamed before it goes (ruling 5). */
    private void remove(SourceDocument invoice, Link link) {
        String freed = link.number() + "-deleted-" + invoice.sourceId();
        boolean draft = XeroStatus.isUnapproved(link.status());
        plan(
                invoice,
                link,
                RevisionKind.RENAME,
                Action.UPDATE,
                "1",
                XeroEditJson.invoiceEdit(
                        link.targetId(), XeroInvoiceEdit.nothing().withNumber(freed)));
        plan(
                invoice,
                link,
                draft ? RevisionKind.DELETE : RevisionKind.VOID,
                draft ? Action.DELETE : Action.VOID,
                "2",
                XeroEditJson.statusChange(link.targetId(), draft ? XeroStatus.DELETED : XeroStatus.VOIDED));
    }

    private void plan(
            SourceDocument invoice, Link link, RevisionKind what, Action action, String order, String element) {
        store.outboxPlanner()
                .plan(new Intent(
                        Kind.INVOICE,
                        invoice.sourceId(),
                        Revision.of(what, invoice.fingerprint()),
                        action,
                        invoice.sourceId(),
                        "9" + order,
                        new Dependency(Kind.INVOICE, invoice.sourceId(), null),
                        element,
                        null,
                        link.number(),
                        link.currency(),
                        null,
                        null));
    }
}
