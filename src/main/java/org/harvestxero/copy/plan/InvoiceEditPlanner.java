package org.harvestxero.copy.plan;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.copy.reference.MappingContexts;
import org.harvestxero.copy.reference.StageInputs;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestInvoiceView;
import org.harvestxero.mapping.MappingResult;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.WrittenInvoice;
import org.harvestxero.mapping.document.XeroInvoice;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.mapping.edit.Difference;
import org.harvestxero.mapping.edit.EditPlan;
import org.harvestxero.mapping.edit.InvoiceEdit;
import org.harvestxero.mapping.edit.LostEdit;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.store.database.DatabaseTrouble;
import org.harvestxero.xero.XeroInvoiceView;
import org.harvestxero.xero.XeroReader;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a changed Harvest invoice to its twin: only fields that still stand as we last wrote them are written, the rest is reported
 * as drift.
 */
public final class InvoiceEditPlanner {
    private static final Logger LOG = LoggerFactory.getLogger(InvoiceEditPlanner.class);

    private final ConnectionStore store;
    private final MappingContexts mappingContexts;
    private final InvoicePreview preview;
    private final StageInputs stageInputs;
    private final RenumberPlanner renumbering;
    private final InvoiceEditQueue queue;
    private final InvoiceEditRecorder recorder;
    private boolean voidedAreDrafts;
    private LongConsumer counted = more -> {};

    public InvoiceEditPlanner(
            ConnectionStore store,
            MappingContexts mappingContexts,
            InvoicePreview preview,
            StageInputs stageInputs,
            OwnRefusalRecorder ownRefusalRecorder,
            Clock clock) {
        this.store = store;
        this.mappingContexts = mappingContexts;
        this.preview = preview;
        this.stageInputs = stageInputs;
        this.renumbering = new RenumberPlanner(store, clock);
        this.queue = new InvoiceEditQueue(store, renumbering, clock);
        this.recorder = new InvoiceEditRecorder(store, ownRefusalRecorder, clock);
    }

    /** Begins a cycle's edits and gives the first of them. */
    public List<SourceDocument> first() {
        queue.begin();
        return queue.next();
    }

    /** Invoices voided in Xero are drafts in Harvest by policy: such a pair is no difference. */
    public void voidedAreDrafts() {
        voidedAreDrafts = true;
    }

    /** @param counted told how many more are done */
    public void onDone(LongConsumer counted) {
        this.counted = counted;
    }

    /** The next changed invoices whose twins are to be read, each once in a cycle; empty when there are none. */
    public List<SourceDocument> next() {
        return queue.next();
    }

    /** Xero gave no answer about these twins: each is asked for alone, and what fails again waits. */
    public void unread(List<SourceDocument> documents) {
        counted.accept(documents.size());
        queue.unread(documents);
    }

    /** Asks how the twins stand now, all in one read. */
    public XeroRequest request(List<SourceDocument> documents) {
        return twins(documents.stream()
                .flatMap(document -> link(document).stream())
                .map(Link::targetId)
                .toList());
    }

    public static XeroRequest twins(Collection<String> ids) {
        return XeroRequest.get("/Invoices")
                .with("IDs", String.join(",", ids))
                .with("page", "1")
                .with("pageSize", "100")
                .with("unitdp", "4");
    }

    public void plan(XeroResponse answer, List<SourceDocument> documents) {
        planAll(answer.invoices(), documents);
    }

    /** The same with the twins of the documents, as Xero shows them. */
    public void planAll(Collection<XeroInvoiceView> shown, List<SourceDocument> documents) {
        counted.accept(documents.size());
        queue.read(documents);
        Map<String, XeroInvoiceView> twins = new HashMap<>();
        shown.forEach(invoice -> twins.put(invoice.id(), invoice));
        for (SourceDocument document : renumbering.inOrder(documents)) {
            try {
                Link link = link(document)
                        .orElseThrow(() -> new IllegalStateException("Its link is missing: it was never copied"));
                planOne(document, link, twins.get(link.targetId()));
            } catch (RuntimeException e) {
                DatabaseTrouble.throwOn(e);
                LOG.warn("The edit of invoice {} could not be planned", document.number(), e);
                recorder.refuse(document, List.of(Problem.of(FailureCode.UNEXPECTED, FailureText.unforeseen(e))));
            }
        }
    }

    private Optional<Link> link(SourceDocument document) {
        return store.links().find(Kind.INVOICE, document.sourceId());
    }

