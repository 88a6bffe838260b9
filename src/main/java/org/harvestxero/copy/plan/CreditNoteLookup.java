package org.harvestxero.copy.plan;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.camel.Header;
import org.harvestxero.copy.document.OrderKeys;
import org.harvestxero.copy.outbox.MarkReader;
import org.harvestxero.copy.outbox.VerdictRecorder;
import org.harvestxero.mapping.WriteOffMapper;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.OutboxTable;
import org.harvestxero.store.copy.OutboxTable.Intent;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.xero.XeroCreditNoteView;
import org.harvestxero.xero.XeroInvoiceView;
import org.harvestxero.xero.XeroPage;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;
import org.jspecify.annotations.Nullable;

/**
 * Finds credit notes that stand in Xero and that the ledger doesn't know of, because it was lost or put back from an old
 * copy: by our mark, before one is made. Found ones are linked; those voided meanwhile count, because their numbers stay taken.
 */
public final class CreditNoteLookup {
    private static final int AT_ONCE = 40;

    private static final String STANDS = "it stands in Xero already";

    private final ConnectionStore store;
    private final VerdictRecorder verdictRecorder;
    private final boolean follow;
    private final Clock clock;
    private final AtomicLong looked = new AtomicLong();
    private final AtomicLong unlooked = new AtomicLong(Long.MAX_VALUE);

    /** @param follow whether credit notes are made of write-offs at all */
    public CreditNoteLookup(ConnectionStore store, VerdictRecorder verdictRecorder, boolean follow, Clock clock) {
        this.store = store;
        this.verdictRecorder = verdictRecorder;
        this.follow = follow;
        this.clock = clock;
    }

    /** As many of the invoices at a time as one question may name. */
    public List<List<SourceDocument>> pages(List<SourceDocument> writtenOff) {
        return inPages(writtenOff);
    }

