package org.harvestxero.copy.plan;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.harvestxero.copy.document.OrderKeys;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.copy.failure.FailedCopyRecorder;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.copy.failure.RestingDocuments;
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
import org.harvestxero.mapping.edit.HeaderField;
import org.harvestxero.mapping.edit.InvoicePatch;
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
import org.harvestxero.store.database.DatabaseTrouble;
import org.harvestxero.xero.XeroEditJson;
import org.harvestxero.xero.XeroInvoiceView;
import org.harvestxero.xero.XeroReader;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a changed Harvest invoice to its twin: only fields that still stand as we last wrote them are written, the rest is reported
 * as drift (ruling 6).
 */
public final class InvoiceEditPlanner {
    private static final Logger LOG = LoggerFactory.getLogger(InvoiceEditPlanner.class);
    private static final int AT_ONCE = 40;
    private final ConnectionStore store;
    private final MappingContexts mappingContexts;
    private final InvoicePlanner planning;
    private final StageInputs stageInputs;
    private final FailedCopyRecorder failedCopyRecorder;
    private final Clock clock;
    private final RenumberPlanner renumbering;
    private final RestingDocuments restingDocuments;
    private final Queue<List<SourceDocument>> alone = new ConcurrentLinkedQueue<>();
    private final AtomicLong passed = new AtomicLong();
    private LongConsumer counted = more -> {};

    public InvoiceEditPlanner(
            ConnectionStore store,
            MappingContexts mappingContexts,
            InvoicePlanner planning,
            StageInputs stageInputs,
            FailedCopyRecorder failedCopyRecorder,
            Clock clock) {
        this.store = store;
        this.mappingContexts = mappingContexts;
        this.planning = planning;
        this.stageInputs = stageInputs;
        this.failedCopyRecorder = failedCopyRecorder;
        this.clock = clock;
        this.renumbering = new RenumberPlanner(store, clock);
        this.restingDocuments = new RestingDocuments(clock);
    }

    /** Begins a cycle's edits and gives the first of them. */
    public List<SourceDocument> first() {
        alone.clear();
        passed.set(0);
        return next();
    }

    /** @param counted told how many more are done */
    public void onDone(LongConsumer counted) {
        this.counted = counted;
    }

    /** The next changed invoices whose twins are to be read, each once in a cycle; empty when there are none. */
    public List<SourceDocument> next() {
        List<SourceDocument> again = alone.poll();
        if (again != null) {
            return again;
        }
        List<SourceDocument> page;
        List<SourceDocument> next;
        do {
            page = store.documents().inState(Kind.INVOICE, DocumentState.EDIT, passed.get(), AT_ONCE);
            next = page.stream()
                    .filter(document -> !restingDocuments.rests(document.sourceId()))
                    .toList();
            if (!page.isEmpty()) {
                passed.set(page.get(page.size() - 1).sourceId());
            }
        } while (next.isEmpty() && !page.isEmpty());
        return next;
    }

    /**
     * Xero gave no answer about these twins. Of several each is asked for alone, so that a bad one shows; those that change their
     * numbers stay together, as one may take the other's. What fails again waits.
     */
    public void unread(List<SourceDocument> documents) {
        counted.accept(documents.size());
        Set<Long> renumbered = renumbering.renumbered(documents);
        List<SourceDocument> together = documents.stream()
                .filter(document -> renumbered.contains(document.sourceId()))
                .toList();
        if (documents.size() == 1 || together.size() == documents.size()) {
            documents.forEach(document -> {
                restingDocuments.failed(document.sourceId());
                store.documents().move(document, DocumentState.EDIT, "Xero's copy of it could not be read");
            });
            return;
        }
        documents.stream()
                .filter(document -> !renumbered.contains(document.sourceId()))
                .forEach(document -> alone.add(List.of(document)));
        if (!together.isEmpty()) {
            alone.add(together);
        }
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
        documents.forEach(document -> restingDocuments.went(document.sourceId()));
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
                refuse(document, List.of(Problem.of(FailureCode.UNEXPECTED, FailureText.words(e))));
            }
        }
    }

    private Optional<Link> link(SourceDocument document) {
        return store.links().find(Kind.INVOICE, document.sourceId());
    }

    private void planOne(SourceDocument document, Link link, @Nullable XeroInvoiceView twin) {
        MappingResult result = planning.preview(document, true, InvoicePlanner.isTrusted(link));
        if (result instanceof MappingResult.Refused refused) {
            Optional<String> unread = stageInputs.missingFor(refused.problems());
            if (unread.isPresent()) {
                store.documents().move(document, DocumentState.EDIT, unread.get());
                return;
            }
            refuse(document, refused.problems());
            return;
        }
        if (!(result instanceof MappingResult.Mapped mapped) || twin == null) {
            refuse(document, List.of(Problem.of(FailureCode.VOIDED_IN_XERO, String.valueOf(document.number()))));
            return;
        }
        TargetInvoice wanted = mapped.invoice();
        XeroInvoice now = XeroReader.invoice(twin.element());
        WrittenInvoice last = link.written() == null
                ? new WrittenInvoice(
                        wanted,
                        now.contactId(),
                        now.lines().stream().map(XeroInvoice.Line::id).toList())
                : StoredJson.read(link.written(), WrittenInvoice.class);
        boolean moved = wanted.clientId() != last.invoice().clientId();
        EditPlan plan = moved
                ? named(
                        org.harvestxero.mapping.edit.InvoiceEdit.plan(
                                asMerged(last, now), now, wanted, planning.contactFor(document), lockedUntil()),
                        document,
                        twin)
                : org.harvestxero.mapping.edit.InvoiceEdit.plan(last, now, wanted, last.contactId(), lockedUntil());
        record(document, link, plan, wanted, now);
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

    private void record(SourceDocument document, Link link, EditPlan plan, TargetInvoice wanted, XeroInvoice now) {
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
            String drift = plan.drift().isEmpty()
                    ? null
                    : plan.drift().stream().map(Difference::toString).collect(Collectors.joining("; "));
            store.links().drift(Kind.INVOICE, document.sourceId(), drift);
            if (drift != null) {
                failedCopyRecorder.refuse(
                        Kind.INVOICE,
                        document.sourceId(),
                        document.number(),
                        wanted.currency(),
                        wanted.total(),
                        Revision.of(RevisionKind.DRIFT, document.fingerprint()),
                        List.of(Difference.problem(String.valueOf(document.number()), plan.drift())));
            }
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

    private void refuse(SourceDocument document, List<Problem> problems) {
        store.inTransaction(() -> {
            failedCopyRecorder.refuse(
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