    private void planOne(SourceDocument document, Link link, @Nullable XeroInvoiceView twin) {
        if (voidedAreDrafts && isDraftOfVoided(document, twin)) {
            store.documents().move(document, DocumentState.PLANNED, null);
            return;
        }
        MappingResult result = preview.of(document, true, InvoicePreview.isTrusted(link));
        if (result instanceof MappingResult.Refused refused) {
            Optional<String> unread = stageInputs.missingFor(refused.problems());
            if (unread.isPresent()) {
                store.documents().move(document, DocumentState.EDIT, unread.get());
                return;
            }
            recorder.refuse(document, refused.problems());
            return;
        }
        if (!(result instanceof MappingResult.Mapped mapped) || twin == null) {
            recorder.refuse(
                    document, List.of(Problem.of(FailureCode.VOIDED_IN_XERO, String.valueOf(document.number()))));
            return;
        }
        TargetInvoice wanted = mapped.invoice();
        XeroInvoice now = XeroReader.invoice(twin.element());
        recorder.record(
                document,
                link,
                edit(document, lastWritten(document, link, wanted, now), twin, wanted, now),
                wanted,
                now);
    }

    private static boolean isDraftOfVoided(SourceDocument document, @Nullable XeroInvoiceView twin) {
        return "draft".equals(document.sourceState()) && twin != null && XeroStatus.isEnded(twin.status());
    }

    /** An edit whose answer was lost is our own change all the same, once Xero shows it. */
    private WrittenInvoice lastWritten(SourceDocument document, Link link, TargetInvoice wanted, XeroInvoice now) {
        WrittenInvoice known = lastWritten(link, wanted, now);
        return store.outbox().openOf(Kind.INVOICE, document.sourceId()).stream()
                .filter(row -> row.action() == Action.UPDATE && row.attempts() > 0 && row.written() != null)
                .map(row -> StoredJson.read(String.valueOf(row.written()), TargetInvoice.class))
                .flatMap(sent -> LostEdit.done(known, now, sent).stream())
                .reduce((earlier, later) -> later)
                .orElse(known);
    }

    /** As we last wrote it; where that was not kept, Xero's contact and lines are taken for ours. */
    private static WrittenInvoice lastWritten(Link link, TargetInvoice wanted, XeroInvoice now) {
        return link.written() == null
                ? new WrittenInvoice(
                        wanted,
                        now.contactId(),
                        now.lines().stream().map(XeroInvoice.Line::id).toList())
                : StoredJson.read(link.written(), WrittenInvoice.class);
    }

    private EditPlan edit(
            SourceDocument document, WrittenInvoice last, XeroInvoiceView twin, TargetInvoice wanted, XeroInvoice now) {
        if (wanted.clientId() == last.invoice().clientId()) {
            return InvoiceEdit.plan(last, now, wanted, last.contactId(), lockedUntil());
        }
        EditPlan moved =
                InvoiceEdit.plan(asMerged(last, now), now, wanted, preview.contactFor(document), lockedUntil());
        return named(moved, document, twin);
    }

    /** The contact of the client it was for may have been merged into another one since: that is no change of the invoice. */
    private WrittenInvoice asMerged(WrittenInvoice last, XeroInvoice now) {
        boolean merged = store.links()
                .find(Kind.CONTACT, last.invoice().clientId())
                .filter(contact -> contact.targetId().equals(now.contactId()))
                .isPresent();
        return merged ? new WrittenInvoice(last.invoice(), now.contactId(), last.lineIds(), last.repaired()) : last;
    }

    /** People know contacts by their names. */
    private static EditPlan named(EditPlan plan, SourceDocument document, XeroInvoiceView twin) {
        String has = twin.contact().name();
        String wants = Objects.requireNonNullElse(
                HarvestInvoiceView.of(HarvestElement.parse(document.content()))
                        .client()
                        .name(),
                "");
        return new EditPlan(
                plan.patch(),
                plan.drift().stream()
                        .map(difference -> difference.field().equals("contact")
                                ? new Difference(difference.field(), has, wants, difference.why())
                                : difference)
                        .toList(),
                plan.kept());
    }

    private Optional<LocalDate> lockedUntil() {
        XeroSettings.Organisation organisation = mappingContexts.xero().organisation();
        return Stream.of(organisation.periodLock(), organisation.yearEndLock())
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .max(LocalDate::compareTo);
    }
}