    private static <T> List<List<T>> inPages(List<T> all) {
        List<List<T>> pages = new ArrayList<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            pages.add(all.subList(from, Math.min(from + AT_ONCE, all.size())));
        }
        return pages;
    }

    /** Asks for the credit notes of written-off invoices of which none was ever made, as far as is known; null without such. */
    public @Nullable XeroRequest ofWrittenOff(List<SourceDocument> writtenOff) {
        return follow
                ? request(writtenOff.stream().map(SourceDocument::sourceId).toList())
                : null;
    }

    /** Asks for those of invoices that turned out to be ours and are credited in Xero, or written off in Harvest; null without such. */
    public @Nullable XeroRequest ofTaken(@Header("takenInvoices") XeroResponse answer) {
        Set<Long> ours = new LinkedHashSet<>();
        for (XeroInvoiceView invoice : answer.invoices()) {
            OptionalLong id = MarkReader.sourceId(Kind.INVOICE, invoice.element());
            if (id.isPresent() && (invoice.isCredited() || isWrittenOff(id.getAsLong()))) {
                ours.add(id.getAsLong());
            }
        }
        return request(ours);
    }

    /**
     * Asks for those of copied invoices that Xero shows as credited and of whose credit notes nothing is known: a ledger put back from
     * before a write-off doesn't know what the re-opened invoice has to get rid of.
     */
    public List<XeroRequest> ofCredited(XeroPage changed) {
        List<String> credited = follow
                ? changed.invoices().stream()
                        .filter(XeroInvoiceView::isCredited)
                        .map(XeroInvoiceView::id)
                        .toList()
                : List.of();
        if (credited.isEmpty()) {
            return List.of();
        }
        List<Long> unknown = store.links().byTarget(Kind.INVOICE, credited).values().stream()
                .map(Link::sourceId)
                .filter(this::isUnknown)
                .toList();
        return inPages(unknown).stream().map(CreditNoteLookup::named).toList();
    }

    private boolean isWrittenOff(long id) {
        return store.documents()
                .find(Kind.INVOICE, id)
                .filter(document -> "closed".equals(document.sourceState()))
                .isPresent();
    }

    private @Nullable XeroRequest request(Collection<Long> invoices) {
        List<Long> unknown = invoices.stream().filter(this::isUnknown).toList();
        return unknown.isEmpty() ? null : named(unknown);
    }

    private static XeroRequest named(List<Long> invoices) {
        String marks = invoices.stream()
                .map(id -> "Reference.StartsWith(\"" + Marks.creditNote(id) + "\")")
                .collect(Collectors.joining(" OR "));
        return XeroRequest.get("/CreditNotes")
                .with("where", "Reference!=null AND (" + marks + ")")
                .with("page", "1")
                .with("pageSize", "1000");
    }

    private boolean isUnknown(long invoice) {
        return store.links().find(Kind.CREDIT_NOTE, invoice).isEmpty()
                && store.outbox().attemptsAtCredit(invoice) == 0;
    }

    /** Begins anew with those that could not be looked for in an earlier cycle. */
    public List<Row> first() {
        looked.updateAndGet(last -> Math.min(last, unlooked.getAndSet(Long.MAX_VALUE)));
        return next();
    }

    /** Xero could not be asked about these: none is made before it is known that it doesn't stand there already. */
    public void hold(List<Row> rows) {
        rows.forEach(row -> {
            unlooked.accumulateAndGet(row.id() - 1, Math::min);
            store.outboxClaims()
                    .later(
                            row.id(),
                            OutboxTable.NEVER,
                            "Xero's credit notes could not be read, so it may stand there already; it is looked for again in the next cycle");
        });
    }

    /** The next credit notes that wait to be made for the first time, but for write-offs: those were looked for when planned. */
    public List<Row> next() {
        List<Row> rows;
        do {
            rows = store.outboxClaims().toCreate(Kind.CREDIT_NOTE, looked.get(), AT_ONCE);
            if (!rows.isEmpty()) {
                looked.set(rows.get(rows.size() - 1).id());
            }
        } while (!rows.isEmpty() && rows.stream().noneMatch(CreditNoteLookup::isLookedFor));
        return rows.stream().filter(CreditNoteLookup::isLookedFor).toList();
    }

    private static boolean isLookedFor(Row row) {
        return row.sourceId() > 0 && !WriteOffMapper.isNumber(String.valueOf(row.number()));
    }

    /** Asks whether they stand in Xero already. */
    public XeroRequest ofRows(List<Row> rows) {
        return named(rows.stream().map(Row::sourceId).toList());
    }

    /** Adopts those that carry our mark and the same number; the others may be made. */
    public void adopt(XeroResponse answer, List<Row> rows) {
        rows.forEach(row -> store.outboxClaims().later(row.id(), clock.instant(), null));
        for (XeroCreditNoteView note : answer.creditNotes()) {
            OptionalLong id = MarkReader.sourceId(Kind.CREDIT_NOTE, note.element());
            boolean stands = !XeroStatus.isEnded(note.status());
            rows.stream()
                    .filter(row -> stands && id.isPresent() && id.getAsLong() == row.sourceId())
                    .filter(row -> note.number().equalsIgnoreCase(row.number()))
                    .forEach(row -> store.inTransaction(() -> adopt(row, note)));
        }
    }

    private void adopt(Row row, XeroCreditNoteView note) {
        if (store.outboxVerdicts().foundWaiting(row.id())) {
            verdictRecorder.adopt(row, note.element().accepted(), STANDS);
        }
    }

    /** Links what carries our mark; of several for one invoice the one that stands. */
    public void link(XeroResponse answer) {
        Set<Long> standing = new LinkedHashSet<>();
        for (XeroCreditNoteView note : answer.creditNotes()) {
            OptionalLong id = MarkReader.sourceId(Kind.CREDIT_NOTE, note.element());
            if (id.isPresent() && WriteOffMapper.isNumber(note.number()) && isUnlinked(id.getAsLong())) {
                boolean ended = XeroStatus.isEnded(note.status());
                boolean first = !ended && standing.add(id.getAsLong());
                store.inTransaction(() -> found(id.getAsLong(), note, first ? OutboxState.SENDING : OutboxState.DONE));
            }
        }
    }

    private boolean isUnlinked(long invoice) {
        return store.links().find(Kind.CREDIT_NOTE, invoice).isEmpty()
                && store.documents().find(Kind.INVOICE, invoice).isPresent();
    }

    private void found(long invoice, XeroCreditNoteView note, OutboxState state) {
        Revision revision = Revision.of(RevisionKind.CLOSED, "found:" + note.id());
        boolean added = store.outboxPlanner()
                .found(
                        new Intent(
                                Kind.CREDIT_NOTE,
                                invoice,
                                revision,
                                Action.CREATE,
                                invoice,
                                OrderKeys.now(clock),
                                null,
                                "",
                                null,
                                note.number(),
                                note.currency(),
                                note.total(),
                                null),
                        state);
        if (added && state == OutboxState.SENDING) {
            store.outbox().openOf(Kind.CREDIT_NOTE, invoice).stream()
                    .filter(row -> row.revision().equals(revision))
                    .forEach(row -> verdictRecorder.adopt(row, note.element().accepted(), STANDS));
        }
    }
}
